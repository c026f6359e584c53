import { createReadStream, createWriteStream } from "node:fs";
import { lstat, mkdir, mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import * as tar from "tar";
import yauzl from "yauzl";
import { SourceError } from "./types.ts";

/** The source of an import: files below one root, with paths that use "/" and do not begin with it. */
export type Source = {
  /** Markdown files, sorted by name. */
  markdown: string[];
  /** YAML and JSON files, which may describe authors. */
  data: string[];
  pictures: string[];
  /** Videos, sounds and documents, also of kinds that Galley refuses; absent where there are none. */
  media?: string[];
  /** Files of other formats: XML, HTML, CSV and JSON Lines, and JSON, which is in `data` as well. */
  exports: string[];
  read(file: string): Promise<Buffer>;
  /** The file as a stream, for exports of any size. */
  stream(file: string): Readable;
  /** Where the file is on this machine, and its size; absent where nothing is on a disk. @throws SourceError if it is not there */
  file?(file: string): Promise<{ path: string; bytes: number }>;
  close(): Promise<void>;
};

export const limits = {
  files: 200_000,
  markdown: 5_000_000,
  data: 20_000_000,
  picture: 41_943_040,
  media: 20_000_000_000,
  export: 20_000_000_000,
  /** A file that is read as a whole. */
  inMemory: 50_000_000,
  total: 20_000_000_000,
} as const;

const exportFile = /\.(?:xml|wxr|rss|atom|rdf|nitf|newsml|x?html?|csv|tsv|jsonl|ndjson|txt)$/i;
const mediaFile =
  /\.(?:mp4|m4v|mov|webm|avi|wmv|mp3|m4a|ogg|oga|ogv|wav|flac|pdf|docx?|xlsx?|pptx?|odt|ods|rtf|epub)$/i;

/** Whether a path is that of a video, a sound or a document, also of a kind that Galley refuses. */
export const isMediaName = (name: string): boolean => mediaFile.test(name);

/** "files": videos, sounds and documents of an export of Galley, which its lists name. */
type FileKind = "markdown" | "data" | "pictures" | "media" | "exports" | "files";
const kinds: [FileKind, RegExp, number][] = [
  ["files", /^files\/[0-9a-f-]{36}\.\w{2,5}$/, limits.media],
  ["markdown", /\.(?:md|markdown|mdown)$/i, limits.markdown],
  ["data", /\.(?:ya?ml|json)$/i, limits.data],
  ["exports", exportFile, limits.export],
  ["pictures", /\.(?:jpe?g|png|webp|avif|gif|tiff?)$/i, limits.picture],
  ["media", mediaFile, limits.media],
];
const kindOf = (file: string) => kinds.find(([, pattern]) => pattern.test(file));

/** Opens a folder, a .tar.gz, a .zip or a single file. Symbolic links are not followed in any. @throws SourceError */
export async function openSource(place: string): Promise<Source> {
  const found = await stat(place).catch(() => null);
  if (found?.isDirectory()) return folderSource(place, async () => {});
  if (!found?.isFile()) throw new SourceError(`There is nothing at ${place}.`);
  if (found.size === 0) throw new SourceError(`${nameOf(place)} is empty. Export it again, or upload it again.`);
  const unpack = /\.(?:tar\.gz|tgz|tar)$/i.test(place) ? unpackTar : /\.zip$/i.test(place) ? unpackZip : null;
  if (unpack === null) return fileSource(place);
  const folder = await mkdtemp(path.join(tmpdir(), "galley-import-"));
  const close = () => rm(folder, { recursive: true, force: true });
  try {
    await unpack(place, folder);
    return await folderSource(folder, close);
  } catch (error) {
    await close();
    if (error instanceof SourceError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOSPC")
      throw new SourceError("The disk of the server is full, so nothing was imported. Free some space and try again.");
    throw new SourceError(
      `${nameOf(place)} cannot be unpacked, so nothing was imported. Export it again, or upload it again. Details: ${message}`,
    );
  }
}

/** An uploaded file is kept with an id before its name. */
const nameOf = (place: string): string =>
  path.basename(place).replace(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}-/, "");

/** Folders below that of a single file, and files in them, that are searched for what it shows. */
const besideDepth = 4;
const maxBeside = 20_000;

/** One file of any format, with the pictures, videos, sounds and documents in its folder. @throws SourceError */
async function fileSource(place: string): Promise<Source> {
  const file = path.basename(place);
  const kind = kindOf(file)?.[0] ?? "exports";
  if (kind === "pictures" || kind === "media")
    throw new SourceError(
      `${place} is a ${kind === "pictures" ? "picture" : "file that stories show or link to"}. Name a folder, an archive or the file of an export.`,
    );
  const root = path.dirname(place);
  return {
    markdown: kind === "markdown" ? [file] : [],
    data: kind === "data" ? [file] : [],
    ...(await filesBeside(root)),
    exports: kind === "data" || kind === "exports" ? [file] : [],
    ...readingFrom(root),
    close: async () => {},
  };
}

async function filesBeside(root: string): Promise<{ pictures: string[]; media: string[] }> {
  const found: { pictures: string[]; media: string[] } = { pictures: [], media: [] };
  let left = maxBeside;
  const walk = async (folder: string, depth: number): Promise<void> => {
    for (const entry of await readdir(path.join(root, folder), { withFileTypes: true }).catch(() => [])) {
      left -= 1;
      if (left < 0) return;
      if (entry.name.startsWith(".") || entry.name === "node_modules") continue;
      const file = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory() && depth < besideDepth) await walk(file, depth + 1);
      else if (entry.isFile()) {
        const kind = kindOf(file)?.[0];
        if (kind === "pictures" || kind === "media") found[kind].push(file);
      }
    }
  };
  await walk("", 0);
  return found;
}

/** Adds the pictures, videos, sounds and documents of another folder or archive to a source. */
export function withPictures(source: Source, pictures: Source): Source {
  const prefix = "pictures of the archive/";
  const isOther = (file: string) => file.startsWith(prefix);
  return {
    ...source,
    pictures: [...source.pictures, ...pictures.pictures.map((file) => prefix + file)],
    media: [...(source.media ?? []), ...(pictures.media ?? []).map((file) => prefix + file)],
    async file(file) {
      const [from, name] = isOther(file) ? [pictures, file.slice(prefix.length)] : [source, file];
      if (!from.file) throw new SourceError("it is not among the files of the export");
      return from.file(name);
    },
    read: (file) => (isOther(file) ? pictures.read(file.slice(prefix.length)) : source.read(file)),
    async close() {
      await pictures.close();
      await source.close();
    },
  };
}

/** Text seldom shrinks to a thirtieth; what shrinks further is made to fill a disk. */
const maxRatio = 100;
const smallArchive = 100_000_000;

/** Counts what an archive unpacks to and decides what is unpacked: only files that an import reads, and none outside the folder. */
class UnpackRules {
  readonly #archiveBytes: number;
  #files = 0;
  #total = 0;

  constructor(archiveBytes: number) {
    this.#archiveBytes = archiveBytes;
  }

  /** @throws SourceError if the archive is too large */
  wants(name: string, size: number, isFile: boolean): boolean {
    this.#files += 1;
    if (this.#files > limits.files) throw new SourceError(`The archive holds more than ${limits.files} files.`);
    const parts = name.split(/[\\/]/);
    const limit = kindOf(name)?.[2];
    const isWanted =
      isFile &&
      limit !== undefined &&
      size <= limit &&
      !parts.includes("..") &&
      !path.isAbsolute(name) &&
      !name.includes("\0");
    if (isWanted) this.#total += size;
    if (this.#total > limits.total) throw new SourceError("The archive unpacks to more than 20 GB.");
    if (this.#total > smallArchive && this.#total > this.#archiveBytes * maxRatio)
      throw new SourceError(`The archive unpacks to more than ${maxRatio} times its size, which no export does.`);
    return isWanted;
  }
}

async function unpackTar(archive: string, folder: string): Promise<void> {
  const rules = new UnpackRules((await stat(archive)).size);
  const extract = tar.extract({
    cwd: folder,
    strict: false,
    noChmod: true,
    noMtime: true,
    filter: (name, entry) =>
      rules.wants(
        name,
        entry.size ?? 0,
        "type" in entry && (entry.type === "File" || entry.type === "OldFile" || entry.type === "ContiguousFile"),
      ),
  });
  await pipeline(createReadStream(archive), extract);
}

/** yauzl refuses data that is longer than its entry says; names outside the folder are left out by the rules. */
async function unpackZip(archive: string, folder: string): Promise<void> {
  const rules = new UnpackRules((await stat(archive)).size);
  const zip = await yauzl.openPromise(archive, { lazyEntries: true, decodeStrings: false, validateEntrySizes: true });
  try {
    for await (const entry of zip.eachEntry()) {
      const name = yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false);
      const isLink = ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000;
      if (!rules.wants(name, entry.uncompressedSize, !name.endsWith("/") && !isLink)) continue;
      const target = path.join(folder, ...name.split(/[\\/]/));
      await mkdir(path.dirname(target), { recursive: true });
      await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target));
    }
  } finally {
    zip.close();
  }
}

async function folderSource(root: string, close: () => Promise<void>): Promise<Source> {
  const found: Record<FileKind, string[]> = { markdown: [], data: [], pictures: [], media: [], exports: [], files: [] };
  let files = 0;
  const walk = async (folder: string): Promise<void> => {
    const entries = await readdir(path.join(root, folder), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.name.startsWith(".") || entry.name === "node_modules" || entry.name === "__MACOSX") continue;
      const file = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) await walk(file);
      else if (entry.isFile()) {
        files += 1;
        if (files > limits.files) throw new SourceError(`The folder holds more than ${limits.files} files.`);
        const kind = kindOf(file);
        if (kind) found[kind[0]].push(file);
        if (/\.json$/i.test(entry.name)) found.exports.push(file);
      }
    }
  };
  await walk("");
  return { ...found, ...readingFrom(root), close };
}

function readingFrom(root: string): Pick<Source, "read" | "stream" | "file"> {
  return {
    async file(file) {
      const full = path.join(root, file);
      const facts = await lstat(full).catch(() => null);
      if (!facts?.isFile()) throw new SourceError("it is not among the files of the export");
      return { path: full, bytes: facts.size };
    },
    async read(file) {
      const full = path.join(root, file);
      const facts = await lstat(full);
      const limit = kindOf(file)?.[2] ?? limits.data;
      if (!facts.isFile()) throw new SourceError(`${file} is not a file.`);
      if (facts.size > Math.min(limit, limits.inMemory))
        throw new SourceError(`it is larger than ${Math.round(Math.min(limit, limits.inMemory) / 1_000_000)} MB`);
      return readFile(full);
    },
    stream: (file) => createReadStream(path.join(root, file), { highWaterMark: 262_144 }),
  };
}
