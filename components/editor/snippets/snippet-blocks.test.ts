// @vitest-environment jsdom
import { EditorState, TextSelection } from "@tiptap/pm/state";
import { describe, expect, test } from "vitest";
import { footnote } from "#lib/document/blocks/footnote/block.ts";
import { figure, paragraph, storyDocument, withFootnote } from "#lib/document/build.ts";
import { footnoteReferences } from "#lib/document/footnotes.ts";
import { documentSchema } from "#lib/document/schema.ts";
import { insertBound, insertCopies, selectedBlocks } from "./snippet-blocks.ts";

const body = [
  paragraph("One"),
  figure({ picture: "0190a6c0-0000-7000-8000-000000000009", alt: "A" }),
  paragraph("Two"),
];
function stateAt(from: string, to = from) {
  const doc = storyDocument({ headline: "Head", body });
  const place = (words: string) => {
    let at = -1;
    doc.descendants((node, pos) => {
      if (node.text?.includes(words)) at = pos + 1;
    });
    return at;
  };
  return EditorState.create({ doc, selection: TextSelection.create(doc, place(from), place(to)) });
}
const texts = (state: EditorState) => state.doc.children.slice(2).map((node) => node.textContent || node.type.name);

describe("blocks of a snippet", () => {
  test("are the whole blocks that the selection touches, or the one with the caret", () => {
    expect(selectedBlocks(stateAt("One", "Two")).map(({ type }) => type)).toEqual(["paragraph", "figure", "paragraph"]);
    expect(selectedBlocks(stateAt("Two")).map(({ type }) => type)).toEqual(["paragraph"]);
  });

  test("are none outside of the body", () => {
    expect(selectedBlocks(stateAt("Head"))).toEqual([]);
  });

  test("are copied with ids of their own, in order", () => {
    const state = stateAt("Two");
    const blocks = selectedBlocks(stateAt("One", "Two"));
    const tr = insertCopies(state, blocks);
    const now = tr ? state.apply(tr) : state;
    expect(texts(now).join(" ")).toMatch(/^One figure Two One figure Two/);
    const ids = now.doc.children.flatMap((node) => node.attrs.id ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    now.doc.check();
  });

  test("are copied with footnotes that the copied text refers to", () => {
    const noted = [paragraph(withFootnote("Fares", "note-one-1")), footnote("Town archive", "note-one-1")];
    const state = stateAt("Two");
    const now = insertCopies(state, noted)?.doc ?? state.doc;
    const copy = now.children.find(({ type }) => type.name === "footnote");
    expect(copy?.attrs.id).not.toBe("note-one-1");
    expect(footnoteReferences(now).map(({ note }) => note)).toEqual([copy?.attrs.id]);
  });

  test("are one block that names the snippet where it is bound", () => {
    const state = stateAt("Two");
    const id = "0190a6c0-0000-7000-8000-000000000001";
    const tr = insertBound(state, id);
    const now = tr ? state.apply(tr) : state;
    const made = now.doc.children.find(({ type }) => type === documentSchema.nodes.snippet);
    expect(made?.attrs).toMatchObject({ snippet: id });
  });
});
