import { feedPath, hrefOf } from "../addresses/paths.ts";
import { escapeHtml, toFeedHtml } from "../document/feed.ts";
import { pictureAddress } from "../pictures/addresses.ts";
import type { PictureFacts } from "../pictures/types.ts";
import type { Feed, Linked } from "./feed-data.ts";
import type { LiveStoryPage, SitemapEntry } from "./types.ts";

type Channel = { title: string; description: string; language: string; origin: string; path: string };

/** "Tue, 24 Nov 2026 09:15:00 GMT" */
const rfc822 = (instant: Date): string => instant.toUTCString();
const element = (name: string, text: string): string => `<${name}>${escapeHtml(text)}</${name}>`;

/** The smallest JPEG of at least 1280 px, or the largest: every feed reader shows it. */
function jpegOf(facts: PictureFacts) {
  const jpegs = facts.renditions.filter(({ format }) => format === "jpeg").sort((a, b) => a.width - b.width);
  return jpegs.find(({ width }) => width >= 1280) ?? jpegs.at(-1) ?? null;
}

function itemXml(story: LiveStoryPage, linked: Linked, origin: string): string {
  const url = origin + hrefOf(story.path);
  const addressOf = (id: string, facts: PictureFacts) => {
    const image = jpegOf(facts);
    return image ? { url: origin + pictureAddress(id, image.width, "jpeg"), ...image } : null;
  };
  const html = toFeedHtml(story.document, {
    base: url,
    pictureUrl: (id) => {
      const facts = Object.hasOwn(story.pictures, id) ? story.pictures[id] : undefined;
      return facts ? (addressOf(id, facts)?.url ?? null) : null;
    },
    storyLink: (id) => {
      const other = linked.get(id);
      return other ? { url: origin + hrefOf(other.path), headline: other.headline } : null;
    },
  });
  const image = story.picture ? addressOf(story.picture.id, story.picture.facts) : null;
  return [
    "<item>",
    element("title", story.headline),
    element("link", url),
    // Not the address: a story that moves is still the same story, and nobody should get it twice.
    `<guid isPermaLink="false">urn:uuid:${escapeHtml(story.id)}</guid>`,
    element("pubDate", rfc822(story.publishedAt)),
    ...story.authors.map(({ name }) => element("dc:creator", name)),
    ...new Set([story.section, ...story.topics].map(({ name }) => element("category", name))),
    element("description", story.standfirst),
    element("content:encoded", html),
    ...(story.picture && image
      ? [
          `<media:content url="${escapeHtml(image.url)}" medium="image" type="image/jpeg" width="${image.width}" height="${image.height}">${element("media:description", story.picture.alt)}</media:content>`,
        ]
      : []),
    "</item>",
  ].join("\n");
}

/** RSS 2.0 with the full text. The date of the channel is that of its newest change, so the same stories give the same bytes. */
export function rssXml(channel: Channel, { stories, linked }: Feed): string {
  const newest = Math.max(0, ...stories.map(({ updatedAt, publishedAt }) => (updatedAt ?? publishedAt).getTime()));
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom">',
    "<channel>",
    element("title", channel.title),
    element("link", channel.origin + hrefOf(channel.path)),
    element("description", channel.description || channel.title),
    element("language", channel.language),
    ...(newest ? [element("lastBuildDate", rfc822(new Date(newest)))] : []),
    `<atom:link href="${escapeHtml(channel.origin + hrefOf(feedPath(channel.path)))}" rel="self" type="application/rss+xml"/>`,
    ...stories.map((story) => itemXml(story, linked, channel.origin)),
    "</channel>",
    "</rss>",
    "",
  ].join("\n");
}

const sitemapNamespace = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';

export const sitemapXml = (entries: readonly SitemapEntry[], origin: string): string =>
  `<?xml version="1.0" encoding="utf-8"?>\n<urlset ${sitemapNamespace}>\n${entries
    .map(
      ({ path, changedAt }) =>
        `<url>${element("loc", origin + hrefOf(path))}${changedAt ? element("lastmod", changedAt.toISOString()) : ""}</url>`,
    )
    .join("\n")}\n</urlset>\n`;

/** The index of a site map that has more than one part. */
export const sitemapIndexXml = (parts: number, origin: string): string =>
  `<?xml version="1.0" encoding="utf-8"?>\n<sitemapindex ${sitemapNamespace}>\n${Array.from({ length: parts }, (_, index) => `<sitemap>${element("loc", `${origin}/sitemap.xml?page=${index + 1}`)}</sitemap>`).join("\n")}\n</sitemapindex>\n`;
