// A front as the newsroom sees it: what is live, what is in the draft, and what each card is about.
import type { Actor } from "../actor.ts";
import { getBreaking } from "../breaking/data.ts";
import type { Breaking } from "../breaking/schema.ts";
import type { NodeJson } from "../document/json.ts";
import { DomainError } from "../errors.ts";
import { jpegAddress } from "../pictures/addresses.ts";
import { appClient, type Prisma } from "../postgres/app.ts";
import { literally } from "../postgres/pattern.ts";
import { listByIds } from "../published/card-data.ts";
import { getLiveStory } from "../published/data.ts";
import { listSections } from "../published/taxonomy/data.ts";
import type { NavSection } from "../published/types.ts";
import { havingPrivilege } from "../roles/data.ts";
import { listNameable, visibleTo } from "../stories/data.ts";
import {
  type DraftEditor,
  type FrontLock,
  type FrontSince,
  type FrontStoriesQuery,
  type OneLaunch,
  readEditors,
  readLock,
} from "./draft-schema.ts";
import { type ContainerChange, compareLayouts } from "./edit-policy.ts";
import { listTestedStories } from "./headline-data.ts";
import { planLayout } from "./layout-data.ts";
import { idsOf } from "./layout-policy.ts";
import { type FrontLayout, readLayout } from "./layout-schema.ts";
import { canArrangeFronts, canChooseLaunchers } from "./policy.ts";
import { findStartingLayout } from "./starting-data.ts";
import { openTraces, readTrail, type Trace } from "./trail-policy.ts";

const thumbnailWidth = 320;

/** A story as a card of the newsroom shows it. Its headline is "" where the actor may not know of it. */
export type CardStory = {
  id: string;
  headline: string;
  kicker: string;
  standfirst: string;
  section: string;
  /** `unlisted`: published, but in no list and on no front. */
  state: "live" | "unlisted" | "scheduled" | "not live";
  /** When it was published, or is scheduled to be. */
  at: string | null;
  /** Address of a small rendition; "" where there is none. */
  picture: string;
  /** Reads in this hour and the one before it. */
  reads: number;
};

/** Stories of a container as readers get them: cards that are live, then those that its rule adds. */
export type ShownIn = { id: string; stories: string[]; subject: string };

export type FrontRow = { id: string; name: string; path: string; isBelow: boolean };

export type FrontView = FrontRow & {
  /** Of the draft; rises with each change and each launch. */
  version: number;
  live: { number: number; at: string; by: string } | null;
  /** What readers see; before the first launch what they would see if it were launched unchanged. */
  liveLayout: FrontLayout;
  /** What editors change; the same as `liveLayout` while there is no draft. */
  layout: FrontLayout;
  hasDraft: boolean;
  editors: DraftEditor[];
  clashes: string[];
  changes: ContainerChange[];
  /** Who made which of these changes, the newest first. */
  trail: Trace[];
  /** The editors who may launch; none: all editors. */
  launchers: { id: string; name: string }[];
  lock: FrontLock | null;
  /** The alert above every page. */
  breaking: Breaking | null;
  /** Stories whose headlines are being tested on the live front. */
  tested: string[];
  shownLive: ShownIn[];
  shown: ShownIn[];
  stories: Record<string, CardStory>;
  scheduled: ScheduledLaunchRow[];
};

export type ScheduledLaunchRow = {
  id: string;
  dueAt: string;
  by: string;
  /** Whether it was not performed, because its editor may not launch any more. */
  isStopped: boolean;
};

async function listScheduled(front: string): Promise<ScheduledLaunchRow[]> {
  const rows = await appClient().scheduledLaunch.findMany({
    where: { front, state: { in: ["DUE", "STOPPED"] } },
    select: { id: true, dueAt: true, actorId: true, state: true },
    orderBy: [{ dueAt: "asc" }, { id: "asc" }],
  });
  const people = await namesOf(rows.map(({ actorId }) => actorId));
  return rows.map(({ id, dueAt, actorId, state }) => ({
    id,
    dueAt: dueAt.toISOString(),
    by: people.get(actorId) ?? "",
    isStopped: state === "STOPPED",
  }));
}

export async function namesOf(ids: readonly string[]): Promise<Map<string, string>> {
  const people = await appClient().person.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, name: true },
  });
  return new Map(people.map(({ id, name }) => [id, name]));
}

async function listNamed(ids: readonly string[]): Promise<FrontView["launchers"]> {
  const names = ids.length === 0 ? new Map<string, string>() : await namesOf(ids);
  return ids.map((id) => ({ id, name: names.get(id) ?? "" })).sort((a, b) => a.name.localeCompare(b.name));
}

/** Those who can arrange fronts. */
export const activeEditors = {
  state: "ACTIVE",
  ...havingPrivilege("fronts"),
} satisfies Prisma.PersonWhereInput;

/** Editors among whom those are chosen who may launch a front, by name. Admins always may. @throws NOT_ALLOWED */
export async function listLauncherOptions(actor: Actor): Promise<FrontView["launchers"]> {
  if (!canChooseLaunchers(actor)) throw new DomainError("NOT_ALLOWED");
  return appClient().person.findMany({
    where: { ...activeEditors, NOT: { role: "ADMIN" } },
    select: { id: true, name: true },
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
}

/** All fronts: the front page, then the sections in the order of the navigation. */
export async function listFronts(): Promise<FrontRow[]> {
  return [frontPage, ...rowsOf(await listSections())];
}
const frontPage: FrontRow = { id: "front", name: "Front page", path: "/", isBelow: false };
const rowsOf = (sections: readonly NavSection[], isBelow = false): FrontRow[] =>
  sections.flatMap(({ id, name, path, children }) => [{ id, name, path, isBelow }, ...rowsOf(children, true)]);

/** What is going on with each front that somebody has composed. */
export type FrontState = {
  launchedAt: string | null;
  draftBy: string | null;
  scheduledFor: string | null;
  lockedBy: string | null;
};

export async function listFrontStates(): Promise<Map<string, FrontState>> {
  const [fronts, launches, scheduled] = await Promise.all([
    appClient().front.findMany({ select: { id: true, draft: true, editors: true, lock: true } }),
    appClient().frontLaunch.groupBy({ by: ["front"], _max: { at: true } }),
    appClient().scheduledLaunch.groupBy({ by: ["front"], where: { state: "DUE" }, _min: { dueAt: true } }),
  ]);
  return new Map(
    fronts.map(({ id, draft, editors, lock }) => [
      id,
      {
        launchedAt: launches.find(({ front }) => front === id)?._max.at?.toISOString() ?? null,
        draftBy: draft === null ? null : (readEditors(editors)[0]?.name ?? ""),
        scheduledFor: scheduled.find(({ front }) => front === id)?._min.dueAt?.toISOString() ?? null,
        lockedBy: readLock(lock, new Date())?.name ?? null,
      },
    ]),
  );
}

export type StoredFront = {
  layout: FrontLayout;
  liveLayout: FrontLayout;
  hasDraft: boolean;
  version: number;
  number: number;
  editors: DraftEditor[];
  clashes: string[];
  trail: Trace[];
  launchers: string[];
  lock: FrontLock | null;
};

/** The draft of a front and what is live, without what their stories are. */
export async function getStoredFront(front: string): Promise<StoredFront> {
  const row = await appClient().front.findUnique({ where: { id: front } });
  const launch = await appClient().frontLaunch.findFirst({ where: { front }, orderBy: { number: "desc" } });
  const draft = row?.draft == null ? null : readLayout(row.draft);
  const live = (launch && readLayout(launch.layout)) ?? (await findStartingLayout(front));
  return {
    layout: draft ?? live,
    liveLayout: live,
    hasDraft: draft !== null,
    version: row?.version ?? 0,
    number: launch?.number ?? 0,
    editors: readEditors(row?.editors),
    clashes: row?.clashes ?? [],
    trail: openTraces(readTrail(row?.trail), live, draft ?? live),
    launchers: row?.launchers ?? [],
    lock: readLock(row?.lock, new Date()),
  };
}

/** Everything that the screen of a front shows. @throws NOT_FOUND */
export async function getFrontView(actor: Actor, id: string): Promise<FrontView> {
  const sections = await listSections();
  const row = id === "front" ? frontPage : rowsOf(sections).find((one) => one.id === id);
  if (!row) throw new DomainError("NOT_FOUND");
  const { number, launchers, ...stored } = await getStoredFront(id);
  const where = { front: id, sections, now: new Date() };
  const [draft, live] = [await planLayout(stored.layout, where), await planLayout(stored.liveLayout, where)];
  const cards = [stored.layout, stored.liveLayout].flatMap(({ containers }) =>
    containers.flatMap((container) => container.cards.flatMap(({ story, links }) => [story, ...links])),
  );
  const ids = [...new Set([...cards, ...idsOf(draft), ...idsOf(live)])];
  return {
    ...row,
    ...stored,
    launchers: await listNamed(launchers),
    breaking: await getBreaking(where.now),
    tested: await listTestedStories(id, where.now),
    live: number === 0 ? null : await findLaunch(id, number),
    changes: compareLayouts(stored.liveLayout, stored.layout),
    shownLive: shownIn(live, stored.liveLayout),
    shown: shownIn(draft, stored.layout),
    stories: Object.fromEntries((await listCardStories(actor, ids)).map((story) => [story.id, story])),
    scheduled: await listScheduled(id),
  };
}

/** The front if it was changed or launched since; null otherwise, which costs one query. */
export async function findFrontSince(actor: Actor, { front, version, number }: FrontSince): Promise<FrontView | null> {
  const row = await appClient().front.findUnique({ where: { id: front }, select: { version: true, launch: true } });
  const isSame = (row?.version ?? 0) === version && (row?.launch ?? 0) === number;
  return isSame ? null : getFrontView(actor, front);
}

function shownIn(front: Awaited<ReturnType<typeof planLayout>>, layout: FrontLayout): ShownIn[] {
  const stories = new Map(front.containers.map((one) => [one.id, one.stories.map(({ story }) => story.id)]));
  return layout.containers.map(({ id }) => ({
    id,
    stories: stories.get(id) ?? [],
    subject: front.subjects.get(id) ?? "",
  }));
}

async function findLaunch(front: string, number: number): Promise<FrontView["live"]> {
  const [launch] = await listLaunches(front, number + 1, 1);
  return launch ?? null;
}

export type LaunchRow = { number: number; at: string; by: string };

/** Launches, the newest first. @param before number of the first one that is not wanted */
export async function listLaunches(front: string, before: number | null, most = 30): Promise<LaunchRow[]> {
  const rows = await appClient().frontLaunch.findMany({
    where: { front, ...(before !== null && { number: { lt: before } }) },
    select: { number: true, at: true, byId: true },
    orderBy: { number: "desc" },
    take: most,
  });
  const people = await namesOf(rows.flatMap(({ byId }) => byId ?? []));
  return rows.map(({ number, at, byId }) => ({
    number,
    at: at.toISOString(),
    by: people.get(byId ?? "") ?? "Galley",
  }));
}

/** These stories as cards show them, as far as the actor may know of them. */
export async function listCardStories(actor: Actor, ids: readonly string[]): Promise<CardStory[]> {
  const live = await listByIds(ids);
  const shown = new Map(live.map((card) => [card.id, card]));
  const rest = ids.filter((id) => !shown.has(id));
  const named = await listNameable(appClient(), actor, rest);
  const scheduled = await appClient().story.findMany({
    where: { id: { in: named.map(({ id }) => id) } },
    select: { id: true, copy: true, scheduledFor: true, section: { select: { name: true } } },
  });
  const reads = await countReads([...shown.keys()]);
  const unlisted = await appClient().liveStory.findMany({
    where: { storyId: { in: [...shown.keys()] }, listed: false },
    select: { storyId: true },
  });
  const known = live.map(
    (card): CardStory => ({
      id: card.id,
      headline: card.headline,
      kicker: card.kicker,
      standfirst: card.standfirst,
      section: card.section.name,
      state: unlisted.some(({ storyId }) => storyId === card.id) ? "unlisted" : "live",
      at: card.publishedAt.toISOString(),
      picture: card.picture ? jpegAddress(card.picture.facts, card.picture.id, thumbnailWidth) : "",
      reads: reads.get(card.id) ?? 0,
    }),
  );
  const others = rest.map((id): CardStory => {
    const story = scheduled.find((one) => one.id === id);
    const isScheduled = story?.copy === "SCHEDULED";
    return {
      id,
      headline: named.find((one) => one.id === id)?.headline ?? "",
      kicker: "",
      standfirst: "",
      section: story?.section?.name ?? "",
      state: isScheduled ? "scheduled" : "not live",
      at: (isScheduled && story?.scheduledFor?.toISOString()) || null,
      picture: "",
      reads: 0,
    };
  });
  return [...known, ...others];
}

async function countReads(stories: readonly string[]): Promise<Map<string, number>> {
  const hour = new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000 - 3_600_000);
  const rows = await appClient().storyRead.groupBy({
    by: ["storyId"],
    where: { storyId: { in: [...stories] }, hour: { gte: hour } },
    _sum: { reads: true },
  });
  return new Map(rows.map(({ storyId, _sum }) => [storyId, _sum.reads ?? 0]));
}

/** `isOwn`: the one that the card of the story shows anyway. */
export type StoryPictureChoice = { id: string; alt: string; src: string; isOwn: boolean };

/** The pictures of a published story that readers may see, in the order of its text: a card may show any of them. @throws NOT_ALLOWED */
export async function listCardPictures(actor: Actor, { story }: { story: string }): Promise<StoryPictureChoice[]> {
  if (!canArrangeFronts(actor)) throw new DomainError("NOT_ALLOWED");
  const live = await getLiveStory(story);
  if (!live) return [];
  const alts = new Map<string, string>();
  const walk = ({ attrs, content = [] }: NodeJson): void => {
    const { picture, alt } = attrs ?? {};
    if (typeof picture === "string" && !alts.has(picture)) alts.set(picture, typeof alt === "string" ? alt : "");
    for (const child of content) walk(child);
  };
  walk(live.document);
  return [...alts].flatMap(([id, alt]) => {
    const facts = live.pictures[id];
    return facts ? [{ id, alt, src: jpegAddress(facts, id, thumbnailWidth), isOwn: id === live.picture?.id }] : [];
  });
}

/** Stories to place: the newest first, as far as the actor may see them. At most 40. */
export async function findFrontStories(
  actor: Actor,
  { query, state, section }: FrontStoriesQuery,
): Promise<CardStory[]> {
  const words = query.split(/\s+/).filter(Boolean).slice(0, 8);
  const states: Record<FrontStoriesQuery["state"], Prisma.StoryWhereInput> = {
    all: { OR: [{ publication: "LIVE" }, { copy: { in: ["FILED", "READY", "SCHEDULED"] } }] },
    live: { publication: "LIVE" },
    scheduled: { copy: "SCHEDULED" },
    ready: { copy: { in: ["FILED", "READY"] }, publication: { not: "LIVE" } },
  };
  const rows = await appClient().story.findMany({
    where: {
      AND: [
        { kind: "STORY" },
        visibleTo(actor),
        states[state],
        section === null ? {} : { sectionId: section },
        ...words.map((word) => ({ headline: { contains: literally(word), mode: "insensitive" as const } })),
      ],
    },
    select: { id: true },
    orderBy: [{ editedAt: "desc" }, { id: "desc" }],
    take: 40,
  });
  const ids = rows.map(({ id }) => id);
  const stories = await listCardStories(actor, ids);
  return ids.flatMap((id) => stories.find((story) => story.id === id) ?? []);
}

/** How an earlier launch differs from what is live, and from the launch before it. @throws NOT_FOUND */
export async function compareLaunch(actor: Actor, { front, number }: OneLaunch) {
  const layoutOf = async (which: number) => {
    const row = await appClient().frontLaunch.findUnique({
      where: { front_number: { front, number: which } },
      select: { layout: true },
    });
    return row && readLayout(row.layout);
  };
  const layout = await layoutOf(number);
  if (!layout) throw new DomainError("NOT_FOUND");
  const { liveLayout } = await getStoredFront(front);
  const before = (await layoutOf(number - 1)) ?? { containers: [] };
  const [toLive, fromBefore] = [compareLayouts(liveLayout, layout), compareLayouts(before, layout)];
  const ids = [...toLive, ...fromBefore].flatMap(({ added, removed, restyled }) => [...added, ...removed, ...restyled]);
  const stories = await listCardStories(actor, [...new Set(ids)]);
  return { toLive, fromBefore, stories: Object.fromEntries(stories.map((story) => [story.id, story])) };
}
export type LaunchComparison = Awaited<ReturnType<typeof compareLaunch>>;

/** The id of the front at an address below /desk/fronts: "front", the path of a section without its first slash, or an id. */
export async function findFrontAt(path: string): Promise<string | null> {
  if (path === "front") return "front";
  const fronts = await listFronts();
  const found = fronts.find((front) => front.path === `/${path}`) ?? fronts.find(({ id }) => id === path);
  return found?.id ?? null;
}
