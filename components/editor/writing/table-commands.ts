// Commands on tables.
import type { Node, Schema } from "@tiptap/pm/model";
import { type Command, type EditorState, TextSelection, type Transaction } from "@tiptap/pm/state";
import type { Alignment } from "#lib/document/attributes.ts";
import { newBlockId } from "#lib/document/ids.ts";
import { FieldStep } from "#lib/document/steps.ts";
import { maxTableColumns, maxTableRows } from "#lib/document/table-grid.ts";
import { zoneAt } from "#lib/document/zones.ts";
import { insertBlock, nodeType } from "./block-commands.ts";
import { emptyParagraph } from "./delete-across-zones.ts";
import { cellStart, rowStart, rowsOf, selectedCells, tablePosition, widthOf } from "./table-position.ts";

const id = () => ({ id: newBlockId() });
const emptyCell = (schema: Schema, align: unknown = null): Node =>
  nodeType(schema, "tableCell").create({ ...id(), align });
/** @param like the row whose columns it continues */
export const emptyRow = (schema: Schema, width: number, like?: Node): Node =>
  nodeType(schema, "tableRow").create(
    id(),
    Array.from({ length: width }, (_, x) => emptyCell(schema, like?.maybeChild(x)?.attrs.align)),
  );

/** Inserts three columns, a heading row and two more rows; the caret goes into the first heading. */
export const insertTable: Command = (state, dispatch) => {
  if (zoneAt(state.doc, state.selection.from) !== "body") return false;
  if (!dispatch) return true; // ProseMirror calls commands without `dispatch` to ask whether they apply
  const { schema } = state;
  const rows = [1, 2, 3].map(() => emptyRow(schema, 3));
  const table = nodeType(schema, "table").create({ ...id(), headRow: true }, [
    nodeType(schema, "tableCaption").create(),
    ...rows,
  ]);
  const tr = insertBlock(state, table);
  if (tr) dispatch(caretIn(tr, tr.selection.$from.before(1), 0, 0));
  return tr !== null;
};

const caretIn = (tr: Transaction, pos: number, row: number, column: number): Transaction => {
  const table = tr.doc.nodeAt(pos);
  const cells = table?.maybeChild(row + 1)?.childCount ?? 0;
  if (!table || cells === 0) return tr;
  const at = cellStart(table, pos, row, Math.min(column, cells - 1)) + 1;
  return tr.setSelection(TextSelection.create(tr.doc, at)).scrollIntoView();
};

export const addRow =
  (side: "above" | "below"): Command =>
  (state, dispatch) => {
    const place = tablePosition(state);
    if (!place || rowsOf(place.table).length >= maxTableRows) return false;
    const { table, pos, column } = place;
    const row = side === "above" ? Math.max(0, place.row) : place.row + 1;
    const tr = state.tr.insert(
      rowStart(table, pos, row),
      emptyRow(state.schema, widthOf(table), rowsOf(table)[Math.max(0, place.row)]),
    );
    dispatch?.(caretIn(tr, pos, row, column));
    return true;
  };

/** The cells that a row lacks before `column`. Rows differ in length if two people changed columns at the same time. */
const lacking = (schema: Schema, row: Node, column: number): Node[] =>
  Array.from({ length: Math.max(0, column - row.childCount) }, () => emptyCell(schema));

export const addColumn =
  (side: "before" | "after"): Command =>
  (state, dispatch) => {
    const place = tablePosition(state);
    if (!place || widthOf(place.table) >= maxTableColumns) return false;
    const { table, pos } = place;
    const column = side === "before" ? place.column : place.column + 1;
    const tr = state.tr;
    rowsOf(table).forEach((row, index) => {
      const at = tr.mapping.map(cellStart(table, pos, index, column));
      tr.insert(at, [...lacking(state.schema, row, column), emptyCell(state.schema)]);
    });
    dispatch?.(caretIn(tr, pos, Math.max(0, place.row), column));
    return true;
  };

/** Deletes the table. If the body holds nothing else, a paragraph replaces it. */
export const deleteTable: Command = (state, dispatch) => {
  const place = tablePosition(state);
  if (!place) return false;
  const { table, pos } = place;
  const tr = state.tr;
  const isAlone = state.doc.children.filter((node) => node.type.isInGroup("block")).length === 1;
  if (isAlone) tr.replaceWith(pos, pos + table.nodeSize, emptyParagraph(state.schema));
  else tr.delete(pos, pos + table.nodeSize);
  const $at = tr.doc.resolve(Math.min(isAlone ? pos + 1 : pos, tr.doc.content.size));
  dispatch?.(tr.setSelection(TextSelection.near($at, 1)).scrollIntoView());
  return true;
};

/** Deletes the rows that the selection touches, or the table if these are all. */
export const deleteRows: Command = (state, dispatch) => {
  const cells = selectedCells(state);
  if (!cells) return false;
  const { table, pos, top, bottom, left } = cells;
  if (bottom - top + 1 >= rowsOf(table).length) return deleteTable(state, dispatch);
  const tr = state.tr.delete(rowStart(table, pos, top), rowStart(table, pos, bottom + 1));
  dispatch?.(caretIn(tr, pos, Math.min(top, rowsOf(table).length - (bottom - top) - 2), left));
  return true;
};

export const deleteColumns: Command = (state, dispatch) => {
  const cells = selectedCells(state);
  if (!cells) return false;
  const { table, pos, left, right, top } = cells;
  if (right - left + 1 >= widthOf(table)) return deleteTable(state, dispatch);
  const tr = state.tr;
  rowsOf(table).forEach((row, index) => {
    const [from, to] = [left, right + 1].map((column) => tr.mapping.map(cellStart(table, pos, index, column)));
    if (from === undefined || to === undefined || from === to) return;
    // A row that is shorter than the others keeps its last cell: rows must not be empty.
    if (left === 0 && row.childCount <= right + 1) tr.replaceWith(from, to, emptyCell(state.schema));
    else tr.delete(from, to);
  });
  dispatch?.(caretIn(tr, pos, top, Math.max(0, left - 1)));
  return true;
};

/** Switches the header row or the header column on or off. */
export const toggleHeader =
  (name: "headRow" | "headColumn"): Command =>
  (state, dispatch) => {
    const place = tablePosition(state);
    if (!place) return false;
    const before = place.table.attrs[name] === true;
    dispatch?.(state.tr.step(new FieldStep(place.table.attrs.id, name, before, !before)));
    return true;
  };
export const hasHeader = (state: EditorState, name: "headRow" | "headColumn"): boolean =>
  tablePosition(state)?.table.attrs[name] === true;

/** Aligns the cells of the columns that the selection touches; null: numbers to the right, words to the left. */
export const alignColumns =
  (align: Alignment | null): Command =>
  (state, dispatch) => {
    const cells = selectedCells(state);
    if (!cells) return false;
    const tr = state.tr;
    for (const row of rowsOf(cells.table))
      for (const cell of row.children.slice(cells.left, cells.right + 1))
        if (cell.attrs.align !== align) tr.step(new FieldStep(cell.attrs.id, "align", cell.attrs.align, align));
    dispatch?.(tr);
    return true;
  };
/** The alignment of the cell at the caret; undefined outside of cells. */
export function alignmentAt(state: EditorState): Alignment | null | undefined {
  const { parent } = state.selection.$from;
  return parent.type.name === "tableCell" ? (parent.attrs.align as Alignment | null) : undefined;
}

/** Tab moves to the next cell and adds a row after the last. Shift-Tab moves back, from the first cell to the caption. */
export const goToCell =
  (direction: 1 | -1): Command =>
  (state, dispatch) => {
    const place = tablePosition(state);
    if (!place) return false;
    const { table, pos, row, column } = place;
    const rows = rowsOf(table);
    const tr = state.tr;
    if (direction === 1) {
      const isLast = column + 1 >= (rows[row]?.childCount ?? 0);
      if (isLast && row + 1 >= rows.length) return addRowAtEnd(state, dispatch);
      dispatch?.(isLast || row < 0 ? caretIn(tr, pos, row + 1, 0) : caretIn(tr, pos, row, column + 1));
      return true;
    }
    if (row < 0) return false;
    if (column === 0 && row === 0) {
      const caption = table.child(0);
      tr.setSelection(TextSelection.create(tr.doc, pos + 2 + caption.content.size)).scrollIntoView();
    } else if (column === 0) caretIn(tr, pos, row - 1, maxTableColumns);
    else caretIn(tr, pos, row, column - 1);
    dispatch?.(tr);
    return true;
  };

const addRowAtEnd: Command = (state, dispatch) =>
  addRow("below")(
    state,
    dispatch &&
      ((tr) => dispatch(caretIn(tr, tablePosition(state)?.pos ?? 0, (tablePosition(state)?.row ?? 0) + 1, 0))),
  ) ||
  // The table has as many rows as it may have, so the key does nothing.
  tablePosition(state) !== null;

/** Enter moves to the cell below, from the caption to the first cell, and from the last row out of the table. */
export const enterInCell: Command = (state, dispatch) => {
  const place = tablePosition(state);
  const { $from, $to } = state.selection;
  if (!place || !$from.sameParent($to)) return false;
  const { table, pos, row, column } = place;
  if (row + 1 < rowsOf(table).length) {
    dispatch?.(caretIn(state.tr, pos, row + 1, column));
    return true;
  }
  const after = pos + table.nodeSize;
  const next = state.doc.nodeAt(after);
  const tr = state.tr;
  if (!(next?.type.name === "paragraph" && next.content.size === 0)) tr.insert(after, emptyParagraph(state.schema));
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView());
  return true;
};

/** The arrow keys move up and down within a column; before the first and after the last row they act as usual. */
export const moveInColumn =
  (direction: "up" | "down"): Command =>
  (state, dispatch, view) => {
    const place = tablePosition(state);
    if (!place || !state.selection.empty || (view && !view.endOfTextblock(direction))) return false;
    const row = place.row + (direction === "up" ? -1 : 1);
    if (place.row < 0 || row < 0 || row >= rowsOf(place.table).length) return false;
    dispatch?.(caretIn(state.tr, place.pos, row, place.column));
    return true;
  };

/**
 * Backspace at the start and Delete at the end of a cell do not join it with its neighbour. In an empty table Backspace
 * deletes the table.
 */
export const deleteInCell =
  (side: "start" | "end"): Command =>
  (state, dispatch) => {
    const place = tablePosition(state);
    const { $from, empty } = state.selection;
    const edge = side === "start" ? 0 : $from.parent.content.size;
    if (!place || !empty || $from.parentOffset !== edge) return false;
    return side === "start" && place.table.textContent === "" ? deleteTable(state, dispatch) : true;
  };
