// Commands on blocks for the tool bar, the menu and the keys. They do nothing in headline and standfirst.

import { setBlockType } from "@tiptap/pm/commands";
import { Fragment, type Node, type NodeType, type Schema } from "@tiptap/pm/model";
import { liftListItem, sinkListItem, wrapInList } from "@tiptap/pm/schema-list";
import { type Command, type EditorState, TextSelection, type Transaction } from "@tiptap/pm/state";
import { liftTarget } from "@tiptap/pm/transform";
import type { Numbering } from "#lib/document/attributes.ts";
import { maxListLevels } from "#lib/document/blocks/list/block.ts";
import { newBlockId } from "#lib/document/ids.ts";
import { isBox, isCode, isSeparateLine } from "#lib/document/nodes.ts";
import { FieldStep } from "#lib/document/steps.ts";
import { zoneAt, zoneRange, zoneStart } from "#lib/document/zones.ts";
import { boxHead } from "./box-head.ts";
import { emptyParagraph } from "./delete-across-zones.ts";

export const nodeType = (schema: Schema, name: string): NodeType => {
  const type = schema.nodes[name];
  if (!type) throw new Error(`The schema has no ${name}`);
  return type;
};

/** Whether blocks may be changed at the selection: in the body, and within the limits of the "In short" box. */
export const inBlocks = (state: EditorState): boolean => {
  const zone = zoneAt(state.doc, state.selection.from);
  const { parent } = state.selection.$from;
  return (zone === "body" || zone === "inShort") && !isSeparateLine(parent) && !isCode(parent);
};

/** The depth of the nearest ancestor of this type, or null. */
function depthOf(state: EditorState, names: readonly string[]): number | null {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth--) if (names.includes($from.node(depth).type.name)) return depth;
  return null;
}
export const isInside = (state: EditorState, ...names: string[]): boolean => depthOf(state, names) !== null;

/** Subheadings hold no line breaks; a space keeps the words on both sides apart. */
function breaksToSpaces(tr: Transaction, from: number, to: number): void {
  const found: number[] = [];
  tr.doc.nodesBetween(from, to, (node, pos) => {
    if (node.type.name === "hardBreak") found.push(pos);
  });
  for (const pos of found.reverse()) tr.replaceWith(pos, pos + 1, tr.doc.type.schema.text(" "));
}

export const setParagraph: Command = (state, dispatch) => {
  const type = nodeType(state.schema, "paragraph");
  if (!inBlocks(state) || !setBlockType(type)(state)) return false;
  const { from, to } = state.selection;
  dispatch?.(state.tr.setBlockType(from, to, type, (old: Node) => ({ id: old.attrs.id })).scrollIntoView());
  return true;
};

/** Turns the block into a subheading of this level, or back into a paragraph if it is one. */
export const toggleSubheading =
  (level: 2 | 3): Command =>
  (state, dispatch) => {
    if (!inBlocks(state)) return false;
    const { parent } = state.selection.$from;
    if (parent.type.name === "subheading" && parent.attrs.level === level) return setParagraph(state, dispatch);
    const type = nodeType(state.schema, "subheading");
    if (!setBlockType(type, { level })(state)) return false;
    if (!dispatch) return true;
    const tr = state.tr;
    const { from, to } = state.selection;
    breaksToSpaces(tr, state.selection.$from.start(), state.selection.$to.end());
    tr.setBlockType(from, to, type, (old: Node) => ({ id: old.attrs.id, level }));
    dispatch(tr.scrollIntoView());
    return true;
  };

const listItem = (schema: Schema): NodeType => nodeType(schema, "listItem");

/** Wraps the block in a list of this kind, lifts it out of one, or changes the other kind into this one. */
export const toggleList =
  (kind: "bulletList" | "orderedList"): Command =>
  (state, dispatch) => {
    if (!inBlocks(state)) return false;
    const depth = depthOf(state, ["bulletList", "orderedList"]);
    if (depth === null) {
      if (state.selection.$from.parent.type.name !== "subheading")
        return wrapInList(nodeType(state.schema, kind))(state, dispatch);
      // Lists hold no subheadings, so a subheading becomes a paragraph first.
      let plain: EditorState = state;
      if (!setParagraph(state, (tr) => (plain = state.apply(tr)))) return false;
      const first = plain;
      return wrapInList(nodeType(state.schema, kind))(first, dispatch && ((tr) => dispatchBoth(state, dispatch, tr)));
    }
    const list = state.selection.$from.node(depth);
    if (list.type.name === kind) return liftListItem(listItem(state.schema))(state, dispatch);
    dispatch?.(
      state.tr.setNodeMarkup(state.selection.$from.before(depth), nodeType(state.schema, kind), { id: list.attrs.id }),
    );
    return true;
  };

/** Applies both changes in one transaction of `state`. */
function dispatchBoth(state: EditorState, dispatch: (tr: Transaction) => void, wrapped: Transaction): void {
  const tr = state.tr;
  const { from, to } = state.selection;
  tr.setBlockType(from, to, nodeType(state.schema, "paragraph"), (old: Node) => ({ id: old.attrs.id }));
  for (const step of wrapped.steps) tr.step(step);
  dispatch(tr.setSelection(TextSelection.create(tr.doc, wrapped.selection.anchor, wrapped.selection.head)));
}

/** Tab in a list: indents the item by one level, up to the maximum depth of a story. */
export const sinkItem: Command = (state, dispatch) => {
  if (!isInside(state, "listItem")) return false;
  const { $from } = state.selection;
  let levels = 0;
  for (let depth = $from.depth; depth > 0; depth--) if ($from.node(depth).type.name.endsWith("List")) levels++;
  if (levels < maxListLevels) sinkListItem(listItem(state.schema))(state, dispatch);
  return true;
};
export const liftItem: Command = (state, dispatch) =>
  isInside(state, "listItem") && liftListItem(listItem(state.schema))(state, dispatch);

/** The numbered list at the caret, the innermost one. */
export function numberedListAt(state: EditorState): { list: Node; start: number; numbering: Numbering } | null {
  const depth = depthOf(state, ["bulletList", "orderedList"]);
  const list = depth === null ? null : state.selection.$from.node(depth);
  return list?.type.name === "orderedList" ? { list, start: list.attrs.start, numbering: list.attrs.numbering } : null;
}
/** Changes the first number, or how the items are counted. */
export const setNumbered =
  (name: "start" | "numbering", value: number | Numbering): Command =>
  (state, dispatch) => {
    const list = numberedListAt(state)?.list;
    if (!list) return false;
    if (list.attrs[name] !== value)
      dispatch?.(state.tr.step(new FieldStep(list.attrs.id, name, list.attrs[name], value)));
    return true;
  };

/** Removes the quote around its paragraphs; an attribution with text becomes a paragraph. */
function unquote(state: EditorState, depth: number): Transaction | null {
  const { $from } = state.selection;
  const tr = state.tr;
  const quote = $from.node(depth);
  const last = quote.lastChild;
  const end = $from.end(depth);
  if (last?.type.name === "attribution") {
    const at = end - last.nodeSize;
    if (last.content.size > 0) tr.setNodeMarkup(at, nodeType(state.schema, "paragraph"), { id: newBlockId() });
    else tr.delete(at, end);
  }
  const $start = tr.doc.resolve($from.start(depth));
  const range = $start.blockRange(tr.doc.resolve($start.end()));
  const target = range && liftTarget(range);
  if (!range || target === null || target === undefined) return null;
  return tr.lift(range, target).scrollIntoView();
}

/** Wraps paragraphs in a quote with an attribution, lifts them out of one, or changes one kind of quote into the other. */
export const toggleQuote =
  (kind: "blockquote" | "pullQuote"): Command =>
  (state, dispatch) => {
    if (zoneAt(state.doc, state.selection.from) !== "body") return false;
    const type = nodeType(state.schema, kind);
    const depth = depthOf(state, ["blockquote", "pullQuote"]);
    const { $from, $to } = state.selection;
    if (depth !== null) {
      const quote = $from.node(depth);
      const tr =
        quote.type === type ? unquote(state, depth) : state.tr.setNodeMarkup($from.before(depth), type, quote.attrs);
      if (!tr) return false;
      dispatch?.(tr);
      return true;
    }
    const tr = state.tr;
    if ($from.parent.type.name === "subheading")
      tr.setBlockType($from.pos, $to.pos, nodeType(state.schema, "paragraph"), (old: Node) => ({ id: old.attrs.id }));
    const range = tr.doc.resolve($from.pos).blockRange(tr.doc.resolve($to.pos));
    if (range?.depth !== 0 || !isParagraphs(range.parent, range.startIndex, range.endIndex)) return false;
    tr.wrap(range, [{ type, attrs: { id: newBlockId() } }]);
    tr.insert(range.end + 1, nodeType(state.schema, "attribution").create());
    tr.setSelection(TextSelection.create(tr.doc, state.selection.anchor + 1, state.selection.head + 1));
    dispatch?.(tr.scrollIntoView());
    return true;
  };

const isParagraphs = (parent: Node, from: number, to: number): boolean => {
  for (let i = from; i < to; i++) if (parent.child(i).type.name !== "paragraph") return false;
  return true;
};

/** Enter in an empty last paragraph of a quote or box moves out of it: into an empty paragraph that follows, else into a new one. */
export const leaveQuoteOrBox: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  if (!empty || $from.depth < 2 || $from.parent.content.size > 0 || $from.parent.type.name !== "paragraph")
    return false;
  const around = $from.node(-1);
  if (!isBox(around) && around.type.name !== "blockquote" && around.type.name !== "pullQuote") return false;
  const index = $from.index(-1);
  const next = around.maybeChild(index + 1);
  if (index <= boxHead(around).count || (next && next.type.name !== "attribution")) return false;
  const tr = state.tr.delete($from.before(), $from.after());
  const after = tr.mapping.map($from.after(-1));
  const follows = tr.doc.nodeAt(after);
  if (follows?.type.name !== "paragraph" || follows.content.size > 0) tr.insert(after, emptyParagraph(state.schema));
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView());
  return true;
};

/** Where a new block is inserted: in place of an empty paragraph at the caret, else after the block at the caret. */
function placeInBody(state: EditorState): { from: number; to: number } | null {
  const body = zoneRange(state.doc, "body");
  if (!body) return null;
  const { $from } = state.selection;
  if (zoneAt(state.doc, $from.pos) !== "body") return { from: body.from, to: body.from };
  if ($from.depth === 0) return { from: state.selection.to, to: state.selection.to };
  const block = $from.node(1);
  const isEmpty = block.type.name === "paragraph" && block.content.size === 0;
  return { from: isEmpty ? $from.before(1) : $from.after(1), to: $from.after(1) };
}

/** Inserts a block into the body with a paragraph after it, and puts the caret into the block or into that paragraph. */
export function insertBlock(state: EditorState, block: Node): Transaction | null {
  const place = placeInBody(state);
  if (!place) return null;
  const tr = state.tr;
  const next = state.doc.resolve(place.to).nodeAfter;
  const follows = next?.isTextblock === true && next.type.isInGroup("block");
  tr.replaceWith(place.from, place.to, follows ? block : Fragment.from([block, emptyParagraph(state.schema)]));
  let at = place.from + 1;
  for (let node: Node | null = block; node && !node.isTextblock; node = node.firstChild) at += 1;
  if (block.isAtom) at = place.from + block.nodeSize + 1;
  return tr.setSelection(TextSelection.create(tr.doc, at)).scrollIntoView();
}

const insertAtom =
  (name: "divider" | "tableOfContents"): Command =>
  (state, dispatch) => {
    if (zoneAt(state.doc, state.selection.from) !== "body") return false;
    const tr = insertBlock(state, nodeType(state.schema, name).create({ id: newBlockId() }));
    if (tr) dispatch?.(tr);
    return tr !== null;
  };
export const insertDivider = insertAtom("divider");
export const insertContents = insertAtom("tableOfContents");

/** Inserts an embed without an address, and moves the focus to the field that asks for it. */
export const insertEmbed: Command = (state, dispatch, view) => {
  if (zoneAt(state.doc, state.selection.from) !== "body") return false;
  const lines = [nodeType(state.schema, "embedTitle").create(), nodeType(state.schema, "credit").create()];
  const tr = insertBlock(state, nodeType(state.schema, "embed").create({ id: newBlockId() }, lines));
  if (tr) dispatch?.(tr);
  const block = tr && view?.nodeDOM(view.state.selection.$from.before(1));
  if (block instanceof HTMLElement) block.querySelector("input")?.focus();
  return tr !== null;
};

/** Inserts a card of a story; in a series box it becomes its next part, unless the box shows a collection. */
export function insertRelated(state: EditorState, story: string): Transaction | null {
  const card = nodeType(state.schema, "relatedStory").create({ id: newBlockId(), story });
  const { $from, $to } = state.selection;
  const box = $from.depth === 0 ? null : $from.node(1);
  if (box?.type.name !== "series" || box.attrs.collection !== null) return insertBlock(state, card);
  return state.tr.insert($from.depth === 1 ? $to.pos : $from.end(1), card).scrollIntoView();
}

/** Inserts an empty series box with the caret in its title. */
export const insertSeries: Command = (state, dispatch) => {
  if (zoneAt(state.doc, state.selection.from) !== "body") return false;
  const title = nodeType(state.schema, "seriesTitle").create();
  const tr = insertBlock(state, nodeType(state.schema, "series").create({ id: newBlockId() }, [title]));
  if (tr) dispatch?.(tr);
  return tr !== null;
};

/** Inserts kicker, key points or "In short" in its position; if the story has one, moves the caret into it. */
export const openZone =
  (zone: "kicker" | "keyPoints" | "inShort"): Command =>
  (state, dispatch) => {
    const at = zoneStart(state.doc, zone);
    if (at !== null) {
      dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, at)).scrollIntoView());
      return true;
    }
    const { schema } = state;
    const body = zoneRange(state.doc, "body");
    if (!body) return false;
    const id = () => ({ id: newBlockId() });
    const made = {
      kicker: () => ({ pos: 0, node: nodeType(schema, "kicker").create(), caret: 1 }),
      keyPoints: () => ({
        pos: body.from,
        node: nodeType(schema, "keyPoints").create(id(), nodeType(schema, "keyPoint").create(id())),
        caret: 2,
      }),
      inShort: () => ({
        pos: body.to,
        node: nodeType(schema, "inShort").create(id(), emptyParagraph(schema)),
        caret: 2,
      }),
    }[zone]();
    const tr = state.tr.insert(made.pos, made.node);
    dispatch?.(tr.setSelection(TextSelection.create(tr.doc, made.pos + made.caret)).scrollIntoView());
    return true;
  };
