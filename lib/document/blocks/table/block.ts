import { Node } from "@tiptap/core";
import type { Element } from "hast";
import { type Alignment, blockFields, validator } from "../../attributes.ts";
import { blockIdAttribute, pasted } from "../../block-attributes.ts";
import { element, type FeedContext, inline } from "../../feed-html.ts";
import { elementsOf, isElement } from "../../html-tree.ts";
import { newBlockId } from "../../ids.ts";
import { bold, type Inline, lineBreak, withText } from "../../inline-json.ts";
import type { NodeJson } from "../../json.ts";
import { suggestionMarks } from "../../marks.ts";
import { defineBlock, defineNode, type PageReader } from "../../node-definition.ts";
import { gridOf, maxTableColumns, maxTableRows, spansOf } from "../../table-grid.ts";
import { headsOf, isData, tableContent } from "../../table-html.ts";
import { tableShape } from "../../table-shape.ts";
import { paragraph } from "../paragraph/block.ts";

/** One text for each cell, row by row. */
export type TableParts = {
  caption?: Inline;
  rows: readonly (readonly Inline[])[];
  headRow?: boolean;
  headColumn?: boolean;
  /** Of each column. */
  align?: readonly (Alignment | null)[];
};
export const table = (parts: TableParts): NodeJson => ({
  type: "table",
  attrs: { id: newBlockId(), headRow: parts.headRow ?? false, headColumn: parts.headColumn ?? false },
  content: [
    withText("tableCaption", parts.caption ?? ""),
    ...parts.rows.map((cells) => ({
      type: "tableRow",
      attrs: { id: newBlockId() },
      content: cells.map((cell, x) =>
        withText("tableCell", cell, { id: newBlockId(), align: parts.align?.[x] ?? null }),
      ),
    })),
  ],
});

const heading = (name: "headRow" | "headColumn") => ({
  default: false,
  validate: validator(blockFields[name], name),
  parseHTML: (given: HTMLElement) => headsOf(given)[name],
  renderHTML: (attributes: Record<string, unknown>) =>
    attributes[name] === true ? { [name === "headRow" ? "data-head-row" : "data-head-column"]: "" } : {},
});

function tableHtml(node: NodeJson, context: FeedContext): string {
  const shape = tableShape(node);
  if (!shape) return "";
  const lines = shape.rows.map((cells, y) => {
    const isHead = shape.headRow && y === 0;
    const line = cells.map((cell, x) => {
      const inside = cell === null ? "" : inline(cell, context);
      const scope = isHead ? "col" : shape.headColumn && x === 0 ? "row" : null;
      return scope === null || inside === "" ? `<td>${inside}</td>` : `<th scope="${scope}">${inside}</th>`;
    });
    return `<tr>${line.join("")}</tr>`;
  });
  const caption = shape.caption ? element("caption", inline(shape.caption, context)) : "";
  if (lines.length === 0) return shape.caption ? element("p", inline(shape.caption, context)) : "";
  const head = shape.headRow ? element("thead", lines[0] ?? "") : "";
  return `<table>${caption}${head}${element("tbody", lines.slice(shape.headRow ? 1 : 0).join(""))}</table>`;
}

/** As Markdown and old pages say it; null where a cell says nothing. */
function alignmentOf(cell: Element | null | undefined): Alignment | null {
  const style = /(?:^|;)\s*text-align:\s*(\w+)/i.exec(String(cell?.properties.style ?? ""))?.[1];
  const align = blockFields.align.safeParse(String(cell?.properties.align ?? style ?? "").toLowerCase());
  return align.success ? align.data : null;
}

const withBreaks = (texts: readonly NodeJson[][]): NodeJson[] =>
  texts.flatMap((runs, index) => (index > 0 ? [lineBreak(), ...runs] : runs));

function read(node: Element, page: PageReader): NodeJson[] {
  const rows = elementsOf(node, "tr").map((row) =>
    row.children.filter((child): child is Element => isElement(child, "td", "th")),
  );
  const title = elementsOf(node, "caption").flatMap((caption) => page.texts(caption));
  const grid = gridOf(
    rows.map((cells) => cells.map((cell) => ({ cell, ...spansOf(cell.properties.colSpan, cell.properties.rowSpan) }))),
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
      ...rows.flatMap((cells) => cells.flatMap((cell) => page.blocks(cell.children))),
    ];
  const words = new Map(rows.flat().map((cell) => [cell, withBreaks(page.texts(cell))]));
  const texts = grid.map((cells) => cells.map((cell) => (cell && words.get(cell)) ?? []));
  if (texts.flat().every((runs) => runs.length === 0)) return title.map((runs) => paragraph(bold(runs)));
  const isHead = (cell: Element | null | undefined) =>
    cell?.tagName === "th" || words.get(cell as Element)?.length === 0;
  const [first = [], ...rest] = grid;
  const columns = Array.from({ length: width }, (_, x) => grid.map((cells) => alignmentOf(cells[x])));
  return [
    table({
      caption: page.fit(withBreaks(title), ["bold", "italic", "link"]),
      rows: texts,
      align: columns.map(([top = null, ...below]) => (below.every((one) => one === top) ? top : null)),
      headRow: rest.length > 0 && first.some((cell) => cell?.tagName === "th") && first.every(isHead),
      headColumn: rest.length > 0 && rest.every((cells) => cells[0]?.tagName === "th"),
    }),
  ];
}

const lineHtml = (node: NodeJson, context: FeedContext): string => element("p", inline(node, context));

export const tableBlock = defineBlock({
  since: 3,
  readerName: "Table",
  nodes: {
    table: defineNode({
      // Rows of cells under a caption, without merged cells. A cell does not know whether it is a heading: the table says that its
      // first row or column is. Rows may differ in length (two people change columns at once); what is missing is shown as empty.
      spec: Node.create({
        name: "table",
        group: "block",
        content: "tableCaption tableRow+",
        marks: suggestionMarks,
        isolating: true,
        addAttributes: () => ({
          ...blockIdAttribute(),
          headRow: heading("headRow"),
          headColumn: heading("headColumn"),
        }),
        // A table that only lays out a page is none; the rules for its content apply then.
        parseHTML: () => [{ tag: "table", getAttrs: (given) => isData(given) && null, getContent: tableContent }],
        renderHTML: ({ HTMLAttributes }) => ["div", { "data-table": "" }, ["table", HTMLAttributes, 0]],
      }),
      name: "table",
      plainText: "children",
      feed: tableHtml,
      copied: (node, writer) => {
        const [first, ...rows] = writer.blocks(node.content);
        return first ? [{ ...first, isClose: false }, ...rows] : [];
      },
    }),
    tableCaption: defineNode({
      // What the table shows.
      spec: Node.create({
        name: "tableCaption",
        content: "text*",
        marks: `bold italic link wire ${suggestionMarks}`,
        isolating: true,
        defining: true,
        renderHTML: () => ["caption", 0],
      }),
      name: "caption of a table",
      placeholder: "Caption: what the table shows",
      plainText: "words",
      feed: lineHtml,
      isInExcerpt: false,
      isSeparateLine: true,
    }),
    tableRow: defineNode({
      spec: Node.create({
        name: "tableRow",
        content: "tableCell+",
        marks: suggestionMarks,
        addAttributes: blockIdAttribute,
        renderHTML: ({ HTMLAttributes }) => ["tr", HTMLAttributes, 0],
      }),
      name: "row",
      plainText: "children",
      feed: (node, context) => context.blocks(node),
      copied: (node, writer) => [
        {
          text: node.children.map((cell) => writer.line(cell.content).replace(/[\n\t]/g, " ")).join("\t"),
          isClose: true,
        },
      ],
    }),
    tableCell: defineNode({
      // Words and line breaks, nothing else: text that needs paragraphs is no table.
      spec: Node.create({
        name: "tableCell",
        content: "inline*",
        isolating: true,
        addAttributes: () => ({ ...blockIdAttribute(), align: { default: null, ...pasted("align") } }),
        renderHTML: ({ HTMLAttributes }) => ["td", HTMLAttributes, 0],
      }),
      name: "cell",
      plainText: "words",
      feed: lineHtml,
      isInExcerpt: false,
      isSeparateLine: true,
    }),
  },
  random: ({ fc, inline: words }) =>
    fc
      .record({
        caption: words,
        rows: fc.array(fc.array(words, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }),
        headRow: fc.boolean(),
        headColumn: fc.boolean(),
      })
      .map(table),
  imports: { table: read },
});
