// Tables of the clipboard: other editors, spreadsheets, pages. Runs where there is a DOM.
import { DOMParser, Fragment, type Node, type Schema } from "@tiptap/pm/model";
import { blockFields, blockId } from "./attributes.ts";
import { gridOf, maxTableColumns, maxTableRows, spansOf } from "./table-grid.ts";

const rowsOf = (table: Element): Element[] =>
  [...table.querySelectorAll("tr")].filter((row) => row.closest("table") === table);
const cellsOf = (row: Element): Element[] =>
  [...row.children].filter(({ tagName }) => tagName === "TD" || tagName === "TH");

const gridFrom = (table: Element): (Element | null)[][] =>
  gridOf(
    rowsOf(table).map((row) =>
      cellsOf(row).map((cell) => ({
        cell,
        ...spansOf(cell.getAttribute("colspan"), cell.getAttribute("rowspan")),
      })),
    ),
  );

export const tableSize = (table: Element): { rows: number; columns: number } => ({
  rows: rowsOf(table).length,
  columns: Math.max(
    0,
    ...rowsOf(table).map((row) =>
      cellsOf(row).reduce((sum, cell) => sum + spansOf(cell.getAttribute("colspan"), 1).columns, 0),
    ),
  ),
});

/** Whether a table is plainly meant as one: it has heads, a caption or borders, or comes from Word. */
export function isMarked(table: Element): boolean {
  const { rows, columns } = tableSize(table);
  if (rows < 2 && columns < 2) return false;
  const parts = rowsOf(table).flatMap(cellsOf);
  return (
    parts.some(
      (cell) =>
        cell.tagName === "TH" ||
        /border(-(top|left|bottom|right))?(-style)?:[^;]*(solid|dashed|dotted|double)/i.test(
          cell.getAttribute("style") ?? "",
        ),
    ) ||
    [...table.children].some(({ tagName }) => tagName === "THEAD" || tagName === "CAPTION") ||
    Number(table.getAttribute("border") ?? 0) > 0 ||
    /\bMso\w*Grid|\bwikitable\b/.test(table.className)
  );
}

/**
 * Whether a table holds data. A single column or cell, tables within tables, and boxes side by side with pictures or more than
 * words in them lay out a page.
 */
export function isData(table: Element): boolean {
  if (/^(presentation|none)$/.test(table.getAttribute("role") ?? "") || table.querySelector("table")) return false;
  const { rows, columns } = tableSize(table);
  if (rows > maxTableRows || columns > maxTableColumns) return false;
  if (rowsOf(table).every((row) => cellsOf(row).length < 2)) return false;
  if (isMarked(table)) return true;
  return !table.querySelector(rows > 1 ? "figure, hr" : "figure, hr, ul, ol, h1, h2, h3, h4, blockquote");
}

/** Which cells are headings: as our own tables say, else where all of the first row or column are. */
export function headsOf(table: Element): { headRow: boolean; headColumn: boolean } {
  if (table.hasAttribute("data-head-row") || table.hasAttribute("data-head-column"))
    return { headRow: table.hasAttribute("data-head-row"), headColumn: table.hasAttribute("data-head-column") };
  const isNamed = (cell: Element | null | undefined) => cell?.tagName === "TH";
  const [first = [], ...rest] = gridFrom(table);
  const isHead = first.every((cell) => isNamed(cell) || (cell?.textContent ?? "").trim() === "");
  return {
    headRow: rest.length > 0 && (table.querySelector("thead > tr") !== null || (first.some(isNamed) && isHead)),
    headColumn: rest.length > 0 && rest.every((cells) => isNamed(cells[0])),
  };
}

const blocks =
  "p, div, ul, ol, li, dl, dd, dt, h1, h2, h3, h4, h5, h6, pre, blockquote, address, section, article, header, footer";

/** The content of a cell, as words and line breaks. */
function wordsIn(element: Element, schema: Schema, top: Node): Fragment {
  const copy = element.cloneNode(true) as Element;
  for (const block of copy.querySelectorAll(blocks)) {
    const line = copy.ownerDocument.createElement("span");
    line.append(copy.ownerDocument.createElement("br"), ...block.childNodes, copy.ownerDocument.createElement("br"));
    block.replaceWith(line);
  }
  const { content } = DOMParser.fromSchema(schema).parse(copy, { topNode: top });
  const isBreak = (node: Node | null | undefined) => node?.type.name === "hardBreak";
  const lines = content.content.filter((node, index, all) => !(isBreak(node) && isBreak(all[index - 1])));
  while (isBreak(lines[0]) || (lines[0]?.isText && lines[0].text?.trim() === "")) lines.shift();
  while (isBreak(lines.at(-1)) || (lines.at(-1)?.isText && lines.at(-1)?.text?.trim() === "")) lines.pop();
  return Fragment.from(lines);
}

/** The caption and rows of a `<table>`, merged cells taken apart. */
export function tableContent(node: globalThis.Node, schema: Schema): Fragment {
  const { tableCaption, tableRow, tableCell } = schema.nodes;
  const table = node as Element;
  if (!tableCaption || !tableRow || !tableCell) return Fragment.empty;
  const title = [...table.children].find(({ tagName }) => tagName === "CAPTION");
  const own = (element: Element | null) => blockId.safeParse(element?.getAttribute("data-id")).data ?? null;
  const rows = rowsOf(table);
  const seen = new Set<Element>();
  const grid = gridFrom(table);
  const toCell = (cell: Element | null): Node => {
    // A merged cell is repeated, and only its first copy can have its id.
    const id = cell && !seen.has(cell) ? own(cell) : null;
    if (cell) seen.add(cell);
    const align = blockFields.align.safeParse(cell?.getAttribute("data-align")).data ?? null;
    return tableCell.create({ id, align }, cell ? wordsIn(cell, schema, tableCell.create()) : null);
  };
  return Fragment.from([
    tableCaption.create(null, title ? lineOf(wordsIn(title, schema, tableCell.create()), tableCaption.create()) : null),
    ...grid
      .map((cells, index) => tableRow.create({ id: own(rows[index] ?? null) }, cells.map(toCell)))
      .filter((row) => row.childCount > 0),
  ]);
}

/** Words for a place of one line: breaks are spaces, marks that it does not take go. */
const lineOf = (words: Fragment, { type }: Node): Fragment =>
  Fragment.from(
    words.content.map((node) =>
      node.isText ? node.mark(type.allowedMarks(node.marks)) : type.schema.text(" ", type.allowedMarks(node.marks)),
    ),
  );
