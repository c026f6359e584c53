import { closeHistory, history, isHistoryTransaction, undo } from "@tiptap/pm/history";
import { EditorState, Plugin, type Transaction } from "@tiptap/pm/state";
import { describe, expect, test } from "vitest";
import { paragraph, storyDocument } from "#lib/document/build.ts";
import { documentSchema } from "#lib/document/schema.ts";
import { collab } from "./collab.ts";
import { editHistory } from "./history.ts";
import { receive } from "./receive.ts";

/** Appends a step to an undo or redo, as the plugin for block ids does. */
const answering = new Plugin({
  appendTransaction: (transactions, _before, { tr }) =>
    transactions.some(isHistoryTransaction) ? tr.insertText("!", tr.doc.content.size - 1) : null,
});

/** Deletes "three" and then "two", undoes once, receives a colleague's change, and undoes again. */
function undoneTwice(withHistory: Plugin): string {
  const doc = storyDocument({ headline: "", standfirst: "", body: [paragraph("one two three")] });
  let state = EditorState.create({ schema: documentSchema, doc, plugins: [withHistory, collab(0), answering] });
  const dispatch = (tr: Transaction) => {
    state = state.applyTransaction(tr).state;
  };
  const last = () => state.doc.content.size - 1;
  dispatch(state.tr.delete(last() - 6, last()));
  dispatch(closeHistory(state.tr.delete(last() - 4, last())));
  undo(state, dispatch);
  const theirs = EditorState.create({ schema: documentSchema, doc }).tr.insertText("They: ", doc.content.size - 14);
  dispatch(
    receive(state, theirs.steps, [{ clientId: "theirs", personId: "p2" }], { clientId: "ours", personId: "p1" }).tr,
  );
  undo(state, dispatch);
  return state.doc.textContent;
}

describe("undo after a plugin and a colleague changed the text", () => {
  test("reverts each event once after a plugin and a colleague changed the text", () => {
    expect(undoneTwice(editHistory())).toBe("They: one two! three!");
  });
  test("fails once prosemirror-history no longer needs the repair, which can then be removed", () => {
    expect(undoneTwice(history())).not.toBe(undoneTwice(editHistory()));
  });
});
