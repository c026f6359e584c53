import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { checkKey, isStoredName } from "./addresses.ts";
import type { PictureStore } from "./types.ts";

/** Sending a large file to a bucket over a slow line may take hours. */
const staleAfterMs = 24 * 60 * 60 * 1000;

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
      if (!isStoredName(file)) return null;
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
          if (found?.isFile() && isStoredName(file)) yield { key: each, file, bytes: found.size };
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
    if (found && Date.now() - found.mtimeMs > staleAfterMs) await rm(folder, { recursive: true, force: true });
  }
}
