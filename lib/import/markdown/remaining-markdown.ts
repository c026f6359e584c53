import type { Element, ElementContent, Root, RootContent, Text } from "hast";
import { tagOf } from "#lib/document/html-tree.ts";
import { deadLink } from "./shortcodes.ts";

/**
 * Parses Markdown that a page still holds as text: emphasis and links inside HTML, which the Markdown parser skips, and
 * slightly wrong links. Code is unchanged.
 */
export function parseRemainingMarkdown(page: Root): Root {
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

const cutLink = new RegExp(`\\[([^\\]]*)\\]\\(${deadLink}\\)?`, "g");

/** Removes marks without a partner. Asterisks between letters or digits may be intended and are kept. */
const withoutMarks = (part: string): string =>
  part
    .replace(cutLink, "$1")
    .replaceAll(deadLink, "")
    .replace(/\\([_*[\]`])/g, "$1")
    .replace(/(?<![\p{L}\p{N}*])\*{2,}|\*{2,}(?![\p{L}\p{N}*])/gu, "")
    .replace(/(?<!_)__(?!_)|(?<=^|\s)_(?=\p{Lu})|(?<=[.!?])_(?=\s|$)/gu, "");

/** Repairs links in the source: CommonMark takes an address with spaces or a title with quotes in it for text. */
export const repairLinks = (line: string): string =>
  line.replace(/\]\(([^()\n]+)\)/g, (whole, given: string) =>
    /^\s*<?\S*(?:\s+(?:"[^"]*"|'[^']*'))?\s*$/.test(given) ? whole : `](${addressIn(given)})`,
  );

/** Extracts the address from the content of a link's brackets, without a title and without words before it. */
function addressIn(given: string): string {
  const bare = given.replace(/\s+["“'].*$/, "").trim();
  const address = /(?:https?:\/\/|mailto:\s*).*$/.exec(bare)?.[0] ?? bare;
  return address.replace(/^mailto:\s+/, "mailto:").replace(/\s+/g, "%20");
}
