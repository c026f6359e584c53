// Where the caret stands in a table, and which part of it a selection covers.
import type { Node, ResolvedPos } from "@tiptap/pm/model";
import type { EditorState } from "@tiptap/pm/state";

/** A table and the caret's place in it. Row and column are counted from 0; the caption is row −1. */
export type TablePlace = { table: Node; pos: number; row: number; column: number };

/** Tables stand in the body only, never in another block. */
export const isTable = (node: Node | null | undefined): node is Node => node?.type.name === "table";
const tableAround = ($pos: ResolvedPos): Node | null => ($pos.depth > 1 && isTable($pos.node(1)) ? $pos.node(1) : null);

function placeOf($pos: ResolvedPos): TablePlace | null {
  const table = tableAround($pos);
  if (!table) return null;
  const isInCell = $pos.parent.type.name === "tableCell";
  return { table, pos: $pos.before(1), row: $pos.index(1) - 1, column: isInCell ? $pos.index(2) : 0 };
}
export const tablePlace = (state: EditorState): TablePlace | null => placeOf(state.selection.$from);

/** Rows and columns that the selection touches, both ends included; null where it does not lie in the cells of one table. */
export function selectedCells(state: EditorState) {
  const [from, to] = [placeOf(state.selection.$from), placeOf(state.selection.$to)];
  if (!from || !to || from.pos !== to.pos || from.row < 0) return null;
  const [left, right] = [Math.min(from.column, to.column), Math.max(from.column, to.column)];
  return { table: from.table, pos: from.pos, top: from.row, bottom: to.row, left, right };
}

/** Whether what lies between two places begins or ends within a table and is more than a part of one cell. */
export function crossesCells(doc: Node, from: number, to: number): boolean {
  const [$from, $to] = [doc.resolve(from), doc.resolve(to)];
  return !$from.sameParent($to) && (tableAround($from) !== null || tableAround($to) !== null);
}

export const rowsOf = (table: Node): Node[] => table.children.slice(1);
export const widthOf = (table: Node): number => Math.max(...rowsOf(table).map(({ childCount }) => childCount));

const sizes = (nodes: readonly Node[]): number => nodes.reduce((sum, { nodeSize }) => sum + nodeSize, 0);
/** Before this row; behind the last one where there are not so many. `pos` is where the table begins. */
export const rowStart = (table: Node, pos: number, row: number): number =>
  pos + 1 + sizes(table.children.slice(0, row + 1));
/** Before this cell; behind the last one of its row where there are not so many. */
export const cellStart = (table: Node, pos: number, row: number, column: number): number =>
  rowStart(table, pos, row) + 1 + sizes(table.maybeChild(row + 1)?.children.slice(0, column) ?? []);
