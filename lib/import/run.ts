import { createHash } from "node:crypto";
import type { Node } from "@tiptap/pm/model";
import type { Actor } from "#lib/actor.ts";
import { isPageSlug, pagePath } from "#lib/addresses/paths.ts";
import { slugFrom } from "#lib/addresses/slug.ts";
import { missingToPublish } from "#lib/document/project-live.ts";
import { DocumentRefused } from "#lib/document/refused.ts";
import { DomainError } from "#lib/errors.ts";
import { log } from "#lib/log.ts";
import { addRedirectIfFree } from "#lib/redirects/mutations.ts";
import { whyNoHistory } from "#lib/revisions/import-mutations.ts";
import type { ExportedVersion } from "#lib/revisions/types.ts";
import { getSiteSettings } from "#lib/site/data.ts";
import { type ImportOutcome, importStory } from "#lib/stories/importing/mutations.ts";
import type { ImportedPlace } from "#lib/stories/importing/place-mutations.ts";
import { openReader } from "./formats.ts";
import { OwnFileTaker } from "./galley/own-files.ts";
import type {
  FormatName,
  ImportItem,
  ItemArchive,
  ItemPlace,
  ItemReader,
  OwnStory,
  OwnText,
  ReadOptions,
} from "./item.ts";
import { LinkIndex, linkResolver } from "./links.ts";
import { type ImportMapping, noMapping } from "./mapping.ts";
import { MediaTaker } from "./media.ts";
import { pathByPattern } from "./paths.ts";
import { type FetchOptions, PictureTaker } from "./pictures.ts";
import { isSection, PlaceFinder } from "./places.ts";
import { reasonOf } from "./reasons.ts";
import { type ImportReport, maxWarnings, newReport, placeOf } from "./report.ts";
import type { Source } from "./source.ts";
import { convertStory, lineInItem, type StoryContext } from "./story.ts";
import { SkippedFile, SourceError, type Warn } from "./types.ts";

export type ImportOptions = {
  /** Guessed from the files when absent. */
  format?: FormatName | undefined;
  section?: string | undefined;
  pattern?: string | undefined;
  expired?: "draft" | "live" | undefined;
  /** Reads and converts everything without changing anything. */
  dryRun?: boolean | undefined;
  mapping?: ImportMapping | undefined;
  /** The address of the old site, for exports that do not hold it. */
  site?: string | undefined;
  /** CSV: the column of each field. */
  columns?: Readonly<Record<string, string>> | undefined;
  /** How pictures are loaded from other sites; absent: they are not. */
  fetch?: FetchOptions | undefined;
  /**
   * Imports only these items, as reports name them ("posts/ferry.md", "export.xml:120"), once more: what an earlier import wrote of them is
   * replaced where nobody has changed it since.
   */
  only?: readonly string[] | undefined;
  /** The import under which everything is noted that it makes. */
  runId?: string | undefined;
  /** Goes on where an earlier run of the same import stopped. */
  from?: { done: number; report: ImportReport } | undefined;
  /** Called with the format once it is known. */
  onFormat?: ((format: FormatName) => unknown) | undefined;
  /** Called before each item. May be slow: the import waits. Answers false to stop before that item. */
  onProgress?: ((done: number, total: number, file: string, report: ImportReport) => unknown) | undefined;
};

/**
 * Imports every item of a source. An item that cannot be imported is reported and does not stop the others. Items that were
 * imported before are unchanged.
 * @throws SourceError if the import cannot begin
 */
export async function importSource(actor: Actor, source: Source, options: ImportOptions): Promise<ImportReport> {
  if (options.section !== undefined && !isSection(options.section)) {
    throw new SourceError(`No section can be called ${JSON.stringify(options.section)}.`);
  }
  const site = await getSiteSettings();
  const settings: ReadOptions & { pattern?: string | undefined } = {
    section: options.section,
    pattern: options.pattern,
    expired: options.expired ?? "draft",
    zone: site.timeZone,
    language: site.language,
    now: new Date(),
    site: options.site,
    columns: options.columns,
  };
  const { reader, format } = await openReader(source, settings, options.format);
  const hasNames = format === "wxr" || format === "ghost";
  await options.onFormat?.(format);
  return new ImportRun(actor, { source, reader, hasNames }, options, settings).all();
}

const changed =
  "The file changed while it was imported. What had come in by then stays. Try again once nothing writes to the file: items that are here already are not imported twice.";

/** What the first pass keeps of an item: little, for there may be a million. `null`: it is skipped. */
type Planned = { section: ImportedPlace | null; path: string; movable: boolean } | null;

/**
 * Reads the items twice. The first pass fixes all addresses, so that stories can link to each other; the second one converts
 * and stores item after item. Only one item is in memory at a time.
 */
class ImportRun {
  readonly #actor: Actor;
  readonly #reader: ItemReader;
  readonly #options: ImportOptions;
  readonly #settings: ReadOptions & { pattern?: string | undefined };
  readonly #report: ImportReport;
  readonly #links = new LinkIndex();
  readonly #pictures: PictureTaker;
  readonly #media: MediaTaker;
  readonly #ownFiles: OwnFileTaker;
  readonly #places: PlaceFinder;
  /** The lists of an export of Galley, with the ids of its stories; null for other sources. */
  #lists: OwnStory | null = null;
  /** Null: all items. */
  readonly #only: ReadonlySet<string> | null;
  /** Those of `#only` that the source has. */
  readonly #found = new Set<string>();
  readonly #planned: Planned[] = [];
  /** By path. */
  readonly #archives = new Map<string, ItemArchive>();
  /** Of each item in order, so that a source that changes meanwhile is noticed. */
  readonly #keys: string[] = [];

  constructor(
    actor: Actor,
    { source, reader, hasNames }: { source: Source; reader: ItemReader; hasNames: boolean },
    options: ImportOptions,
    settings: ReadOptions & { pattern?: string | undefined },
  ) {
    this.#actor = actor;
    this.#reader = reader;
    this.#options = options;
    this.#settings = settings;
    this.#only = options.only ? new Set(options.only) : null;
    this.#report = newReport(options.dryRun ?? false);
    const { dryRun = false, runId = null, fetch = null, mapping = noMapping } = options;
    this.#pictures = new PictureTaker(actor, { source, dryRun, runId, fetch });
    this.#media = new MediaTaker(actor, { source, dryRun, runId });
    this.#ownFiles = new OwnFileTaker(actor, { source, dryRun, runId });
    this.#places = new PlaceFinder(actor, { dryRun, runId, mapping, hasNames }, this.#report.names);
  }

  async all(): Promise<ImportReport> {
    const began = Date.now();
    await this.#planAll();
    for (const archive of this.#archives.values()) {
      const expected = this.#places.expected(archive);
      if (expected !== null) this.#links.addPath(archive.path, expected);
    }
    const { onProgress } = this.#options;
    const from = this.#continuation();
    if (from) Object.assign(this.#report, from.report);
    const earlier = { seconds: this.#report.seconds, pictures: this.#report.pictures, files: this.#report.files };
    const total = this.#only === null ? this.#planned.length : this.#found.size;
    let [index, handled] = [0, 0];
    let isStopped = false;
    for await (const read of this.#reader.items()) {
      if (!("item" in read)) continue; // reported by the first pass
      const planned = this.#planned[index];
      if (read.item.key !== this.#keys[index]) throw new SourceError(changed);
      index += 1;
      this.#lists ??= read.item.own;
      if (!this.#isWanted(read.item)) continue;
      const isDone = handled < (from?.done ?? 0);
      if (planned && !isDone) {
        const { item } = read;
        if ((await onProgress?.(handled, total, item.file, this.#report)) === false) {
          isStopped = true;
          break;
        }
        await this.#guarded(item, () => this.#one(item, planned));
      }
      this.#report.lastKey = read.item.key;
      handled += 1;
      this.#report.pictures = earlier.pictures + this.#pictures.count;
      this.#report.files = earlier.files + this.#media.count;
      this.#report.seconds = earlier.seconds + (Date.now() - began) / 1000;
    }
    this.#report.seconds = earlier.seconds + (Date.now() - began) / 1000;
    if (isStopped) return this.#report;
    if (index < this.#planned.length) throw new SourceError(changed);
    if (!this.#options.dryRun) await this.#redirectArchives();
    if (!this.#options.dryRun) await this.#takeCollections();
    await onProgress?.(total, total, "", this.#report);
    return this.#report;
  }

  /** Where an earlier run stopped. If the source has changed since, the import begins anew: what came in already is known. */
  #continuation(): ImportOptions["from"] {
    const { from } = this.#options;
    const lastKey = from?.report.lastKey;
    if (this.#only !== null) return from;
    return from && (lastKey === undefined || lastKey === this.#keys[from.done - 1]) ? from : undefined;
  }

  async #planAll(): Promise<void> {
    const keys = new Map<string, string>();
    const paths = new Map<string, string>();
    for await (const read of this.#reader.items()) {
      if (!("item" in read)) {
        this.#skip(read.place, read.problem);
        continue;
      }
      const { item } = read;
      const index = this.#planned.push(null) - 1;
      this.#keys.push(item.key);
      if (this.#isWanted(item)) this.#found.add(placeOf(item));
      await this.#guarded(item, async () => {
        const place = placeOf(item);
        const twin = keys.get(item.key);
        if (twin !== undefined)
          throw new SkippedFile(
            item.line === undefined ? `it has the date and name of ${twin}` : `it is the same item as ${twin}`,
          );
        keys.set(item.key, place);
        if (item.kind === "STORY") this.#places.count("sections", [item.section]);
        this.#places.count("topics", item.topics);
        this.#places.count(
          "authors",
          item.authors.map(({ name }) => name),
        );
        const section = item.kind === "PAGE" ? null : await this.#places.section(item.section, item.own?.section);
        const { wanted, movable } = this.#address(item, section?.path ?? "");
        let path = wanted;
        for (let number = 2; paths.has(path.toLowerCase()); number += 1) {
          if (!movable) throw new SkippedFile(`its address ${path} is that of ${paths.get(path.toLowerCase())}`);
          path = `${wanted}-${number}`;
        }
        paths.set(path.toLowerCase(), place);
        this.#links.add(item, path, this.#settings.zone);
        // A page that was below another one has an address of one word here.
        if (item.path !== null) this.#links.addPath(item.path, path);
        this.#links.addTopics(item.topics);
        this.#links.addAuthors(item.authors.map(({ slug }) => slugFrom(slug)));
        for (const archive of item.archives) this.#archives.set(archive.path, archive);
        this.#planned[index] = { section, path, movable };
      });
    }
    const reported = new Set(this.#report.skipped.map(placeOf));
    for (const name of this.#only ?? [])
      if (!this.#found.has(name) && !reported.has(name)) this.#skip({ file: name }, "there is no such item", true);
  }

  #isWanted(place: ItemPlace): boolean {
    return this.#only === null || this.#only.has(placeOf(place));
  }

  /** Leads the former addresses of files to those here, story by story: an import may be paused. */
  async #redirectFiles(): Promise<void> {
    for (const [from, to] of this.#media.moved) await addRedirectIfFree(this.#actor, { from, to });
    this.#media.moved.clear();
  }

  /** Leads the lists of categories, tags and authors to those of the sections, topics and authors that came of them. */
  async #redirectArchives(): Promise<void> {
    for (const archive of this.#archives.values()) {
      const to = await this.#places.found(archive);
      if (to !== null && to !== archive.path) await addRedirectIfFree(this.#actor, { from: archive.path, to });
    }
  }

  /** A page has an address of one word. @throws SkippedFile */
  #address(item: ImportItem, sectionPath: string): { wanted: string; movable: boolean } {
    if (item.kind === "STORY")
      return item.path === null
        ? { wanted: pathByPattern(item, sectionPath, this.#settings), movable: true }
        : { wanted: item.path, movable: false };
    const slug = [item.path?.split("/").at(-1) ?? "", item.slug, slugFrom(item.headline), `${item.slug}-page`]
      .map((text) => slugFrom(text))
      .find(isPageSlug);
    if (slug === undefined) throw new SkippedFile("no address of one word can be made for this page");
    const path = pagePath(slug);
    return { wanted: path, movable: path !== item.path };
  }

  async #one(item: ImportItem, { section, path, movable }: NonNullable<Planned>): Promise<void> {
    const warn: Warn = (kind, what, given) => {
      const line = given ?? (kind === "draft" ? item.line : (lineInItem(item, what.replace(/>$/, "")) ?? item.line));
      const place = item.line === undefined ? {} : { item: placeOf(item) };
      this.#warn({ kind, file: item.file, what, ...(line === undefined ? {} : { line }), ...place });
    };
    const before = this.#report.warnings.length;
    const topics = item.kind === "PAGE" ? [] : await this.#places.topics(item.topics, warn, item.own?.topics);
    const authors = item.kind === "PAGE" ? [] : await this.#places.authors(item.authors, warn);
    const context: StoryContext = {
      takePicture: (src, line) => {
        const own = item.own?.lists.pictures.get(src.replace("/pictures/", ""));
        return this.#pictures.take(src, { file: item.file, line: line ?? item.line, site: item.site, warn, own });
      },
      takeMedia: (src, line) =>
        this.#media.take(src, { file: item.file, line: line ?? item.line, site: item.site, warn }),
      takeOwn: (own) => ({
        takeMedia: (id) => this.#ownFiles.media(id, own.lists.media.get(id), warn),
        takeSnippet: (id, blocks) =>
          this.#ownFiles.snippet(id, { snippet: own.lists.snippets.get(id), blocks }, own.ids, warn),
        takeCollection: (id) => this.#collection(own, id, { file: item.file, warn }),
      }),
      resolve: (name) => this.#links.byName(name),
      href: linkResolver(this.#links, path, warn, item.site),
      fields: { section: section?.id ?? null, topics, authors },
      warn,
    };
    const doc = await convertStory(item, context);
    const changes = item.own?.changes ? await this.#changesOf(item, item.own, item.own.changes, context) : null;
    const missing = missingToPublish(doc, item.kind).map(({ code }) => code);
    const draft =
      item.draft ?? (missing.includes("TEXT") ? "it has no text" : missing.length > 0 ? "it has no headline" : null);
    const live = draft === null && item.date ? { publishedAt: item.date, updatedAt: item.updated } : null;
    if (this.#options.dryRun) this.#count(live !== null);
    else {
      const own = item.path !== null && item.path !== path ? [item.path] : [];
      const outcome = await importStory(this.#actor, {
        kind: item.kind,
        key: item.key,
        hash: hashOf(item),
        again: this.#only !== null,
        runId: this.#options.runId ?? null,
        doc,
        path,
        movable,
        aliases: [...new Set([...own, ...item.aliases])],
        live,
        own: item.own && { ...item.own, changes, history: await this.#historyOf(item.own, warn) },
        note: item.line === undefined ? item.file : `${item.file}, line ${item.line}`,
      });
      await this.#redirectFiles();
      if (!this.#settle(outcome, { live: live !== null, before, path, warn })) return;
    }
    if (draft !== null) warn("draft", draft);
  }

  /** The working copy of a published story of another newsroom, which may name other places than the published text. */
  async #changesOf(item: ImportItem, own: OwnStory, changes: OwnText, context: StoryContext): Promise<Node> {
    const isPage = item.kind === "PAGE";
    const { section, topics, authors } = changes;
    const fields = {
      section: isPage || !section ? null : (await this.#places.section(section.name, section)).id,
      topics: isPage
        ? []
        : await this.#places.topics(
            topics.map(({ name }) => name),
            context.warn,
            topics,
          ),
      authors: isPage ? [] : await this.#places.authors(authors, context.warn),
    };
    return convertStory({ ...item, notes: [], own: { ...own, ...changes } }, { ...context, fields });
  }

  #collection(
    { lists, ids }: OwnStory,
    id: string,
    { file, warn }: { file: string; warn: Warn },
  ): Promise<string | null> {
    const picture = async (cover: string) => {
      const known = { file, line: undefined, site: "", warn, own: lists.pictures.get(cover) };
      return (await this.#pictures.take(`/pictures/${cover}`, known))?.id ?? null;
    };
    const given = { collection: lists.collections.get(id), picture, stories: ids };
    return this.#ownFiles.collection(id, given, warn);
  }

  /** Collections of an export of Galley, also those that no story shows, once their stories are here. */
  async #takeCollections(): Promise<void> {
    if (this.#lists === null) return;
    const file = "collections.json";
    const warn: Warn = (kind, what) => this.#warn({ kind, file, what });
    if (this.#only === null)
      for (const id of this.#lists.lists.collections.keys()) await this.#collection(this.#lists, id, { file, warn });
    await this.#ownFiles.finishCollections(warn);
  }

  /** The frozen versions of a story of another newsroom; none, after a warning, where they cannot be kept. */
  async #historyOf({ history }: OwnStory, warn: Warn): Promise<ExportedVersion[]> {
    const versions = await history().catch((error: unknown) => reasonOf(error));
    const problem = typeof versions === "string" ? versions : whyNoHistory(versions);
    if (problem === null) return versions as ExportedVersion[];
    warn("history-left", problem);
    return [];
  }

  /** Counts and reports what became of an item. @returns false if it was here before */
  #settle(
    outcome: ImportOutcome,
    { live, before, path, warn }: { live: boolean; before: number; path: string; warn: Warn },
  ): boolean {
    if (outcome.kind === "replaced") {
      this.#report.replaced += 1;
      for (const alias of outcome.lostAliases) warn("alias-dropped", alias);
      return true;
    }
    if (outcome.kind !== "imported" && outcome.kind !== "published") {
      this.#report.known += 1;
      this.#report.warnings.length = before; // the first import reported these warnings
      if (outcome.kind === "unready")
        warn(
          "draft",
          "the draft of an earlier import has no text; write it there, or delete the draft and import again",
        );
      else if (outcome.kind === "left") warn("left-here", `${outcome.path}: ${outcome.reason}`);
      else if (outcome.kind !== "known") warn(outcome.kind, outcome.path);
      return false;
    }
    if (outcome.kind === "published") this.#report.published += 1;
    else this.#count(live);
    if (outcome.path !== path) warn("address-changed", `${path} → ${outcome.path}`);
    for (const alias of outcome.lostAliases) warn("alias-dropped", alias);
    return true;
  }

  #count(live: boolean): void {
    this.#report.imported += 1;
    if (live) this.#report.live += 1;
    else this.#report.drafts += 1;
  }

  #warn(warning: ImportReport["warnings"][number]): void {
    if (this.#report.warnings.length < maxWarnings) this.#report.warnings.push(warning);
    else this.#report.furtherWarnings += 1;
  }

  #skip({ file, line }: ItemPlace, reason: string, isNew = this.#isWanted({ file, line })): void {
    if (!isNew) return;
    this.#report.skipped.push({ file, ...(line === undefined ? {} : { line }), reason });
  }

  async #guarded(item: ImportItem, work: () => Promise<void>): Promise<void> {
    const before = this.#report.warnings.length;
    try {
      await work();
    } catch (error) {
      this.#report.warnings.length = before;
      this.#skip(item, reasonOf(error));
      if (!(error instanceof SkippedFile || error instanceof DomainError || error instanceof DocumentRefused)) {
        log.error({ error, file: item.file }, "import: item failed; continuing with the next one");
      }
    }
  }
}

/** Of everything that a person would miss if it changed. */
function hashOf({ headline, kicker, standfirst, body, picture, date, updated, draft }: ImportItem): string {
  const facts = [headline, kicker, standfirst?.text, body.text, picture, date, updated, draft];
  return createHash("sha256").update(JSON.stringify(facts)).digest("hex");
}
