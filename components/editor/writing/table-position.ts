// The caret's position in a table, and the part of the table that a selection covers.
import type { Node, ResolvedPos } from "@tiptap/pm/model";
import type { EditorState } from "@tiptap/pm/state";

/** A table and the caret's position in it. Row and column are counted from 0; the caption is row −1. */
export type TablePosition = { table: Node; pos: number; row: number; column: number };

/** Tables occur only at the top level of the body. */
export const isTable = (node: Node | null | undefined): node is Node => node?.type.name === "table";
const tableAround = ($pos: ResolvedPos): Node | null => ($pos.depth > 1 && isTable($pos.node(1)) ? $pos.node(1) : null);

function placeOf($pos: ResolvedPos): TablePosition | null {
  const table = tableAround($pos);
  if (!table) return null;
  const isInCell = $pos.parent.type.name === "tableCell";
  return { table, pos: $pos.before(1), row: $pos.index(1) - 1, column: isInCell ? $pos.index(2) : 0 };
}
export const tablePosition = (state: EditorState): TablePosition | null => placeOf(state.selection.$from);

/** The rows and columns that the selection touches, inclusive; null if it is not within the cells of one table. */
export function selectedCells(state: EditorState) {
  const [from, to] = [placeOf(state.selection.$from), placeOf(state.selection.$to)];
  if (!from || !to || from.pos !== to.pos || from.row < 0) return null;
  const [left, right] = [Math.min(from.column, to.column), Math.max(from.column, to.column)];
  return { table: from.table, pos: from.pos, top: from.row, bottom: to.row, left, right };
}

/** Whether a range begins or ends within a table and covers more than a part of one cell. */
export function crossesCells(doc: Node, from: number, to: number): boolean {
  const [$from, $to] = [doc.resolve(from), doc.resolve(to)];
  return !$from.sameParent($to) && (tableAround($from) !== null || tableAround($to) !== null);
}

export const rowsOf = (table: Node): Node[] => table.children.slice(1);
export const widthOf = (table: Node): number => Math.max(...rowsOf(table).map(({ childCount }) => childCount));

const sizes = (nodes: readonly Node[]): number => nodes.reduce((sum, { nodeSize }) => sum + nodeSize, 0);
/** The position before this row, or after the last one if there are fewer. `pos` is where the table begins. */
export const rowStart = (table: Node, pos: number, row: number): number =>
  pos + 1 + sizes(table.children.slice(0, row + 1));
/** The position before this cell, or after the last one of its row if there are fewer. */
export const cellStart = (table: Node, pos: number, row: number, column: number): number =>
  rowStart(table, pos, row) + 1 + sizes(table.maybeChild(row + 1)?.children.slice(0, column) ?? []);
