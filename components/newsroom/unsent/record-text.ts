// The words of a record, for a person who takes them along as a file.
import type { Unsent } from "./unsent-store.ts";

/** The story as its tab had it. Without the editor's machinery (no network, another build) what was saved, then what was typed. */
export async function recordText(record: Unsent): Promise<string> {
  try {
    const { textOf } = await import("#components/editor/saving/recover-here.ts");
    const text = textOf(record);
    if (text !== null) return text;
  } catch {
    // What follows needs nothing that is not here.
  }
  const parts = [record.doc, record.since, record.steps].map((part) => wordsIn(part).join("\n\n"));
  return parts.filter(Boolean).join("\n\n* not saved yet *\n\n");
}

/** The text of documents and steps, one entry for what stood together. */
export function wordsIn(json: unknown): string[] {
  if (typeof json !== "object" || json === null) return [];
  const parts: unknown[] = Object.values(json);
  const isText = (part: unknown): part is { text: string } =>
    typeof part === "object" && part !== null && "text" in part && typeof part.text === "string";
  if (parts.length > 0 && parts.every(isText)) return [parts.map(({ text }) => text).join("")];
  return parts.flatMap((part) => (isText(part) ? [part.text] : wordsIn(part)));
}
