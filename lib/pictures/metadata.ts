import exifr from "exifr";
import sharp from "sharp";
import { sniff } from "./sniff.ts";
import type { FileMetadata } from "./types.ts";

/** Default texts of cameras and programs, which count as empty. */
const empty =
  /^(olympus digital camera|sony dsc|dcim.*|default|untitled|exif_jpeg_picture|created with .*|digital camera|dsc\d*|img_?\d*|screenshot|kodak digital still camera|minolta digital camera|samsung)$/i;

/**
 * Reads what the file says about itself: IPTC first, then XMP, then EXIF. Never throws; unreadable metadata counts as empty.
 * @param bytes of any accepted format
 */
export async function readMetadata(bytes: Buffer): Promise<FileMetadata> {
  const found = await parse(bytes);
  const block = (name: string) => (found as Blocks | null)?.[name];
  const at = (name: string, field: string): string => textOf(block(name)?.[field]);
  const core = (field: string) => first(at("Iptc4xmpCore", field), at("iptcCore", field));
  const exif = (name: keyof typeof exifTags): string => {
    const text = at("ifd0", name);
    return text.includes("\ufffd") ? (bytesOfExif(bytes, exifTags[name])?.toString("latin1") ?? text) : text;
  };
  const byline = clean(first(at("iptc", "Byline"), at("dc", "creator"), exif("Artist")), 100);
  const credit = clean(first(at("iptc", "Credit"), at("photoshop", "Credit")), 100);
  return {
    alt: clean(core("AltTextAccessibility"), 500),
    caption: clean(first(at("iptc", "Caption"), at("dc", "description"), exif("ImageDescription")), 2000),
    credit: byline && credit && !credit.includes(byline) ? `${byline} / ${credit}` : credit || byline,
    source: clean(first(at("iptc", "Source"), at("photoshop", "Source")), 200),
    copyright: clean(first(at("iptc", "CopyrightNotice"), at("dc", "rights"), exif("Copyright")), 300),
    place: placeOf(block, at, core),
    people: listOf(block("Iptc4xmpExt")?.PersonInImage),
    keywords: [...new Set([...listOf(block("iptc")?.Keywords), ...listOf(block("dc")?.subject)])].slice(0, maxListed),
    takenAt: takenAt(at),
    ...position(block("gps")),
    fileTerms: [
      at("xmpRights", "UsageTerms"),
      first(at("iptc", "SpecialInstructions"), at("photoshop", "Instructions")),
      at("xmpRights", "WebStatement"),
    ]
      .map((text) => clean(text, 1000))
      .filter(Boolean)
      .join("\n"),
  };
}

const options = {
  tiff: true,
  xmp: true,
  iptc: true,
  icc: false,
  exif: true,
  gps: true,
  ifd1: false,
  mergeOutput: false,
  // Dates stay text: as Date they would be taken as times of this machine.
  reviveValues: false,
} as const;

async function parse(bytes: Buffer): Promise<unknown> {
  const isRead = ["jpeg", "tiff"].includes(kindOf(bytes));
  return exifr.parse(isRead ? bytes : await asJpeg(bytes), options).catch(() => null);
}

/** The metadata blocks of a PNG, WebP, AVIF or HEIC in a JPEG without a picture, because exifr reads few of them there. */
async function asJpeg(bytes: Buffer): Promise<Buffer> {
  const { exif, xmp } = await sharp(bytes, { failOn: "none" })
    .metadata()
    .catch(() => ({ exif: undefined, xmp: undefined }));
  const segment = (content: Buffer) =>
    content.length > 65_533
      ? Buffer.alloc(0)
      : Buffer.concat([Buffer.from([0xff, 0xe1, (content.length + 2) >> 8, (content.length + 2) & 255]), content]);
  const withName = (name: string, content: Buffer | undefined) =>
    content
      ? segment(
          content.toString("latin1", 0, name.length) === name
            ? content
            : Buffer.concat([Buffer.from(name, "latin1"), content]),
        )
      : Buffer.alloc(0);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    withName("Exif\0\0", exif),
    withName("http://ns.adobe.com/xap/1.0/\0", xmp),
    Buffer.from([0xff, 0xd9]),
  ]);
}

const kindOf = (bytes: Buffer): string => {
  const sniffed = sniff(bytes);
  return "kind" in sniffed ? sniffed.kind : "";
};

type At = (block: string, field: string) => string;

/** "Sublocation, city, state, country": where the picture was taken, as the file names it. */
function placeOf(
  block: (name: string) => Record<string, unknown> | undefined,
  at: At,
  core: (field: string) => string,
): string {
  const created = [block("Iptc4xmpExt")?.LocationCreated, block("Iptc4xmpExt")?.LocationShown].flat().find(Boolean);
  const inside = (field: string) => textOf((created as Record<string, unknown> | undefined)?.[field]);
  const parts = [
    first(at("iptc", "Sublocation"), core("Location"), inside("Sublocation")),
    first(at("iptc", "City"), at("photoshop", "City"), inside("City")),
    first(at("iptc", "State"), at("photoshop", "State"), inside("ProvinceState")),
    first(at("iptc", "Country"), at("photoshop", "Country"), inside("CountryName")),
  ].map((part) => clean(part, 100));
  return [...new Set(parts.filter(Boolean))].join(", ");
}

/** An ISO time, with an offset if the file has one: "2026-05-04T09:30:00+02:00". Null if the file has no valid date. */
function takenAt(at: At): string | null {
  const exif = exifTime(
    first(at("exif", "DateTimeOriginal"), at("exif", "CreateDate")),
    at("exif", "OffsetTimeOriginal"),
  );
  const iptc = /^(\d{4})(\d{2})(\d{2})$/.exec(at("iptc", "DateCreated"));
  const clock = /^(\d{2})(\d{2})(\d{2})(?:([+-]\d{2})(\d{2}))?/.exec(at("iptc", "TimeCreated"));
  const iptcTime =
    iptc &&
    `${iptc.slice(1).join("-")}T${clock ? `${clock.slice(1, 4).join(":")}${clock[4] ? `${clock[4]}:${clock[5]}` : ""}` : "00:00:00"}`;
  const xmp = [at("photoshop", "DateCreated"), at("xmp", "CreateDate"), at("xap", "CreateDate")].filter(Boolean);
  // The same moment is often written in both; XMP then has the time zone.
  const zoned = [exif, ...xmp, iptcTime].find((time) => time && /(?:Z|[+-]\d{2}:\d{2})$/.test(time));
  const plain = exif || iptcTime || isoDate(xmp[0] ?? "");
  const best = zoned && (!plain || Math.abs(localMs(zoned) - localMs(plain)) < 24 * 60 * 60 * 1000) ? zoned : plain;
  return best && Number.isFinite(Date.parse(best)) && localMs(best) > 0 ? best : null;
}

const isoDate = (text: string): string => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00` : text);
/** The clock face of an ISO time as if it were UTC, in milliseconds. */
const localMs = (time: string): number => Date.parse(`${isoDate(time).slice(0, 19)}Z`);

/** @param text "2026:05:04 09:30:00", as EXIF writes it */
function exifTime(text: string, offset: string): string {
  const match = /^(\d{4})[:-](\d{2})[:-](\d{2})[ T](\d{2}:\d{2}:\d{2})/.exec(text);
  if (!match) return "";
  const zone = /^[+-]\d{2}:\d{2}$/.test(offset.trim()) ? offset.trim() : "";
  return `${match[1]}-${match[2]}-${match[3]}T${match[4]}${zone}`;
}

/** Decimal degrees; null where the file has no position, or an impossible one. */
function position(gps: Record<string, unknown> | undefined): { latitude: number | null; longitude: number | null } {
  const [latitude, longitude] = [Number(gps?.latitude ?? Number.NaN), Number(gps?.longitude ?? Number.NaN)];
  // Cameras without reception write zeros.
  const isReal = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 && (latitude !== 0 || longitude !== 0);
  return isReal ? { latitude, longitude } : { latitude: null, longitude: null };
}

const maxListed = 50;

const listOf = (value: unknown): string[] =>
  [
    ...new Set(
      [value]
        .flat()
        .map((each) => clean(textOf(each), 100))
        .filter(Boolean),
    ),
  ].slice(0, maxListed);

const exifTags = { ImageDescription: 0x10e, Artist: 0x13b, Copyright: 0x8298 };

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
