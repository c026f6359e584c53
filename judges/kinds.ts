import type { Element } from "hast";
import { attributeOf, elementsOf, textOf } from "./elements.ts";

/** Kinds of which the address alone tells. */
const byPath: readonly [RegExp, string][] = [
  [/^\/$/, "front page"],
  [/^\/search$/, "search without a question"],
  [/^\/search\?/, "search"],
  [/[?&]page=/, "later page of a list"],
  [/^\/(?:[^/]+\/){2,}history$/, "what changed in a story"],
  [/^\/(?:[^/]+\/){2,}republish$/, "story to republish"],
  [/^\/archive$/, "archive"],
  [/^\/archive\/\d{4}$/, "year of the archive"],
  [/^\/archive\/\d{4}\/\d\d$/, "month of the archive"],
  [/^\/archive\/\d{4}\/\d\d\/\d\d$/, "day of the archive"],
  [/^\/corrections$/, "corrections"],
  [/^\/topics\/[^/]+$/, "topic"],
  [/^\/authors\/[^/]+$/, "author"],
  [/^\/collections\/[^/]+$/, "collection"],
  [/^\/report\?/, "report of an error"],
];
export const kindOfPath = (path: string): string | null => byPath.find(([pattern]) => pattern.test(path))?.[1] ?? null;

/** What a story may have that makes its page another. */
const traits: readonly [string, (element: Element) => boolean][] = [
  ["picture", (element) => isOfClass(element, "figure", "hero")],
  ["correction", (element) => isOfClass(element, "aside", "correction")],
  ["key points", (element) => isOfClass(element, "section", "points")],
  ["numbered list", ({ tagName }) => tagName === "ol"],
  ["fact box", (element) => isOfClass(element, "details", "fact-box")],
  ["quotation", ({ tagName }) => tagName === "blockquote"],
  ["summary", (element) => isOfClass(element, "section", "short")],
  ["table", ({ tagName }) => tagName === "table"],
  ["text from right to left", (element) => element.tagName === "html" && attributeOf(element, "dir") === "rtl"],
];
const isOfClass = ({ tagName, properties }: Element, tag: string, name: string): boolean =>
  tagName === tag && Array.isArray(properties.className) && properties.className.includes(name);

export type Kind = { name: string; traits: readonly string[] };

/** What a page is, by what it answers and holds. */
export function kindOfPage(path: string, status: number, html: string): Kind {
  if (status !== 200) return { name: `page that answers ${status}`, traits: [] };
  const known = kindOfPath(path);
  if (known !== null) return { name: known, traits: [] };
  const elements = elementsOf(html);
  const story = elements.find((element) => isOfClass(element, "article", "story"));
  if (story) {
    const within = [...elements.filter(({ tagName }) => tagName === "html"), ...elementsWithin(story)];
    // Standing pages are at the root; a story is below its section.
    if (path.split("/").length === 2) return { name: "standing page", traits: [] };
    return { name: "story", traits: traits.filter(([, has]) => within.some(has)).map(([name]) => name) };
  }
  const hasFeed = elements.some(
    (element) => URL.parse(attributeOf(element, "href") ?? "")?.pathname === `${path}/rss.xml`,
  );
  const below = path.split("/").length > 2;
  return { name: hasFeed ? (below ? "sub-section" : "section") : "other page", traits: [] };
}

const elementsWithin = (element: Element): Element[] =>
  element.children.flatMap((child) => (child.type === "element" ? [child, ...elementsWithin(child)] : []));

/** Links of a page that stay on its site, as paths. Feeds, files and pictures are no pages. */
export function linksOf(html: string, address: string): string[] {
  const { origin } = new URL(address);
  const links = elementsOf(html).flatMap((element) => {
    const url = element.tagName === "a" ? URL.parse(attributeOf(element, "href") ?? "", address) : null;
    if (url?.origin !== origin || /\.\w{2,5}$/.test(url.pathname)) return [];
    return [url.pathname + url.search];
  });
  return [...new Set(links)];
}

/** A word that a search should find: the longest of the headline. */
export function wordOf(html: string): string {
  const headline = elementsOf(html).find(({ tagName }) => tagName === "h1");
  const words = (headline ? textOf(headline) : "").split(/[^\p{L}\p{M}]+/u);
  return words.reduce((longest, word) => (word.length > longest.length ? word : longest), "");
}
