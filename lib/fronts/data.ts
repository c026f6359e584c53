import type { Actor } from "../actor.ts";
import { DomainError } from "../errors.ts";
import { listByIds, listLatest, newestOfSections } from "../live/data.ts";
import type { LiveCard, LiveSection, NavSection } from "../live/types.ts";
import { appClient } from "../postgres/app.ts";
import { readerClient } from "../postgres/reader.ts";
import { dependsOn, goodUntil } from "../press/context.ts";
import { composeFront, composeSectionTop, type FrontContent, type SectionTop } from "./compose.ts";
import { canArrangeFronts } from "./policy.ts";
import type { FindLive } from "./schema.ts";

/** The newest stories among which a front page fills its places. */
const poolSize = 60;
/** A section's river shows five; more, because others may stand above. */
const riverPool = 14;

/** What editors hold on a front at this moment. A story that is no longer live holds nothing. */
async function getPinned(front: string, now: Date): Promise<Map<number, LiveCard>> {
  const pins = await readerClient().pin.findMany({
    where: { front, OR: [{ until: null }, { until: { gt: now } }] },
    select: { slot: true, storyId: true, until: true },
    orderBy: { slot: "asc" },
  });
  dependsOn(`front:${front}`);
  for (const { until } of pins) if (until) goodUntil(until);
  const cards = new Map((await listByIds(pins.map((pin) => pin.storyId))).map((card) => [card.id, card]));
  return new Map(
    pins.flatMap(({ slot, storyId }) => {
      const card = cards.get(storyId);
      return card ? [[slot, card] as const] : [];
    }),
  );
}

/** The front page: pins, then the newest. */
export async function getFront(sections: readonly NavSection[], now: Date): Promise<FrontContent> {
  const [pinned, newest, ofSections] = await Promise.all([
    getPinned("front", now),
    listLatest(poolSize),
    newestOfSections(
      sections.map((section) => [section.id, ...section.children.map((child) => child.id)]),
      riverPool,
    ),
  ]);
  return composeFront({
    pinned,
    newest,
    ofSections: sections.map((section, index) => ({ section, cards: ofSections[index] ?? [] })),
  });
}

/** The top of a section's first page; what it shows is left out of the list below, on every page. */
export async function getSectionTop(section: LiveSection, now: Date): Promise<SectionTop> {
  const [pinned, newest] = await Promise.all([
    getPinned(section.id, now),
    newestOfSections([[section.id, ...section.children.map((child) => child.id)]], 10),
  ]);
  return composeSectionTop(pinned, newest[0] ?? []);
}

export type PinnedPlace = { slot: number; until: Date | null; story: FoundStory };
export type FoundStory = { id: string; headline: string; section: string; publishedAt: Date; isLive: boolean };

const foundSelect = {
  storyId: true,
  headline: true,
  publishedAt: true,
  section: { select: { name: true } },
} as const;

/** For the newsroom: every pin of a front, also one whose story is no longer live or whose time is over. */
export async function listPins(actor: Actor, front: string): Promise<PinnedPlace[]> {
  if (!canArrangeFronts(actor)) throw new DomainError("NOT_ALLOWED");
  const app = appClient();
  const pins = await app.pin.findMany({
    where: { front },
    select: { slot: true, until: true, storyId: true },
    orderBy: { slot: "asc" },
  });
  const ids = pins.map((pin) => pin.storyId);
  const [live, stories] = await Promise.all([
    app.liveStory.findMany({ where: { storyId: { in: ids } }, select: foundSelect }),
    app.story.findMany({ where: { id: { in: ids } }, select: { id: true, headline: true } }),
  ]);
  return pins.map(({ slot, until, storyId }) => {
    const row = live.find((one) => one.storyId === storyId);
    return {
      slot,
      until,
      story: row
        ? { ...toFound(row), isLive: true }
        : {
            id: storyId,
            headline: stories.find((one) => one.id === storyId)?.headline ?? "",
            section: "",
            publishedAt: new Date(0),
            isLive: false,
          },
    };
  });
}

const toFound = (row: { storyId: string; headline: string; publishedAt: Date; section: { name: string } }) => ({
  id: row.storyId,
  headline: row.headline,
  section: row.section.name,
  publishedAt: row.publishedAt,
});

/** Live stories whose headline holds all these words; the newest where there are none. At most 20. */
export async function findLiveStories(actor: Actor, { query }: FindLive): Promise<FoundStory[]> {
  if (!canArrangeFronts(actor)) throw new DomainError("NOT_ALLOWED");
  const words = query.split(/\s+/).filter(Boolean).slice(0, 8);
  const rows = await appClient().liveStory.findMany({
    where: { AND: words.map((word) => ({ headline: { contains: word, mode: "insensitive" as const } })) },
    select: foundSelect,
    orderBy: [{ publishedAt: "desc" }, { storyId: "desc" }],
    take: 20,
  });
  return rows.map((row) => ({ ...toFound(row), isLive: true }));
}
