import { parseDate } from "../dates.ts";
import { plainOfHtml } from "../html-parts.ts";
import { draftReason, type ImportItem, type ItemReader, itemOf, type ReadOptions, updatedAfter } from "../item.ts";
import { authorsNamed, originOf, paragraphs, slugOf } from "../item-parts.ts";
import { readJsonFiles } from "../json/items.ts";
import { listOf, recordOf, textOf } from "../json/values.ts";
import { languageOf } from "../names.ts";
import { pathFromAddress } from "../paths.ts";
import type { Source } from "../source.ts";
import { escapeXml } from "../xml/element.ts";

/** Keys of the feed itself, by its file. */
type Feeds = Map<string, Record<string, unknown>>;

/** Reads JSON Feed 1.0 and 1.1. */
export const readJsonFeed = (source: Source, options: ReadOptions, files: readonly string[]): ItemReader =>
  readJsonFiles<Feeds>(source, files, {
    isRecord: (path) => (path.length === 1 && path[0] !== "items") || (path.length === 2 && path[0] === "items"),
    library: {
      make: () => new Map(),
      note: ({ value, path }, feeds, file) => {
        if (path.length === 1) feeds.set(file, { ...feeds.get(file), [String(path[0])]: value });
      },
    },
    itemOf: ({ value, path, line }, file, feeds) =>
      path.length === 2 ? itemOfEntry(recordOf(value), { file, line }, feeds.get(file) ?? {}, options) : null,
  });

function itemOfEntry(
  entry: Record<string, unknown>,
  place: { file: string; line: number },
  feed: Record<string, unknown>,
  options: ReadOptions,
): ImportItem {
  const link = textOf(entry.url) || textOf(entry.external_url);
  const site = originOf(textOf(feed.home_page_url) || textOf(feed.feed_url));
  const headline = textOf(entry.title).trim();
  const html = textOf(entry.content_html) || paragraphs(textOf(entry.content_text));
  const summary = textOf(entry.summary).trim();
  const date =
    parseDate(textOf(entry.date_published), options.zone) ?? parseDate(textOf(entry.date_modified), options.zone);
  const src = textOf(entry.image) || textOf(entry.banner_image);
  const authors = [
    ...listOf(entry.authors),
    entry.author,
    ...(entry.author || entry.authors ? [] : [...listOf(feed.authors), feed.author]),
  ];
  return itemOf({
    ...place,
    key: `feed:${textOf(entry.id) || link}`.slice(0, 500),
    headline: headline || plainOfHtml(html).slice(0, 120),
    standfirst: summary === "" || html === "" ? null : { format: "html", text: escapeXml(summary), line: place.line },
    body: { format: "html", text: html || paragraphs(summary), line: place.line },
    slug: slugOf(link, headline),
    date,
    updated: updatedAfter(date, parseDate(textOf(entry.date_modified), options.zone), options.now),
    language: languageOf(textOf(entry.language) || textOf(feed.language)) ?? options.language,
    section: options.section ?? "News",
    topics: listOf(entry.tags).map(textOf).filter(Boolean),
    authors: authorsNamed(authors.map((author) => textOf(recordOf(author).name).trim()).filter(Boolean)),
    picture: src === "" ? null : { src, alt: "", caption: "", credit: "" },
    site: originOf(link) || site,
    path: site !== "" && originOf(link) === site ? pathFromAddress(link) : null,
    draft: draftReason(date, null, options.now),
  });
}
