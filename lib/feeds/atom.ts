import { feedPath, hrefOf } from "../addresses/paths.ts";
import { escapeHtml } from "../document/feed.ts";
import { type Channel, type FeedEntry, newestChange } from "./entry.ts";
import { inOwnLanguage, needsLanguage } from "./own-language.ts";
import { element } from "./xml.ts";

const link = (attributes: Record<string, string>): string =>
  `<link ${Object.entries(attributes)
    .map(([name, value]) => `${name}="${escapeHtml(value)}"`)
    .join(" ")}/>`;
const person = ({ name, url }: { name: string; url: string }): string =>
  `<author>${element("name", name)}${element("uri", url)}</author>`;

/** Plain text if possible; HTML if the text needs a direction, for which XML has no attribute. */
const summaryXml = ({ summary, language }: FeedEntry, around: string): string =>
  needsLanguage(language, around)
    ? element('summary type="html"', inOwnLanguage(escapeHtml(summary), "span", language, around))
    : element("summary", summary);

const entryXml = (entry: FeedEntry, { language }: Channel): string =>
  [
    `<entry xml:lang="${escapeHtml(entry.language)}">`,
    element("id", entry.id),
    element("title", entry.title),
    link({ rel: "alternate", type: "text/html", href: entry.url }),
    ...(entry.image
      ? [link({ rel: "enclosure", type: "image/jpeg", href: entry.image.url, length: String(entry.image.bytes) })]
      : []),
    ...entry.attachments.map(({ url, type, bytes }) =>
      link({ rel: "enclosure", type, href: url, length: String(bytes) }),
    ),
    element("published", entry.publishedAt.toISOString()),
    element("updated", entry.updatedAt.toISOString()),
    ...entry.authors.map(person),
    ...entry.categories.map((name) => `<category term="${escapeHtml(name)}"/>`),
    ...(entry.summary ? [summaryXml(entry, language)] : []),
    element('content type="html"', inOwnLanguage(entry.html, "div", entry.language, language)),
    "</entry>",
  ].join("\n");

/** Atom 1.0 (RFC 4287) with the full text. The paper is the author of a story without a byline. */
export function atomXml(channel: Channel, entries: readonly FeedEntry[], paper: string): string {
  const home = channel.origin + hrefOf(channel.path);
  const self = channel.origin + hrefOf(feedPath(channel.path, "atom"));
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${escapeHtml(channel.language)}">`,
    element("id", self),
    element("title", channel.title),
    ...(channel.description ? [element("subtitle", channel.description)] : []),
    // The element is required: a feed without stories gets the oldest possible date.
    element("updated", (newestChange(entries) ?? new Date(0)).toISOString()),
    link({ rel: "self", type: "application/atom+xml", href: self }),
    link({ rel: "alternate", type: "text/html", href: home }),
    ...(channel.hub ? [link({ rel: "hub", href: channel.hub })] : []),
    person({ name: paper, url: `${channel.origin}/` }),
    ...entries.map((entry) => entryXml(entry, channel)),
    "</feed>",
    "",
  ].join("\n");
}
