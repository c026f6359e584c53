import { open } from "node:fs/promises";
import { DomainError } from "../errors.ts";
import { inChild, notAPicture } from "./child.ts";
import { maxBytes, maxMilliseconds } from "./limits.ts";
import { sniff } from "./sniff.ts";
import type { Decoded, Extent, PictureSource } from "./types.ts";

/**
 * Makes the renditions of an upload in a child process, see child.ts.
 * @param folder empty and local; it receives one file per rendition, and with all of them `original.{jpeg|webp}`
 *   and the untouched upload
 * @throws TOO_LARGE, NOT_A_PICTURE with `reason`, BUSY when too many pictures wait
 */
export async function decodePicture(
  source: PictureSource,
  folder: string,
  { extent = "all", milliseconds = maxMilliseconds }: { extent?: Extent; milliseconds?: number } = {},
): Promise<Decoded> {
  const { size, head } = await beginning(source);
  if (size > maxBytes) throw new DomainError("TOO_LARGE", { limit: maxBytes });
  const sniffed = sniff(head);
  if ("reason" in sniffed) throw notAPicture(sniffed.reason);
  return inChild<Decoded>("decode-worker.ts", [folder, extent], source, { milliseconds });
}

/** As many bytes as `sniff` reads. */
const headBytes = 4096;

async function beginning(source: PictureSource): Promise<{ size: number; head: Buffer }> {
  if ("bytes" in source) return { size: source.bytes.byteLength, head: source.bytes };
  const file = await open(source.path);
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return { size: (await file.stat()).size, head: buffer.subarray(0, bytesRead) };
  } finally {
    await file.close();
  }
}
