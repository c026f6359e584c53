import type { Element, ElementContent, Root, RootContent } from "hast";
import {
  bold,
  bulletList,
  code,
  divider,
  lineBreak,
  listItem,
  orderedList,
  paragraph,
  quote,
  subheading,
  table,
} from "#lib/document/build.ts";
import { maxListLevels } from "#lib/document/guard.ts";
import type { NodeJson } from "#lib/document/json.ts";
import { gridOf, maxTableColumns, maxTableRows, spansOf } from "#lib/document/table-grid.ts";
import {
  asLine,
  droppedTags,
  holdsBlock,
  type InlineContext,
  inlineParts,
  paragraphsOf,
  reportedTags,
  textOfRuns,
} from "./inline.ts";
import { elementsOf, isElement, tagOf, textContent } from "./tags.ts";

type Content = RootContent | ElementContent;

/** Converts the HTML of a page to blocks of a story. Elements without a counterpart become the nearest block. */
export function blocksOfPage(page: Root, context: InlineContext): NodeJson[] {
  const levels = [...new Set(elementsOf(page, "h1", "h2", "h3", "h4", "h5", "h6").map(levelOf))].sort();
  return new BlockBuilder(context, levels[0] ?? 2).flow(page.children);
}

const levelOf = (heading: Element): number => Number(tagOf(heading).slice(1));

class BlockBuilder {
  readonly #context: InlineContext;
  /** The highest heading level of this page; it becomes the first level of subheadings. */
  readonly #top: number;
  /** Pictures inside a list or quote, which cannot hold them; they follow that block. */
  #aside: NodeJson[] = [];

  constructor(context: InlineContext, top: number) {
    this.#context = context;
    this.#top = top;
  }

  flow(nodes: readonly Content[]): NodeJson[] {
    const out: NodeJson[] = [];
    let inline: Content[] = [];
    const flush = () => {
      out.push(...this.#paragraphs(inline));
      inline = [];
    };
    for (const node of nodes) {
      if (node.type === "comment" || node.type === "doctype") continue;
      if (!isElement(node) || !holdsBlock(node)) {
        inline.push(node);
        continue;
      }
      flush();
      out.push(...this.#block(node), ...this.#aside);
      this.#aside = [];
    }
    flush();
    return out;
  }

  #paragraphs(nodes: readonly Content[]): NodeJson[] {
    return paragraphsOf(inlineParts(nodes, this.#context)).map((part) => {
      if ("figure" in part) return part.figure;
      // A Markdown heading inside HTML, which the Markdown parser leaves as text.
      const heading = /^#{2,6} +(\S.*)$/.exec(textOfRuns(part.runs))?.[1];
      return heading === undefined ? paragraph(part.runs) : subheading(heading);
    });
  }

  #block(node: Element): NodeJson[] {
    const tag = tagOf(node);
    if (reportedTags.has(tag)) this.#context.warn("element-dropped", `<${tag}>`);
    if (tag !== "form" && (reportedTags.has(tag) || droppedTags.has(tag))) return [];
    switch (tag) {
      case "h1":
      case "h2":
      case "h3":
      case "h4":
      case "h5":
      case "h6":
        return this.#subheading(node);
      case "ul":
      case "ol":
      case "menu":
        return this.#list(node, 1);
      case "blockquote":
        return this.#quote(node);
      case "hr":
        return [divider()];
      case "pre":
        return this.#code(node);
      case "figure":
        return this.#figure(node);
      case "table":
        return this.#table(node);
      case "dt":
        return this.#text(node).map((runs) => paragraph(bold(runs)));
      case "summary":
        return this.#text(node).map((runs) => paragraph(bold(runs)));
      default:
        return this.flow(node.children);
    }
  }

  #subheading(node: Element): NodeJson[] {
    const parts = inlineParts(node.children, this.#context);
    this.#aside.push(...parts.flatMap((part) => (part.kind === "figure" ? [part.figure] : [])));
    const runs = asLine(
      parts.flatMap((part) => (part.kind === "run" ? [part.run] : part.kind === "break" ? [lineBreak()] : [])),
      ["italic", "link", "code", "subscript", "superscript", "strike"],
    );
    return runs.length === 0 ? [] : [subheading(runs, levelOf(node) > this.#top ? 3 : 2)];
  }

  /** The texts of content where only paragraphs are allowed; its pictures are collected for later. */
  #text(node: { children: readonly Content[] }): NodeJson[][] {
    return this.flow(node.children).flatMap((block) => this.#textOfBlock(block));
  }

  #textOfBlock(block: NodeJson): NodeJson[][] {
    if (block.type === "figure") {
      this.#aside.push(block);
      return [];
    }
    if (block.type === "paragraph" || block.type === "attribution") return block.content ? [block.content] : [];
    if (block.type === "subheading") return block.content ? [bold(block.content)] : [];
    if (block.type === "bulletList" || block.type === "orderedList") {
      const start = Number(block.attrs?.start ?? 1);
      return (block.content ?? []).flatMap((item, index) => {
        const mark = block.type === "orderedList" ? `${start + index}. ` : "• ";
        const [first = [], ...rest] = (item.content ?? []).flatMap((child) => this.#textOfBlock(child));
        return [[{ type: "text", text: mark }, ...first], ...rest];
      });
    }
    return (block.content ?? []).flatMap((child) => this.#textOfBlock(child));
  }

  #list(node: Element, level: number): NodeJson[] {
    const items: NodeJson[] = [];
    for (const child of node.children) {
      if (isElement(child, "ul", "ol", "menu")) {
        // Many pages put a nested list beside the item that it belongs to.
        const last = items.at(-1);
        const inner = this.#list(child, Math.min(level + 1, maxListLevels));
        if (last && level < maxListLevels) last.content?.push(...inner);
        else items.push(...inner.flatMap((list) => list.content ?? []));
      } else if (isElement(child)) items.push(...this.#item(child, level));
      else if (child.type === "text" && child.value.trim() !== "") items.push(listItem(child.value.trim()));
    }
    if (items.length === 0) return [];
    const given = Number(node.properties.start ?? 1);
    const start = Number.isInteger(given) && given >= 0 && given < 1e9 ? given : 1;
    return [tagOf(node) === "ol" ? orderedList(items, start) : bulletList(items)];
  }

  #item(node: Element, level: number): NodeJson[] {
    const parts: NodeJson[] = [];
    let loose: Content[] = [];
    const flush = () => {
      for (const runs of this.#text({ children: loose })) parts.push(paragraph(runs));
      loose = [];
    };
    for (const child of this.#unwrapped(node.children)) {
      if (isElement(child, "ul", "ol", "menu")) {
        flush();
        if (level < maxListLevels) parts.push(...this.#list(child, level + 1));
        else
          for (const list of this.#list(child, level))
            for (const runs of this.#textOfBlock(list)) parts.push(paragraph(runs));
      } else loose.push(child);
    }
    flush();
    const [first, ...rest] = parts;
    if (!first) return [];
    return first.type === "paragraph" ? [listItem(first.content ?? "", ...rest)] : [listItem("", ...parts)];
  }

  /** The children without layout boxes, so that a list inside a `<div>` is recognised. */
  #unwrapped(nodes: readonly Content[]): Content[] {
    return nodes.flatMap((node) =>
      isElement(node, "div", "section", "article", "span", "center") && holdsBlock(node)
        ? this.#unwrapped(node.children)
        : [node],
    );
  }

  #quote(node: Element): NodeJson[] {
    const children = this.#unwrapped(node.children);
    const named = children.findLast((child) => isElement(child, "footer", "cite"));
    const isNamed = named !== undefined && named === children.findLast((child) => isElement(child));
    const texts = this.#text({ children: isNamed ? children.filter((child) => child !== named) : children });
    let by = isNamed ? this.#text(named as Element).flat() : undefined;
    const last = texts.at(-1);
    if (!by && last && texts.length > 1 && isSignature(textOfRuns(last))) by = texts.pop();
    if (texts.length === 0) return by && by.length > 0 ? [paragraph(by)] : [];
    const line = by ? asLine(withoutDash(by), ["italic", "link"]) : [];
    return [line.length > 0 ? quote(texts, line) : quote(texts)];
  }

  #code(node: Element): NodeJson[] {
    const lines = textContent(node).replace(/\n+$/, "").replace(/\t/g, "    ").split("\n");
    const runs = lines.flatMap((line, index) => [
      ...(index > 0 ? [lineBreak()] : []),
      // HTML would collapse spaces at the start of a line.
      ...(line === "" ? [] : code(line.replace(/^ +/, (spaces) => "\u00a0".repeat(spaces.length)))),
    ]);
    return runs.some((each) => each.type === "text") ? [paragraph(runs)] : [];
  }

  #figure(node: Element): NodeJson[] {
    const [caption] = elementsOf(node, "figcaption");
    const images = elementsOf(node, "img");
    const rest = node.children.filter((child) => child !== caption);
    if (images.length === 0) return [...this.flow(rest), ...(caption ? this.flow(caption.children) : [])];
    const words = caption
      ? asLine(
          this.#text(caption).flatMap((runs, index) => (index > 0 ? [{ type: "text", text: " " }, ...runs] : runs)),
          ["bold", "italic", "link"],
        )
      : [];
    const blocks = this.flow(rest);
    const last = blocks.findLast((block) => block.type === "figure");
    const slot = last?.content?.find((child) => child.type === "caption");
    if (slot && words.length > 0) slot.content = words;
    // A caption without its picture is meaningless.
    return blocks;
  }

  #table(node: Element): NodeJson[] {
    const rows = elementsOf(node, "tr").map((row) =>
      row.children.filter((child): child is Element => isElement(child, "td", "th")),
    );
    const title = elementsOf(node, "caption").flatMap((caption) => this.#text(caption));
    const grid = gridOf(
      rows.map((cells) =>
        cells.map((cell) => ({ cell, ...spansOf(cell.properties.colSpan, cell.properties.rowSpan) })),
      ),
    );
    const width = grid[0]?.length ?? 0;
    const laysOut =
      rows.every((cells) => cells.length < 2) ||
      grid.length > maxTableRows ||
      width > maxTableColumns ||
      rows.some((cells) =>
        cells.some((cell) => elementsOf(cell, "ul", "ol", "h1", "h2", "h3", "h4", "table", "blockquote").length > 0),
      );
    if (laysOut)
      return [
        ...title.map((runs) => paragraph(bold(runs))),
        ...rows.flatMap((cells) => cells.flatMap((cell) => this.flow(cell.children))),
      ];
    const words = new Map(rows.flat().map((cell) => [cell, this.#cell(cell)]));
    const texts = grid.map((cells) => cells.map((cell) => (cell && words.get(cell)) ?? []));
    if (texts.flat().every((runs) => runs.length === 0)) return title.map((runs) => paragraph(bold(runs)));
    const isHead = (cell: Element | null | undefined) =>
      cell?.tagName === "th" || words.get(cell as Element)?.length === 0;
    const [first = [], ...rest] = grid;
    return [
      table({
        caption: asLine(withBreaks(title), ["bold", "italic", "link"]),
        rows: texts,
        headRow: rest.length > 0 && first.some((cell) => cell?.tagName === "th") && first.every(isHead),
        headColumn: rest.length > 0 && rest.every((cells) => cells[0]?.tagName === "th"),
      }),
    ];
  }

  #cell(cell: Element): NodeJson[] {
    return withBreaks(this.#text(cell));
  }
}

const withBreaks = (texts: readonly NodeJson[][]): NodeJson[] =>
  texts.flatMap((runs, index) => (index > 0 ? [lineBreak(), ...runs] : runs));

/** Whether a line is an attribution such as "— Anna Berg" under a quote. */
const isSignature = (text: string): boolean => /^\s*[—–―-]{1,2}\s*\S/.test(text) && text.length < 150;

const withoutDash = (runs: NodeJson[]): NodeJson[] =>
  runs
    .map((each, index) =>
      index === 0 && each.type === "text"
        ? { ...each, text: (each.text ?? "").replace(/^\s*[—–―-]{1,2}\s*/, "") }
        : each,
    )
    .filter((each) => each.text !== "");
