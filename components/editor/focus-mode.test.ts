import { EditorState, NodeSelection, TextSelection } from "@tiptap/pm/state";
import { DecorationSet } from "@tiptap/pm/view";
import { expect, test } from "vitest";
import { bulletList, divider, paragraph, storyDocument } from "#lib/document/build.ts";
import { focusMode, setFocusMode } from "./focus-mode.ts";

const plugin = focusMode();
const doc = storyDocument({
  headline: "Head",
  body: [paragraph("First. Second."), bulletList(["one", "two"]), divider(), paragraph("Last")],
});

function at(words: string): number {
  let found = -1;
  doc.descendants((node, pos) => {
    if (found < 0 && node.isText && node.text?.includes(words)) found = pos + node.text.indexOf(words);
  });
  return found;
}

const on = (state: EditorState): EditorState => state.apply(setFocusMode(state, true) ?? state.tr);
const withSelection = (anchor: number, head = anchor): EditorState =>
  on(EditorState.create({ doc, plugins: [plugin], selection: TextSelection.create(doc, anchor, head) }));

/** The types of the blocks that stay bright. */
function bright(state: EditorState): string[] {
  const found = plugin.props.decorations?.call(plugin, state);
  const marks = found instanceof DecorationSet ? found.find() : [];
  return marks.map(({ from }) => state.doc.nodeAt(from)?.type.name ?? "none");
}

test("dims nothing until focus mode is on", () => {
  const state = EditorState.create({ doc, plugins: [plugin] });
  expect(bright(state)).toEqual([]);
  expect(plugin.props.attributes).toBeTypeOf("function");
  expect(setFocusMode(state, false)).toBeNull();
});

test.each([
  ["in a paragraph", "Second", ["paragraph"]],
  ["in a list", "two", ["bulletList"]],
  ["in the headline", "Head", ["headline"]],
])("keeps one block bright with the caret %s", (_where, words, expected) => {
  expect(bright(withSelection(at(words)))).toEqual(expected);
});

test("keeps every block of a selection bright", () => {
  expect(bright(withSelection(at("First"), at("two")))).toEqual(["paragraph", "bulletList"]);
});

test("keeps a selected block without text bright", () => {
  let pos = -1;
  doc.forEach((node, offset) => {
    if (node.type.name === "divider") pos = offset;
  });
  const state = EditorState.create({ doc, plugins: [plugin], selection: NodeSelection.create(doc, pos) });
  expect(bright(on(state))).toEqual(["divider"]);
});

test("marks one block per key, however long the story is", () => {
  const long = storyDocument({ headline: "Head", body: Array.from({ length: 500 }, () => paragraph("words")) });
  const caret = TextSelection.atEnd(long);
  let state = on(EditorState.create({ doc: long, plugins: [plugin], selection: caret }));
  state = state.apply(state.tr.insertText("x"));
  expect(bright(state)).toEqual(["paragraph"]);
});

test("is turned off again", () => {
  const state = withSelection(at("Last"));
  const off = state.apply(setFocusMode(state, false) ?? state.tr);
  expect(bright(off)).toEqual([]);
});
