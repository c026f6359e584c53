// Reads the items of a source as they are there now: of a feed by HTTP, or of a folder.
import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { toJson } from "../document/build.ts";
import { linkFromInput } from "../document/links.ts";
import { plainText } from "../document/text.ts";
import { loadChangedFile } from "../http/outside-file.ts";
import { openReader } from "../import/formats.ts";
import type { ImportItem, ReadOptions } from "../import/item.ts";
import { openSource, type Source } from "../import/source.ts";
import { convertStory } from "../import/story.ts";
import { SourceError } from "../import/types.ts";
import { log } from "../log.ts";
import { isFeedAddress, maxFeedBytes, maxFiles, maxItems, maxText } from "./policy.ts";
import { type ReadWireItem, type WireFormat, wireFormats } from "./types.ts";

export type SourceState = { address: string; etag: string; lastModified: string };

/** `problem`: a sentence about items that could not be read. */
export type SourceReading = {
  items: ReadWireItem[];
  format: WireFormat | "";
  etag: string;
  lastModified: string;
  problem: string;
};

export type ReadingOptions = Pick<ReadOptions, "zone" | "language" | "now"> & { allowsPrivate: boolean };

/**
 * Null: nothing has changed since it was read with this state.
 * @throws SourceError, OutsideRefused, OutsideFileError
 */
export const readSource = (state: SourceState, options: ReadingOptions): Promise<SourceReading | null> =>
  isFeedAddress(state.address) ? readUrl(state, options) : readFolder(state, options);

async function readUrl(state: SourceState, options: ReadingOptions): Promise<SourceReading | null> {
  const loaded = await loadChangedFile(state.address, state, {
    userAgent: "Galley-Wires/1.0",
    maxBytes: maxFeedBytes,
    allowsPrivate: options.allowsPrivate,
  });
  if (loaded === null) return null;
  const { bytes, etag, lastModified } = loaded;
  // The readers go by the ending of a file's name.
  const file = /^[\s\ufeff\0]*[[{]/.test(bytes.subarray(0, 200).toString("latin1").replace(/^ï»¿/, ""))
    ? "wire.json"
    : "wire.xml";
  const source: Source = {
    markdown: [],
    data: [],
    pictures: [],
    exports: [file],
    read: async () => bytes,
    stream: () => Readable.from([bytes]),
    close: async () => {},
  };
  return { ...(await readFiles(source, [file], options)), etag, lastModified };
}

async function readFolder(state: SourceState, options: ReadingOptions): Promise<SourceReading | null> {
  const source = await openSource(state.address);
  try {
    const found = await Promise.all(
      source.exports.map(async (file) => {
        const { size, mtimeMs } = await stat(path.join(state.address, file));
        return { file, size, mtimeMs };
      }),
    );
    const etag = createHash("sha256").update(JSON.stringify(found)).digest("hex");
    if (etag === state.etag) return null;
    // The oldest first, so that of two files without a version the later one counts.
    const newest = found.sort((a, b) => a.mtimeMs - b.mtimeMs).slice(-maxFiles);
    const files = newest.map(({ file }) => file);
    return { ...(await readFiles(source, files, options)), etag, lastModified: "" };
  } finally {
    await source.close();
  }
}

type Read = Pick<SourceReading, "items" | "format" | "problem">;

/** A file that cannot be read does not stop the others, but a source of which nothing can be read is an error. */
async function readFiles(source: Source, files: readonly string[], options: ReadingOptions): Promise<Read> {
  const read: Read = { items: [], format: "", problem: "" };
  for (const file of files) {
    try {
      await readFile(source, file, options, read);
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      read.problem = files.length === 1 ? error.message : `${file}: ${error.message}`;
    }
  }
  if (read.problem !== "" && read.items.length === 0) throw new SourceError(read.problem);
  return read;
}

async function readFile(source: Source, file: string, options: ReadingOptions, read: Read): Promise<void> {
  const one = { ...source, markdown: [], data: [], exports: [file] };
  const { format, reader } = await openReader(one, { ...options, expired: "draft" }, undefined).catch((error) => {
    throw error instanceof SourceError ? new SourceError(unknownFormat) : error;
  });
  const known = wireFormats.find((name) => name === format);
  if (!known) throw new SourceError(unknownFormat);
  read.format = known;
  for await (const found of reader.items()) {
    if (read.items.length >= maxItems) return;
    if (!("item" in found)) {
      read.problem = `${found.place.line === undefined ? file : `Line ${found.place.line}`}: ${found.problem}.`;
      continue;
    }
    const item = await readItem(found.item).catch((error) => {
      log.warn({ error, key: found.item.key }, "wires: an item could not be converted; going on with the next one");
      read.problem = `The item “${found.item.headline.slice(0, 100)}” could not be read.`;
      return null;
    });
    if (item) read.items.push(item);
  }
}

const unknownFormat =
  "Nothing was found there that can be read. A wire sends RSS, Atom, JSON Feed, ninjs, NewsML-G2 or NITF; check the address.";

async function readItem(item: ImportItem): Promise<ReadWireItem> {
  const { wire, date, updated } = item;
  const document = await convertStory(
    { ...item, picture: null, slug: "", draft: null },
    {
      takePicture: async () => null,
      resolve: () => null,
      href: (given) => linkIn(given, item.site),
      fields: { section: null, topics: [], authors: [] },
      warn: () => {},
    },
  );
  const lines = plainText(document).slice(0, maxText).toWellFormed().split("\n");
  if (lines[0] === item.headline) lines.shift();
  return {
    key: item.key,
    text: lines.join("\n"),
    content: {
      headline: item.headline.slice(0, 1_000),
      status: wire?.status ?? "usable",
      version: wire?.version ?? "",
      date: date?.toISOString() ?? null,
      updated: updated?.toISOString() ?? null,
      embargo: wire?.embargo?.toISOString() ?? null,
      urgency: wire?.urgency ?? null,
      language: item.language,
      note: wire?.note ?? "",
      provider: wire?.provider ?? "",
      copyright: wire?.copyright ?? "",
      authors: item.authors.map(({ name }) => name),
      topics: item.topics,
      link: linkOf(item),
      document: toJson(document),
    },
  };
}

/** A link of the text; one without a site leads to the site of the item. */
function linkIn(given: string, site: string): string | null {
  const href = given.trim();
  if (href === "" || href.startsWith("#")) return null;
  if (URL.canParse(href)) return linkFromInput(href);
  return site !== "" && URL.canParse(href, site) ? linkFromInput(new URL(href, site).href) : null;
}

const linkOf = ({ key, site, path: at }: ImportItem): string =>
  /^feed:(https?:\/\/\S+)$/.exec(key)?.[1] ?? (site !== "" && at !== null ? site + at : "");
