// Joining lines in suggestion mode.
import type { Node } from "@tiptap/pm/model";
import { TextSelection } from "@tiptap/pm/state";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { storyArb } from "#lib/document/arbitraries.ts";
import {
  bulletList,
  listItem,
  paragraph,
  quote,
  type StoryParts,
  storyDocument,
  subheading,
} from "#lib/document/build.ts";
import { guardDocument } from "#lib/document/guard.ts";
import { acceptAll, rejectAll } from "#lib/document/suggestions.ts";
import { Suggester } from "../testing/suggester.ts";

const person = "0190a6c0-0000-7000-8000-0000000000aa";
const lines = (doc: Node): string[] => {
  const found: string[] = [];
  doc.descendants((node) => {
    if (node.isTextblock) found.push(node.textContent);
    return !node.isTextblock;
  });
  return found.slice(2);
};
const wordsIn = (doc: Node): string => doc.textBetween(0, doc.content.size, "", " ").replace(/\s+/g, "");

test.each<[string, NonNullable<StoryParts["body"]>, string[]]>([
  ["a paragraph behind a list", [bulletList(["a"]), paragraph("b")], ["ab"]],
  ["an item", [bulletList(["a", "b", "c"])], ["ab", "c"]],
  ["a nested item", [bulletList([listItem("a", bulletList(["b"])), "c"])], ["ab", "c"]],
  ["a quote", [paragraph("a"), quote(["b"], "Who")], ["ab", "Who"]],
  ["a subheading", [paragraph("a"), subheading("b")], ["ab"]],
])("joins %s when the suggestion is accepted, and restores it when rejected", (_what, body, joined) => {
  for (const key of ["Backspace", "Delete"]) {
    const doc = storyDocument({ body });
    const desk = new Suggester(doc, person);
    desk.caretAt(key === "Backspace" ? "b" : "a", key === "Backspace" ? "before" : "after");
    for (let presses = 0; presses < (key === "Backspace" ? 2 : 1); presses++) desk.press(key);
    expect(lines(acceptAll(desk.state.doc))).toEqual(joined);
    expect(rejectAll(desk.state.doc).eq(doc)).toBe(true);
    expect(desk.refused).toBe(0);
  }
});

/** Presses a key that joins lines, at most twice. */
function pressAtBorder(desk: Suggester, key: "Backspace" | "Delete"): void {
  for (let presses = 0; presses < 2; presses++) {
    const { selection } = desk.state;
    const { parentOffset, parent } = selection.$from;
    if (!(selection instanceof TextSelection)) return;
    if (parentOffset !== (key === "Backspace" ? 0 : parent.content.size)) return;
    desk.press(key);
  }
}

test.each(["Backspace", "Delete"] as const)(
  "loses and doubles no word when a suggested %s at the border of any line is accepted or rejected",
  (key) => {
    fc.assert(
      fc.property(storyArb, (doc) => {
        doc.descendants((node, pos) => {
          if (!node.isTextblock) return true;
          const desk = new Suggester(doc, person);
          const caret = pos + 1 + (key === "Backspace" ? 0 : node.content.size);
          desk.dispatch(desk.state.tr.setSelection(TextSelection.create(doc, caret)));
          pressAtBorder(desk, key);
          expect(rejectAll(desk.state.doc).eq(doc)).toBe(true);
          const accepted = acceptAll(desk.state.doc);
          guardDocument(accepted);
          expect(wordsIn(accepted)).toBe(wordsIn(doc));
          return false;
        });
      }),
      { numRuns: 40 },
    );
  },
);
