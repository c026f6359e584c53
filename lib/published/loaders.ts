import "server-only";
import { headers } from "next/headers";
import { findAddress } from "../addresses/data.ts";
import {
  archivePath,
  correctionsPath,
  hrefOf,
  normalisePath,
  partOf,
  partPath,
  type StoryPart,
} from "../addresses/paths.ts";
import type { SectionTop } from "../fronts/compose.ts";
import { getFront, planSectionTop } from "../fronts/data.ts";
import { answer, goodUntil, loadPart, oncePerPrint } from "../press/context.ts";
import { shownRead } from "../reads/schema.ts";
import { getMostRead, getPaper } from "../site/data.ts";
import { canBeRepublished, type SiteSettings } from "../site/schema.ts";
import { siteOrigin } from "../site-origin.ts";
import { timesOf } from "../times.ts";
import { isPeriod, listDay, listDays, listMonths } from "./archive/data.ts";
import { listByIds, listCards, listLatest, listMostRead } from "./card-data.ts";
import { listCorrections } from "./corrections/data.ts";
import { findLiveStoryAt, getLiveStory } from "./data.ts";
import { type IdPage, idsToReadAlso, newestIds, pageByAuthor, pageBySection, pageByTopic } from "./list-data.ts";
import { getStandingPage } from "./pages/data.ts";
import { getAuthor, getSection, getTopic, listSections, listTopicsOfTheDay, sectionAt } from "./taxonomy/data.ts";
import { listTranslations } from "./translations/data.ts";
import type { Candidate, LiveStoryPage, NavSection } from "./types.ts";
import { listVersions } from "./versions/data.ts";

const latestOnPages = 6;
const readAlsoCount = 3;
const topicsOnFront = 10;
const year = 365 * 24 * 3_600_000;

/** What every public page needs around it. */
export const loadFurniture = () =>
  oncePerPrint("furniture", async () => {
    const [around, given] = await Promise.all([loadPart("furniture", loadAround), headers()]);
    return { ...around, origin: siteOrigin(given) };
  });

async function loadAround() {
  const [around, sections] = await Promise.all([getPaper(new Date()), listSections()]);
  return { ...around, sections, times: timesOf(around.paper.timeZone, around.paper.language) };
}

/** @param except the story that the page is about */
async function loadMostRead(except = "") {
  const read = await loadPart("most read", async () => listMostRead(await getMostRead()));
  return read.filter(({ id }) => id !== except).slice(0, shownRead);
}

/** A story and its translations leave out so many of the newest at most. */
const leftOutAtMost = 12;

/** The newest stories of the paper, newest first. @param except the story that the page is about, and its translations */
async function loadNewest(except: readonly string[] = []): Promise<string[]> {
  const known = await loadPart("newest", () => newestIds(latestOnPages + leftOutAtMost));
  return known.filter((id) => !except.includes(id)).slice(0, latestOnPages);
}

export type SiteFurniture = Awaited<ReturnType<typeof loadFurniture>>;

/** What lies at a path, whole but for lists, which depend on the page number. Tells the press 301 and 410. */
async function loadPlace(path: string) {
  const { sections } = await loadFurniture();
  if (/^\/*$/.test(path)) {
    const now = new Date();
    const [front, topics, read] = await Promise.all([
      getFront(sections, now),
      listTopicsOfTheDay(topicsOnFront),
      loadMostRead(),
    ]);
    return { kind: "front" as const, front, topics, mostRead: read };
  }
  const archive = await loadArchive(path);
  if (archive) return archive;
  if (path.replace(/\/+$/, "") === correctionsPath)
    return path === correctionsPath ? { kind: "corrections" as const } : moved(correctionsPath);
  const found = await loadByPath(path, sections);
  if (found) return found;
  const address = await findAddress(path);
  switch (address.kind) {
    case "REDIRECT":
      return moved(address.to);
    case "GONE":
      answer(410);
      return { kind: "gone" as const };
    case "STORY": {
      const story = await getLiveStory(address.target);
      return story ? { kind: "story" as const, story } : lost();
    }
    case "PAGE": {
      const page = await getStandingPage(address.target);
      return page ? { kind: "standing" as const, page } : lost();
    }
    case "SECTION": {
      const section = await getSection(address.target);
      return section ? { kind: "section" as const, section } : lost();
    }
    case "TOPIC": {
      const topic = await getTopic(address.target);
      if (!topic) return lost();
      return "movedTo" in topic ? moved(hrefOf(topic.movedTo)) : { kind: "topic" as const, topic: topic.found };
    }
    case "AUTHOR": {
      const author = await getAuthor(address.target);
      if (!author) return lost();
      return "movedTo" in author ? moved(hrefOf(author.movedTo)) : { kind: "author" as const, author: author.found };
    }
    default:
      return loadStoryPart(path);
  }
}

/** What most pages are, without asking what lies at the address first: sections are known, and most others are stories. */
async function loadByPath(path: string, sections: readonly NavSection[]) {
  const stored = normalisePath(path);
  if (stored === null || hrefOf(stored) !== path) return null;
  const section = sectionAt(sections, stored);
  if (section) return { kind: "section" as const, section };
  const isDeep = path.split("/").length > 2 && !/^\/(?:topics|authors)\//.test(path) && !partOf(path);
  const story = isDeep ? await findLiveStoryAt(stored) : null;
  return story && { kind: "story" as const, story };
}

/** A page of a story, where nothing else lies at its address. Gone and moved as the story is. */
async function loadStoryPart(path: string) {
  const asked = partOf(path);
  if (!asked) return lost();
  const { part } = asked;
  const address = await findAddress(asked.path);
  if (address.kind === "REDIRECT" && address.to.startsWith("/")) return moved(partPath(address.to, part));
  if (address.kind === "GONE") {
    answer(410);
    return { kind: "gone" as const };
  }
  const story = address.kind === "STORY" ? await getLiveStory(address.target) : null;
  const { paper } = await loadFurniture();
  if (!story || !hasPart(story, part, paper)) return lost();
  const own = partPath(hrefOf(story.path), part);
  if (path !== own) return moved(own);
  return part === "history" ? { kind: "history" as const, story } : { kind: "republish" as const, story };
}

/** A part of the archive, where the path is in it. */
async function loadArchive(path: string) {
  const asked = /^\/archive(?:\/+(\d{4})(?:\/+(\d{1,2})(?:\/+(\d{1,2}))?)?)?\/*$/.exec(path)?.slice(1);
  if (!asked) return null;
  const period = asked.flatMap((part) => (part === undefined ? [] : [part.padStart(2, "0")])).join("-");
  if (path !== archivePath(period)) return moved(archivePath(period));
  if (period !== "" && !isPeriod(period)) return lost();
  const { timeZone } = (await loadFurniture()).paper;
  if (period.length === 10) return { kind: "day" as const, day: period };
  if (period.length === 7) {
    const days = await listDays(period, timeZone);
    return days.length > 0 ? { kind: "month" as const, month: period, days } : lost();
  }
  const months = await listMonths(period || null, timeZone);
  return months.length > 0 || period === "" ? { kind: "archive" as const, year: period || null, months } : lost();
}

/** Whether the paper has this page of the story. */
const hasPart = (story: LiveStoryPage, part: StoryPart, paper: SiteSettings): boolean =>
  part === "history" ? paper.showsHistory && story.versions > 1 : canBeRepublished(paper, story);

function moved(to: string) {
  answer(301, to);
  return { kind: "moved" as const };
}
function lost() {
  answer(404);
  return { kind: "lost" as const };
}

/** The page: what lies at the path, with its lists. `asked` is the query's `page` as it came. */
export async function loadPage(path: string, asked: string | undefined) {
  const place = await loadPlace(path);
  switch (place.kind) {
    case "story":
      return { ...place, ...(await loadAroundStory(place.story)) };
    case "standing":
      return { ...place, cards: await listByIds(place.page.bodyStories) };
    case "section":
    case "topic":
    case "author":
      return loadList(place, asked);
    case "day":
      return loadDay(place.day, asked);
    case "corrections":
      return loadCorrections(asked);
    case "history":
      return loadHistory(place.story, asked);
    case "gone":
    case "lost":
      return { ...place, latest: await listLatest(latestOnPages) };
    default:
      return place;
  }
}

async function loadAroundStory(story: LiveStoryPage) {
  const isOld = Date.now() - story.publishedAt.getTime() > year;
  if (!isOld) goodUntil(new Date(story.publishedAt.getTime() + year));
  const translations = await listTranslations(story);
  const same = translations.map(({ id }) => id);
  const inText = story.bodyStories.filter((id) => id !== story.id);
  const toReadAlso = await idsToReadAlso(story, readAlsoCount, [...inText, ...same]);
  const newest = await loadNewest([story.id, ...same]);
  const [cards, readAlso, latest] = await listCards([inText, toReadAlso, newest]);
  const mostRead = await loadMostRead(story.id);
  return { translations, cards, readAlso, latest, mostRead, isOld };
}

type ListPlace = Extract<Awaited<ReturnType<typeof loadPlace>>, { kind: "section" | "topic" | "author" }>;

/** The number of a page as it was asked for; NaN for what is none. */
const pageNumber = (asked: string | undefined): number =>
  asked === undefined ? 1 : Number(/^[1-9]\d{0,6}$/.exec(asked)?.[0]);

async function loadDay(day: string, asked: string | undefined) {
  const number = pageNumber(asked);
  if (asked === "1") return moved(archivePath(day));
  const { timeZone } = (await loadFurniture()).paper;
  const list = Number.isNaN(number) ? null : await listDay(day, number, timeZone);
  if (!list || list.page.cards.length === 0) return { ...lost(), latest: await listLatest(latestOnPages) };
  return { kind: "day" as const, day, ...list };
}

async function loadCorrections(asked: string | undefined) {
  if (asked === "1") return moved(correctionsPath);
  const number = pageNumber(asked);
  const page = Number.isNaN(number) ? null : await listCorrections(number);
  if (!page || (page.entries.length === 0 && number > 1)) return { ...lost(), latest: await listLatest(latestOnPages) };
  return { kind: "corrections" as const, page };
}

async function loadHistory(story: LiveStoryPage, asked: string | undefined) {
  if (asked === "1") return moved(partPath(hrefOf(story.path), "history"));
  const number = pageNumber(asked);
  const page = Number.isNaN(number) ? null : await listVersions(story, number);
  if (!page || page.versions.length === 0) return { ...lost(), latest: await listLatest(latestOnPages) };
  return { kind: "history" as const, story, page };
}

async function loadList(place: ListPlace, asked: string | undefined) {
  const number = pageNumber(asked);
  if (asked === "1") return moved(hrefOf(pathOf(place)));
  const list = Number.isNaN(number) ? null : await planListPage(place, number);
  if (!list || number > list.page.pages) {
    answer(404);
    return { kind: "lost" as const, latest: await listLatest(latestOnPages) };
  }
  const { ids, ...page } = list.page;
  const top = number === 1 ? list.top : { lead: null, seconds: [] };
  const leads = top.lead ? [top.lead.id] : [];
  const others = top.seconds.map(({ id }) => id);
  const newest = await loadNewest();
  const [[lead = null], seconds, cards, latest] = await listCards([leads, others, ids, newest]);
  return { ...place, page: { ...page, cards }, lead, seconds, latest };
}

const pathOf = (place: ListPlace): string =>
  place.kind === "section" ? place.section.path : place.kind === "topic" ? place.topic.path : place.author.path;

/** `top` is shown on the first page only, and left out of the list on every one. */
async function planListPage(place: ListPlace, number: number): Promise<{ page: IdPage; top: SectionTop<Candidate> }> {
  const none = { lead: null, seconds: [] };
  if (place.kind === "topic") return { page: await pageByTopic(place.topic, { page: number }), top: none };
  if (place.kind === "author") return { page: await pageByAuthor(place.author, { page: number }), top: none };
  const top = await planSectionTop(place.section, new Date());
  const exclude = [...(top.lead ? [top.lead] : []), ...top.seconds].map(({ id }) => id);
  return { page: await pageBySection(place.section, { page: number, exclude }), top };
}

export type SitePage = Awaited<ReturnType<typeof loadPage>>;
