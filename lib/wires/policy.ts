import type { Actor } from "../actor.ts";
import { has, hasFor } from "../roles/policy.ts";
import type { WireContent } from "./types.ts";

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
/** The longest time for which items are kept. */
export const maxKeptDays = 365;
/** UTF-16 units of an item's text. */
export const maxText = 500_000;

export const canManageWires = (actor: Actor): boolean => has(actor, "settings");
export const canReadWires = (actor: Actor): boolean => has(actor, "write");

/** The section that a new story gets from its source: only one in which the actor may write. */
export const sectionFor = (actor: Actor, sectionId: string | null): string | null =>
  sectionId !== null &&
  actor.kind === "person" &&
  hasFor(actor, "write", { sectionId, creatorId: actor.id, assigneeId: null })
    ? sectionId
    : null;

export const isFeedAddress = (address: string): boolean => /^https?:\/\//i.test(address);

/** Who wrote the text and whose it is, as the last line of a story that was begun from it. */
export function creditLine({ authors, provider, copyright }: WireContent, sourceName: string): string {
  const source = [...authors, provider || sourceName].join(", ");
  return [`Source: ${source}.`, ...(copyright && copyright !== provider ? [withStop(copyright)] : [])].join(" ");
}
const withStop = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
