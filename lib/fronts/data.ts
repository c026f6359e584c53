import type { Actor } from "../actor.ts";
import { DomainError } from "../errors.ts";
import { jpegAddress } from "../pictures/addresses.ts";
import { appClient } from "../postgres/app.ts";
import { literally } from "../postgres/pattern.ts";
import { dependsOn } from "../press/context.ts";
import { listByIds } from "../published/card-data.ts";
import { getSection, listSections } from "../published/taxonomy/data.ts";
import type { Candidate, LiveCard, LiveSection, NavSection } from "../published/types.ts";
import { listNameable } from "../stories/data.ts";
import { listCandidates } from "./candidate-data.ts";
import {
  composeFront,
  composeSectionTop,
  type FrontContent,
  type SectionTop,
  storiesOf,
  withCards,
} from "./compose.ts";
import { canArrangeFronts } from "./policy.ts";
import { type FindLive, slots } from "./schema.ts";

/** The newest stories among which a front page fills its places. */
const poolSize = 60;
/** A section's river shows five; more, because others may stand above. */
const riverPool = 14;

const family = (section: { id: string; children: readonly { id: string }[] }): string[] => [
  section.id,
  ...section.children.map((child) => child.id),
];

/** The front page: pins, then the newest. */
export async function getFront(sections: readonly NavSection[], now: Date): Promise<FrontContent> {
  const { pinned, newest, ofGroups } = await listCandidates({
    front: "front",
    now,
    newest: poolSize,
    groups: sections.map(family),
    each: riverPool,
  });
  dependsOn("latest"); // the front has a new story at once
  const front = composeFront({
    pinned,
    newest,
    ofSections: sections.map((section, index) => ({ section, cards: ofGroups[index] ?? [] })),
  });
  return withCards(front, await listByIds(storiesOf(front).map(({ id }) => id)));
}

/** The top of a section's first page; what it shows is left out of the list below, on every page. */
export async function planSectionTop(section: LiveSection, now: Date): Promise<SectionTop<Candidate>> {
  const { pinned, ofGroups } = await listCandidates({
    front: section.id,
    now,
    newest: 0,
    groups: [family(section)],
    each: 10,
  });
  return composeSectionTop(pinned, ofGroups[0] ?? []);
}

/** The same with cards. */
export async function getSectionTop(section: LiveSection, now: Date): Promise<SectionTop> {
  const { lead, seconds } = await planSectionTop(section, now);
  const cards = await listByIds([...(lead ? [lead] : []), ...seconds].map(({ id }) => id));
  return { lead: cards.find(({ id }) => id === lead?.id) ?? null, seconds: cards.filter(({ id }) => id !== lead?.id) };
}

export type FoundStory = { id: string; headline: string; section: string; publishedAt: Date };
/** `picture` is the address of a small rendition; empty where the story has none. */
export type ShownStory = FoundStory & { picture: string };

const thumbnailWidth = 320;

/** A place of a front as the newsroom sees it. */
export type FrontPlace = {
  slot: number;
  pin: { story: string; headline: string; until: Date | null; state: "holds" | "over" | "not live" } | null;
  /** What readers get there at this moment; null where the place stays empty. */
  shown: ShownStory | null;
};
export type FrontDesk = { front: string; name: string; path: string; places: FrontPlace[] };

/** For the newsroom: the five places of a front. A pinned story has a headline as far as the actor may know of it. @throws NOT_FOUND */
export async function getFrontDesk(actor: Actor, front: string): Promise<FrontDesk> {
  const now = new Date();
  const section = front === "front" ? null : await getSection(front);
  if (front !== "front" && !section) throw new DomainError("NOT_FOUND");
  const shown = section ? placesOfSection(await getSectionTop(section, now)) : await placesOfFront(now);
  const pins = await appClient().pin.findMany({
    where: { front },
    select: { slot: true, until: true, storyId: true },
  });
  const stories = await appClient().story.findMany({
    where: { id: { in: pins.map((pin) => pin.storyId) } },
    select: { id: true, publication: true },
  });
  const named = await listNameable(
    appClient(),
    actor,
    pins.map((pin) => pin.storyId),
  );
  const found = (card: LiveCard | null | undefined): ShownStory | null =>
    card
      ? {
          id: card.id,
          headline: card.headline,
          section: card.section.name,
          publishedAt: card.publishedAt,
          picture: card.picture ? jpegAddress(card.picture.facts, card.picture.id, thumbnailWidth) : "",
        }
      : null;
  const places = slots.map((slot): FrontPlace => {
    const pin = pins.find((one) => one.slot === slot);
    const story = stories.find((one) => one.id === pin?.storyId);
    const isLive = story?.publication === "LIVE";
    return {
      slot,
      pin: pin
        ? {
            story: pin.storyId,
            headline: named.find(({ id }) => id === pin.storyId)?.headline ?? "",
            until: pin.until,
            state: !isLive ? "not live" : pin.until && pin.until <= now ? "over" : "holds",
          }
        : null,
      // A pinned story may have moved up where there are too few stories for a full row.
      shown: found(shown.find((card) => card && card.id === pin?.storyId) ?? shown[slot]),
    };
  });
  return { front, name: section?.name ?? "Front page", path: section?.path ?? "/", places };
}

async function placesOfFront(now: Date): Promise<(LiveCard | null | undefined)[]> {
  const { lead, seconds, four } = await getFront(await listSections(), now);
  return [lead, seconds[0], seconds[1], four[0], four[1]];
}
const placesOfSection = ({ lead, seconds }: SectionTop) => [lead, ...seconds];

/** Live stories whose headline holds all these words; the newest where there are none. At most 20. @throws NOT_ALLOWED */
export async function findLiveStories(actor: Actor, { query }: FindLive): Promise<FoundStory[]> {
  if (!canArrangeFronts(actor)) throw new DomainError("NOT_ALLOWED");
  const words = query.split(/\s+/).filter(Boolean).slice(0, 8);
  const rows = await appClient().liveStory.findMany({
    where: { AND: words.map((word) => ({ headline: { contains: literally(word), mode: "insensitive" as const } })) },
    select: { storyId: true, headline: true, publishedAt: true, section: { select: { name: true } } },
    orderBy: [{ publishedAt: "desc" }, { storyId: "desc" }],
    take: 20,
  });
  return rows.map(({ storyId, headline, publishedAt, section }) => ({
    id: storyId,
    headline,
    publishedAt,
    section: section.name,
  }));
}
