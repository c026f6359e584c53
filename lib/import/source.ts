import { createReadStream } from "node:fs";
import { lstat, mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import * as tar from "tar";

/** The source of an import: files below one root, with paths that use "/" and do not begin with it. */
export type Source = {
  /** Markdown files, sorted by name. */
  markdown: string[];
  /** YAML and JSON files, which may describe authors. */
  data: string[];
  pictures: string[];
  read(file: string): Promise<Buffer>;
  close(): Promise<void>;
};

/** An error that the person who started the import has to fix; the message is one plain sentence. */
export class SourceError extends Error {}

export const limits = {
  files: 200_000,
  markdown: 5_000_000,
  data: 20_000_000,
  picture: 41_943_040,
  total: 20_000_000_000,
} as const;

const kinds: [keyof Pick<Source, "markdown" | "data" | "pictures">, RegExp, number][] = [
  ["markdown", /\.(?:md|markdown|mdown)$/i, limits.markdown],
  ["data", /\.(?:ya?ml|json)$/i, limits.data],
  ["pictures", /\.(?:jpe?g|png|webp|avif|gif|tiff?)$/i, limits.picture],
];
const kindOf = (file: string) => kinds.find(([, pattern]) => pattern.test(file));

/** Opens a folder or a .tar.gz. Symbolic links are not followed in either. @throws SourceError */
export async function openSource(place: string): Promise<Source> {
  const found = await stat(place).catch(() => null);
  if (found?.isDirectory()) return folderSource(place, async () => {});
  if (!found?.isFile()) throw new SourceError(`There is nothing at ${place}.`);
  if (!/\.(?:tar\.gz|tgz|tar)$/i.test(place)) throw new SourceError(`${place} is neither a folder nor a .tar.gz file.`);
  const folder = await mkdtemp(path.join(tmpdir(), "galley-import-"));
  const close = () => rm(folder, { recursive: true, force: true });
  try {
    await unpack(place, folder);
    return await folderSource(folder, close);
  } catch (error) {
    await close();
    if (error instanceof SourceError) throw error;
    throw new SourceError(`${place} cannot be unpacked: ${(error as Error).message}`);
  }
}

/** Unpacks only files that an import reads. `tar` and our own check refuse names outside the folder. */
async function unpack(archive: string, folder: string): Promise<void> {
  let files = 0;
  let total = 0;
  const extract = tar.extract({
    cwd: folder,
    strict: false,
    noChmod: true,
    noMtime: true,
    filter: (name, entry) => {
      const size = entry.size ?? 0;
      files += 1;
      total += size;
      if (files > limits.files) throw new SourceError(`The archive holds more than ${limits.files} files.`);
      if (total > limits.total) throw new SourceError("The archive unpacks to more than 20 GB.");
      const isFile =
        "type" in entry && (entry.type === "File" || entry.type === "OldFile" || entry.type === "ContiguousFile");
      const parts = name.split(/[\\/]/);
      const limit = kindOf(name)?.[2];
      return (
        isFile &&
        limit !== undefined &&
        size <= limit &&
        !parts.includes("..") &&
        !path.isAbsolute(name) &&
        !name.includes("\0")
      );
    },
  });
  await pipeline(createReadStream(archive), extract);
}

async function folderSource(root: string, close: () => Promise<void>): Promise<Source> {
  const found: Record<"markdown" | "data" | "pictures", string[]> = { markdown: [], data: [], pictures: [] };
  let files = 0;
  const walk = async (folder: string): Promise<void> => {
    const entries = await readdir(path.join(root, folder), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.name.startsWith(".") || entry.name === "node_modules") continue;
      const file = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) await walk(file);
      else if (entry.isFile()) {
        files += 1;
        if (files > limits.files) throw new SourceError(`The folder holds more than ${limits.files} files.`);
        const kind = kindOf(entry.name);
        if (kind) found[kind[0]].push(file);
      }
    }
  };
  await walk("");
  return {
    ...found,
    async read(file) {
      const full = path.join(root, file);
      const facts = await lstat(full);
      const limit = kindOf(file)?.[2] ?? 0;
      if (!facts.isFile()) throw new SourceError(`${file} is not a file.`);
      if (facts.size > limit) throw new SourceError(`it is larger than ${Math.round(limit / 1_000_000)} MB`);
      return readFile(full);
    },
    close,
  };
}
