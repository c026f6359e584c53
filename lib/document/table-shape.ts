// The layout of a stored table for every kind of page. Its input is untrusted.
import type { NodeJson } from "./json.ts";

export type TableShape = {
  caption: NodeJson | undefined;
  /** Rows of one length; null for an empty place. The first is the head where the table has one. */
  rows: (NodeJson | null)[][];
  headRow: boolean;
  headColumn: boolean;
  /** Of each column, whether it holds numbers, which stand right. */
  numeric: boolean[];
};

const childrenOf = (node: NodeJson): NodeJson[] =>
  Array.isArray(node.content) ? node.content.filter((child) => typeof child?.type === "string") : [];
const isProposed = (node: NodeJson): boolean =>
  Array.isArray(node.marks) && node.marks.some((mark) => mark?.type === "insertion");
const parts = (node: NodeJson, type: string): NodeJson[] =>
  childrenOf(node).filter((child) => child.type === type && !isProposed(child));
const wordsOf = (cell: NodeJson | null): string =>
  cell === null
    ? ""
    : childrenOf(cell)
        .filter((run) => !isProposed(run))
        .map(({ text }) => (typeof text === "string" ? text : " "))
        .join("")
        .trim();

/** "1,204", "−3.5 %", "£12m", "4th", "٣٤"; a sign before it, a unit of a few letters behind it. */
const number =
  /^[-+−–±<>≤≥≈~(]*\s*\p{Sc}?\s*[-+−–]?\p{Nd}[\p{Nd}\s.,'’٫٬/:–-]*\)?\s*(?:[%‰٪°]|\p{Sc}|\p{L}{1,3}\.?)?$/u;
const nothing = /^(?:[-–—−.…]+|n\/?a)?$/i;

/** Rows and columns without a word are left out; null where nothing is left. A caption alone has no rows. */
export function tableShape(node: NodeJson): TableShape | null {
  const rows = parts(node, "tableRow")
    .map((row) => parts(row, "tableCell"))
    .filter((cells) => cells.some((cell) => wordsOf(cell) !== ""));
  const width = Math.max(0, ...rows.map(({ length }) => length));
  const columns = Array.from({ length: width }, (_, x) => x).filter((x) =>
    rows.some((cells) => wordsOf(cells[x] ?? null) !== ""),
  );
  const caption = parts(node, "tableCaption").find((one) => wordsOf(one) !== "");
  if (columns.length === 0 && !caption) return null;
  const shown = rows.map((cells) => columns.map((x) => cells[x] ?? null));
  const headRow = node.attrs?.headRow === true && shown.length > 1;
  const headColumn = node.attrs?.headColumn === true && columns.length > 1;
  return {
    caption,
    rows: shown,
    headRow,
    headColumn,
    numeric: columns.map((_, x) => {
      const words = shown.slice(headRow ? 1 : 0).map((cells) => wordsOf(cells[x] ?? null));
      const numbers = words.filter((text) => number.test(text)).length;
      return numbers > 0 && words.every((text) => number.test(text) || nothing.test(text));
    }),
  };
}
