// Copies tables to the clipboard and pastes them.
import { Fragment, type Node, Slice } from "@tiptap/pm/model";
import { TextSelection, type Transaction } from "@tiptap/pm/state";
import { maxTableColumns, maxTableRows } from "#lib/document/table-grid.ts";
import { emptyRow } from "./table-commands.ts";
import { cellStart, isTable, rowsOf, widthOf } from "./table-position.ts";

/** A selection within a table is copied as a table, because other programs cannot read rows alone. */
export function copiedTable(slice: Slice): Slice {
  const first = slice.content.firstChild;
  if (!first || slice.openStart + slice.openEnd === 0) return slice;
  const nodes = slice.content.content;
  const isPart = (node: Node) => node.type.name === "tableRow" || node.type.name === "tableCell";
  const { table, tableCaption, tableRow } = first.type.schema.nodes;
  if (!nodes.every(isPart) || !table || !tableCaption || !tableRow) {
    // The slice begins or ends in a table and must not be open there.
    const isOpen = isTable(first) || isTable(slice.content.lastChild);
    if (!isOpen) return slice;
    const whole = nodes.map((node) =>
      isTable(node) && node.firstChild?.type !== tableCaption && tableCaption
        ? node.copy(Fragment.from(tableCaption.create()).append(node.content))
        : node,
    );
    const open = (node: Node | null | undefined, side: number) => (isTable(node) ? 0 : side);
    return new Slice(Fragment.from(whole), open(whole[0], slice.openStart), open(whole.at(-1), slice.openEnd));
  }
  const rows = first.type.name === "tableCell" ? [tableRow.create(null, nodes)] : nodes;
  return new Slice(Fragment.from(table.create(null, [tableCaption.create(), ...rows])), 0, 0);
}

/** The table that makes up the whole slice; null for all else. */
export function tableOf(slice: Slice): Node | null {
  const [only, ...more] = slice.content.content.filter(
    (node) => node.type.name !== "paragraph" || node.content.size > 0,
  );
  return isTable(only) && more.length === 0 ? only : null;
}

/** A table pasted into another table fills the cells from the caret on; missing rows and columns are added. */
export function pasteIntoCells(tr: Transaction, pasted: Node): Transaction | null {
  const { $from } = tr.selection;
  const pos = $from.before(1);
  const into = tr.doc.nodeAt(pos);
  if (!isTable(into)) return null;
  const [top, left] = [Math.max(0, $from.index(1) - 1), $from.parent.type.name === "tableCell" ? $from.index(2) : 0];
  const height = top + rowsOf(pasted).length;
  const width = Math.max(widthOf(into), left + widthOf(pasted));
  if (height > maxTableRows || width > maxTableColumns) return null;
  const now = (): Node => tr.doc.nodeAt(pos) ?? into;
  for (let row = 0; row < Math.max(height, rowsOf(into).length); row++) {
    const missing = width - (rowsOf(now())[row]?.childCount ?? 0);
    if (missing <= 0) continue;
    const cells = emptyRow(into.type.schema, missing);
    tr.insert(
      cellStart(now(), pos, row, width) - (missing === width ? 1 : 0),
      missing === width ? cells : cells.content,
    );
  }
  rowsOf(pasted).forEach((cells, y) => {
    cells.children.forEach((cell, x) => {
      const at = cellStart(now(), pos, top + y, left + x);
      const size = tr.doc.nodeAt(at)?.content.size ?? 0;
      if (size > 0 || cell.content.size > 0) tr.replaceWith(at + 1, at + 1 + size, cell.content);
    });
  });
  const end = cellStart(now(), pos, height - 1, left + (pasted.lastChild?.childCount ?? 1) - 1);
  return tr
    .setSelection(TextSelection.create(tr.doc, end + 1 + (tr.doc.nodeAt(end)?.content.size ?? 0)))
    .scrollIntoView();
}
