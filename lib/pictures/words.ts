import exifr from "exifr";
import type { PictureWords } from "./types.ts";

/** Default texts of cameras and programs, which count as empty. */
const empty =
  /^(olympus digital camera|sony dsc|dcim.*|default|untitled|exif_jpeg_picture|created with .*|digital camera|dsc\d*|img_?\d*|screenshot|kodak digital still camera|minolta digital camera|samsung)$/i;

/**
 * Reads caption, credit and alternative text from the file's metadata. Never throws; unreadable metadata counts as empty.
 * @param bytes of a JPEG, TIFF, PNG or AVIF; other formats have no result
 */
export async function readWords(bytes: Buffer): Promise<PictureWords> {
  const found = await exifr
    .parse(bytes, {
      tiff: true,
      xmp: true,
      iptc: true,
      icc: false,
      exif: false,
      gps: false,
      ifd1: false,
      mergeOutput: false,
    })
    .catch(() => null);
  const at = (block: string, name: string): string => textOf((found as Blocks | null)?.[block]?.[name]);
  const exif = (name: keyof typeof exifTags): string => {
    const text = at("ifd0", name);
    return text.includes("\ufffd") ? (bytesOfExif(bytes, exifTags[name])?.toString("latin1") ?? text) : text;
  };
  const byline = clean(first(at("iptc", "Byline"), at("dc", "creator"), exif("Artist")), 100);
  const credit = clean(first(at("iptc", "Credit"), at("photoshop", "Credit")), 100);
  return {
    alt: clean(first(at("Iptc4xmpCore", "AltTextAccessibility"), at("iptcCore", "AltTextAccessibility")), 500),
    caption: clean(first(at("iptc", "Caption"), at("dc", "description"), exif("ImageDescription")), 2000),
    credit: byline && credit && !credit.includes(byline) ? `${byline} / ${credit}` : credit || byline,
  };
}

const exifTags = { ImageDescription: 0x10e, Artist: 0x13b };

/** The bytes of a text in the first EXIF directory, which exifr decodes as UTF-8 without checking. */
function bytesOfExif(file: Buffer, tag: number): Buffer | null {
  const marker = file.indexOf("Exif\0\0", 0, "latin1");
  const tiff = file.subarray(marker < 0 ? 0 : marker + 6);
  const isLittle = tiff[0] === 0x49;
  const u16 = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const u32 = (at: number) => (isLittle ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
  try {
    const directory = u32(4);
    for (let entry = directory + 2; entry < directory + 2 + u16(directory) * 12; entry += 12) {
      if (u16(entry) !== tag) continue;
      const length = u32(entry + 4);
      const start = length > 4 ? u32(entry + 8) : entry + 8;
      return tiff.subarray(start, start + length);
    }
  } catch {
    // The directory is damaged; the result of exifr is used.
  }
  return null;
}

type Blocks = Record<string, Record<string, unknown> | undefined>;

const first = (...texts: string[]): string => texts.find((text) => text.trim() !== "") ?? "";

/** XMP holds plain text, texts by language and lists of names. */
function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(textOf).filter(Boolean).join(", ");
  if (typeof value === "object" && value !== null && "value" in value) return textOf(value.value);
  return "";
}

function clean(text: string, limit: number): string {
  const line = asUtf8(text)
    .replace(/[\p{Cc}\u200b\u2028\u2029\ufeff]+/gu, " ")
    .replace(/ {2,}/g, " ")
    .trim();
  return empty.test(line) ? "" : [...line].slice(0, limit).join("").trim();
}

const windows = new TextDecoder("windows-1252");

/**
 * IPTC often does not declare UTF-8 and is then read byte by byte: "MÃ¼ller". Text that is not valid UTF-8 is taken as
 * Windows-1252, which has quotes, dashes and the euro sign where Latin-1 has control characters.
 */
function asUtf8(text: string): string {
  const bytes = Buffer.from(text, "latin1");
  if (bytes.toString("latin1") !== text) return text;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return windows.decode(bytes);
  }
}
