// The key map. Each entry is a chain of commands; the first that applies runs.
import {
  chainCommands,
  createParagraphNear,
  deleteSelection,
  joinBackward,
  joinForward,
  liftEmptyBlock,
  newlineInCode,
  selectNodeBackward,
  selectNodeForward,
  splitBlockAs,
} from "@tiptap/pm/commands";
import { liftListItem, splitListItem } from "@tiptap/pm/schema-list";
import { type Command, TextSelection } from "@tiptap/pm/state";
import { redo, undo } from "../saving/history.ts";
import { backspaceInApart, deleteAtCodeEnd, enterInNote, keepApart, leaveCode } from "./apart-keys.ts";
import { undoAutomaticChange } from "./automatic.ts";
import {
  inBlocks,
  insertDivider,
  isInside,
  leaveQuoteOrBox,
  liftItem,
  nodeType,
  setParagraph,
  sinkItem,
  toggleList,
  toggleQuote,
  toggleSubheading,
} from "./block-commands.ts";
import { duplicateBlocks, moveBlocks } from "./block-moves.ts";
import { backspaceInBox, deleteAtBoxEnd, enterInSeries, leaveLastBox } from "./boxes.ts";
import { backspaceAfterNumber, backspaceInFootnote, enterInFootnote, insertFootnote } from "./footnotes.ts";
import {
  deleteEmptyLineAbove,
  isSuggestedDeletion,
  joinLineBackward,
  joinLineForward,
  liftItemOnBackspace,
} from "./join-lines.ts";
import { type MarkName, toggle } from "./marks.ts";
import { deleteInCell, enterInCell, goToCell, moveInColumn } from "./table-commands.ts";
import {
  arrowDownInTopZone,
  backspaceAtZoneStart,
  clearZones,
  deleteAtZoneEnd,
  enterInBlockLine,
  enterInKeyPoints,
  enterInTopZone,
  selectZone,
} from "./zone-moves.ts";

const enterItem: Command = (state, dispatch) => {
  if (!isInside(state, "listItem")) return false;
  const { $from } = state.selection;
  const item = $from.node(-1);
  const type = nodeType(state.schema, "listItem");
  const isEmpty = item?.type === type && item.childCount === 1 && $from.parent.content.size === 0;
  return isEmpty ? liftListItem(type)(state, dispatch) : splitListItem(type)(state, dispatch);
};

/** Inserts a line break if the block allows one, else acts as Enter. */
const lineBreak: Command = (state, dispatch) => {
  const type = nodeType(state.schema, "hardBreak");
  const { $from, $to } = state.selection;
  if (!$from.parent.isTextblock || !$from.sameParent($to)) return false;
  if (!$from.parent.type.contentMatch.matchType(type)) return false;
  dispatch?.(state.tr.replaceSelectionWith(type.create(), false).scrollIntoView());
  return true;
};

/** Backspace at the start of a subheading turns it into a paragraph; at the start of a quote it removes the quote. */
const backInBlock: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  if (!empty || $from.parentOffset > 0 || !inBlocks(state)) return false;
  if ($from.parent.type.name === "subheading") return setParagraph(state, dispatch);
  const around = $from.depth > 1 ? $from.node(-1).type.name : "";
  if ((around === "blockquote" || around === "pullQuote") && $from.index(-1) === 0)
    return toggleQuote(around)(state, dispatch);
  // After a quote: words never become part of the attribution.
  const before = $from.depth === 1 ? state.doc.resolve($from.before()).nodeBefore : null;
  const speaker = before?.lastChild;
  if (speaker?.type.name !== "attribution" || speaker.content.size === 0) return false;
  if (before && isSuggestedDeletion(before)) return false;
  const tr = state.tr;
  if ($from.parent.content.size === 0) tr.delete($from.before(), $from.after());
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, $from.before() - 2)).scrollIntoView());
  return true;
};

/** Backspace at the start of an attribution turns it into a line of the quote, which the next press joins; an empty one is deleted. */
const backInAttribution: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  if (!empty || $from.parentOffset > 0 || $from.parent.type.name !== "attribution") return false;
  const tr = state.tr;
  if ($from.parent.content.size > 0) tr.setNodeMarkup($from.before(), nodeType(state.schema, "paragraph"));
  else {
    tr.delete($from.before(), $from.after());
    tr.setSelection(TextSelection.create(tr.doc, $from.before() - 1));
  }
  dispatch?.(tr.scrollIntoView());
  return true;
};

/** Prevents the browser's own formatting even if the block does not allow the mark. */
const markKey =
  (name: MarkName): Command =>
  (state, dispatch) => {
    toggle(name)(state, dispatch);
    return true;
  };
const blockKey =
  (command: Command): Command =>
  (state, dispatch) => {
    command(state, dispatch);
    return true;
  };

/** As usual, but in a quote the new block is another paragraph rather than the attribution. */
const split = splitBlockAs((_node, atEnd, $from) => {
  const { paragraph } = $from.parent.type.schema.nodes;
  const around = $from.depth > 1 ? $from.node(-1).type.name : "";
  return atEnd && paragraph && (around === "blockquote" || around === "pullQuote") ? { type: paragraph } : null;
});

const enter = chainCommands(
  clearZones,
  enterInTopZone,
  enterInFootnote,
  enterInNote,
  enterInSeries,
  enterInBlockLine,
  enterInKeyPoints,
  enterInCell,
  leaveQuoteOrBox,
  enterItem,
  leaveCode,
  newlineInCode,
  createParagraphNear,
  liftEmptyBlock,
  split,
);
/** The chain of every key that deletes at the start of a line; within a line the browser deletes. */
const back = chainCommands(
  clearZones,
  deleteSelection,
  deleteInCell("start"),
  backspaceAtZoneStart,
  liftItemOnBackspace,
  backspaceInBox,
  backspaceInFootnote,
  backspaceInApart,
  backInAttribution,
  deleteEmptyLineAbove,
  backInBlock,
  keepApart("before"),
  joinLineBackward,
  joinBackward,
  selectNodeBackward,
);
const backspace = chainCommands(undoAutomaticChange, backspaceAfterNumber, back);
const del = chainCommands(
  clearZones,
  deleteSelection,
  deleteAtZoneEnd,
  deleteInCell("end"),
  deleteAtBoxEnd,
  deleteAtCodeEnd,
  keepApart("after"),
  joinLineForward,
  joinForward,
  selectNodeForward,
);

export const storyKeys: Record<string, Command> = {
  Enter: enter,
  "Mod-Enter": enter,
  "Shift-Enter": chainCommands(
    clearZones,
    enterInTopZone,
    enterInFootnote,
    enterInNote,
    enterInBlockLine,
    lineBreak,
    enter,
  ),
  ArrowDown: chainCommands(arrowDownInTopZone, moveInColumn("down"), leaveLastBox("down")),
  ArrowLeft: leaveLastBox("left"),
  ArrowRight: leaveLastBox("right"),
  ArrowUp: moveInColumn("up"),
  "Alt-Shift-ArrowUp": moveBlocks(-1),
  "Alt-Shift-ArrowDown": moveBlocks(1),
  "Mod-Shift-d": blockKey(duplicateBlocks),
  Backspace: backspace,
  "Mod-Backspace": back,
  "Alt-Backspace": back,
  "Shift-Backspace": backspace,
  Delete: del,
  "Mod-Delete": del,
  "Alt-Delete": del,
  "Mod-a": selectZone,
  Tab: chainCommands(goToCell(1), sinkItem),
  "Shift-Tab": chainCommands(goToCell(-1), liftItem),
  "Mod-z": undo,
  "Shift-Mod-z": redo,
  "Mod-y": redo,
  "Mod-b": markKey("bold"),
  "Mod-i": markKey("italic"),
  "Mod-e": markKey("code"),
  "Mod-u": () => true,
  "Mod-Shift-x": markKey("strike"),
  "Mod-Alt-0": blockKey(setParagraph),
  "Mod-Alt-2": blockKey(toggleSubheading(2)),
  "Mod-Alt-3": blockKey(toggleSubheading(3)),
  "Mod-Shift-7": blockKey(toggleList("orderedList")),
  "Mod-Shift-8": blockKey(toggleList("bulletList")),
  "Mod-Shift-9": blockKey(toggleQuote("blockquote")),
  "Mod-Shift-6": blockKey(insertFootnote),
  "Mod-Shift-h": blockKey(insertDivider),
};
