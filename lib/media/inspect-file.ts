// What a file is, by its bytes. Runs in a child process, see inspect.ts.
import { type FileHandle, open } from "node:fs/promises";
import mediaInfoFactory, { type AudioTrack, type GeneralTrack, type VideoTrack } from "mediainfo.js";
import { inspectOffice } from "./office-file.ts";
import type { MediaContent, MediaFormat, MediaKind, MediaRefusal } from "./types.ts";

export type Inspected = MediaContent | MediaRefusal;

const document = (format: MediaFormat): MediaContent => ({
  kind: "DOCUMENT",
  format,
  durationSeconds: null,
  width: null,
  height: null,
});

/** Bytes from the start by which the type is known. */
const headBytes = 65_536;

/** @param fileName only decides whether a plain text is a table; every other type is known by its bytes */
export async function inspectFile(path: string, fileName: string): Promise<Inspected> {
  const handle = await open(path, "r");
  try {
    const { size } = await handle.stat();
    if (size === 0) return { reason: "empty" };
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    const head = buffer.subarray(0, bytesRead);
    const latin = head.toString("latin1");
    if (latin.startsWith("%PDF-")) return document("pdf");
    if (latin.startsWith("PK\x03\x04")) return await inspectOffice(path, document);
    // An Office file with a password, or of the old kinds, which may hold macros.
    if (latin.startsWith("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) return { reason: "encrypted" };
    if (isContainer(latin, head)) return await inspectContainer(handle, size);
    return isTable(head, size > bytesRead) && /\.csv$/i.test(fileName) ? document("csv") : { reason: "unknown" };
  } finally {
    await handle.close();
  }
}

const isContainer = (latin: string, head: Uint8Array): boolean =>
  latin.startsWith("ftyp", 4) ||
  latin.startsWith("\x1aE\xdf\xa3") ||
  latin.startsWith("OggS") ||
  latin.startsWith("ID3") ||
  (head[0] === 0xff && ((head[1] ?? 0) & 0xe6) === 0xe2); // the beginning of a frame of MPEG audio, layer III

/** Plain text with separators. Nothing that a browser could take for a page or a script. */
function isTable(head: Buffer, isCut: boolean): boolean {
  let text: string;
  try {
    // A character at the end of the part that was read may be incomplete.
    text = new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: isCut });
  } catch {
    text = head.toString("latin1"); // spreadsheets of Windows write Windows-1252
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a file with them is no text
  if (/[\x00-\x08\x0e-\x1f]/.test(text) || /^\s*(?:<|#!)/.test(text)) return false;
  if (/<(?:!doctype|html|head|body|script|svg|iframe|object|embed|\?xml)\b/i.test(text)) return false;
  return /[,;\t]/.test(text);
}

/** What a browser plays, by the names of MediaInfo. */
const playable: Partial<Record<MediaFormat, { video: readonly string[]; audio: readonly string[] }>> = {
  mp4: { video: ["AVC", "AV1", "VP9"], audio: ["AAC", "MPEG Audio", "Opus"] },
  m4a: { video: [], audio: ["AAC", "MPEG Audio", "Opus"] },
  webm: { video: ["VP8", "VP9", "AV1"], audio: ["Opus", "Vorbis"] },
  ogg: { video: [], audio: ["Opus", "Vorbis"] },
  mp3: { video: [], audio: ["MPEG Audio"] },
};

/** Chunks of this size are read where the library asks for them. */
const chunkBytes = 256 * 1024;

async function inspectContainer(handle: FileHandle, size: number): Promise<Inspected> {
  const info = await mediaInfoFactory({ format: "object", chunkSize: chunkBytes });
  let tracks: readonly { readonly "@type": string }[];
  try {
    const { media } = await info.analyzeData(size, async (length, offset) => {
      const { buffer, bytesRead } = await handle.read(new Uint8Array(length), 0, length, offset);
      return buffer.subarray(0, bytesRead);
    });
    tracks = media?.track ?? [];
  } finally {
    info.close();
  }
  const general = tracks.find((track) => track["@type"] === "General") as GeneralTrack | undefined;
  const videos = tracks.filter((track) => track["@type"] === "Video") as VideoTrack[];
  const audios = tracks.filter((track) => track["@type"] === "Audio") as AudioTrack[];
  const format = formatOf(general, videos.length > 0);
  if (typeof format === "object") return format;
  if (videos.length === 0 && audios.length === 0) return { reason: "broken" };
  const plays = playable[format] ?? { video: [], audio: [] };
  for (const track of videos) {
    if (!plays.video.includes(track.Format ?? "")) return { reason: "codec", codec: codecName(track.Format) };
    const isDeep = (track.BitDepth ?? 8) > 8 || (track.ChromaSubsampling ?? "4:2:0") !== "4:2:0";
    // Hardware decoders of phones take H.264 with 8 bits and 4:2:0 only.
    if (track.Format === "AVC" && isDeep)
      return {
        reason: "codec",
        codec: `H.264 with ${track.BitDepth ?? 8} bits and ${track.ChromaSubsampling ?? "4:2:0"}`,
      };
  }
  for (const { Format, Format_Profile } of audios) {
    const isLayer3 = Format !== "MPEG Audio" || Format_Profile === "Layer 3";
    if (!plays.audio.includes(Format ?? "") || !isLayer3) return { reason: "codec", codec: codecName(Format) };
  }
  const [video] = videos;
  const duration = Number(general?.Duration);
  const isTurned = Math.round(Number(video?.Rotation ?? 0) / 90) % 2 !== 0;
  const [width, height] = [video?.Width ?? null, video?.Height ?? null];
  const kind: MediaKind = video ? "VIDEO" : "AUDIO";
  return {
    kind,
    format,
    durationSeconds: Number.isFinite(duration) && duration > 0 ? Math.round(duration * 10) / 10 : null,
    width: isTurned ? height : width,
    height: isTurned ? width : height,
  };
}

function formatOf(general: GeneralTrack | undefined, hasVideo: boolean): MediaFormat | MediaRefusal {
  switch (general?.Format) {
    case "MPEG-4":
      if (general.Format_Profile === "QuickTime") return { reason: "codec", codec: "QuickTime (MOV)" };
      return hasVideo ? "mp4" : "m4a";
    case "WebM":
      return "webm";
    case "Ogg":
      return "ogg";
    case "MPEG Audio":
      return "mp3";
    default:
      return general?.Format ? { reason: "codec", codec: general.Format } : { reason: "broken" };
  }
}

/** As people know it. */
const codecNames: Readonly<Record<string, string>> = {
  AVC: "H.264",
  HEVC: "HEVC (H.265)",
  "AC-3": "Dolby Digital (AC-3)",
};
const codecName = (format: string | undefined): string => codecNames[format ?? ""] ?? (format || "an unknown format");
