import { DomainError } from "../errors.ts";
import { inChild, notAPicture } from "./child.ts";
import { maxBytes, maxMilliseconds } from "./limits.ts";
import { sniff } from "./sniff.ts";
import type { Decoded, Extent } from "./types.ts";

/**
 * Makes the renditions of an upload in a child process, see child.ts.
 * @param folder empty and local; it receives one file per rendition, and `original.{jpeg|webp}` with all of them
 * @throws TOO_LARGE, NOT_A_PICTURE with `reason`, BUSY when too many pictures wait
 */
export async function decodePicture(
  bytes: Buffer,
  folder: string,
  { extent = "all", milliseconds = maxMilliseconds }: { extent?: Extent; milliseconds?: number } = {},
): Promise<Decoded> {
  if (bytes.byteLength > maxBytes) throw new DomainError("TOO_LARGE", { limit: maxBytes });
  const sniffed = sniff(bytes);
  if ("reason" in sniffed) throw notAPicture(sniffed.reason);
  return inChild<Decoded>("decode-worker.ts", [folder, extent], bytes, { milliseconds });
}
