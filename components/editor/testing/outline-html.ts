// Reads HTML into an outline, as a browser would show it. It shares no code with the paste.
import type { Element, Nodes, RootContent } from "hast";
import { fromHtml } from "hast-util-from-html";
import { lineText, newLine, type Outline, type OutlineLine, type OutlineSpan } from "./outline.ts";

const blocks =
  /^(p|div|h[1-6]|ul|ol|li|blockquote|table|pre|hr|dl|dt|dd|section|article|header|footer|figure|figcaption|address|center|main|nav|aside|form|fieldset|details|summary|body|html)$/;
const unseen = /^(head|script|style|template|noscript|iframe|object|title|meta|link|textarea|select|button)$/;
const tagMarks: Record<string, string> = {
  strong: "bold",
  b: "bold",
  em: "italic",
  i: "italic",
  s: "strike",
  strike: "strike",
  del: "strike",
  sub: "subscript",
  sup: "superscript",
  code: "code",
};
type MoveTarget = {
  marks: string[];
  href: string | null;
  kind: OutlineLine["kind"];
  depth: number;
  isQuoted: boolean;
  isPre: boolean;
};

const styleOf = (element: Element): Map<string, string> =>
  new Map(
    String(element.properties.style ?? "")
      .split(";")
      .map((part) => part.split(":").map((text) => text.trim().toLowerCase()) as [string, string]),
  );
const childrenOf = (node: Nodes): RootContent[] => ("children" in node ? (node.children as RootContent[]) : []);
const cellsOf = (row: Element): Element[] =>
  childrenOf(row).filter((node): node is Element => node.type === "element" && /^t[dh]$/.test(node.tagName));
const rowsOf = (node: Nodes): Element[] =>
  childrenOf(node).flatMap((child) =>
    child.type !== "element" ? [] : child.tagName === "tr" ? [child] : child.tagName === "table" ? [] : rowsOf(child),
  );
const textOf = (node: Nodes): string =>
  node.type === "text"
    ? node.value
    : childrenOf(node)
        .map((child) => (child.type === "element" && blocks.test(child.tagName) ? ` ${textOf(child)} ` : textOf(child)))
        .join("");

function marksOf(element: Element, before: readonly string[]): string[] {
  const style = styleOf(element);
  const marks = new Set(before);
  const set = (name: string, on: boolean) => (on ? marks.add(name) : marks.delete(name));
  const tag = tagMarks[element.tagName];
  if (tag) marks.add(tag);
  const weight = style.get("font-weight");
  if (weight) set("bold", /^(bold(er)?|[5-9]00)$/.test(weight));
  const slant = style.get("font-style");
  if (slant) set("italic", slant === "italic");
  if (`${style.get("text-decoration")} ${style.get("text-decoration-line")}`.includes("line-through"))
    marks.add("strike");
  const height = style.get("vertical-align");
  if (height === "sub" || height === "super") marks.add(height === "sub" ? "subscript" : "superscript");
  return [...marks];
}

/** Whether a story can hold a link. A relative address is useless without the address of its page. */
const isLink = (href: string): boolean =>
  /^(https?:\/\/[^/]|mailto:.|tel:.|\/(?![/\\])|#)/i.test(href) && !/\s/.test(href);

/**
 * The outline of a page. Where a story cannot hold the same, its nearest block is expected: headings have two levels; a heading
 * or code in an item is a paragraph of it; quotes hold only paragraphs, and lists follow after them.
 */
export function outlineOfHtml(html: string): Outline {
  const outline: Outline = { lines: [], pictures: 0 };
  let spans: OutlineSpan[] = [];
  let breaks = 0;
  /** The first line of an item that has no line yet. */
  let item: OutlineLine | null = null;
  const flush = (place: MoveTarget): void => {
    const line: OutlineLine = { ...newLine(place.kind, spans), depth: place.depth, isQuoted: place.isQuoted };
    spans = [];
    breaks = 0;
    if (lineText(line) === "") return;
    if (item !== null) {
      item.spans = line.spans;
      item = null;
    } else outline.lines.push(line);
  };
  const list = (element: Element, place: MoveTarget): void => {
    let number = Number(element.properties.start ?? 1);
    const isOrdered = element.tagName === "ol";
    for (const child of childrenOf(element)) {
      if (child.type !== "element") continue;
      if (child.tagName !== "li") {
        // A list in a list belongs to the item before it. Without one, it has the level of the list around it.
        const isFirst = !outline.lines.some((line) => line.depth === place.depth + 1);
        walk(child, { ...place, depth: place.depth + (isFirst ? 0 : 1) });
        continue;
      }
      const inside: MoveTarget = { ...place, depth: place.depth + 1, kind: "continued" };
      const parts = child.children.filter(
        (part) => part.type === "element" || (part.type === "text" && part.value.trim() !== ""),
      );
      const isAlone = childrenOf(element).filter((one) => one.type === "element").length === 1;
      // A marker before another list alone is not an item.
      if (
        isAlone &&
        parts.length > 0 &&
        parts.every((part) => part.type === "element" && /^[uo]l$/.test(part.tagName))
      ) {
        for (const part of parts) walk(part, place);
        continue;
      }
      item = { ...newLine(isOrdered ? "number" : "bullet"), depth: inside.depth, isQuoted: false };
      item.number = isOrdered ? number++ : null;
      outline.lines.push(item);
      for (const part of child.children) walk(part, inside);
      flush(inside);
      item = null;
    }
  };
  const walk = (node: Nodes, place: MoveTarget): void => {
    if (node.type === "text") {
      // An empty line in preformatted text separates paragraphs, as two line breaks do.
      const parts = place.isPre ? node.value.split(/\n\s*\n/) : [node.value];
      parts.forEach((text, index) => {
        if (index > 0) flush(place);
        if (text.trim() !== "") breaks = 0;
        spans.push({ text, marks: place.marks, href: place.href });
      });
    }
    if (node.type !== "element") {
      if (node.type === "root") for (const child of node.children) walk(child, place);
      return;
    }
    const { tagName, properties } = node;
    const style = styleOf(node);
    if (unseen.test(tagName) || properties.hidden || style.get("display") === "none") return;
    if (tagName === "img") {
      outline.pictures++;
      return;
    }
    if (tagName === "br") {
      if (++breaks > 1) flush(place);
      else spans.push({ text: " ", marks: place.marks, href: place.href });
      return;
    }
    const inside: MoveTarget = { ...place, marks: marksOf(node, place.marks), isPre: place.isPre || tagName === "pre" };
    const href = tagName === "a" && typeof properties.href === "string" ? properties.href.trim() : null;
    if (href !== null && isLink(href)) inside.href = href;
    const isBlock = blocks.test(tagName) || style.get("display") === "block";
    if (isBlock) {
      flush(place);
      inside.kind = place.depth > 0 ? "continued" : "paragraph";
    }
    const level = /^h([1-6])$/.exec(tagName)?.[1];
    if (level && place.depth === 0) {
      inside.kind = Number(level) <= 2 ? "heading 2" : "heading 3";
      inside.isQuoted = false;
    }
    if (tagName === "blockquote" && place.depth === 0) inside.isQuoted = true;
    if (tagName === "hr") {
      if (place.depth === 0) outline.lines.push(newLine("divider"));
    } else if (tagName === "table") {
      const rows = rowsOf(node).map((row) =>
        cellsOf(row).map((cell) => lineText({ spans: [{ text: textOf(cell), marks: [], href: null }] })),
      );
      if (rows.some((row) => row.length > 1) && rows.flat().some((cell) => cell !== ""))
        outline.lines.push({ ...newLine("table"), rows });
      else
        for (const cell of rowsOf(node).flatMap(cellsOf)) {
          for (const child of cell.children) walk(child, place);
          flush(place);
        }
    } else if (tagName === "ul" || tagName === "ol") list(node, { ...inside, isQuoted: false });
    else for (const child of childrenOf(node)) walk(child, inside);
    if (isBlock) flush(inside);
  };
  const start: MoveTarget = { marks: [], href: null, kind: "paragraph", depth: 0, isQuoted: false, isPre: false };
  walk(fromHtml(html, { fragment: true }), start);
  flush(start);
  return outline;
}
