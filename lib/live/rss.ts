import { feedPath, hrefOf } from "../addresses/paths.ts";
import { escapeHtml, toFeedHtml } from "../document/feed.ts";
import { pictureAddress } from "../pictures/addresses.ts";
import type { FeedItem } from "./feed-data.ts";
import type { CardPicture, SitemapEntry } from "./types.ts";

type Channel = { title: string; description: string; language: string; origin: string; path: string };

const element = (name: string, text: string): string => `<${name}>${escapeHtml(text)}</${name}>`;

/** The JPEG nearest to 1280 px: every feed reader shows it. */
function jpegOf(picture: CardPicture) {
  const jpegs = picture.facts.renditions.filter(({ format }) => format === "jpeg").sort((a, b) => a.width - b.width);
  return jpegs.find(({ width }) => width >= 1280) ?? jpegs.at(-1) ?? null;
}

function itemXml({ card, document, topics, linked }: FeedItem, origin: string): string {
  const url = origin + hrefOf(card.path);
  const html = toFeedHtml(document, {
    base: url,
    pictureUrl: (id) => {
      const rendition = card.picture?.id === id ? jpegOf(card.picture) : null;
      return rendition ? origin + pictureAddress(id, rendition.width, "jpeg") : null;
    },
    storyLink: (id) => {
      const other = linked.get(id);
      return other ? { url: origin + hrefOf(other.path), headline: other.headline } : null;
    },
  });
  const image = card.picture ? jpegOf(card.picture) : null;
  return [
    "<item>",
    element("title", card.headline),
    element("link", url),
    `<guid isPermaLink="true">${escapeHtml(url)}</guid>`,
    element("pubDate", card.publishedAt.toUTCString()),
    ...card.authors.map(({ name }) => element("dc:creator", name)),
    element("category", card.section.name),
    ...topics.map((name) => element("category", name)),
    element("description", card.standfirst),
    element("content:encoded", html),
    ...(card.picture && image
      ? [
          `<media:content url="${escapeHtml(origin + pictureAddress(card.picture.id, image.width, "jpeg"))}" medium="image" type="image/jpeg" width="${image.width}" height="${image.height}">${element("media:description", card.picture.alt)}</media:content>`,
        ]
      : []),
    "</item>",
  ].join("\n");
}

/** RSS 2.0 with the full text. The date of the channel is that of its newest change, so the same stories give the same bytes. */
export function rssXml(channel: Channel, items: readonly FeedItem[]): string {
  const newest = Math.max(0, ...items.map(({ card }) => (card.updatedAt ?? card.publishedAt).getTime()));
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom">',
    "<channel>",
    element("title", channel.title),
    element("link", channel.origin + hrefOf(channel.path)),
    element("description", channel.description || channel.title),
    element("language", channel.language),
    ...(newest ? [element("lastBuildDate", new Date(newest).toUTCString())] : []),
    `<atom:link href="${escapeHtml(channel.origin + hrefOf(feedPath(channel.path)))}" rel="self" type="application/rss+xml"/>`,
    ...items.map((item) => itemXml(item, channel.origin)),
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
        `<url>${element("loc", origin + hrefOf(path))}${changedAt.getTime() ? element("lastmod", changedAt.toISOString()) : ""}</url>`,
    )
    .join("\n")}\n</urlset>\n`;

/** The index of a site map that has more than one part. */
export const sitemapIndexXml = (parts: number, origin: string): string =>
  `<?xml version="1.0" encoding="utf-8"?>\n<sitemapindex ${sitemapNamespace}>\n${Array.from({ length: parts }, (_, index) => `<sitemap>${element("loc", `${origin}/sitemap.xml?page=${index + 1}`)}</sitemap>`).join("\n")}\n</sitemapindex>\n`;
