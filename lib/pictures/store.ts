import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { settings } from "../process.ts";

/** Where the files of pictures are kept. A file appears whole or not at all, and never changes. */
export type PictureStore = {
  /** Creates an empty local folder, to be passed to `keep` or `drop`. */
  prepare(): Promise<string>;
  /** Takes over the folder as the files of `key`. A file that is already kept under the key stays as it is. */
  keep(key: string, folder: string): Promise<void>;
  drop(folder: string): Promise<void>;
  has(key: string): Promise<boolean>;
  /** Null if there is no such file. */
  open(key: string, file: string): Promise<{ bytes: number; stream: () => Readable } | null>;
};

const staleAfter = 60 * 60 * 1000;

/** A store on the local disk: `{data}/pictures/ab/cd/{key}/{file}`. */
export function diskStore(root: string): PictureStore {
  const unfinished = path.join(root, "unfinished");
  const place = (key: string): string => {
    if (!/^[0-9a-f]{64}$/.test(key)) throw new Error("a picture's key is a SHA-256 in hex");
    return path.join(root, key.slice(0, 2), key.slice(2, 4), key);
  };
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
    async open(key, file) {
      if (!/^[a-z0-9]+\.[a-z]+$/.test(file)) return null;
      const full = path.join(place(key), file);
      const found = await stat(full).catch(() => null);
      return found?.isFile() ? { bytes: found.size, stream: () => createReadStream(full) } : null;
    },
  };
}

export const pictureStore = (): PictureStore => diskStore(path.join(settings().data, "pictures"));

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
