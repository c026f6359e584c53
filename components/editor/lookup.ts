import type { Node } from "@tiptap/pm/model";
import { useSyncExternalStore } from "react";
import { keepReading } from "#components/newsroom/keep-reading.ts";
import { referencesOf } from "#lib/document/references.ts";
import type { Result } from "#lib/errors.ts";
import type { MediaLook, StoryNames } from "#lib/stories/types.ts";

export type PictureLook = StoryNames["pictures"][string];
export type StoryLook = StoryNames["stories"][number];
export type NamedItem = { id: string; name: string };

/** Names and pictures for ids in the document; loads those that colleagues add. */
export class Lookup {
  sections: StoryNames["sections"] = [];
  readonly pictures = new Map<string, PictureLook>();
  readonly media = new Map<string, MediaLook>();
  readonly stories = new Map<string, StoryLook>();
  readonly topics = new Map<string, NamedItem>();
  readonly authors = new Map<string, NamedItem>();
  readonly people = new Map<string, NamedItem>();
  /** Series and issues. */
  readonly collections = new Map<string, NamedItem>();
  /** Pictures that are being uploaded, by id of their figure: file name, and the share that was sent, 0 to 1. */
  readonly uploads = new Map<string, { name: string; part: number }>();
  readonly #listeners = new Set<() => void>();
  readonly #read: (() => Promise<Result<StoryNames>>) | null;
  /** A new object with every newly known name, for React. */
  edition = 0;
  #asked = new Set<string>();
  #doc: Node | null = null;
  /** Ends the current request; null when there is none. */
  #endReading: (() => void) | null = null;

  /** @param read loads the names for the saved version of the story */
  constructor(names: StoryNames, read: (() => Promise<Result<StoryNames>>) | null = null) {
    this.#read = read;
    this.add(names);
  }

  add(names: Partial<StoryNames>): void {
    if (names.sections) this.sections = names.sections;
    for (const topic of names.topics ?? []) this.topics.set(topic.id, topic);
    for (const author of names.authors ?? []) this.authors.set(author.id, author);
    for (const person of names.people ?? []) this.people.set(person.id, person);
    for (const collection of names.collections ?? []) this.collections.set(collection.id, collection);
    for (const story of names.stories ?? []) this.stories.set(story.id, story);
    for (const [id, look] of Object.entries(names.pictures ?? {})) this.pictures.set(id, look);
    for (const [id, look] of Object.entries(names.media ?? {})) this.media.set(id, look);
    this.#changed();
  }

  /** Sets the progress of a figure's upload; null when it has ended. */
  setUpload(blockId: string, upload: { name: string; part: number } | null): void {
    if (upload) this.uploads.set(blockId, upload);
    else this.uploads.delete(blockId);
    this.#changed();
  }

  #changed(): void {
    this.edition++;
    for (const listener of this.#listeners) listener();
  }

  onChange = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /**
   * Loads names of the document that are not known yet. It requests each id once, and repeats a request only while the server
   * is busy or cannot be reached.
   */
  complete(doc: Node): void {
    this.#doc = doc;
    if (this.#endReading || !this.#read) return;
    const missing = this.#missingIn(doc);
    if (missing.length === 0) return;
    this.#endReading = keepReading(
      this.#read,
      (names) => {
        this.#endReading = null;
        for (const id of missing) this.#asked.add(id);
        this.add(names);
        // The document may have got more ids during the request.
        if (this.#doc) this.complete(this.#doc);
      },
      () => {
        this.#endReading = null;
      },
    );
  }

  /** Stops asking until the document changes again. */
  end(): void {
    this.#endReading?.();
    this.#endReading = null;
  }

  #missingIn(doc: Node): string[] {
    const named = referencesOf(doc);
    return [
      ...named.pictures.filter((id) => !this.pictures.has(id)),
      ...named.media.filter((id) => !this.media.has(id)),
      ...named.stories.filter((id) => !this.stories.has(id)),
      ...named.topics.filter((id) => !this.topics.has(id)),
      ...named.authors.filter((id) => !this.authors.has(id)),
      ...named.people.filter((id) => !this.people.has(id)),
      ...named.collections.filter((id) => !this.collections.has(id)),
    ].filter((id) => !this.#asked.has(id));
  }
}

/** Renders the component again when more names are known. */
export const useNames = (lookup: Lookup): void => {
  useSyncExternalStore(lookup.onChange, () => lookup.edition);
};
