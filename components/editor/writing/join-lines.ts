// Joins two lines: Backspace at the start of a line and Delete at its end, around lists and quotes.
import { Fragment, type Node, type ResolvedPos, Slice } from "@tiptap/pm/model";
import { type Command, type EditorState, NodeSelection, TextSelection, type Transaction } from "@tiptap/pm/state";
import { ReplaceAroundStep } from "@tiptap/pm/transform";
import { isListName } from "#lib/document/blocks/list/block.ts";
import { isSeparateLine } from "#lib/document/nodes.ts";

const isList = (node: Node | null | undefined): node is Node => isListName(node?.type.name ?? "");
const isItem = (node: Node): boolean => node.type.name === "listItem";
const isQuote = (node: Node): boolean => node.type.name === "blockquote" || node.type.name === "pullQuote";
const isAttribution = (node: Node): boolean => node.type.name === "attribution";

const caretOf = (state: EditorState): ResolvedPos | null =>
  state.selection instanceof TextSelection ? state.selection.$cursor : null;
const caret = (tr: Transaction, pos: number): Transaction =>
  tr.setSelection(TextSelection.create(tr.doc, pos)).scrollIntoView();

/** Whether somebody has suggested deleting this block. The lines around it are joined as if it were gone. */
export const isSuggestedDeletion = (node: Node): boolean => node.marks.some(({ type }) => type.name === "deletion");

/**
 * The node before or after a line, and the position between them; `node` is null at the ends of the story and of a box.
 * `isPastDeletion`: blocks in between are suggested for deletion, so ProseMirror's own commands must not join either.
 */
type Neighbour = { node: Node | null; border: number; isPastDeletion: boolean };
function neighbour($pos: ResolvedPos, side: -1 | 1): Neighbour {
  let isPastDeletion = false;
  for (let depth = $pos.depth; depth > 0 && !$pos.node(depth).type.spec.isolating; depth--) {
    const parent = $pos.node(depth - 1);
    let border = side < 0 ? $pos.before(depth) : $pos.after(depth);
    for (let at = $pos.index(depth - 1) + side; ; at += side) {
      const node = parent.maybeChild(at);
      if (!node) break;
      if (!isSuggestedDeletion(node)) return { node, border, isPastDeletion };
      isPastDeletion = true;
      border += side * node.nodeSize;
    }
  }
  return { node: null, border: $pos.pos, isPastDeletion };
}

/** The last or first line of the node at `pos`; null if a table, a picture or a card comes first. */
function lineAt(node: Node, pos: number, side: -1 | 1): { line: Node; pos: number } | null {
  if (node.isTextblock) return { line: node, pos };
  if (node.isAtom || node.type.spec.isolating) return null;
  let at = side < 0 ? pos + node.nodeSize - 1 : pos + 1;
  for (const child of side < 0 ? node.children.toReversed() : node.children) {
    if (side < 0) at -= child.nodeSize;
    if (!isSuggestedDeletion(child)) return lineAt(child, at, side);
    if (side > 0) at += child.nodeSize;
  }
  return null;
}

const suggested: readonly string[] = ["insertion", "deletion", "modification"];
/** Moving content that holds suggestions would turn it into new suggestions. */
function hasSuggestions(node: Node): boolean {
  return node.marks.some(({ type }) => suggested.includes(type.name)) || node.children.some(hasSuggestions);
}

/** Merges two lists that meet at `pos`, unless the second has its own start number. */
function mergeLists(tr: Transaction, pos: number): void {
  const { nodeBefore, nodeAfter } = tr.doc.resolve(pos);
  if (!isList(nodeBefore) || !isList(nodeAfter) || nodeBefore.type !== nodeAfter.type) return;
  if (nodeBefore.marks.length > 0 || hasSuggestions(nodeAfter)) return;
  const [first, second] = [Number(nodeBefore.attrs.start ?? 1), Number(nodeAfter.attrs.start ?? 1)];
  if (second === 1 || second === first || second === first + nodeBefore.childCount) tr.join(pos);
}

/** Merges lists that became neighbours of a line after something between them was deleted. */
function mergeAround(tr: Transaction, pos: number): void {
  for (let depth = tr.doc.resolve(pos).depth; depth > 0; depth--) {
    const $pos = tr.doc.resolve(pos);
    if (isList($pos.node(depth))) mergeLists(tr, $pos.after(depth));
  }
}

/** Makes the line at `pos` fit a line of another type: line breaks become spaces, marks that it does not allow are removed. */
function makeFit(tr: Transaction, pos: number, into: Node): void {
  const line = tr.doc.nodeAt(pos);
  if (!line || line.type === into.type) return;
  line.forEach((node, offset) => {
    const from = pos + 1 + offset;
    if (!node.isText) tr.replaceWith(from, from + node.nodeSize, tr.doc.type.schema.text(" "));
    for (const mark of node.marks)
      if (!into.type.allowsMarkType(mark.type)) tr.removeMark(from, from + node.nodeSize, mark);
  });
}

/** Moves the words of the line at `pos` to the end of the line above, which keeps its position. */
function joinLines(tr: Transaction, above: { line: Node; pos: number }, pos: number): void {
  const end = above.pos + 1 + above.line.content.size;
  const line = tr.doc.nodeAt(pos);
  if (line?.content.size === 0) tr.delete(pos, pos + line.nodeSize);
  else {
    makeFit(tr, pos, above.line);
    tr.delete(end, pos + 1);
  }
  mergeAround(tr, end);
  caret(tr, end);
}

/**
 * Lifts the item at `pos` out of its list. In a nested list its lines become further lines of the parent item; the items
 * before and after it remain in lists of their own.
 */
function takeOut(tr: Transaction, pos: number): void {
  const $item = tr.doc.resolve(pos);
  const list = $item.parent;
  const item = $item.nodeAfter;
  if (!item) return;
  const [isFirst, isLast] = [$item.index() === 0, $item.index() === list.childCount - 1];
  const rest = (is: boolean) => (is ? Fragment.empty : Fragment.from(list.copy(Fragment.empty)));
  const end = pos + item.nodeSize;
  tr.step(
    new ReplaceAroundStep(
      pos - (isFirst ? 1 : 0),
      end + (isLast ? 1 : 0),
      pos + 1,
      end - 1,
      new Slice(rest(isFirst).append(rest(isLast)), isFirst ? 0 : 1, isLast ? 0 : 1),
      isFirst ? 0 : 1,
    ),
  );
}

/** Backspace at the start of an item lifts it out of its list; the next press joins it with the line above. */
export const liftItemOnBackspace: Command = (state, dispatch) => {
  const $caret = caretOf(state);
  if (!$caret || $caret.parentOffset > 0 || $caret.depth < 2) return false;
  if (!isItem($caret.node(-1)) || $caret.index(-1) > 0 || isClosed($caret)) return false;
  const tr = state.tr;
  takeOut(tr, $caret.before(-1));
  dispatch?.(tr.scrollIntoView());
  return true;
};

/** Captions, credits, cells, and blocks suggested for deletion: nothing is joined across their borders. */
function isClosed($pos: ResolvedPos): boolean {
  if (isSeparateLine($pos.parent)) return true;
  for (let depth = $pos.depth; depth > 0; depth--) if (isSuggestedDeletion($pos.node(depth))) return true;
  return false;
}

/** Backspace at the start of a line deletes an empty paragraph above, else moves the line to the end of the line above. */
export const joinLineBackward: Command = (state, dispatch) => {
  const $caret = caretOf(state);
  if (!$caret || $caret.parentOffset > 0) return false;
  if (isClosed($caret)) return true;
  const before = neighbour($caret, -1);
  if (!before.node) return before.isPastDeletion;
  const from = before.border - before.node.nodeSize;
  let above = lineAt(before.node, from, -1);
  const tr = state.tr;
  if (above && isAttribution(above.line) && !isAttribution($caret.parent)) {
    if (above.line.content.size > 0) return before.isPastDeletion;
    // The attribution is empty, so the words are joined with the quote.
    const size = above.line.nodeSize;
    tr.delete(above.pos, above.pos + size);
    const quote = tr.doc.nodeAt(from);
    above = quote && lineAt(quote, from, -1);
  }
  if (!above) return before.isPastDeletion;
  joinLines(tr, above, tr.mapping.map($caret.before()));
  dispatch?.(tr);
  return true;
};

/** Backspace below an empty paragraph deletes that paragraph and keeps the type of the line. */
export const deleteEmptyLineAbove: Command = (state, dispatch) => {
  const $caret = caretOf(state);
  if (!$caret || $caret.parentOffset > 0 || isClosed($caret)) return false;
  const { nodeBefore } = state.doc.resolve($caret.before());
  if (
    nodeBefore?.type.name !== "paragraph" ||
    isSuggestedDeletion(nodeBefore) ||
    nodeBefore.content.size > 0 ||
    $caret.parent.content.size === 0
  )
    return false;
  const isFirstInItem = $caret.depth > 1 && $caret.index(-1) === 1 && $caret.parent.type.name !== "paragraph";
  if (isFirstInItem) return false;
  dispatch?.(state.tr.delete($caret.before() - nodeBefore.nodeSize, $caret.before()).scrollIntoView());
  return true;
};

/** Delete in an empty line deletes the line and keeps the type of what follows. */
function takeEmptyLine(state: EditorState, $caret: ResolvedPos, next: number): Transaction | null {
  if ($caret.parent.content.size > 0 || !["paragraph", "subheading"].includes($caret.parent.type.name)) return null;
  const depth = $caret.depth;
  const parent = $caret.node(depth - 1);
  const index = $caret.index(depth - 1);
  const tr = state.tr;
  if (parent.canReplace(index, index + 1)) tr.delete($caret.before(), $caret.after());
  else if (isItem(parent) && parent.childCount === 1 && $caret.node(depth - 2).childCount > 1)
    tr.delete($caret.before(depth - 1), $caret.after(depth - 1));
  else return null;
  const at = tr.mapping.map(next);
  const node = tr.doc.nodeAt(at);
  if (node && (node.isAtom || node.type.spec.isolating) && NodeSelection.isSelectable(node))
    return tr.setSelection(NodeSelection.create(tr.doc, at)).scrollIntoView();
  const line = node && lineAt(node, at, 1);
  return line ? caret(tr, line.pos + 1) : tr;
}

/** Lifts the first line of what follows out of its list or quote so that it can be joined; the rest stays inside. */
function freeLine(tr: Transaction, pos: number): number {
  const $line = tr.doc.resolve(pos + 1);
  if ($line.depth < 2 || $line.index(-1) > 0) return pos;
  const around = $line.node(-1);
  const start = $line.before(-1);
  if (isItem(around)) {
    const former = tr.doc.resolve(start).nodeBefore;
    if (former && !isSuggestedDeletion(former)) {
      tr.join(start);
      return pos - 2;
    }
    takeOut(tr, start);
    return freeLine(tr, pos - 2);
  }
  if (!isQuote(around)) return pos;
  const size = $line.parent.nodeSize;
  const rest = around.maybeChild(1);
  // The quote keeps its other lines; an attribution left alone becomes a paragraph.
  if (rest && !isAttribution(rest)) {
    tr.step(
      new ReplaceAroundStep(
        start,
        pos + size,
        pos,
        pos + size,
        new Slice(Fragment.from(around.copy(Fragment.empty)), 0, 1),
        0,
      ),
    );
    return start;
  }
  if (rest && rest.content.size === 0) tr.delete(pos + size, pos + size + rest.nodeSize);
  else if (rest) tr.setNodeMarkup(pos + size, tr.doc.type.schema.nodes.paragraph);
  const end = start + (tr.doc.nodeAt(start)?.nodeSize ?? 0);
  tr.step(new ReplaceAroundStep(start, end, start + 1, end - 1, Slice.empty, 0));
  return start;
}

/** Delete at the end of a line moves the next line to its end. */
export const joinLineForward: Command = (state, dispatch) => {
  const $caret = caretOf(state);
  if (!$caret || $caret.parentOffset < $caret.parent.content.size) return false;
  if (isClosed($caret)) return true;
  const next = neighbour($caret, 1);
  if (!next.node) return next.isPastDeletion;
  const emptied = takeEmptyLine(state, $caret, next.border);
  if (emptied) {
    dispatch?.(emptied);
    return true;
  }
  const tr = state.tr;
  if (next.node.isAtom) {
    dispatch?.(tr.delete(next.border, next.border + next.node.nodeSize).scrollIntoView());
    return true;
  }
  const below = lineAt(next.node, next.border, 1);
  if (!below) return next.isPastDeletion;
  const isEmpty = below.line.content.size === 0;
  if (isAttribution($caret.parent) || isAttribution(below.line)) {
    if (isEmpty) tr.delete(below.pos, below.pos + below.line.nodeSize);
    // The first press turns an attribution into a line of the quote. Words of the story never become part of an attribution.
    else if (!isAttribution($caret.parent)) tr.setNodeMarkup(below.pos, state.schema.nodes.paragraph);
    dispatch?.(tr.scrollIntoView());
    return true;
  }
  const pos = freeLine(tr, below.pos);
  joinLines(tr, { line: $caret.parent, pos: $caret.before() }, pos);
  dispatch?.(tr);
  return true;
};
