import { DomainError } from "../errors.ts";
import { inChild, notAPicture } from "./child.ts";
import { maxBytes, maxMilliseconds } from "./limits.ts";
import { sniff } from "./sniff.ts";
import type { Decoded } from "./types.ts";

/**
 * Makes every rendition of an upload in a child process, see child.ts.
 * @param folder empty, on this machine; gets `original.{jpeg|webp}` and one file per rendition
 * @throws TOO_LARGE, NOT_A_PICTURE with `reason`, BUSY when too many pictures wait
 */
export async function decodePicture(bytes: Buffer, folder: string, milliseconds = maxMilliseconds): Promise<Decoded> {
  if (bytes.byteLength > maxBytes) throw new DomainError("TOO_LARGE", { limit: maxBytes });
  const sniffed = sniff(bytes);
  if ("reason" in sniffed) throw notAPicture(sniffed.reason);
  return inChild<Decoded>("decode-worker.ts", [folder], bytes, { milliseconds });
}
