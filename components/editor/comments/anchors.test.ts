import type { Node } from "@tiptap/pm/model";
import { EditorState, TextSelection } from "@tiptap/pm/state";
import type { Step } from "@tiptap/pm/transform";
import type { DecorationSet } from "@tiptap/pm/view";
import { describe, expect, test } from "vitest";
import type { StoryThreads } from "#lib/comments/types.ts";
import { blockIdAt } from "#lib/document/anchors.ts";
import { paragraph, storyDocument } from "#lib/document/build.ts";
import { documentSchema } from "#lib/document/schema.ts";
import { collab, collabOf } from "../saving/collab.ts";
import { receive } from "../saving/receive.ts";
import {
  aboutSelection,
  anchorStates,
  comments,
  confirmedDraft,
  markActive,
  markDraft,
  showThreads,
} from "./anchors.ts";

const words = "when it comes";
const doc = storyDocument({ headline: "Head", body: [paragraph(`The bus, ${words}.`), paragraph("The ferry.")] });

function find(node: Node, text: string): { from: number; to: number } {
  let from = -1;
  node.descendants((child, pos) => {
    const at = child.text?.indexOf(text) ?? -1;
    if (at >= 0 && from < 0) from = pos + at;
  });
  return { from, to: from + text.length };
}
const thread = (place: { from: number; to: number } | null, blockId = "", resolved = false) => ({
  id: "thread",
  blockId,
  place,
  quote: words,
  resolved: resolved ? { at: "", by: { id: "", name: "" } } : null,
  comments: [],
});
const at = (version: number, ...threads: ReturnType<typeof thread>[]): StoryThreads => ({ version, threads });

/** A tab: a state that types, receives the log, and displays threads. */
class Tab {
  state = EditorState.create({
    schema: documentSchema,
    doc,
    plugins: [collab(5), comments(5, () => {})],
  });
  type(pos: number, text: string) {
    this.state = this.state.apply(this.state.tr.insertText(text, pos));
  }
  cut(from: number, to: number) {
    this.state = this.state.apply(this.state.tr.delete(from, to));
  }
  take(steps: readonly Step[], by = "other") {
    this.state = this.state.apply(
      receive(
        this.state,
        steps,
        steps.map(() => ({ clientId: by, personId: by })),
        { clientId: "me", personId: "me" },
      ).tr,
    );
  }
  show(threads: StoryThreads) {
    this.state = this.state.apply(showThreads(this.state, threads));
  }
  /** The highlighted words. */
  get lit(): string {
    const plugin = this.state.plugins.at(-1);
    const set = plugin?.props.decorations?.call(plugin, this.state) as DecorationSet;
    return set
      .find()
      .map(({ from, to }) => this.state.doc.textBetween(from, to))
      .join("|");
  }
}
const theirs = (pos: number, text: string): Step => {
  const { tr } = EditorState.create({ schema: documentSchema, doc });
  return tr.insertText(text, pos).steps[0] as Step;
};

describe("anchors of comments", () => {
  test("highlights the text of a comment at the server's position, and keeps it while typing", () => {
    const tab = new Tab();
    tab.show(at(5, thread(find(doc, words))));
    expect(tab.lit).toBe(words);
    tab.type(find(doc, "bus").from, "night ");
    tab.type(1, "A ");
    expect(tab.lit).toBe(words);
  });

  test("maps a position of an older or newer version into the current text", () => {
    const early = new Tab();
    early.type(1, "Mine ");
    early.take([theirs(find(doc, "bus").from, "night ")]);
    early.show(at(5, thread(find(doc, words))));
    expect(early.lit).toBe(words);
    const late = new Tab();
    late.type(1, "Mine ");
    const { from, to } = find(doc, words);
    late.show(at(6, thread({ from: from + 6, to: to + 6 })));
    expect(late.lit).toBe("");
    late.take([theirs(find(doc, "bus").from, "night ")]);
    expect(late.lit).toBe(words);
  });

  test("keeps a comment's highlight when own steps are confirmed", () => {
    const tab = new Tab();
    tab.type(find(doc, "bus").from, "night ");
    const sent = collabOf(tab.state).unconfirmed.map(({ step }) => step);
    tab.type(1, "More ");
    tab.take(sent, "me");
    tab.show(at(5, thread(find(doc, words))));
    expect(tab.lit).toBe(words);
  });

  test("reports that the text of a comment was deleted, and finds it again after undo", () => {
    const tab = new Tab();
    tab.show(at(5, thread(find(doc, words))));
    const before = tab.state.doc;
    const { from, to } = find(before, words);
    const tr = tab.state.tr.delete(from - 2, to + 1);
    const inverse = tr.steps[0]?.invert(before) as Step;
    tab.state = tab.state.apply(tr);
    expect(anchorStates(tab.state).get("thread")?.gone).toBe(true);
    tab.state = tab.state.apply(tab.state.tr.step(inverse));
    expect(anchorStates(tab.state).get("thread")?.gone).toBe(false);
    expect(tab.lit).toBe(words);
  });

  test("keeps a commented block highlighted when it is moved, until it is deleted", () => {
    const tab = new Tab();
    const { from } = find(doc, "The ferry");
    tab.show(at(5, thread(null, blockIdAt(doc, from))));
    expect(tab.lit).toBe("The ferry.");
    tab.cut(from - 1, from + 11);
    expect(anchorStates(tab.state).get("thread")?.gone).toBe(true);
  });

  test("highlights a resolved thread only while it is open in the panel", () => {
    const tab = new Tab();
    tab.show(at(5, thread(find(doc, words), "", true)));
    expect(tab.lit).toBe("");
    tab.state = tab.state.apply(markActive(tab.state, "thread"));
    expect(tab.lit).toBe(words);
  });

  test("sends a new comment with the range on the server, without unsaved text beyond it", () => {
    const tab = new Tab();
    const { from, to } = find(doc, words);
    tab.state = tab.state.apply(tab.state.tr.setSelection(TextSelection.create(tab.state.doc, from, to)));
    const about = aboutSelection(tab.state);
    expect(about).toMatchObject({ kind: "words", from, to, quote: words });
    tab.state = tab.state.apply(markDraft(tab.state, about));
    tab.type(1, "Mine ");
    expect(confirmedDraft(tab.state)).toEqual({ version: 5, from, to });
  });
});
