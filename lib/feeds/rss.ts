import { feedPath, hrefOf } from "../addresses/paths.ts";
import { escapeHtml } from "../document/feed.ts";
import { type Channel, type FeedEntry, newestChange } from "./entry.ts";
import { inOwnLanguage } from "./own-language.ts";
import { element } from "./xml.ts";

/** "Tue, 24 Nov 2026 09:15:00 GMT" */
const rfc822 = (instant: Date): string => instant.toUTCString();

/** The description of an item is HTML inside XML, so plain text is escaped twice. The channel's description is plain. */
const itemXml = (entry: FeedEntry, { language }: Channel): string =>
  [
    `<item xml:lang="${escapeHtml(entry.language)}">`,
    element("title", entry.title),
    element("link", entry.url),
    `<guid isPermaLink="false">${escapeHtml(entry.id)}</guid>`,
    element("pubDate", rfc822(entry.publishedAt)),
    ...entry.authors.map(({ name }) => element("dc:creator", name)),
    ...entry.categories.map((name) => element("category", name)),
    element("description", inOwnLanguage(escapeHtml(entry.summary), "span", entry.language, language)),
    element("content:encoded", inOwnLanguage(entry.html, "div", entry.language, language)),
    ...enclosures(entry),
    ...(entry.image
      ? [
          `<media:content url="${escapeHtml(entry.image.url)}" medium="image" type="image/jpeg" width="${entry.image.width}" height="${entry.image.height}">${element("media:description", entry.image.alt)}</media:content>`,
        ]
      : []),
    "</item>",
  ].join("\n");

/** An item of RSS may have one enclosure: the first sound or video, which podcast players take. */
const enclosures = ({ attachments }: FeedEntry): string[] =>
  attachments
    .filter(({ type }) => /^(?:audio|video)\//.test(type))
    .slice(0, 1)
    .map(({ url, type, bytes }) => `<enclosure url="${escapeHtml(url)}" length="${bytes}" type="${type}"/>`);

/** RSS 2.0 with the full text. */
export function rssXml(channel: Channel, entries: readonly FeedEntry[]): string {
  const newest = newestChange(entries);
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom">',
    "<channel>",
    element("title", channel.title),
    element("link", channel.origin + hrefOf(channel.path)),
    element("description", channel.description || channel.title),
    element("language", channel.language),
    ...(newest ? [element("lastBuildDate", rfc822(newest))] : []),
    `<atom:link href="${escapeHtml(channel.origin + hrefOf(feedPath(channel.path)))}" rel="self" type="application/rss+xml"/>`,
    ...(channel.hub ? [`<atom:link href="${escapeHtml(channel.hub)}" rel="hub"/>`] : []),
    ...entries.map((entry) => itemXml(entry, channel)),
    "</channel>",
    "</rss>",
    "",
  ].join("\n");
}
