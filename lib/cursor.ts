import { isId } from "./ids.ts";

/** One page of a list that is paged by cursor: the position of the last row, so that nothing is skipped or shown twice. */
export type Page<T> = { rows: T[]; next: string | null };

/** The position of a row in its order, as text for an address. */
export const writeCursor = (...values: string[]): string => Buffer.from(JSON.stringify(values)).toString("base64url");

/** What `writeCursor` wrote, or null for anything else: an address can hold whatever a person typed. */
export function readCursor(cursor: string | undefined, length: number): string[] | null {
  if (!cursor) return null;
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    const valid =
      Array.isArray(values) && values.length === length && values.every((value) => typeof value === "string");
    return valid ? (values as string[]) : null;
  } catch {
    return null;
  }
}

/** The cursor of a list in order of time and id. */
export const writeTimeCursor = (at: Date, id: string): string => writeCursor(at.toISOString(), id);

/** What `writeTimeCursor` wrote; null for anything else. */
export function readTimeCursor(cursor: string | undefined): { at: Date; id: string } | null {
  const [time = "", id = ""] = readCursor(cursor, 2) ?? [];
  const at = new Date(time);
  return isId(id) && !Number.isNaN(at.getTime()) ? { at, id } : null;
}

/**
 * Cuts a page from rows that were read with one more than fits.
 * @param size rows of a page
 */
export function toPage<T>(rows: T[], size: number, cursorOf: (row: T) => string): Page<T> {
  const shown = rows.slice(0, size);
  const last = shown.at(-1);
  return { rows: shown, next: rows.length > size && last ? cursorOf(last) : null };
}
