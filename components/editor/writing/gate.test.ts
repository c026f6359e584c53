import { Slice } from "@tiptap/pm/model";
import { TextSelection, type Transaction } from "@tiptap/pm/state";
import { describe, expect, test } from "vitest";
import { bulletList, listItem, paragraph, storyDocument } from "#lib/document/build.ts";
import { guardDocument } from "#lib/document/guard.ts";
import { nearLimit, type Passed } from "#lib/document/limits.ts";
import { documentSchema } from "#lib/document/schema.ts";
import { undo } from "../saving/history.ts";
import { Desk, pastedBlocks, textParagraph } from "../testing/desk.ts";
import { Cleaner, limits } from "./gate.ts";
import { limitWarning } from "./limit-messages.ts";

/** An editor with these plugins, as in the browser. */
class GatedDesk extends Desk {
  readonly refused: string[];
  constructor(doc = storyDocument({ headline: "Head", body: [paragraph("One two three")] })) {
    const refused: string[] = [];
    super(doc, 0, [limits((sentence) => refused.push(sentence))]);
    this.refused = refused;
    const cleaner = new Cleaner();
    const plainly = this.dispatch;
    this.dispatch = (tr: Transaction) => {
      const clean = cleaner.clean(this.state, tr);
      if (clean) plainly(clean);
    };
  }
  insert(text: string): void {
    this.dispatch(this.state.tr.insertText(text));
  }
  paste(slice: Slice): void {
    this.dispatch(this.state.tr.replaceSelection(slice).setMeta("paste", true));
  }
}
const many = (count: number) => pastedBlocks(...Array.from({ length: count }, (_, i) => textParagraph(`Line ${i}`)));

describe("characters that cannot be stored", () => {
  test("drops characters that cannot be stored from typing and keeps the words around them", () => {
    const desk = new GatedDesk();
    desk.caretAt("three", "after");
    desk.insert(" a\u0008b\u0000c");
    desk.insert("d");
    expect(desk.lines.at(-1)).toBe("paragraph: One two three abcd");
    guardDocument(desk.state.doc);
  });
  test("makes no change for such characters alone, even over a selection", () => {
    const desk = new GatedDesk();
    desk.selectWords("two");
    desk.insert("\b");
    expect(desk.lines.at(-1)).toBe("paragraph: One two three");
    expect(desk.state.selection.empty).toBe(false);
  });
  test.each(["headline", "standfirst", "paragraph"])("drops characters that cannot be stored in the %s", (name) => {
    const desk = new GatedDesk();
    desk.into(name);
    desk.insert("x\u007fy");
    expect(desk.lines.find((line) => line.startsWith(name))).toContain("xy");
  });
  test("drops characters that cannot be stored from a paste of several blocks, and puts the caret after it", () => {
    const desk = new GatedDesk();
    desk.caretAt("two", "after");
    desk.paste(pastedBlocks(textParagraph("A\u0001B"), textParagraph("C\u0002"), textParagraph("\u0003D")));
    expect(desk.lines.slice(2)).toEqual(["paragraph: One twoAB", "paragraph: C", "paragraph: D three"]);
    expect(desk.state.selection.$from.parentOffset).toBe(1);
  });
  test("drops characters that cannot be stored from each step of a change and keeps the positions of the others", () => {
    const desk = new GatedDesk();
    const at = desk.find("One");
    const tr = desk.state.tr
      .insertText("\bx\b", at)
      .insertText("y\b", at + 3)
      .insertText("z", at + 3 + 2);
    desk.dispatch(tr);
    expect(desk.lines.at(-1)).toBe("paragraph: xyzOne two three");
  });
  test("leaves one undo event for a change of such characters only", () => {
    const desk = new GatedDesk();
    desk.caretAt("three", "after");
    desk.paste(new Slice(textParagraph(" fo\bur").content, 0, 0));
    desk.run(undo);
    expect(desk.lines.at(-1)).toBe("paragraph: One two three");
  });
  test("keeps the other metadata of a cleaned change", () => {
    const desk = new GatedDesk();
    desk.caretAt("three", "after");
    let meta: unknown;
    desk.onTransaction = (tr) => {
      meta = tr.getMeta("anything");
    };
    desk.dispatch(desk.state.tr.insertText("a\bb").setMeta("anything", "kept"));
    expect(meta).toBe("kept");
  });
  test("accepts the two halves of a surrogate pair that arrive one after the other", () => {
    const desk = new GatedDesk();
    desk.caretAt("three", "after");
    const [first, second] = ["\ud83c", "\udf89"];
    desk.insert(first as string);
    guardDocument(desk.state.doc);
    desk.insert(second as string);
    desk.insert("!");
    expect(desk.lines.at(-1)).toBe("paragraph: One two three🎉!");
  });
  test("prevents a change that deletes half of a surrogate pair", () => {
    const desk = new GatedDesk(storyDocument({ headline: "Head", body: [paragraph("a🎉b")] }));
    const at = desk.find("a🎉b") + 1;
    desk.dispatch(desk.state.tr.delete(at, at + 1));
    expect(desk.lines.at(-1)).toBe("paragraph: a🎉b");
    expect(desk.refused).toHaveLength(1);
  });
});

describe("limits", () => {
  test("refuses a paste that does not fit whole, and names the limit and the remedy", () => {
    const desk = new GatedDesk();
    desk.caretAt("three", "after");
    desk.paste(many(2_100));
    expect(desk.lines.at(-1)).toBe("paragraph: One two three");
    expect(desk.refused).toEqual([
      "With this the story would have 2,100 paragraphs and other blocks. A story can have 2,000. Add a smaller part, or split the text into several stories.",
    ]);
    desk.type(" four");
    expect(desk.lines.at(-1)).toBe("paragraph: One two three four");
    guardDocument(desk.state.doc);
  });
  test("refuses Enter in a full story, but accepts words", () => {
    const desk = new GatedDesk(
      storyDocument({ headline: "Head", body: Array.from({ length: 2_000 }, () => paragraph("Line")) }),
    );
    desk.caretAt("Line", "after");
    desk.press("Enter");
    desk.type("!");
    expect(desk.state.doc.childCount).toBe(2_002);
    expect(desk.lines[2]).toBe("paragraph: Line!");
    expect(desk.refused).toHaveLength(1);
  });
  test("refuses an undo that would pass a limit, and keeps it for later", () => {
    const desk = new GatedDesk(
      storyDocument({ headline: "Head", body: Array.from({ length: 1_990 }, () => paragraph("Line")) }),
    );
    const [start, size] = [desk.find("Line") - 1, 6];
    desk.dispatch(desk.state.tr.delete(start, start + 100 * size));
    const more = Array.from({ length: 50 }, () => documentSchema.nodeFromJSON(paragraph("Line")));
    desk.dispatch(desk.state.tr.insert(start, more).setMeta("addToHistory", false));
    desk.run(undo);
    expect(desk.refused).toHaveLength(1);
    expect(desk.state.doc.childCount).toBe(2 + 1_940);
    desk.dispatch(desk.state.tr.delete(start, start + 50 * size).setMeta("addToHistory", false));
    desk.run(undo);
    expect(desk.state.doc.childCount).toBe(2 + 1_990);
  });
  test("refuses a list that is nested too deeply, however it is made", () => {
    const desk = new GatedDesk();
    const nested = bulletList([
      listItem(
        "1",
        bulletList([listItem("2", bulletList([listItem("3", bulletList([listItem("4", bulletList(["5"]))]))]))]),
      ),
    ]);
    desk.dispatch(desk.state.tr.insert(desk.state.doc.content.size, documentSchema.nodeFromJSON(nested)));
    expect(desk.refused).toEqual(["A list can have 4 levels. Move the innermost one up first."]);
    expect(desk.state.doc.childCount).toBe(3);
  });
  test("keeps the caret in place after a refused change", () => {
    const desk = new GatedDesk();
    desk.caretAt("two", "after");
    const { from } = desk.state.selection;
    desk.paste(many(2_100));
    expect(desk.state.selection).toEqual(TextSelection.create(desk.state.doc, from));
  });
  test("warns before the story is full, and says when it is", () => {
    const full = (count: number) =>
      nearLimit(storyDocument({ headline: "Head", body: Array.from({ length: count }, () => paragraph("Line")) }));
    expect(full(1_700)).toBe(null);
    expect(limitWarning(full(1_930) as Passed)).toBe(
      "This story is almost full: 1,930 of 2,000 paragraphs and other blocks. Split it into several stories to add more.",
    );
    expect(limitWarning(full(2_000) as Passed)).toContain("is full");
  });
});
