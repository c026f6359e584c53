// Which key does what. Each entry is a chain: the first that has something to do does it.
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
import { redo, undo } from "@tiptap/pm/history";
import { liftListItem, splitListItem } from "@tiptap/pm/schema-list";
import { type Command, TextSelection } from "@tiptap/pm/state";
import { takeBackAutomatic } from "./automatic.ts";
import {
  inBlocks,
  insertDivider,
  isInside,
  leaveQuote,
  liftItem,
  nodeType,
  setParagraph,
  sinkItem,
  toggleList,
  toggleQuote,
  toggleSubheading,
} from "./block-commands.ts";
import { backInItem, isProposedAway, joinDown, joinUp, takeEmptyAbove } from "./join-lines.ts";
import { type MarkName, toggle } from "./marks.ts";
import { alongColumn, enterCell, stayInCell, toCell } from "./table-commands.ts";
import {
  backAtStart,
  clearAcross,
  downLine,
  enterKeyPoint,
  enterLine,
  enterPart,
  forwardAtEnd,
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

/** A line break where the block takes one; the same as Enter where it does not. */
const lineBreak: Command = (state, dispatch) => {
  const type = nodeType(state.schema, "hardBreak");
  const { $from, $to } = state.selection;
  if (!$from.parent.isTextblock || !$from.sameParent($to)) return false;
  if (!$from.parent.type.contentMatch.matchType(type)) return false;
  dispatch?.(state.tr.replaceSelectionWith(type.create(), false).scrollIntoView());
  return true;
};

/** Backspace at the start of a subheading makes it a paragraph; of a quote, takes the quote away. */
const backInBlock: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  if (!empty || $from.parentOffset > 0 || !inBlocks(state)) return false;
  if ($from.parent.type.name === "subheading") return setParagraph(state, dispatch);
  const around = $from.depth > 1 ? $from.node(-1).type.name : "";
  if ((around === "blockquote" || around === "pullQuote") && $from.index(-1) === 0)
    return toggleQuote(around)(state, dispatch);
  // Behind a quote: words never become part of who said it.
  const before = $from.depth === 1 ? state.doc.resolve($from.before()).nodeBefore : null;
  const speaker = before?.lastChild;
  if (speaker?.type.name !== "attribution" || speaker.content.size === 0) return false;
  if (before && isProposedAway(before)) return false;
  const tr = state.tr;
  if ($from.parent.content.size === 0) tr.delete($from.before(), $from.after());
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, $from.before() - 2)).scrollIntoView());
  return true;
};

/** Backspace at the start of a speaker's name makes it a line of the quote, which the next press joins; an empty one goes. */
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

/** The browser must never do it by itself, also where the block does not take the mark. */
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

/** As usual, but in a quote the next block is one more paragraph, not who said it. */
const split = splitBlockAs((_node, atEnd, $from) => {
  const { paragraph } = $from.parent.type.schema.nodes;
  const around = $from.depth > 1 ? $from.node(-1).type.name : "";
  return atEnd && paragraph && (around === "blockquote" || around === "pullQuote") ? { type: paragraph } : null;
});

const enter = chainCommands(
  clearAcross,
  enterLine,
  enterPart,
  enterKeyPoint,
  enterCell,
  leaveQuote,
  enterItem,
  newlineInCode,
  createParagraphNear,
  liftEmptyBlock,
  split,
);
/** What every key that deletes does at the start of a line; elsewhere in a line the browser deletes. */
const back = chainCommands(
  clearAcross,
  deleteSelection,
  stayInCell("start"),
  backAtStart,
  backInItem,
  backInAttribution,
  takeEmptyAbove,
  backInBlock,
  joinUp,
  joinBackward,
  selectNodeBackward,
);
const backspace = chainCommands(takeBackAutomatic, back);
const del = chainCommands(
  clearAcross,
  deleteSelection,
  forwardAtEnd,
  stayInCell("end"),
  joinDown,
  joinForward,
  selectNodeForward,
);

export const storyKeys: Record<string, Command> = {
  Enter: enter,
  "Mod-Enter": enter,
  "Shift-Enter": chainCommands(clearAcross, enterLine, enterPart, lineBreak, enter),
  ArrowDown: chainCommands(downLine, alongColumn("down")),
  ArrowUp: alongColumn("up"),
  Backspace: backspace,
  "Mod-Backspace": back,
  "Alt-Backspace": back,
  "Shift-Backspace": backspace,
  Delete: del,
  "Mod-Delete": del,
  "Alt-Delete": del,
  "Mod-a": selectZone,
  Tab: chainCommands(toCell(1), sinkItem),
  "Shift-Tab": chainCommands(toCell(-1), liftItem),
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
  "Mod-Shift-h": blockKey(insertDivider),
};
