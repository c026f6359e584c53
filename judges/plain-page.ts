import { brotliCompressSync } from "node:zlib";
import type { Element } from "hast";
import { islandsAt } from "#lib/static/island.ts";
import { attributeOf, elementsIn, elementsOf, textOf } from "./elements.ts";
import type { Finding, Page } from "./types.ts";

/** What fits into the first answer of a fresh connection, whatever comes after it (RFC 6928: ten segments). */
const firstAnswer = 14 * 1024;
/** A text of more words may be larger by so many bytes a word, however badly it can be compressed. */
const usualWords = 600;
const bytesOfWord = 6;

/** What a reading page promises: it needs no script (one may add to it), is small, moves nothing, and asks early for what is seen first. */
export function judgePlainPage(pages: readonly Page[]): { findings: Finding[] } {
  return {
    findings: pages.flatMap(({ address, html }) =>
      [...scriptsIn(html), ...pictures(html), ...weight(html)].map(
        (says): Finding => ({ judge: "plain page", address, says }),
      ),
    ),
  };
}

function scriptsIn(html: string): string[] {
  return elementsOf(html).flatMap((element) => {
    const { tagName, properties } = element;
    const problems: string[] = [];
    if (tagName === "script" && attributeOf(element, "type") !== "application/ld+json" && !isIsland(element))
      problems.push("It has a script.");
    if (attributeOf(element, "style") !== undefined)
      problems.push(`A <${tagName}> has a style of its own, which the policy of the page forbids.`);
    if (Object.keys(properties).some((name) => /^on[A-Z]/.test(name)))
      problems.push(`A <${tagName}> listens to events.`);
    if (/^\s*javascript:/i.test(attributeOf(element, "href") ?? "")) problems.push("A link is a script.");
    if (tagName === "button" && (attributeOf(element, "type") ?? "submit") !== "submit")
      problems.push(`The button “${textOf(element).trim()}” does nothing without script.`);
    if (tagName === "form" && attributeOf(element, "action") === undefined)
      problems.push("A form does not say where it goes.");
    return problems;
  });
}

/** The one module that adds to a page and that nothing waits for. */
const isIsland = (script: Element): boolean =>
  script.children.length === 0 &&
  attributeOf(script, "type") === "module" &&
  attributeOf(script, "async") !== undefined &&
  (attributeOf(script, "src") ?? "").startsWith(islandsAt);

function pictures(html: string): string[] {
  const elements = elementsOf(html);
  const problems: string[] = [];
  const preloaded = elements.filter(
    (element) =>
      element.tagName === "link" && attributeOf(element, "rel") === "preload" && attributeOf(element, "as") === "font",
  );
  const hasItalics = elements.some(
    (element) =>
      attributeOf(element, "className") === "standfirst" && elementsIn(element).some(({ tagName }) => tagName === "em"),
  );
  const needed = hasItalics ? 2 : 1;
  if (preloaded.length !== needed)
    problems.push(`It asks early for ${preloaded.length} fonts, not for ${hasItalics ? "two" : "one"}.`);
  const images = elements.filter(({ tagName }) => tagName === "img");
  const urgent = images.filter((image) => attributeOf(image, "fetchPriority") === "high");
  if (urgent.length > 1) problems.push(`${urgent.length} pictures are said to be the most urgent.`);
  const lead = elements.find(isLead);
  if (lead && attributeOf(lead, "fetchPriority") !== "high")
    problems.push("The picture that is seen first is not asked for first.");
  for (const image of images) {
    const name = attributeOf(image, "src") ?? "";
    if (attributeOf(image, "alt") === undefined) problems.push(`The picture ${name} has no alternative text.`);
    if (!(Number(attributeOf(image, "width")) > 0 && Number(attributeOf(image, "height")) > 0))
      problems.push(`The picture ${name} does not say its size: what follows will move.`);
    if (name.startsWith("/pictures/masthead/")) continue; // it is near, and not what the page is about
    if (urgent.includes(image) === (attributeOf(image, "loading") === "lazy"))
      problems.push(
        `The picture ${name} is ${urgent.includes(image) ? "urgent, and waits" : "fetched before it is near"}.`,
      );
  }
  return problems;
}

/** The picture at the head of a story, recognised by its place; on other pages any picture may be the first. */
function isLead(element: Element, _at: number, elements: readonly Element[]): boolean {
  if (element.tagName !== "img") return false;
  const hero = elements.find(
    ({ tagName, properties }) => tagName === "figure" && String(properties.className).includes("hero"),
  );
  return hero !== undefined && isBelow(element, hero);
}

const isBelow = (element: Element, above: Element): boolean =>
  above.children.some((child) => child === element || (child.type === "element" && isBelow(element, child)));

function weight(html: string): string[] {
  const main = elementsOf(html).find(({ tagName }) => tagName === "main");
  const words = main ? textOf(main).split(/\s+/).length : 0;
  const most = firstAnswer + Math.max(0, words - usualWords) * bytesOfWord;
  const bytes = brotliCompressSync(html).length;
  return bytes > most ? [`It is ${bytes} bytes, compressed, and may have ${most}.`] : [];
}
