import type { RefusalReason } from "./types.ts";

export type PictureKind = "jpeg" | "png" | "webp" | "avif" | "gif" | "tiff" | "heic" | "svg";
export type Sniffed = { kind: PictureKind } | { reason: RefusalReason };

const starts: [PictureKind, number[]][] = [
  ["jpeg", [0xff, 0xd8, 0xff]],
  ["png", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ["gif", [0x47, 0x49, 0x46, 0x38, 0x37, 0x61]],
  ["gif", [0x47, 0x49, 0x46, 0x38, 0x39, 0x61]],
  ["tiff", [0x49, 0x49, 0x2a, 0x00]],
  ["tiff", [0x4d, 0x4d, 0x00, 0x2a]],
];

const heicBrands = new Set(["heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "mif1", "mif2", "msf1"]);

/** Determines the type of a file by its first bytes. Its name and declared type are not trusted. */
export function sniff(bytes: Uint8Array): Sniffed {
  for (const [kind, start] of starts) {
    if (start.every((byte, index) => bytes[index] === byte)) return { kind };
  }
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 4096));
  const latin = head.toString("latin1");
  if (latin.startsWith("RIFF") && latin.startsWith("WEBP", 8)) return { kind: "webp" };
  if (latin.startsWith("ftyp", 4)) {
    const brands = brandsOf(head);
    if (brands.includes("avif") || brands.includes("avis")) return { kind: "avif" };
    if (brands.some((brand) => heicBrands.has(brand))) return { kind: "heic" };
  }
  // UTF-16 text has a zero byte beside each letter.
  if (/<svg[\s>]/i.test(latin.replaceAll("\0", ""))) return { kind: "svg" };
  return { reason: "unknown" };
}

/** The brands of an ISO media file: the main one, then the compatible ones. */
function brandsOf(head: Buffer): string[] {
  const end = Math.min(head.readUInt32BE(0), head.byteLength);
  const brands = [head.toString("latin1", 8, 12)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(head.toString("latin1", at, at + 4));
  return brands;
}
