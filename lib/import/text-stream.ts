import type { Source } from "./source.ts";
import { SkippedFile } from "./types.ts";

/** The text of a file, piece by piece, with lines that end in "\n" and without a byte order mark. */
export type TextStream = { pieces: AsyncIterable<string>; encoding: string };

/**
 * Opens a file as text. The encoding is that of its byte order mark, else the one that it declares, else UTF-8, or
 * Windows-1252 where it is not valid UTF-8.
 * @throws SkippedFile for an encoding that nobody knows
 */
export async function openText(source: Source, file: string): Promise<TextStream> {
  const encoding = await encodingOf(source, file);
  return { encoding, pieces: piecesOf(source, file, encoding) };
}

/** The whole text of a file that is small enough. @throws SourceError, SkippedFile */
export async function readText(source: Source, file: string): Promise<string> {
  await source.read(file).then((bytes) => bytes.length); // checks its size
  let text = "";
  for await (const piece of (await openText(source, file)).pieces) text += piece;
  return text;
}

async function* piecesOf(source: Source, file: string, encoding: string): AsyncIterable<string> {
  const decoder = new TextDecoder(encoding);
  let held = "";
  for await (const chunk of source.stream(file)) {
    const text = held + decoder.decode(chunk as Buffer, { stream: true });
    // The line feed of a line's end may be in the next piece.
    held = text.endsWith("\r") ? "\r" : "";
    yield text.slice(0, text.length - held.length).replace(/\r\n?/g, "\n");
  }
  const rest = held + decoder.decode();
  if (rest !== "") yield rest.replace(/\r\n?/g, "\n");
}

const known = new WeakMap<Source, Map<string, string>>();

async function encodingOf(source: Source, file: string): Promise<string> {
  const files = known.get(source) ?? new Map<string, string>();
  known.set(source, files);
  const found = files.get(file) ?? (await detect(source, file));
  files.set(file, found);
  return found;
}

async function detect(source: Source, file: string): Promise<string> {
  const strict = new TextDecoder("utf-8", { fatal: true });
  let isFirst = true;
  try {
    for await (const chunk of source.stream(file)) {
      if (isFirst) {
        const declared = declaredIn(chunk as Buffer);
        if (declared !== null && !/^utf-?8$/i.test(declared)) return checked(declared, file);
        isFirst = false;
      }
      strict.decode(chunk as Buffer, { stream: true });
    }
    strict.decode();
    return "utf-8";
  } catch (error) {
    if (error instanceof TypeError) return "windows-1252";
    throw error;
  }
}

function declaredIn(start: Buffer): string | null {
  if (start[0] === 0xff && start[1] === 0xfe) return "utf-16le";
  if (start[0] === 0xfe && start[1] === 0xff) return "utf-16be";
  // XML without a mark: "<?" in two bytes each.
  if (start[0] === 0x3c && start[1] === 0 && start[2] === 0x3f) return "utf-16le";
  if (start[0] === 0 && start[1] === 0x3c && start[2] === 0) return "utf-16be";
  const head = start.subarray(0, 1024).toString("latin1");
  return (
    /^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?\bencoding\s*=\s*["']([\w.:-]+)["']/.exec(head)?.[1] ??
    /<meta[^>]+charset\s*=\s*["']?([\w.:-]+)/i.exec(head)?.[1] ??
    null
  );
}

function checked(label: string, file: string): string {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    throw new SkippedFile(`${file} is in the encoding ${label.slice(0, 40)}, which cannot be read; save it as UTF-8`);
  }
}
