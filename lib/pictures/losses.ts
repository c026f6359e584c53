// What a picture loses on upload, read from its headers, so that the browser can warn beforehand. Pure.

/**
 * "animated": only the first frame is kept. "pages": only the first of several pages is kept. "film": the video of a motion
 * photo is dropped. "cmyk": colours for print are converted for screens. "huge": the picture is stored much smaller.
 */
export type Loss = "animated" | "pages" | "film" | "cmyk" | "huge";

/** Pixels per side from which a person should know that the picture is scaled down; cameras make smaller ones. */
const hugeSide = 10_000;
/** Number of bytes that contain the description of a motion photo. */
const headBytes = 256 * 1024;
/** Maximum number of boxes, chunks or frames to read; valid files have what is searched for before that. */
const maxSteps = 200_000;

type Facts = { width: number; height: number; losses: Loss[] };

class Reader {
  readonly bytes: Uint8Array;
  readonly #view: DataView;
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
  get length(): number {
    return this.bytes.byteLength;
  }
  // Throws a RangeError past the end: the file is damaged, and the server reports it.
  u8 = (at: number): number => this.#view.getUint8(at);
  u16 = (at: number, isLittle = false): number => this.#view.getUint16(at, isLittle);
  u32 = (at: number, isLittle = false): number => this.#view.getUint32(at, isLittle);
  text = (from: number, to: number): string => String.fromCharCode(...this.bytes.subarray(from, to));
}

function readGif(file: Reader): Facts {
  const facts: Facts = { width: file.u16(6, true), height: file.u16(8, true), losses: [] };
  const tableBytes = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
  const afterBlocks = (from: number): number => {
    let at = from;
    for (let size = file.u8(at); size > 0; size = file.u8(at)) at += size + 1;
    return at + 1;
  };
  let at = 13 + tableBytes(file.u8(10));
  for (let frames = 0, step = 0; step < maxSteps; step++) {
    const kind = file.u8(at);
    if (kind === 0x21) at = afterBlocks(at + 2);
    else if (kind === 0x2c) {
      frames += 1;
      if (frames > 1) return { ...facts, losses: ["animated"] };
      at = afterBlocks(at + 11 + tableBytes(file.u8(at + 9)));
    } else break;
  }
  return facts;
}

function readPng(file: Reader): Facts {
  const facts: Facts = { width: file.u32(16), height: file.u32(20), losses: [] };
  for (let at = 8, step = 0; at + 8 <= file.length && step < maxSteps; step++) {
    const name = file.text(at + 4, at + 8);
    if (name === "acTL" && file.u32(at + 8) > 1) return { ...facts, losses: ["animated"] };
    if (name === "IDAT" || name === "IEND") break;
    at += file.u32(at) + 12;
  }
  return facts;
}

function readWebp(file: Reader): Facts {
  if (file.text(12, 16) !== "VP8X") return { width: 0, height: 0, losses: [] }; // at most 16,383 pixels, and not animated
  const u24 = (at: number) => file.u16(at, true) + file.u8(at + 2) * 65_536;
  return { width: u24(24) + 1, height: u24(27) + 1, losses: file.u8(20) & 2 ? ["animated"] : [] };
}

function readJpeg(file: Reader): Facts {
  const head = new TextDecoder("latin1").decode(file.bytes.subarray(0, headBytes));
  const losses: Loss[] = /(?:MotionPhoto|MicroVideo)\s*(?:=\s*["']|>)\s*1/.test(head) ? ["film"] : [];
  for (let at = 2, step = 0; step < maxSteps; step++) {
    if (file.u8(at) !== 0xff) break;
    const marker = file.u8(at + 1);
    if (marker === 0xff || (marker >= 0xd0 && marker <= 0xd7)) {
      at += marker === 0xff ? 1 : 2;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame)
      return {
        width: file.u16(at + 7),
        height: file.u16(at + 5),
        losses: file.u8(at + 9) === 4 ? [...losses, "cmyk"] : losses,
      };
    if (marker === 0xda) break;
    at += file.u16(at + 2) + 2;
  }
  return { width: 0, height: 0, losses };
}

function readTiff(file: Reader): Facts {
  const isLittle = file.u8(0) === 0x49;
  const at = file.u32(4, isLittle);
  const count = file.u16(at, isLittle);
  const tags = new Map<number, number>();
  for (let index = 0; index < count; index++) {
    const entry = at + 2 + index * 12;
    const isShort = file.u16(entry + 2, isLittle) === 3;
    tags.set(file.u16(entry, isLittle), isShort ? file.u16(entry + 8, isLittle) : file.u32(entry + 8, isLittle));
  }
  const losses: Loss[] = tags.get(262) === 5 ? ["cmyk"] : [];
  if (file.u32(at + 2 + count * 12, isLittle) !== 0) losses.push("pages");
  return { width: tags.get(256) ?? 0, height: tags.get(257) ?? 0, losses };
}

function read(file: Reader): Facts | null {
  const start = file.text(0, 12);
  if (start.startsWith("GIF8")) return readGif(file);
  if (start.startsWith("\x89PNG")) return readPng(file);
  if (start.startsWith("RIFF") && start.endsWith("WEBP")) return readWebp(file);
  if (start.startsWith("\xff\xd8\xff")) return readJpeg(file);
  if (start.startsWith("II*\0") || start.startsWith("MM\0*")) return readTiff(file);
  if (start.endsWith("ftypavis")) return { width: 0, height: 0, losses: ["animated"] };
  return null;
}

/** The losses of a picture; [] for none, and for a damaged file or no picture, which the server reports. */
export function lossesOf(bytes: Uint8Array): Loss[] {
  try {
    const facts = read(new Reader(bytes));
    if (!facts) return [];
    return Math.max(facts.width, facts.height) > hugeSide ? [...facts.losses, "huge"] : facts.losses;
  } catch {
    return [];
  }
}

const sentences: Readonly<Record<Loss, string>> = {
  animated: "is animated; only its first picture will be shown.",
  pages: "has several pages; only the first will be shown.",
  film: "holds a short film; only its picture will be shown.",
  cmyk: "is in print colours (CMYK); some colours will look different on a screen.",
  huge: "is very large; it will be stored at most 2560 pixels wide.",
};

/** "ferry.gif is animated; only its first picture will be shown." */
export const sayLosses = (name: string, losses: readonly Loss[]): string[] =>
  losses.map((loss) => `${name} ${sentences[loss]}`);
