import { createHash } from "node:crypto";
import { diffWordsWithSpace } from "diff";
import type { Actor } from "../actor.ts";
import { has, hasFor } from "../roles/policy.ts";
import type { ReadItem, WireChange, WireContent } from "./types.ts";

const minute = 60_000;
/** How often a feed is asked, and a folder looked at. */
export const pollEveryMs = { feed: 5 * minute, folder: minute } as const;
/** Reading ends earlier; another node reads the source after that. */
export const claimedForMs = 10 * minute;
/** Bytes of a feed. */
export const maxFeedBytes = 20_000_000;
/** Files of a folder that are read, the newest first, and items of one reading. */
export const maxFiles = 5_000;
export const maxItems = 5_000;
/** UTF-16 units of an item's text. */
export const maxText = 500_000;

export const canManageWires = (actor: Actor): boolean => has(actor, "settings");
export const canReadWires = (actor: Actor): boolean => has(actor, "write");

/** The section that a new story gets from its source: only one in which the actor may write. */
export const sectionFor = (actor: Actor, sectionId: string | null): string | null =>
  sectionId !== null && actor.kind === "person" && hasFor(actor, "write", { sectionId, creatorId: actor.id, assigneeId: null })
    ? sectionId
    : null;

export const isFeedAddress = (address: string): boolean => /^https?:\/\//i.test(address);

/** Equal for versions between which a person would see no difference. */
export const hashOfItem = ({ content, text }: Pick<ReadItem, "content" | "text">): string =>
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
export function newestOfEach(items: readonly ReadItem[]): ReadItem[] {
  const newest = new Map<string, ReadItem>();
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

/** Who wrote the text and whose it is, as the last line of a story that was begun from it. */
export function creditLine({ authors, provider, copyright }: WireContent, sourceName: string): string {
  const source = [...authors, provider || sourceName].join(", ");
  return [`Source: ${source}.`, ...(copyright && copyright !== provider ? [withStop(copyright)] : [])].join(" ");
}
const withStop = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
