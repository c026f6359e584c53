// Walking through parsed HTML.
import type { Element, ElementContent, Nodes, RootContent } from "hast";

export type HtmlNode = RootContent | ElementContent;

export const tagOf = (node: Element): string => node.tagName.toLowerCase();

const blocks = new Set(
  (
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 " +
    "galley-footnote header hgroup hr html li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul"
  ).split(" "),
);

export const isBlock = (tag: string): boolean => blocks.has(tag);

export const isElement = (node: HtmlNode, ...tags: string[]): node is Element =>
  node.type === "element" && (tags.length === 0 || tags.includes(tagOf(node)));

export function textContent(node: Nodes): string {
  if (node.type === "text") return node.value;
  if (node.type === "element" && tagOf(node) === "br") return "\n";
  return "children" in node ? node.children.map(textContent).join("") : "";
}

/** Every element with one of these tags below the node, in document order. */
export function elementsOf(node: Nodes, ...tags: string[]): Element[] {
  if (!("children" in node)) return [];
  return node.children.flatMap((child) => [
    ...(child.type === "element" && tags.includes(tagOf(child)) ? [child] : []),
    ...elementsOf(child, ...tags),
  ]);
}
