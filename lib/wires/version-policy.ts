// Which version of an item is newer, and what it changed. Pages of the newsroom do not need it in the browser.
import { createHash } from "node:crypto";
import { diffWordsWithSpace } from "diff";
import type { ReadWireItem, WireChange, WireContent } from "./types.ts";

/** Equal for versions between which a person would see no difference. */
export const hashOfItem = ({ content, text }: Pick<ReadWireItem, "content" | "text">): string =>
  createHash("sha256")
    .update(JSON.stringify([content.headline, text, content.status, content.embargo, content.note]))
    .digest("hex");

type Order = Pick<WireContent, "version" | "updated" | "date">;

/** Whether `one` was sent before `other`: by their versions, or else by their dates. Files of a folder come in any order. */
export function isEarlier(one: Order, other: Order): boolean {
  const [a, b] = [orderOf(one.version), orderOf(other.version)];
  if (a !== null && b !== null && a !== b) return a < b;
  const [then, now] = [one.updated ?? one.date, other.updated ?? other.date];
  return then !== null && now !== null && then < now;
}

/** A version is a number, or an instant. */
function orderOf(version: string): number | null {
  if (/^\d{1,15}$/.test(version)) return Number(version);
  const time = /^\d{4}-\d\d-\d\d/.test(version) ? Date.parse(version) : Number.NaN;
  return Number.isNaN(time) ? null : time;
}

/** The newest version of each item, in the order in which the items were read. */
export function newestOfEach(items: readonly ReadWireItem[]): ReadWireItem[] {
  const newest = new Map<string, ReadWireItem>();
  for (const item of items) {
    const known = newest.get(item.key);
    if (!known || !isEarlier(item.content, known.content)) newest.set(item.key, item);
  }
  return [...newest.values()];
}

/** Whether an item that was unknown is too old for the list. One without a date counts as new. */
export function isOldNews({ updated, date }: WireContent, keptDays: number, now: Date): boolean {
  const at = updated ?? date;
  return at !== null && now.getTime() - Date.parse(at) > keptDays * 86_400_000;
}

/** Finding differences takes long where nearly every word differs; then the old text is shown before the new one. */
const maxEdits = 2_000;

/** The words of the newer text with those that are new or gone; null if nothing changed. */
export function changesBetween(before: string, after: string): WireChange[] | null {
  if (before === after) return null;
  const found = diffWordsWithSpace(before, after, { maxEditLength: maxEdits });
  if (!found)
    return [
      { kind: "out", text: `${before}\n` },
      { kind: "in", text: after },
    ];
  return found.map(({ value, added, removed }) => ({ kind: added ? "in" : removed ? "out" : "same", text: value }));
}
