// Writing and reading tar as streams, so that a file of any size takes little memory. Without a passphrase a backup can be
// opened by every program that reads tar.
import type { Hash } from "node:crypto";
import { Header } from "tar";
import { ByteReader } from "./byte-reader.ts";
import { BackupError } from "./errors.ts";

const blockBytes = 512;

/** The two empty blocks at the end of a tar file. */
export const tarEnd: Buffer = Buffer.alloc(2 * blockBytes);

/** The block in front of the bytes of an entry. @param at when it was made */
export function tarHeader(name: string, bytes: number, at: Date): Buffer {
  const block = Buffer.alloc(blockBytes);
  const header = new Header({ path: name, size: bytes, mode: 0o600, uid: 0, gid: 0, mtime: at, type: "File" });
  if (header.encode(block, 0)) throw new Error(`the name of an entry is too long: ${name}`);
  return block;
}

/** What fills the last block of an entry. */
export const tarPadding = (bytes: number): Buffer => Buffer.alloc(paddingOf(bytes));

const paddingOf = (bytes: number) => (blockBytes - (bytes % blockBytes)) % blockBytes;

export type TarEntry = {
  name: string;
  bytes: number;
  /** Its content. What the caller does not read is skipped. */
  body: AsyncIterable<Buffer>;
};

/**
 * The entries of a tar file in order.
 * @param hash gets all bytes before the header of the entry `last`
 * @throws BackupError if it is no tar file or ends too early
 */
export async function* readTar(chunks: AsyncIterable<Buffer>, hash: Hash, last: string): AsyncGenerator<TarEntry> {
  const reader = new ByteReader(chunks);
  for (let isHashed = true; ; ) {
    const block = await reader.take(blockBytes);
    const header = new Header(block, 0);
    if (header.nullBlock) return;
    if (!header.cksumValid || header.path === undefined || header.size === undefined)
      throw new BackupError("The file is damaged, or it is not a backup of Galley.");
    isHashed &&= header.path !== last;
    if (isHashed) hash.update(block);
    const { path: name, size } = header;
    let remaining = size;
    const body = (async function* () {
      while (remaining > 0) {
        const chunk = await reader.some(remaining);
        remaining -= chunk.length;
        if (isHashed) hash.update(chunk);
        yield chunk;
      }
    })();
    yield { name, bytes: size, body };
    while (remaining > 0) {
      const chunk = await reader.some(remaining);
      remaining -= chunk.length;
      if (isHashed) hash.update(chunk);
    }
    const padding = await reader.take(paddingOf(size));
    if (isHashed) hash.update(padding);
  }
}
