import "server-only";
import { hrefOf, partPath, type StoryPart } from "../addresses/paths.ts";
import { goodUntil } from "../press/context.ts";
import { listByIds, listCards } from "../published/card-data.ts";
import { withLiveLinks } from "../published/cards.ts";
import type { PartOf } from "../published/collections/policy.ts";
import { getLiveStory } from "../published/data.ts";
import { listNear } from "../published/list-data.ts";
import { getStandingPage } from "../published/pages/data.ts";
import { listTranslations } from "../published/translations/data.ts";
import type { LiveCard, LiveStoryPage, ShownPart } from "../published/types.ts";
import { listVersions } from "../published/versions/data.ts";
import { canBeRepublished, type SiteSettings } from "../site/schema.ts";
import { loadLatest, moved, notFound } from "./answer-loaders.ts";
import { loadMostRead, loadNewest, pageNumber } from "./list-loaders.ts";
import { loadSiteChrome } from "./site-chrome-loaders.ts";

const readAlsoCount = 3;
const yearMs = 365 * 24 * 3_600_000;

/** A story with the stories that its page offers beside and below it. */
export async function loadStory(story: LiveStoryPage) {
  const isOld = Date.now() - story.publishedAt.getTime() > yearMs;
  if (!isOld) goodUntil(new Date(story.publishedAt.getTime() + yearMs));
  const translations = await listTranslations(story);
  const same = translations.map(({ id }) => id);
  const inText = story.bodyStories.filter((id) => id !== story.id);
  const near = await listNear(story, readAlsoCount, [...inText, ...same]);
  const newest = await loadNewest([story.id, ...same]);
  const beside = near.parts.flatMap(({ previous, next }) => [previous, next].filter((id) => id !== null));
  const [cards, readAlso, latest, neighbours] = await listCards([inText, near.readAlso, newest, beside]);
  const parts = withNeighbours(near.parts, neighbours);
  const mostRead = await loadMostRead(story.id);
  const shown = withLiveLinks(story, cards);
  return { kind: "story" as const, story: shown, translations, cards, parts, readAlso, latest, mostRead, isOld };
}

/** The collections of a story with the headlines of the parts beside it. */
function withNeighbours(parts: readonly PartOf[], cards: readonly LiveCard[]): ShownPart[] {
  const card = (id: string | null) => cards.find((one) => one.id === id) ?? null;
  return parts.map(({ collection, previous, next }) => ({
    collection,
    previous: card(previous),
    next: card(next),
  }));
}

export async function loadStoryById(storyId: string) {
  const story = await getLiveStory(storyId);
  return story ? loadStory(story) : notFound();
}

export async function loadStandingPage(storyId: string) {
  const page = await getStandingPage(storyId);
  if (!page) return notFound();
  const cards = await listByIds(page.bodyStories);
  return { kind: "standing" as const, page: withLiveLinks(page, cards), cards };
}

/** "What changed" or "Republish" of a story. @param path the address that was asked for */
export async function loadPartOfStory(storyId: string, part: StoryPart, path: string, asked: string | undefined) {
  const story = await getLiveStory(storyId);
  const { paper } = await loadSiteChrome();
  if (!story || !hasPart(story, part, paper)) return notFound();
  const own = partPath(hrefOf(story.path), part);
  if (path !== own) return moved(own);
  if (part === "history") return loadHistory(story, asked);
  return { kind: "republish" as const, story: withLiveLinks(story, await listByIds(story.bodyStories)) };
}

const hasPart = (story: LiveStoryPage, part: StoryPart, paper: SiteSettings): boolean =>
  part === "history" ? paper.showsHistory && story.versions > 1 : canBeRepublished(paper, story);

async function loadHistory(story: LiveStoryPage, asked: string | undefined) {
  if (asked === "1") return moved(partPath(hrefOf(story.path), "history"));
  const number = pageNumber(asked);
  const page = Number.isNaN(number) ? null : await listVersions(story, number);
  return page && page.versions.length > 0
    ? { kind: "history" as const, story, page, latest: await loadLatest() }
    : notFound();
}
