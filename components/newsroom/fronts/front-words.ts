import type { Failure } from "#lib/errors.ts";
import type { ContainerChange } from "#lib/fronts/edit-policy.ts";
import type { Arrangement, CardSize, Container } from "#lib/fronts/layout-schema.ts";
import { explain } from "../messages.ts";

export const arrangementNames: Record<Arrangement, string> = {
  lead: "Lead and seconds",
  row: "Row of four",
  opinion: "Opinion band",
  list: "List of headlines",
  feature: "Single feature",
  river: "Section",
  topic: "Topic",
  "most-read": "Most read",
  sections: "All other sections",
};

export const sizeNames: Record<CardSize, string> = { default: "Default", big: "Big", huge: "Huge" };

/** What a container is called on the desk. @param subject the section or topic of its rule, if known */
export const nameOfContainer = (container: Pick<Container, "title" | "arrangement">, subject = ""): string =>
  container.title || subject || arrangementNames[container.arrangement];

const count = (number: number, one: string): string =>
  `${number} ${number === 1 ? one : `${one.replace("story", "storie")}s`}`;

/** "2 stories added, 1 story removed, order changed". */
export function wordsOfChange({ change, added, removed, reordered, restyled, settings }: ContainerChange): string {
  if (change === "added") return added.length > 0 ? `new, with ${count(added.length, "story")}` : "new";
  if (change === "removed") return "removed";
  if (change === "moved") return "moved";
  const parts = [
    added.length > 0 && `${count(added.length, "story")} added`,
    removed.length > 0 && `${count(removed.length, "story")} removed`,
    reordered && "order changed",
    restyled.length > 0 && `${count(restyled.length, "card")} edited`,
    settings && "settings changed",
  ];
  return parts.filter(Boolean).join(", ");
}

const reasons: Record<string, string> = {
  GONE: "Somebody else removed this container or card meanwhile. Nothing was lost; the page now shows the newest draft.",
  FULL: "This container is full. Remove a card first, or use another container.",
  NO_DRAFT: "There is nothing to launch: the draft is the same as the live front.",
  DRAFT: "There is already a draft. Launch or discard it first; the scheduled front is kept until then.",
  DONE: "This was launched meanwhile.",
  CANCELLED: "Somebody else has cancelled this meanwhile.",
};

/** What went wrong with a front, and what to do. */
export function explainFront(failure: Failure): string {
  if (failure.code === "WRONG_STATE" && failure.detail?.why) return reasons[failure.detail.why] ?? explain(failure);
  if (failure.code === "CHANGED_MEANWHILE")
    return "Somebody else changed the draft after you looked at it. The page now shows the newest draft: check it, then try again.";
  return explain(failure);
}
