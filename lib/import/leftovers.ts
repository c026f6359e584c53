import type { Element, ElementContent, Root, RootContent, Text } from "hast";
import { nowhere } from "./shortcodes.ts";
import { tagOf } from "./tags.ts";

/**
 * Reads the Markdown that a page still holds as text: emphasis and links inside of HTML, which Markdown leaves alone,
 * and links that are slightly wrong. Code is left as it is.
 */
export function readLeftovers(page: Root): Root {
  page.children = page.children.flatMap(read) as RootContent[];
  return page;
}

const codeTags = new Set(["code", "pre", "kbd", "samp", "tt"]);

type Content = RootContent | ElementContent;

function read(node: Content): Content[] {
  if (node.type === "text") return readText(node.value);
  if (node.type !== "element" || codeTags.has(tagOf(node))) return [node];
  return [{ ...node, children: node.children.flatMap(read) as ElementContent[] }];
}

const text = (value: string): Text => ({ type: "text", value });
const element = (tagName: string, properties: Element["properties"], value: string): Element => ({
  type: "element",
  tagName,
  properties,
  children: [text(value)],
});

const pattern = /\[([^[\]\n]{1,300})\]\(([^()\n]{0,500})\)|\*\*([^\s*](?:[^*]{0,500}?[^\s*])?)\*\*/g;

function readText(value: string): Content[] {
  const out: Content[] = [];
  const plain = (part: string) => {
    const words = withoutMarks(part);
    if (words !== "") out.push(text(words));
  };
  let from = 0;
  for (const match of value.matchAll(pattern)) {
    const [whole, words, target, strong] = match;
    plain(value.slice(from, match.index));
    from = match.index + whole.length;
    if (strong !== undefined) out.push(element("strong", {}, withoutMarks(strong)));
    else out.push(element("a", { href: addressIn(target ?? "") }, withoutMarks(words ?? "")));
  }
  plain(value.slice(from));
  return out;
}

const cutLink = new RegExp(`\\[([^\\]]*)\\]\\(${nowhere}\\)?`, "g");

/** Without marks that open or close nothing. Between letters or digits stars may be meant. */
const withoutMarks = (part: string): string =>
  part
    .replace(cutLink, "$1")
    .replaceAll(nowhere, "")
    .replace(/\\([_*[\]`])/g, "$1")
    .replace(/(?<![\p{L}\p{N}*])\*{2,}|\*{2,}(?![\p{L}\p{N}*])/gu, "")
    .replace(/(?<!_)__(?!_)|(?<=^|\s)_(?=\p{Lu})|(?<=[.!?])_(?=\s|$)/gu, "");

/** The same for a source: an address with spaces or a title with quotes in it, which CommonMark takes for text. */
export const mendLinks = (line: string): string =>
  line.replace(/\]\(([^()\n]+)\)/g, (whole, given: string) =>
    /^\s*<?\S*(?:\s+(?:"[^"]*"|'[^']*'))?\s*$/.test(given) ? whole : `](${addressIn(given)})`,
  );

/** The address in what stands between the brackets of a link: without a title, without words before it. */
function addressIn(given: string): string {
  const bare = given.replace(/\s+["“'].*$/, "").trim();
  const address = /(?:https?:\/\/|mailto:\s*).*$/.exec(bare)?.[0] ?? bare;
  return address.replace(/^mailto:\s+/, "mailto:").replace(/\s+/g, "%20");
}
