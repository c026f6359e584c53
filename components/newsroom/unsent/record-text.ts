// Extracts the text of a record for download as a file.
import type { Unsent } from "./unsent-store.ts";

/** The story as it was in its tab. If the editor code cannot be loaded (offline, other build): the saved text, then the typed text. */
export async function recordText(record: Unsent): Promise<string> {
  try {
    const { textOf } = await import("#components/editor/saving/recover-here.ts");
    const text = textOf(record);
    if (text !== null) return text;
  } catch {
    // The fallback below works without further code.
  }
  const parts = [record.doc, record.since, record.steps].map((part) => wordsIn(part).join("\n\n"));
  return parts.filter(Boolean).join("\n\n* not saved yet *\n\n");
}

/** The text of documents and steps, one entry for each block. */
export function wordsIn(json: unknown): string[] {
  if (typeof json !== "object" || json === null) return [];
  const parts: unknown[] = Object.values(json);
  const isText = (part: unknown): part is { text: string } =>
    typeof part === "object" && part !== null && "text" in part && typeof part.text === "string";
  if (parts.length > 0 && parts.every(isText)) return [parts.map(({ text }) => text).join("")];
  return parts.flatMap((part) => (isText(part) ? [part.text] : wordsIn(part)));
}
