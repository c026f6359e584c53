import { createHash } from "node:crypto";
import { slugFrom } from "#lib/addresses/slug.ts";
import { storyDocument } from "#lib/document/build.ts";
import { type References, referencesOf } from "#lib/document/references.ts";
import type { PictureStore } from "#lib/pictures/types.ts";
import type { Transaction } from "#lib/postgres/app.ts";
import type { SiteSettings } from "#lib/site/schema.ts";
import {
  authorsOf,
  collectionsOf,
  commentsOf,
  historyOf,
  listAllRedirects,
  listStoryIds,
  mediaOf,
  picturesOf,
  readStory,
  readTexts,
  sectionsOf,
  snippetsOf,
  topicsOf,
} from "./data.ts";
import { type FileNames, type IndexLine, indexPageOf, storyMarkdownOf, storyPageOf } from "./page.ts";
import type { ExportHead, ExportScope } from "./types.ts";
import { type ZipSource, ZipWriter } from "./zip.ts";

export type ExportOptions = {
  scope: ExportScope;
  store: PictureStore;
  paper: Pick<SiteSettings, "name" | "language" | "timeZone">;
  /** The public address of the site, without a slash at its end. */
  site: string | null;
  withComments: boolean;
  onProgress?: (done: number, total: number) => void;
};

export type ExportSummary = { stories: number; pictures: number; files: number; missing: string[] };

type Texts = Awaited<ReturnType<typeof readTexts>>;

const json = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`;

/** "2026-11-24-night-ferry-0242ac120002": sorts by date, and the end of the id makes it unique. */
function nameOf({ id, firstPublishedAt, createdAt, headline }: Texts["row"]): string {
  const slug = slugFrom(headline, 60) || "story";
  return `${(firstPublishedAt ?? createdAt).toISOString().slice(0, 10)}-${slug}-${id.slice(-12)}`;
}

/** An export as the bytes of a zip file, which are the same whenever the newsroom is. */
export async function* exportBytes(tx: Transaction, options: ExportOptions): AsyncGenerator<Buffer, ExportSummary> {
  const { scope, store, paper, site, withComments, onProgress = () => {} } = options;
  const ids = await listStoryIds(tx, scope);
  const zip = new ListedZip();
  const head: ExportHead = {
    format: 1,
    name: paper.name,
    language: paper.language,
    timeZone: paper.timeZone,
    site,
    stories: ids.length,
  };
  yield* zip.text("galley-export.json", json(head));

  // A first pass finds the names, because stories link to each other.
  const names = new Map<string, { name: string; headline: string }>();
  const [pictureIds, mediaIds, snippetIds] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const collectionIds = new Set<string>();
  const named = { sections: new Set<string>(), topics: new Set<string>(), authors: new Set<string>() };
  const noteFiles = ({ pictures, media }: Pick<References, "pictures" | "media">) => {
    for (const each of pictures) pictureIds.add(each);
    for (const each of media) mediaIds.add(each);
  };
  for (const id of ids) {
    const { row, working, shown } = await readTexts(tx, id);
    names.set(id, { name: nameOf(row), headline: row.headline });
    for (const doc of [working, shown]) {
      const found = referencesOf(doc);
      noteFiles(found);
      for (const each of found.snippets) snippetIds.add(each);
      for (const each of found.collections) collectionIds.add(each);
      for (const kind of ["sections", "topics", "authors"] as const)
        for (const each of found[kind]) named[kind].add(each);
    }
  }
  const snippets = await rowsOf(snippetIds, (some) => snippetsOf(tx, some));
  for (const { blocks } of snippets) {
    const found = referencesOf(storyDocument({ body: blocks }));
    noteFiles(found);
    for (const each of found.collections) collectionIds.add(each);
  }
  const collections =
    scope.kind === "all"
      ? await collectionsOf(tx, null)
      : await rowsOf(collectionIds, (some) => collectionsOf(tx, some));
  for (const { cover } of collections) if (cover) pictureIds.add(cover.picture);
  const missing: string[] = [];
  const kept = async <Row extends { id: string; sha256: string }>(
    rows: readonly Row[],
    folder: string,
    files: (row: Row) => string[],
  ) => {
    const found = new Map<string, { row: Row; file: string; name: string; bytes: number }>();
    for (const row of rows) {
      const stored = await Array.fromAsync(store.list(row.sha256));
      const original = files(row)
        .map((name) => stored.find(({ file }) => file === name))
        .find(Boolean);
      if (original) {
        const ending = original.file.split(".").at(-1)?.replace("jpeg", "jpg");
        found.set(row.id, { row, file: original.file, name: `${folder}/${row.id}.${ending}`, bytes: original.bytes });
      } else missing.push(row.id);
    }
    return found;
  };
  const pictures = await kept(await rowsOf(pictureIds, (some) => picturesOf(tx, some)), "pictures", () => [
    "original.jpeg",
    "original.webp",
  ]);
  const media = await kept(await rowsOf(mediaIds, (some) => mediaOf(tx, some)), "files", ({ format }) => [
    `original.${format}`,
  ]);
  const files: FileNames = {
    story: (id) => names.get(id) ?? null,
    picture: (id) => pictures.get(id)?.name ?? null,
    media: (id) => media.get(id)?.name ?? null,
  };

  const lines: IndexLine[] = [];
  for (const [index, id] of ids.entries()) {
    onProgress(index, ids.length);
    const { story, shown } = await readStory(tx, id);
    const { name = "" } = names.get(id) ?? {};
    const comments = withComments ? await commentsOf(tx, id) : [];
    yield* zip.text(`stories/${name}.json`, json({ ...story, ...(comments.length > 0 ? { comments } : {}) }));
    yield* zip.text(`stories/${name}.md`, storyMarkdownOf(shown, story, files, site));
    yield* zip.text(`stories/${name}.html`, storyPageOf(shown, story, files, site));
    yield* zip.text(`history/${name}.json`, json(await historyOf(tx, id)));
    lines.push({
      name,
      headline: story.headline,
      day: (story.firstPublishedAt ?? story.createdAt).slice(0, 10),
      isPublished: story.publication === "LIVE",
    });
  }
  onProgress(ids.length, ids.length);
  yield* zip.text("index.html", indexPageOf(paper.name, paper.language, lines));
  const only = (kind: keyof typeof named) => (scope.kind === "all" ? null : [...named[kind]]);
  yield* zip.text("sections.json", json(await sectionsOf(tx, only("sections"))));
  yield* zip.text("topics.json", json(await topicsOf(tx, only("topics"))));
  yield* zip.text("authors.json", json(await authorsOf(tx, only("authors"))));
  yield* zip.text("snippets.json", json(snippets));
  yield* zip.text("collections.json", json(collections));
  if (scope.kind === "all") yield* zip.text("redirects.csv", redirectsCsv(await listAllRedirects(tx)));
  for (const [list, found] of [
    ["pictures.json", pictures],
    ["files.json", media],
  ] as const) {
    const rows = [...found.values()];
    yield* zip.text(list, json(rows.map(({ row, name }) => ({ ...row, file: name }))));
    for (const { row, file, name, bytes } of rows) {
      const open = async () => {
        const opened = await store.open(row.sha256, file);
        if (!opened) throw new Error(`a file of the store has vanished: ${row.sha256}/${file}`);
        return opened.stream as AsyncIterable<Buffer>;
      };
      yield* zip.file(name, { bytes, open });
    }
  }
  yield* zip.end();
  return { stories: ids.length, pictures: pictures.size, files: media.size, missing };
}

/** PostgreSQL takes at most 65,535 values with a query. */
const rowsPerQuery = 10_000;

async function rowsOf<Row>(ids: Iterable<string>, read: (ids: string[]) => Promise<Row[]>): Promise<Row[]> {
  const all = [...ids].sort();
  const rows: Row[] = [];
  for (let at = 0; at < all.length; at += rowsPerQuery) rows.push(...(await read(all.slice(at, at + rowsPerQuery))));
  return rows;
}

/** A zip file that ends with the SHA-256 of each of its files, as `sha256sum --check` reads them. */
class ListedZip {
  readonly #zip = new ZipWriter();
  #lines = "";

  text(name: string, text: string): AsyncGenerator<Buffer> {
    this.#note(name, createHash("sha256").update(text).digest("hex"));
    return this.#zip.addText(name, text);
  }

  async *file(name: string, { bytes, open }: ZipSource): AsyncGenerator<Buffer> {
    let hash = createHash("sha256");
    const hashed = async function* () {
      hash = createHash("sha256");
      for await (const chunk of await open()) {
        hash.update(chunk);
        yield chunk;
      }
    };
    yield* this.#zip.addFile(name, { bytes, open: async () => hashed() });
    this.#note(name, hash.digest("hex"));
  }

  async *end(): AsyncGenerator<Buffer> {
    yield* this.#zip.addText("checksums.sha256", this.#lines);
    yield* this.#zip.end();
  }

  #note(name: string, hash: string): void {
    this.#lines += `${hash}  ${name}\n`;
  }
}

const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const redirectsCsv = (rows: readonly { path: string; target: string }[]): string =>
  `from,to\r\n${rows.map(({ path, target }) => `${cell(path)},${cell(target)}\r\n`).join("")}`;
