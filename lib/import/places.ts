import type { Actor } from "#lib/actor.ts";
import { isReservedPath, normalisePath, sectionPath, topicPath } from "#lib/addresses/paths.ts";
import { slugFrom } from "#lib/addresses/slug.ts";
import { DomainError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import {
  findOrCreateAuthor,
  findOrCreateSection,
  findOrCreateTopic,
  type ImportedPlace,
} from "#lib/stories/importing/place-mutations.ts";
import type { ItemArchive, ItemAuthor, OwnSection, OwnStory } from "./item.ts";
import { type ImportMapping, NameMap } from "./mapping.ts";
import { topicName } from "./names.ts";
import type { ImportReport } from "./report.ts";
import { SkippedFile, type Warn } from "./types.ts";

type FinderOptions = {
  dryRun: boolean;
  runId: string | null;
  mapping: ImportMapping;
  /** Whether the source has the names of topics themselves ("covid-19"); else one that is a slug becomes a name. */
  hasNames: boolean;
};

/** Finds the sections, topics and authors that items name, and makes those that are missing. In a dry run nothing is made. */
export class PlaceFinder {
  readonly #actor: Actor;
  readonly #options: FinderOptions;
  readonly #places = new Map<string, Promise<ImportedPlace>>();
  readonly #map: Record<keyof ImportMapping, NameMap>;
  readonly #counts: ImportReport["names"];

  /** @param counts is filled with the names that items have */
  constructor(actor: Actor, options: FinderOptions, counts: ImportReport["names"]) {
    this.#actor = actor;
    this.#options = options;
    const { sections, topics, authors } = options.mapping;
    this.#map = { sections: new NameMap(sections), topics: new NameMap(topics), authors: new NameMap(authors) };
    this.#counts = counts;
  }

  /** Counts the names of an item as the source writes them. */
  count(kind: keyof ImportMapping, names: readonly string[]): void {
    const counts = this.#counts[kind];
    for (const name of names) {
      // A name such as "__proto__" is a key like any other.
      if (!Object.hasOwn(counts, name))
        Object.defineProperty(counts, name, { value: 0, writable: true, enumerable: true });
      counts[name] = (counts[name] ?? 0) + 1;
    }
  }

  /** @param own the section as an export of Galley has it @throws SkippedFile */
  section(given: string, own: OwnSection | null = null): Promise<ImportedPlace> {
    const name = this.#map.sections.of(given) ?? "News";
    if (!isSection(name)) throw new SkippedFile(`its section ${JSON.stringify(name)} is one that no section can have`);
    // One that a person has mapped is no longer that of the export.
    const elsewhere = name === given ? own : null;
    return this.#once(`section ${elsewhere?.path ?? name.toLowerCase()}`, () =>
      this.#options.dryRun
        ? Promise.resolve({ id: newId(), name, path: elsewhere?.path ?? sectionPathOf(name) ?? "" })
        : findOrCreateSection(this.#actor, name, { ...this.#options, own: elsewhere }),
    );
  }

  /** @param own the topics as an export of Galley has them */
  topics(names: readonly string[], warn: Warn, own: OwnStory["topics"] = []): Promise<string[]> {
    const mapped = names.flatMap((name) => this.#map.topics.of(name) ?? []);
    return this.#ids(mapped, warn, (name) =>
      this.#once(`topic ${name.toLowerCase()}`, () =>
        this.#options.dryRun
          ? Promise.resolve({ id: newId(), name, path: "" })
          : findOrCreateTopic(this.#actor, own.length > 0 || this.#options.hasNames ? name : topicName(name), {
              ...this.#options,
              own: own.find((topic) => topic.name === name) ?? null,
            }),
      ),
    );
  }

  authors(authors: readonly ItemAuthor[], warn: Warn): Promise<string[]> {
    const mapped = authors.flatMap((author): ItemAuthor[] => {
      const to = this.#map.authors.of(author.name);
      return to === null ? [] : [to === author.name ? author : { slug: slugFrom(to), name: to, jobTitle: "", bio: "" }];
    });
    const byName = new Map(mapped.map((author) => [author.name, author]));
    return this.#ids([...byName.keys()], warn, (name) =>
      this.#once(`author ${name.toLowerCase()}`, () =>
        this.#options.dryRun
          ? Promise.resolve({ id: newId(), name, path: "" })
          : findOrCreateAuthor(this.#actor, byName.get(name) as ItemAuthor, this.#options),
      ),
    );
  }

  /** The address here of what an archive of the old site lists, once it is found or made; null before, and for what is left out. */
  async found({ kind, name }: ItemArchive): Promise<string | null> {
    const keys = this.#named(kind, name).map(([list, to]) => `${list} ${to.toLowerCase()}`);
    for (const key of keys) {
      const place = await this.#places.get(key)?.catch(() => null);
      if (place && place.path !== "") return place.path;
    }
    return null;
  }

  /**
   * Where links to an archive lead before it is found. An author may have another address here, so links keep that of the old site,
   * which leads on.
   */
  expected({ kind, name, path }: ItemArchive): string | null {
    const named = this.#named(kind, name).find(
      ([list, to]) => list !== "section" || this.#places.has(`section ${to.toLowerCase()}`),
    );
    const [list, to] = named ?? ["topic", ""];
    if (slugFrom(to) === "") return null;
    return list === "section" ? sectionPathOf(to) : list === "topic" ? topicPath(slugFrom(to)) : path;
  }

  /** A top category is a section, a category below it a topic; a tag is a topic unless a section has its name. */
  #named(kind: ItemArchive["kind"], name: string): ["section" | "topic" | "author", string][] {
    const { sections, topics, authors } = this.#map;
    if (kind === "author") return [["author", authors.of(name) ?? ""]];
    return [
      ["section", sections.of(name) ?? ""],
      ["topic", topics.of(name) ?? ""],
    ];
  }

  async #ids(names: readonly string[], warn: Warn, find: (name: string) => Promise<ImportedPlace>): Promise<string[]> {
    const ids = new Set<string>();
    for (const name of names) {
      try {
        ids.add((await find(name)).id);
      } catch (error) {
        if (!(error instanceof DomainError) || !["INVALID", "TAKEN"].includes(error.code)) throw error;
        warn("names-dropped", name);
      }
    }
    return [...ids];
  }

  #once(key: string, make: () => Promise<ImportedPlace>): Promise<ImportedPlace> {
    const known = this.#places.get(key) ?? make();
    this.#places.set(key, known);
    return known;
  }
}

/** A path must be an existing section, possibly a nested one; a name may be a new section. */
const sectionPathOf = (given: string): string | null =>
  given.startsWith("/") ? normalisePath(given) : sectionPath(slugFrom(given));

export function isSection(given: string): boolean {
  const path = sectionPathOf(given);
  return path !== null && !isReservedPath(path);
}
