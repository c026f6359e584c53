import type { RowKind } from "#lib/document/fields.ts";
import type { StoryNames } from "#lib/stories/types.ts";
import type { Lookup, PictureLook } from "../lookup.ts";

/** Names that are known so far for ids in the document, from the working copy and from revisions. */
export type KnownNames = {
  /** Null if it was deleted, or is a story that the person may not open. */
  name: (kind: RowKind, id: string) => string | null;
  picture: (id: string) => PictureLook | undefined;
  /** The name of a video, sound or document. */
  file: (id: string) => string | null;
  /** The title of a series or an issue. */
  collection: (id: string) => string | null;
};

/** Merges several sources of names. */
export function knownNames(lookup: Lookup | null, lists: readonly StoryNames[]): KnownNames {
  const names: Record<Exclude<RowKind, "pictures">, Map<string, string>> = {
    sections: new Map(lookup?.sections.map(({ id, name }) => [id, name])),
    topics: new Map([...(lookup?.topics.values() ?? [])].map(({ id, name }) => [id, name])),
    authors: new Map([...(lookup?.authors.values() ?? [])].map(({ id, name }) => [id, name])),
    stories: new Map([...(lookup?.stories.values() ?? [])].map(({ id, headline }) => [id, headline])),
  };
  const pictures = new Map(lookup?.pictures);
  const media = new Map(lookup?.media);
  const collections = new Map(lookup?.collections);
  for (const list of lists) {
    for (const kind of ["sections", "topics", "authors"] as const)
      for (const { id, name } of list[kind]) names[kind].set(id, name);
    for (const { id, headline } of list.stories) names.stories.set(id, headline);
    for (const [id, look] of Object.entries(list.pictures)) pictures.set(id, look);
    for (const [id, look] of Object.entries(list.media)) media.set(id, look);
    for (const { id, name } of list.collections) collections.set(id, { id, name });
  }
  return {
    name: (kind, id) =>
      kind === "pictures" ? (pictures.has(id) ? "a picture of the library" : null) : (names[kind].get(id) ?? null),
    picture: (id) => pictures.get(id),
    file: (id) => media.get(id)?.fileName ?? null,
    collection: (id) => collections.get(id)?.name ?? null,
  };
}
