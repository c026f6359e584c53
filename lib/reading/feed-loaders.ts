import "server-only";
import { findAddress } from "../addresses/data.ts";
import { correctionsPath, type FeedFormat, feedPath, hrefOf, normalisePath } from "../addresses/paths.ts";
import { atomXml } from "../feeds/atom.ts";
import { type Channel, correctionEntry, type FeedEntry, feedEntry } from "../feeds/entry.ts";
import { jsonFeed } from "../feeds/json-feed.ts";
import { rssXml } from "../feeds/rss.ts";
import { newsSitemapXml, sitemapIndexXml, sitemapXml } from "../feeds/sitemap.ts";
import { openSearchXml, securityText } from "../feeds/well-known.ts";
import { answer, answerWith, dependsOn, goodUntil } from "../press/context.ts";
import { isPeriod, listMonths } from "../published/archive/data.ts";
import { getLiveCollection } from "../published/collections/data.ts";
import { listCorrections } from "../published/corrections/data.ts";
import type { ListPlace } from "../published/data.ts";
import {
  getFeed,
  listForNews,
  listForSitemap,
  listMonthForSitemap,
  listPlacesForSitemap,
} from "../published/feed-data.ts";
import { getAuthor, getSection, getTopic } from "../published/taxonomy/data.ts";
import type { SitemapEntry } from "../published/types.ts";
import { getSiteSettings } from "../site/data.ts";
import type { SiteSettings } from "../site/schema.ts";
import { siteOrigin } from "../site-origin.ts";

const nothing = (what: string): Response => {
  answer(404);
  return answerWith(`${what}\n`, "text/plain");
};

/** The list at the page of a feed, found as for that page; or the page's new address. */
async function feedPlace(path: string): Promise<{ place: ListPlace } | { to: string } | null> {
  if (path === "/") return { place: null };
  const address = await findAddress(hrefOf(normalisePath(path) ?? ""));
  switch (address.kind) {
    case "REDIRECT":
      return address.to.startsWith("/") ? { to: address.to } : null;
    case "SECTION": {
      const section = await getSection(address.target);
      return section && { place: { kind: "section", section } };
    }
    case "TOPIC": {
      const topic = await getTopic(address.target);
      if (!topic) return null;
      return "movedTo" in topic ? { to: hrefOf(topic.movedTo) } : { place: { kind: "topic", topic: topic.found } };
    }
    case "AUTHOR": {
      const author = await getAuthor(address.target);
      if (!author) return null;
      return "movedTo" in author ? { to: hrefOf(author.movedTo) } : { place: { kind: "author", author: author.found } };
    }
    case "COLLECTION": {
      const collection = await getLiveCollection(address.target);
      return collection && { place: { kind: "collection", collection } };
    }
    default:
      return null;
  }
}

/** What has the list, with the line that describes it. */
function subjectOf(place: Exclude<ListPlace, null>): { name: string; path: string; description: string } {
  switch (place.kind) {
    case "section":
      return place.section;
    case "topic":
      return place.topic;
    case "author":
      return { ...place.author, description: place.author.jobTitle };
    case "collection":
      return { ...place.collection, description: place.collection.intro.replace(/\s+/g, " ") };
  }
}

function channelOf(place: ListPlace, paper: SiteSettings, origin: string): Channel {
  const around = { language: paper.language, origin, hub: paper.hub };
  if (!place) return { title: paper.name, description: paper.tagline, ...around, path: "/" };
  const { name, path, description } = subjectOf(place);
  return { title: `${name} | ${paper.name}`, description, ...around, path };
}

const correctionsInFeed = 50;

const types = { rss: "application/rss+xml", atom: "application/atom+xml", json: "application/feed+json" };

/**
 * The feed of the paper (`path` "/"), or of the section, topic, author or collection at this path; 301 where that has moved, 404
 * where there is none.
 */
export async function loadFeed(request: Request, path: string, format: FeedFormat): Promise<Response> {
  if (path === correctionsPath) return loadCorrectionsFeed(request, format);
  const found = await feedPlace(path);
  if (!found) return nothing("There is no such feed.");
  if ("to" in found) {
    answer(301, feedPath(found.to, format));
    return new Response(null);
  }
  const paper = await getSiteSettings();
  const channel = channelOf(found.place, paper, siteOrigin(request.headers));
  const { stories, linked } = await getFeed(found.place);
  const entries = stories.map((story) => feedEntry(story, linked, channel.origin));
  return feedResponse(format, channel, entries, paper.name);
}

function feedResponse(format: FeedFormat, channel: Channel, entries: readonly FeedEntry[], paper: string): Response {
  const text =
    format === "rss"
      ? rssXml(channel, entries)
      : format === "atom"
        ? atomXml(channel, entries, paper)
        : jsonFeed(channel, entries);
  const response = answerWith(text, types[format]);
  // Feed readers look for the hub in this header first, and identify the feed by the self link beside it.
  const self = channel.origin + hrefOf(feedPath(channel.path, format));
  if (channel.hub) response.headers.set("link", `<${channel.hub}>; rel="hub", <${self}>; rel="self"`);
  return response;
}

type Params = { section: string; sub?: string };
/** The handler of a feed's file below a section, or below `/{section}/{sub}`, as topics and authors lie too. */
export const feedRoute =
  (format: FeedFormat) =>
  async (request: Request, { params }: { params: Promise<Params> }): Promise<Response> => {
    const { section, sub } = await params;
    return loadFeed(request, `/${[section, sub].filter(Boolean).join("/")}`, format);
  };

/** What the paper has corrected, as a feed; each note is an item of its own. */
async function loadCorrectionsFeed(request: Request, format: FeedFormat): Promise<Response> {
  const [paper, { entries }] = await Promise.all([getSiteSettings(), listCorrections(1, correctionsInFeed)]);
  const origin = siteOrigin(request.headers);
  const channel: Channel = {
    title: `Corrections | ${paper.name}`,
    description: `What ${paper.name} got wrong or left unclear, and how it reads now.`,
    language: paper.language,
    origin,
    path: correctionsPath,
  };
  return feedResponse(
    format,
    channel,
    entries.map((entry) => correctionEntry(entry, origin)),
    paper.name,
  );
}

/** How a browser can search the paper. */
export async function loadOpenSearch(request: Request): Promise<Response> {
  return answerWith(
    openSearchXml(await getSiteSettings(), siteOrigin(request.headers)),
    "application/opensearchdescription+xml",
  );
}

/** The security contact; 404 if there is none or it has expired. */
export async function loadSecurityText(request: Request): Promise<Response> {
  const found = securityText(await getSiteSettings(), siteOrigin(request.headers), new Date());
  if (!found) return nothing("Nobody is named here.");
  goodUntil(found.until);
  return answerWith(found.text, "text/plain");
}

/** The key by which search engines verify our pings (IndexNow); 404 if they get none. */
export async function loadIndexNowKey(): Promise<Response> {
  const { indexNowKey } = await getSiteSettings();
  return indexNowKey ? answerWith(indexNowKey, "text/plain") : nothing("There is no key.");
}

/** The part of the site map that holds the front, the sections, the standing pages and the collections. */
const placesPart = "places";

/** The site map; where there are too many stories for one file an index of its parts: places, and each month. */
export async function loadSitemap(request: Request): Promise<Response> {
  const origin = siteOrigin(request.headers);
  const asked = new URL(request.url).searchParams.get("page");
  const whole = (entries: readonly SitemapEntry[]) => answerWith(sitemapXml(entries, origin), "application/xml");
  if (asked === placesPart) return whole(await listPlacesForSitemap());
  if (asked !== null) {
    const entries = asked.length === 7 && isPeriod(asked) ? await listMonthForSitemap(asked) : [];
    return entries.length > 0 ? whole(entries) : nothing("The site map has no such part.");
  }
  const all = await listForSitemap();
  if (all) return whole(all);
  return answerWith(sitemapIndexXml([placesPart, ...(await listMonths(null, "UTC"))], origin), "application/xml");
}

/** What appeared in the last two days, as Google News reads it. */
export async function loadNewsSitemap(request: Request): Promise<Response> {
  const { name } = await getSiteSettings();
  const entries = await listForNews(new Date());
  return answerWith(newsSitemapXml(entries, name, siteOrigin(request.headers)), "application/xml");
}

export function loadRobots(request: Request): Response {
  dependsOn("settings"); // of the paper's address it says where the site maps lie
  const origin = siteOrigin(request.headers);
  const lines = [
    "User-agent: *",
    ...["/desk", "/admin", "/api", "/sign-in", "/report"].map((path) => `Disallow: ${path}`),
    "",
    `Sitemap: ${origin}/sitemap.xml`,
    `Sitemap: ${origin}/news-sitemap.xml`,
    "",
  ];
  return answerWith(lines.join("\n"), "text/plain");
}
