import path from "node:path";
import { settings } from "../process.ts";
import { diskStore } from "./disk-store.ts";
import { s3Store } from "./s3-store.ts";
import type { PictureStore, StoredFile } from "./types.ts";

export type { OpenFile, PictureStore } from "./types.ts";

/** The store that the settings name: the data folder, or a bucket. */
export function pictureStore(): PictureStore {
  const { data, s3 } = settings();
  const disk = diskStore(path.join(data, "pictures"));
  return s3 ? diskFirst(disk, s3Store(s3, disk)) : disk;
}

/**
 * Writes to the bucket and reads from the disk what is still there, so that pictures can be moved while Galley runs. A
 * file is the same in both places, because it never changes.
 */
export const diskFirst = (disk: PictureStore, bucket: PictureStore): PictureStore => ({
  ...bucket,
  has: async (key) => (await disk.has(key)) || (await bucket.has(key)),
  open: async (key, file, range) => (await disk.open(key, file, range)) ?? (await bucket.open(key, file, range)),
  async *list(key) {
    for await (const { first, second } of sideBySide(disk.list(key), bucket.list(key)))
      yield (first ?? second) as StoredFile;
  },
  async remove(key) {
    await bucket.remove(key);
    await disk.remove(key);
  },
});

export type FilePair = { first: StoredFile | undefined; second: StoredFile | undefined };

/** Each file of two lists with its counterpart in the other one. Both are in the order of key and name. */
export async function* sideBySide(
  first: AsyncIterable<StoredFile>,
  second: AsyncIterable<StoredFile>,
): AsyncIterable<FilePair> {
  const [left, right] = [first[Symbol.asyncIterator](), second[Symbol.asyncIterator]()];
  const next = async (list: AsyncIterator<StoredFile>) => (await list.next()).value as StoredFile | undefined;
  const nameOf = ({ key, file }: StoredFile) => `${key}/${file}`;
  let [a, b] = [await next(left), await next(right)];
  while (a || b) {
    const order = !a ? 1 : !b ? -1 : nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : 0;
    yield { first: order <= 0 ? a : undefined, second: order >= 0 ? b : undefined };
    if (order <= 0) a = await next(left);
    if (order >= 0) b = await next(right);
  }
}
