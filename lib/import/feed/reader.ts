import { parseDate } from "../dates.ts";
import { plainOfHtml } from "../html-parts.ts";
import {
  draftReason,
  type ImportItem,
  type ItemAuthor,
  type ItemPicture,
  type ItemReader,
  itemOf,
  type ReadOptions,
  updatedAfter,
} from "../item.ts";
import { authorsNamed, namesIn, originOf, slugOf } from "../item-parts.ts";
import { languageOf } from "../names.ts";
import { pathFromAddress } from "../paths.ts";
import type { Source } from "../source.ts";
import { escapeXml, type XmlElement } from "../xml/element.ts";
import { readXmlFiles } from "../xml/items.ts";
import { readJsonFeed } from "./json-feed.ts";

/** Reads RSS 0.9 to 2.0, RDF and Atom, and JSON Feed by `readJsonFeed`. */
export function readFeed(source: Source, options: ReadOptions, files: readonly string[]): ItemReader {
  const json = files.filter((file) => /\.json$/i.test(file));
  const readers = [
    readJsonFeed(source, options, json),
    readXmlFeed(
      source,
      options,
      files.filter((file) => !json.includes(file)),
    ),
  ];
  return {
    async *items() {
      for (const reader of readers) yield* reader.items();
    },
  };
}

type FeedFacts = { site: string; language: string | null; title: string };

/** What a feed says of itself, by its file. */
type Feeds = Map<string, FeedFacts>;

const containers = new Set(["rss", "rdf:RDF", "feed", "channel"]);
const isRecord = (path: readonly string[]): boolean =>
  path.length > 1 && !containers.has(path.at(-1) ?? "") && path.slice(0, -1).every((name) => containers.has(name));

const readXmlFeed = (source: Source, options: ReadOptions, files: readonly string[]): ItemReader =>
  readXmlFiles<Feeds>(source, files, {
    isRecord,
    library: { make: () => new Map(), note: noteFeed },
    itemOf: (element, file, feeds) =>
      element.name === "item" || element.name === "entry"
        ? itemOfEntry(element, file, feeds.get(file) ?? noFacts, options)
        : null,
  });

const noFacts: FeedFacts = { site: "", language: null, title: "" };

function noteFeed(element: XmlElement, feeds: Feeds, file: string): void {
  const facts = feeds.get(file) ?? { ...noFacts };
  feeds.set(file, facts);
  const { rel = "alternate", href = "" } = element.attributes;
  if (element.name === "link" && rel === "alternate") facts.site ||= originOf(element.text.trim() || href);
  else if (element.name === "title") facts.title ||= plainOfHtml(element.text);
  else if (element.name === "language" || element.name === "dc:language")
    facts.language ??= languageOf(element.text.trim());
}

function itemOfEntry(element: XmlElement, file: string, facts: FeedFacts, options: ReadOptions): ImportItem {
  const link = linkOf(element);
  const headline = plainOfHtml(element.textOf("title", "media:title"));
  const content = htmlOf(element, "content:encoded") || htmlOf(element, "content") || htmlOf(element, "body");
  const summary = htmlOf(element, "description") || htmlOf(element, "summary");
  const date = dateIn(element, options.zone, "pubDate", "published", "issued", "dc:date", "created", "updated");
  const id = element.textOf("guid", "id") || link || `${headline} ${date?.toISOString() ?? ""}`;
  const standfirst = content === "" || isSameBeginning(summary, content) ? "" : withoutFooter(summary);
  return itemOf({
    file,
    line: element.line,
    key: `feed:${id}`.slice(0, 500),
    headline: headline || plainOfHtml(withoutFooter(summary || content)).slice(0, 120),
    standfirst: standfirst === "" ? null : { format: "html", text: standfirst, line: element.line },
    body: { format: "html", text: withoutFooter(content || summary), line: element.line },
    slug: slugOf(link, headline),
    date,
    updated: updatedAfter(date, dateIn(element, options.zone, "updated", "modified", "dcterms:modified"), options.now),
    language: languageOf(element.attributes["xml:lang"] ?? "") ?? facts.language ?? options.language,
    section: options.section ?? "News",
    topics: topicsOf(element),
    authors: authorsOf(element),
    picture: pictureOf(element),
    site: originOf(link) || facts.site,
    path: facts.site !== "" && originOf(link) === facts.site ? pathFromAddress(link) : null,
    draft: draftReason(date, null, options.now),
  });
}

/** XHTML and text are made HTML; RSS holds HTML as text. */
function htmlOf(element: XmlElement, name: string): string {
  const found = element.first(name);
  if (!found) return "";
  const { type = "html" } = found.attributes;
  if (type === "xhtml" || (found.all("div", "p").length > 0 && type !== "html")) return found.markup.trim();
  return type === "text" || type === "text/plain" ? escapeXml(found.text.trim()) : found.text.trim();
}

function linkOf(element: XmlElement): string {
  const links = element.all("link");
  const alternate = links.find(({ attributes }) => (attributes.rel ?? "alternate") === "alternate" && attributes.href);
  const guid = element.first("guid");
  const permanent =
    guid && guid.attributes.isPermaLink !== "false" && /^https?:/.test(guid.text.trim()) ? guid.text : "";
  return (links.map(({ text }) => text.trim()).find(Boolean) ?? alternate?.attributes.href ?? permanent).trim();
}

function dateIn(element: XmlElement, zone: string, ...names: string[]): Date | null {
  for (const name of names) {
    const date = parseDate(element.textOf(name), zone);
    if (date) return date;
  }
  return null;
}

const topicsOf = (element: XmlElement): string[] => [
  ...new Set(
    element
      .all("category", "dc:subject")
      .map(({ attributes, text }) => plainOfHtml(attributes.label ?? attributes.term ?? text))
      .filter(Boolean),
  ),
];

function authorsOf(element: XmlElement): ItemAuthor[] {
  const names = element.all("dc:creator", "author", "itunes:author").flatMap((each) => {
    const text = plainOfHtml(each.textOf("name") || each.text);
    // RSS: "anna@paper.example (Anna Berg)"
    return namesIn(/\(([^()]+)\)\s*$/.exec(text)?.[1] ?? text.replace(/\S+@\S+/g, ""));
  });
  return authorsNamed(names);
}

function pictureOf(element: XmlElement): ItemPicture | null {
  const media = [...element.deep("media:content"), ...element.deep("media:thumbnail"), ...element.all("enclosure")];
  const found = media.find(
    ({ name, attributes: { medium = "", type = "", url = "" } }) =>
      url !== "" &&
      (name === "media:thumbnail" ||
        medium === "image" ||
        /^image\//.test(type) ||
        /\.(?:jpe?g|png|webp)\b/i.test(url)),
  );
  if (!found?.attributes.url) return null;
  const around = found.first("media:description") ? found : element;
  return {
    src: found.attributes.url,
    alt: "",
    caption: plainOfHtml(around.textOf("media:description")),
    credit: plainOfHtml(found.textOf("media:credit") || element.textOf("media:credit")),
  };
}

/** "The post … appeared first on …", which WordPress adds to feeds. */
const withoutFooter = (html: string): string =>
  html.replace(
    /(?:<p>)?The post <a\b[^>]*>[\s\S]*?<\/a> appeared first on <a\b[^>]*>[\s\S]*?<\/a>\.?(?:<\/p>)?\s*$/,
    "",
  );

function isSameBeginning(summary: string, content: string): boolean {
  const [short, long] = [summary, content].map((html) =>
    plainOfHtml(withoutFooter(html)).replace(/\s*\[?(?:…|\.\.\.)\]?\s*$/, ""),
  );
  return short === "" || (long ?? "").startsWith((short ?? "").slice(0, 200));
}
