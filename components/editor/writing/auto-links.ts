// Turns written addresses into links: after a space or Enter while typing, and in pasted or dropped text.
import { isHistoryTransaction } from "@tiptap/pm/history";
import type { Node } from "@tiptap/pm/model";
import { type EditorState, Plugin, PluginKey, type Transaction } from "@tiptap/pm/state";
import { addressesIn, onlyAddress } from "#lib/document/bare-addresses.ts";
import { isReceived } from "../saving/collab.ts";

type Found = { from: number; to: number; href: string };
const key = new PluginKey<readonly Found[]>("auto-links");
const none: readonly Found[] = [];

/** Whether text may become a link: it holds no code, and no link but one made from a shorter form of the same address. */
function isFree(line: Node, from: number, to: number): boolean {
  const { link, code } = line.type.schema.marks;
  let [isTaken, isUnlinked] = [false, false];
  line.nodesBetween(from, to, (node) => {
    const mark = link?.isInSet(node.marks);
    if (code?.isInSet(node.marks) || (mark && onlyAddress(node.text ?? "") !== mark.attrs.href)) isTaken = true;
    if (!mark) isUnlinked = true;
  });
  return isUnlinked && !isTaken;
}

/**
 * The addresses in a line that are not links yet, if the line may hold links. Positions in the document.
 * @param start where in the line to begin; `end` where to stop
 */
function addressesOf(line: Node, pos: number, start = 0, end = line.content.size): Found[] {
  const { link } = line.type.schema.marks;
  if (!link || !line.type.allowsMarkType(link)) return [];
  return addressesIn(line.textBetween(start, end, "\n", "\n"))
    .filter(({ from, to }) => isFree(line, start + from, start + to))
    .map(({ from, to, href }) => ({ from: pos + 1 + start + from, to: pos + 1 + start + to, href }));
}

/** The ranges of the new document that a change has inserted. */
function changedRange(tr: Transaction): { from: number; to: number } | null {
  let from = Number.POSITIVE_INFINITY;
  let to = -1;
  tr.mapping.maps.forEach((map, index) => {
    const later = tr.mapping.slice(index + 1);
    map.forEach((_oldFrom, _oldTo, newFrom, newTo) => {
      from = Math.min(from, later.map(newFrom, -1));
      to = Math.max(to, later.map(newTo, 1));
    });
  });
  return to < from ? null : { from, to };
}

function pastedAddresses(tr: Transaction): Found[] {
  const range = changedRange(tr);
  const found: Found[] = [];
  if (range)
    tr.doc.nodesBetween(range.from, range.to, (node, pos) => {
      if (!node.isTextblock) return true;
      found.push(...addressesOf(node, pos).filter(({ from, to }) => from >= range.from && to <= range.to));
      return false;
    });
  return found;
}

/** The address directly before the space, line break or new line that was just typed. */
function typedAddress(tr: Transaction, before: EditorState, after: EditorState): Found[] {
  const { $from: $now, empty } = after.selection;
  const { $from: $was } = before.selection;
  if (!empty || !before.selection.empty || !$was.parent.isTextblock || tr.steps.length !== 1) return [];
  if ($now.pos <= $was.pos) return []; // the range was deleted and may no longer exist
  const isSpace = $now.pos === $was.pos + 1 && endsWithSpace($now.nodeBefore);
  const isNewLine = $now.parentOffset === 0 && $was.parentOffset === $was.parent.content.size;
  if (!isSpace && !isNewLine) return [];
  const line = tr.doc.resolve($was.pos);
  const text = textBefore(line);
  if (!line.parent.isTextblock || text !== textBefore($was)) return [];
  // Addresses hold no spaces, so only the last word is read.
  let start = text.length;
  while (start > 0 && !/\s/.test(text[start - 1] ?? "")) start--;
  return addressesOf(line.parent, line.before(), start, line.parentOffset).filter(
    ({ to }) => to === $was.pos || isEndOf(line.parent, to - line.start(), line.parentOffset),
  );
}
const endsWithSpace = (node: Node | null): boolean => node !== null && (!node.isText || /\s$/.test(node.text ?? ""));
const textBefore = ($pos: EditorState["selection"]["$from"]): string =>
  $pos.parent.textBetween(0, $pos.parentOffset, "\n", "\n");
/** Whether only closing punctuation follows the address. */
const isEndOf = (line: Node, from: number, to: number): boolean =>
  from <= to && /^[.,;:!?…)\]”»"']{0,3}$/u.test(line.textBetween(from, to, "\n", "\n"));

const mapped = (tr: Transaction, { from, to, href }: Found): Found => ({
  from: tr.mapping.map(from, 1),
  to: tr.mapping.map(to, -1),
  href,
});
const isPaste = (tr: Transaction): boolean => tr.getMeta("paste") === true || tr.getMeta("uiEvent") === "drop";

/** The addresses that this change completed and that are to be linked. */
export const pendingLinks = (state: EditorState): readonly Found[] => key.getState(state) ?? none;

/** Adds the links in a transaction of their own, so that one undo restores the plain words; null if there are none. */
export function addPendingLinks(state: EditorState): Transaction | null {
  const found = pendingLinks(state);
  const { link } = state.schema.marks;
  if (found.length === 0 || !link) return null;
  const tr = state.tr;
  for (const { from, to, href } of found) tr.addMark(from, to, link.create({ href }));
  return tr.removeStoredMark(link);
}

/** Links every address in what the transaction has inserted, within that transaction. */
export function linkInserted(tr: Transaction): Transaction {
  const { link } = tr.doc.type.schema.marks;
  if (link) for (const { from, to, href } of pastedAddresses(tr)) tr.addMark(from, to, link.create({ href }));
  return tr;
}

/** Links the selected words to a pasted address; null for any other paste. */
export function linkSelection(state: EditorState, text: string): Transaction | null {
  const href = onlyAddress(text);
  const { link } = state.schema.marks;
  const { from, to, empty, $from, $to } = state.selection;
  if (href === null || !link || empty || !$from.parent.isTextblock || !$from.sameParent($to)) return null;
  if (!$from.parent.type.allowsMarkType(link)) return null;
  const words = state.doc.textBetween(from, to);
  // If the selected words are an address themselves, the paste replaces them.
  if (words.trim() === "" || onlyAddress(words) !== null) return null;
  return state.tr.removeMark(from, to, link).addMark(from, to, link.create({ href }));
}

/** Meta key of a paste that must stay plain text ("Paste and match style"). */
export const plainPasteKey = "plainPasteKey";

export const autoLinks = (): Plugin =>
  new Plugin<readonly Found[]>({
    key,
    state: {
      init: () => none,
      apply(tr, found, before, after) {
        // The change that follows gives new blocks their ids.
        if (tr.getMeta("appendedTransaction"))
          return found.map((one) => mapped(tr, one)).filter(({ from, to }) => from < to);
        if (!tr.docChanged || isReceived(tr) || isHistoryTransaction(tr)) return none;
        if (tr.getMeta("addToHistory") === false || tr.getMeta(plainPasteKey)) return none;
        return isPaste(tr) ? pastedAddresses(tr) : typedAddress(tr, before, after);
      },
    },
    view: () => ({
      update(view, before) {
        if (view.composing || key.getState(view.state) === key.getState(before)) return;
        const tr = addPendingLinks(view.state);
        if (tr) view.dispatch(tr);
      },
    }),
  });
