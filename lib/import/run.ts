import type { Actor } from "#lib/actor.ts";
import { isReservedPath, normalisePath, sectionPath } from "#lib/addresses/paths.ts";
import { slugFrom } from "#lib/addresses/slug.ts";
import { missingToPublish } from "#lib/document/project-live.ts";
import { DocumentRefused } from "#lib/document/refused.ts";
import { DomainError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { log } from "#lib/log.ts";
import { lossesOf, sayLosses } from "#lib/pictures/losses.ts";
import { storePicture } from "#lib/pictures/mutations.ts";
import { getSiteSettings } from "#lib/site/data.ts";
import {
  findOrCreateAuthor,
  findOrCreateSection,
  findOrCreateTopic,
  type ImportedPlace,
  importStory,
} from "#lib/stories/importing/mutations.ts";
import { type AuthorFinder, readAuthors } from "./authors.ts";
import { LinkIndex, linkResolver } from "./links.ts";
import { topicName } from "./names.ts";
import { indexPictures, type PictureIndex } from "./picture-index.ts";
import { type ArchiveEntry, isStoryFile, type PlanOptions, pathByPattern, planEntry } from "./plan.ts";
import { pictureReasonOf, reasonOf } from "./reasons.ts";
import { type ImportReport, newReport } from "./report.ts";
import { type Source, SourceError } from "./source.ts";
import { convertStory, lineIn, type TakenPicture } from "./story.ts";
import { SkippedFile, type Warn } from "./types.ts";

export type ImportOptions = {
  section?: string | undefined;
  pattern?: string | undefined;
  expired?: "draft" | "live" | undefined;
  /** Reads and converts everything without changing anything. */
  dryRun?: boolean | undefined;
  /** Called before each story. */
  onProgress?: ((done: number, total: number, file: string) => void) | undefined;
};

/**
 * Imports every Markdown file of a source. A file that cannot be imported is reported and does not stop the others. Files
 * that were imported before are unchanged.
 * @throws SourceError if the import cannot begin
 */
export async function importSource(actor: Actor, source: Source, options: ImportOptions): Promise<ImportReport> {
  if (options.section !== undefined && !isSection(options.section)) {
    throw new SourceError(`No section can be called ${JSON.stringify(options.section)}.`);
  }
  const site = await getSiteSettings();
  const run = new ImportRun(actor, source, options, {
    section: options.section,
    pattern: options.pattern,
    expired: options.expired ?? "draft",
    zone: site.timeZone,
    language: site.language,
    now: new Date(),
  });
  return run.all();
}

type Planned = { entry: ArchiveEntry; section: ImportedPlace; path: string; movable: boolean };

class ImportRun {
  readonly #actor: Actor;
  readonly #source: Source;
  readonly #options: ImportOptions;
  readonly #plan: PlanOptions;
  readonly #report: ImportReport;
  readonly #links = new LinkIndex();
  readonly #pictureOf: PictureIndex;
  readonly #pictures = new Map<string, TakenPicture | null>();
  readonly #places = new Map<string, Promise<ImportedPlace>>();
  #authorOf: AuthorFinder = (given) => ({ slug: given, name: given, jobTitle: "", bio: "" });

  constructor(actor: Actor, source: Source, options: ImportOptions, plan: PlanOptions) {
    this.#actor = actor;
    this.#source = source;
    this.#options = options;
    this.#plan = plan;
    this.#report = newReport(options.dryRun ?? false);
    this.#pictureOf = indexPictures(source.pictures);
  }

  async all(): Promise<ImportReport> {
    const began = Date.now();
    this.#authorOf = await readAuthors(this.#source);
    const planned = await this.#planAll();
    for (const [index, each] of planned.entries()) {
      this.#options.onProgress?.(index, planned.length, each.entry.file);
      await this.#guarded(each.entry.file, () => this.#one(each));
    }
    this.#options.onProgress?.(planned.length, planned.length, "");
    this.#report.seconds = (Date.now() - began) / 1000;
    return this.#report;
  }

  /** All addresses are fixed before the first story is written, so that stories can link to each other. */
  async #planAll(): Promise<Planned[]> {
    const planned: Planned[] = [];
    const keys = new Map<string, string>();
    const paths = new Map<string, string>();
    for (const file of this.#source.markdown.filter(isStoryFile)) {
      await this.#guarded(file, async () => {
        const entry = planEntry(file, await this.#text(file), this.#plan);
        const twin = keys.get(entry.key);
        if (twin !== undefined) throw new SkippedFile(`it has the date and name of ${twin}`);
        keys.set(entry.key, file);
        const section = await this.#section(entry.section);
        const wanted = entry.ownPath ?? pathByPattern(entry, section.path, this.#plan);
        const movable = entry.ownPath === null;
        let path = wanted;
        for (let number = 2; paths.has(path.toLowerCase()); number += 1) {
          if (!movable) throw new SkippedFile(`its address ${path} is that of ${paths.get(path.toLowerCase())}`);
          path = `${wanted}-${number}`;
        }
        paths.set(path.toLowerCase(), file);
        this.#links.add(entry, path, this.#plan.zone);
        this.#links.addTopics(topicsOf(entry));
        this.#links.addAuthors(authorsOf(entry).map((name) => slugFrom(this.#authorOf(name).slug)));
        planned.push({ entry, section, path, movable });
      });
    }
    return planned;
  }

  async #one({ entry, section, path, movable }: Planned): Promise<void> {
    const warn: Warn = (kind, what, given) => {
      const line = given ?? (kind === "draft" ? undefined : lineIn(entry.text, what.replace(/>$/, "")));
      this.#report.warnings.push({ kind, file: entry.file, what, ...(line === undefined ? {} : { line }) });
    };
    const before = this.#report.warnings.length;
    const [topics, authors] = [await this.#topics(entry, warn), await this.#authors(entry, warn)];
    const doc = await convertStory(entry, {
      takePicture: (src, line) => this.#picture(src, line, entry, warn),
      resolve: (name) => this.#links.byName(name),
      href: linkResolver(this.#links, path, warn),
      fields: { section: section.id, topics, authors },
      warn,
    });
    const missing = missingToPublish(doc, "STORY").map(({ code }) => code);
    const draft =
      entry.draft ?? (missing.includes("TEXT") ? "it has no text" : missing.length > 0 ? "it has no headline" : null);
    const live = draft === null && entry.date ? { publishedAt: entry.date, updatedAt: entry.updated } : null;

    if (this.#options.dryRun) this.#count(live !== null);
    else {
      const outcome = await importStory(this.#actor, {
        key: entry.key,
        doc,
        path,
        movable,
        aliases: entry.aliases,
        live,
        note: entry.file,
      });
      if (outcome.kind === "known") {
        this.#report.known += 1;
        this.#report.warnings.length = before; // the first import reported these warnings
        return;
      }
      if (outcome.kind === "unready") {
        this.#report.known += 1;
        this.#report.warnings.length = before;
        warn(
          "draft",
          "the draft of an earlier import has no text; write it there, or delete the draft and import again",
        );
        return;
      }
      if (outcome.kind === "published") this.#report.published += 1;
      else this.#count(live !== null);
      if (outcome.path !== path) warn("address-changed", `${path} → ${outcome.path}`);
      for (const alias of outcome.lostAliases) warn("alias-dropped", alias);
    }
    if (draft !== null) warn("draft", draft);
  }

  #count(live: boolean): void {
    this.#report.imported += 1;
    if (live) this.#report.live += 1;
    else this.#report.drafts += 1;
  }

  async #text(file: string): Promise<string> {
    const bytes = await this.#source.read(file);
    let text: string;
    try {
      text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch {
      this.#report.warnings.push({ kind: "not-utf8", file, what: file });
      text = new TextDecoder("windows-1252").decode(bytes);
    }
    return text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
  }

  #section(given: string): Promise<ImportedPlace> {
    if (!isSection(given))
      throw new SkippedFile(`its section ${JSON.stringify(given)} is one that no section can have`);
    return this.#place(`section ${given.toLowerCase()}`, () =>
      this.#options.dryRun
        ? Promise.resolve({ id: newId(), name: given, path: sectionPathOf(given) ?? "" })
        : findOrCreateSection(this.#actor, given),
    );
  }

  async #topics(entry: ArchiveEntry, warn: Warn): Promise<string[]> {
    return this.#ids(topicsOf(entry), warn, (name) =>
      this.#place(`topic ${name.toLowerCase()}`, () =>
        this.#options.dryRun
          ? Promise.resolve({ id: newId(), name, path: "" })
          : findOrCreateTopic(this.#actor, topicName(name)),
      ),
    );
  }

  async #authors(entry: ArchiveEntry, warn: Warn): Promise<string[]> {
    return this.#ids(authorsOf(entry), warn, (name) =>
      this.#place(`author ${name.toLowerCase()}`, () =>
        this.#options.dryRun
          ? Promise.resolve({ id: newId(), name, path: "" })
          : findOrCreateAuthor(this.#actor, this.#authorOf(name)),
      ),
    );
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

  #place(key: string, make: () => Promise<ImportedPlace>): Promise<ImportedPlace> {
    const known = this.#places.get(key) ?? make();
    this.#places.set(key, known);
    return known;
  }

  async #picture(src: string, line: number | undefined, entry: ArchiveEntry, warn: Warn): Promise<TakenPicture | null> {
    const file = this.#pictureOf(src, entry.file);
    if (file === null) {
      warn("picture-missing", src.slice(0, 300), line);
      return null;
    }
    const known = this.#pictures.get(file);
    if (known !== undefined) return known;
    const taken = await this.#take(file, {
      lose: (what) => warn("picture-changed", what, line),
      refuse: (reason) => warn("picture-refused", `${file}: ${reason}`, line),
    });
    this.#pictures.set(file, taken);
    if (taken) this.#report.pictures += 1;
    return taken;
  }

  async #take(
    file: string,
    { lose, refuse }: { lose: (what: string) => void; refuse: (reason: string) => void },
  ): Promise<TakenPicture | null> {
    if (this.#options.dryRun) return { id: newId(), alt: "", caption: "", credit: "" };
    try {
      const bytes = await this.#source.read(file);
      const taken = await storePicture(this.#actor, { bytes, fileName: file });
      for (const what of sayLosses(file, lossesOf(bytes))) lose(what);
      return taken;
    } catch (error) {
      refuse(pictureReasonOf(error));
      return null;
    }
  }

  async #guarded(file: string, work: () => Promise<void>): Promise<void> {
    const before = this.#report.warnings.length;
    try {
      await work();
    } catch (error) {
      this.#report.warnings.length = before;
      this.#report.skipped.push({ file, reason: reasonOf(error) });
      if (!(error instanceof SkippedFile || error instanceof DomainError || error instanceof DocumentRefused)) {
        log.error({ error, file }, "import: file failed; continuing with the next one");
      }
    }
  }
}

/** A path must be an existing section, possibly a nested one; a name may be a new section. */
const sectionPathOf = (given: string): string | null =>
  given.startsWith("/") ? normalisePath(given) : sectionPath(slugFrom(given));

function isSection(given: string): boolean {
  const path = sectionPathOf(given);
  return path !== null && !isReservedPath(path);
}

const topicsOf = (entry: ArchiveEntry): string[] => entry.matter.names("topics", "tags", "categories", "category");
const authorsOf = (entry: ArchiveEntry): string[] => entry.matter.names("authors", "author", "byline");
