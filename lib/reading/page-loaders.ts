// The router of the reading site: which page is at an address.
import "server-only";
import { findAddress } from "../addresses/data.ts";
import { hrefOf, normalisePath, partOf, partPath } from "../addresses/paths.ts";
import { getLiveCollection } from "../published/collections/data.ts";
import { findLiveStoryAt } from "../published/data.ts";
import { getAuthor, getSection, getTopic, sectionAt } from "../published/taxonomy/data.ts";
import { gone, moved, notFound } from "./answer-loaders.ts";
import { loadArchive, loadCorrections } from "./archive-loaders.ts";
import { loadCollection, loadFront, loadList } from "./list-loaders.ts";
import { loadSiteChrome } from "./site-chrome-loaders.ts";
import { loadPartOfStory, loadStandingPage, loadStory, loadStoryById } from "./story-loaders.ts";

/** Each answers the addresses that are its own and null for all others. The first that answers decides. */
const matchers = [matchFront, loadArchive, loadCorrections, matchSection, matchStory, matchAddress, matchStoryPart];

export type SitePage = Exclude<Awaited<ReturnType<(typeof matchers)[number]>>, null>;

/** The page at a path, with its lists. @param asked `page` of the query as it came */
export async function loadPage(path: string, asked: string | undefined): Promise<SitePage> {
  for (const match of matchers) {
    const page = await match(path, asked);
    if (page) return page;
  }
  return notFound();
}

async function matchFront(path: string) {
  return /^\/*$/.test(path) ? loadFront((await loadSiteChrome()).sections) : null;
}

/** The path as it is stored, if the address is written the way in which we link to it. */
function canonical(path: string): string | null {
  const stored = normalisePath(path);
  return stored !== null && hrefOf(stored) === path ? stored : null;
}

/** Sections are in memory: no query for the address is needed. */
async function matchSection(path: string, asked: string | undefined) {
  const stored = canonical(path);
  const section = stored === null ? null : sectionAt((await loadSiteChrome()).sections, stored);
  return section && loadList({ kind: "section", section }, asked);
}

/** Most addresses are those of stories: the story is looked for before its address is, which saves a query. */
async function matchStory(path: string) {
  const stored = canonical(path);
  const isDeep = path.split("/").length > 2 && !/^\/(?:topics|authors|collections)\//.test(path) && !partOf(path);
  const story = stored !== null && isDeep ? await findLiveStoryAt(stored) : null;
  return story && loadStory(story);
}

/** All that owns an address, redirects included. */
async function matchAddress(path: string, asked: string | undefined) {
  const address = await findAddress(path);
  switch (address.kind) {
    case "REDIRECT":
      return moved(address.to);
    case "GONE":
      return gone();
    case "STORY":
      return loadStoryById(address.target);
    case "PAGE":
      return loadStandingPage(address.target);
    case "SECTION": {
      const section = await getSection(address.target);
      return section ? loadList({ kind: "section", section }, asked) : notFound();
    }
    case "TOPIC": {
      const topic = await getTopic(address.target);
      if (!topic) return notFound();
      return "movedTo" in topic ? moved(hrefOf(topic.movedTo)) : loadList({ kind: "topic", topic: topic.found }, asked);
    }
    case "AUTHOR": {
      const author = await getAuthor(address.target);
      if (!author) return notFound();
      return "movedTo" in author
        ? moved(hrefOf(author.movedTo))
        : loadList({ kind: "author", author: author.found }, asked);
    }
    case "COLLECTION": {
      const collection = await getLiveCollection(address.target);
      return collection ? loadCollection(collection) : notFound();
    }
    default:
      return null;
  }
}

/** A page that belongs to a story, such as "What changed". It is gone or has moved when its story is gone or has moved. */
async function matchStoryPart(path: string, asked: string | undefined) {
  const found = partOf(path);
  if (!found) return null;
  const address = await findAddress(found.path);
  if (address.kind === "REDIRECT" && address.to.startsWith("/")) return moved(partPath(address.to, found.part));
  if (address.kind === "GONE") return gone();
  return address.kind === "STORY" ? loadPartOfStory(address.target, found.part, path, asked) : null;
}
