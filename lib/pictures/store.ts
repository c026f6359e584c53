import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { settings } from "../process.ts";

/** First and last byte, both included. An end beyond the file means its last byte. */
export type ByteRange = { start: number; end: number };

/** `bytes` is the size of the whole file, also where a range is read. The stream must be read or destroyed. */
export type OpenFile = { bytes: number; stream: Readable };

export type StoredFile = { key: string; file: string; bytes: number };

/**
 * Where the files of uploads are kept. The files of one upload have a common key, the SHA-256 of the uploaded bytes in
 * hex, and names such as "640.jpg" or "original.mp4". A file appears whole or not at all, and never changes.
 */
export type PictureStore = {
  /** Creates an empty local folder, to be passed to `keep` or `drop`. */
  prepare(): Promise<string>;
  /** Takes over the folder as files of `key`. A file that is already kept under the key stays as it is. */
  keep(key: string, folder: string): Promise<void>;
  drop(folder: string): Promise<void>;
  /** Whether `keep` has succeeded for the key. */
  has(key: string): Promise<boolean>;
  /** Null if there is no such file. @throws RangeError if the range starts beyond the end of the file */
  open(key: string, file: string, range?: ByteRange): Promise<OpenFile | null>;
  /** All files, or those of one key. The files of a key follow each other. */
  list(key?: string): AsyncIterable<StoredFile>;
  /** Deletes all files of the key. */
  remove(key: string): Promise<void>;
};

const staleAfter = 60 * 60 * 1000;

/** A store on the local disk: `{root}/ab/cd/{key}/{file}`. */
export function diskStore(root: string): PictureStore {
  const unfinished = path.join(root, "unfinished");
  const place = (key: string): string => path.join(root, key.slice(0, 2), key.slice(2, 4), checkKey(key));
  const has = (key: string) => exists(place(key));
  return {
    async prepare() {
      await mkdir(unfinished, { recursive: true });
      await sweep(unfinished);
      const folder = path.join(unfinished, randomUUID());
      await mkdir(folder);
      return folder;
    },
    async keep(key, folder) {
      const target = place(key);
      for (const file of await readdir(folder)) await flush(path.join(folder, file));
      await flush(folder);
      await mkdir(path.dirname(target), { recursive: true });
      try {
        await rename(folder, target);
      } catch (error) {
        if (!(await has(key))) throw error;
        // Another process kept the same picture first, or it had some of its files only.
        const kept = new Set(await readdir(target));
        for (const file of await readdir(folder))
          if (!kept.has(file)) await rename(path.join(folder, file), path.join(target, file));
        await rm(folder, { recursive: true, force: true });
        await flush(target);
        return;
      }
      await flush(path.dirname(target));
    },
    async drop(folder) {
      await rm(folder, { recursive: true, force: true });
    },
    has,
    async open(key, file, range) {
      const full = path.join(place(key), file);
      if (!isFileName(file)) return null;
      const handle = await open(full, "r").catch(noneIfMissing);
      if (!handle) return null;
      try {
        const { size } = await handle.stat();
        if (range && range.start >= size) throw new RangeError(`the file ends before byte ${range.start}`);
        return { bytes: size, stream: handle.createReadStream(range) };
      } catch (error) {
        await handle.close();
        throw error;
      }
    },
    async *list(key) {
      for (const each of key === undefined ? await keysOf(root) : [key]) {
        for (const file of await namesIn(place(each))) {
          const found = await stat(path.join(place(each), file)).catch(noneIfMissing);
          if (found?.isFile() && isFileName(file)) yield { key: each, file, bytes: found.size };
        }
      }
    },
    async remove(key) {
      const folder = place(key);
      if (!(await has(key))) return;
      // All files disappear at once, even if the process ends while they are deleted.
      await mkdir(unfinished, { recursive: true });
      const away = path.join(unfinished, randomUUID());
      await rename(folder, away);
      await rm(away, { recursive: true, force: true });
    },
  };
}

export const pictureStore = (): PictureStore => diskStore(path.join(settings().data, "pictures"));

function checkKey(key: string): string {
  if (!/^[0-9a-f]{64}$/.test(key)) throw new Error("the key of an upload is a SHA-256 in hex");
  return key;
}

const isFileName = (file: string): boolean => /^[a-z0-9]+(?:[-.][a-z0-9]+)*$/.test(file) && file.length <= 100;

async function keysOf(root: string): Promise<string[]> {
  const keys: string[] = [];
  for (const first of await namesIn(root)) {
    if (!/^[0-9a-f]{2}$/.test(first)) continue;
    for (const second of await namesIn(path.join(root, first)))
      keys.push(...(await namesIn(path.join(root, first, second))));
  }
  return keys.filter((key) => /^[0-9a-f]{64}$/.test(key));
}

/** In the order of the alphabet; empty if there is no such folder. */
const namesIn = async (folder: string): Promise<string[]> =>
  ((await readdir(folder).catch(noneIfMissing)) ?? []).sort();

function noneIfMissing(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT" || error.code === "ENOTDIR") return null;
  throw error;
}

const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );

/** Flushes a file to disk. Folders cannot be flushed on Windows. */
async function flush(file: string): Promise<void> {
  try {
    const handle = await open(file, "r");
    await handle.sync().finally(() => handle.close());
  } catch (error) {
    if (process.platform !== "win32") throw error;
  }
}

/** Removes what a killed process left behind. */
async function sweep(unfinished: string): Promise<void> {
  for (const name of await readdir(unfinished)) {
    const folder = path.join(unfinished, name);
    const found = await stat(folder).catch(() => null);
    if (found && Date.now() - found.mtimeMs > staleAfter) await rm(folder, { recursive: true, force: true });
  }
}
