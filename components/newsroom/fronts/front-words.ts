import type { Failure } from "#lib/errors.ts";
import type { ContainerChange } from "#lib/fronts/edit-policy.ts";
import type { Arrangement, CardSize, Container } from "#lib/fronts/layout-schema.ts";
import type { Trace, TrailPlace } from "#lib/fronts/trail-policy.ts";
import { explain } from "../messages.ts";
import { takesCards } from "./places.ts";

export const arrangementNames: Record<Arrangement, string> = {
  lead: "Lead and seconds",
  row: "Row of four",
  opinion: "Opinion band",
  list: "List of headlines",
  feature: "Single feature",
  gallery: "Pictures and videos",
  river: "Section",
  topic: "Topic",
  "most-read": "Most read",
  sections: "All other sections",
};

export const sizeNames: Record<CardSize, string> = { default: "Default", big: "Big", huge: "Huge" };

/** What a container is called on the desk. @param subject the section or topic of its rule, if known */
export const nameOfContainer = (container: Pick<Container, "title" | "arrangement">, subject = ""): string =>
  container.title || subject || arrangementNames[container.arrangement];

/** A container that stories can be placed in. */
export type PlaceTarget = { id: string; name: string };

/**
 * The containers of a front that stories can be placed in. Several of the same name have their positions on the front in their
 * names: "Topic (position 3)". @param containers all of the front, in order
 */
export function placeTargets(
  containers: readonly Pick<Container, "id" | "title" | "arrangement">[],
  subjects: ReadonlyMap<string, string>,
): PlaceTarget[] {
  const names = containers.map((container) => nameOfContainer(container, subjects.get(container.id)));
  return containers.flatMap((container, at) => {
    if (!takesCards(container)) return [];
    const name = names[at] ?? "";
    const isShared = names.filter((other) => other === name).length > 1;
    return [{ id: container.id, name: isShared ? `${name} (position ${at + 1})` : name }];
  });
}

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

const placesOfLead = ["Lead", "2nd", "3rd"];
/** What a place of a container is called: "Lead", "2nd", "3", counted from 0. */
export const nameOfPlace = (arrangement: Arrangement, index: number): string =>
  (arrangement === "lead" ? placesOfLead[index] : undefined) ?? String(index + 1);

/** "Ana", "Ana and Ben", "Ana, Ben and Cleo". */
export const inWords = (names: readonly string[]): string =>
  names.length < 2 ? names.join() : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;

/** Names of the trail: of stories, and of containers that have no heading. */
export type TrailNames = { headline: (story: string) => string; subject: (container: string) => string };

/** "Ana moved “Ferry” from Lead to 2nd"; without the time. */
export function wordsOfTrace({ kind, story, from, to, by }: Trace, { headline, subject }: TrailNames): string {
  const container = (place: TrailPlace) => nameOfContainer(place, subject(place.container));
  const isWithin = from?.container === to?.container;
  const spot = (place: TrailPlace): string => {
    const { arrangement, index } = place;
    if (arrangement === "lead" && index !== null && index < placesOfLead.length) return nameOfPlace(arrangement, index);
    return isWithin && index !== null ? `place ${index + 1}` : container(place);
  };
  const place = to ?? from;
  const what = story ? `“${headline(story)}”` : place ? container(place) : "a container";
  if (kind === "edited") return story ? `${by} edited the card of ${what}` : `${by} changed the settings of ${what}`;
  if (kind === "removed") return `${by} removed ${what}${story && from ? ` from ${container(from)}` : ""}`;
  if (!story) return from ? `${by} moved ${what}` : `${by} added ${what}`;
  if (!to) return "";
  if (!from) return `${by} placed ${what} in ${spot(to)}`;
  return `${by} moved ${what} from ${spot(from)} to ${spot(to)}${isWithin && to.arrangement !== "lead" ? ` in ${container(to)}` : ""}`;
}

const reasons: Record<string, string> = {
  TESTED: "The headline of this card is being tested already. End that test first.",
  LOCKED: "Somebody else has locked this front. Read the note above, and wait or ask them.",
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
