import type { Node } from "@tiptap/pm/model";
import { TextSelection, type Transaction } from "@tiptap/pm/state";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { paragraph, storyDocument } from "#lib/document/build.ts";
import { FieldStep } from "#lib/document/steps.ts";
import { newId } from "#lib/ids.ts";
import { insertPlaces } from "../pictures/insert-picture.ts";
import { Desk, pastedBlocks, textParagraph } from "../testing/desk.ts";
import { Suggester } from "../testing/suggester.ts";
import { toggleList } from "../writing/block-commands.ts";
import { pasteByZone } from "../writing/paste.ts";
import { confirmedDoc } from "./collab.ts";
import { receive } from "./receive.ts";

const story = (...texts: string[]): Node =>
  storyDocument({ headline: "", standfirst: "", body: texts.map((text) => paragraph(text)) });
const body = (desk: Desk): string[] => {
  const texts: string[] = [];
  desk.state.doc.descendants((node) => {
    if (node.type.name === "paragraph") texts.push(node.textContent);
    return !node.isTextblock;
  });
  return texts;
};
const write = (...texts: string[]): Desk => {
  const desk = new Desk(story(...texts));
  desk.into("paragraph");
  return desk;
};

let now = 0;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
  now = Date.parse("2026-11-28T09:00:00Z");
  vi.setSystemTime(now);
  return () => vi.useRealTimers();
});
const wait = (ms: number): void => {
  now += ms;
  vi.setSystemTime(now);
};

/** The text after each undo, until nothing is left to undo. */
function backwards(desk: Desk): string[] {
  const seen: string[] = [];
  while (desk.press("Mod-z")) seen.push(body(desk).join("|"));
  return seen;
}

/** An input method: each text replaces the one before. */
function compose(desk: Desk, id: number, ...texts: string[]): void {
  const from = desk.state.selection.from;
  for (const text of texts)
    desk.dispatch(desk.state.tr.insertText(text, from, desk.state.selection.to).setMeta("composition", id));
}
const paste = (desk: Desk, ...texts: string[]): void => {
  const { tr } = desk.state;
  const slice = pastedBlocks(...texts.map(textParagraph));
  const pasted: Transaction = pasteByZone(tr, slice) ?? tr.replaceSelection(slice);
  desk.dispatch(pasted.setMeta("paste", true).setMeta("uiEvent", "paste"));
};
/** A colleague writes at the start of the first paragraph. */
function theyWrite(desk: Desk, text: string): void {
  const theirs = new Desk(confirmedDoc(desk.state));
  theirs.into("paragraph");
  const { steps } = theirs.state.tr.insertText(text);
  desk.dispatch(
    receive(desk.state, steps, [{ clientId: "theirs", personId: "p2" }], { clientId: "ours", personId: "p1" }).tr,
  );
}

describe("one undo of typing", () => {
  test("undo reverts the text after Enter, then Enter, then the text before it", () => {
    const desk = write("");
    desk.type("One");
    desk.press("Enter");
    desk.type("Two");
    expect(backwards(desk)).toEqual(["One|", "One", ""]);
  });
  test("undo reverts a few words of a long run, never part of a word", () => {
    const desk = write("");
    const text = "We went to the station before the first train had left, and waited there";
    desk.type(text);
    const steps = [text, ...backwards(desk)];
    expect(steps.length).toBeGreaterThan(3);
    steps.slice(1).forEach((shorter, i) => {
      const taken = steps[i]?.slice(shorter.length) ?? "";
      expect(taken).toMatch(/^\S/);
      expect(taken.trim().split(" ").length).toBeLessThanOrEqual(6);
    });
  });
  test("one undo of typing ends at the end of a sentence", () => {
    const desk = write("");
    desk.type("It ran. He left.” Why? So");
    expect(backwards(desk)).toEqual(["It ran. He left.” Why? ", "It ran. He left.” ", "It ran. ", ""]);
  });
  test("one undo of typing ends at the end of a sentence in scripts without spaces", () => {
    const desk = write("");
    desk.type("雨。晴れ");
    expect(backwards(desk)).toEqual(["雨。", ""]);
  });
  test("one undo of typing is limited in scripts without spaces", () => {
    const desk = write("");
    desk.type("ก".repeat(150));
    expect(backwards(desk).length).toBeGreaterThan(1);
  });
  test("one undo of typing ends at a pause", () => {
    const desk = write("");
    desk.type("One");
    wait(700);
    desk.type("Two");
    expect(backwards(desk)).toEqual(["One", ""]);
  });
  test("undo keeps an emoji of several code points in its word", () => {
    const desk = write("");
    desk.type("Go ");
    for (const sign of ["👨‍👩‍👧", "!"]) desk.dispatch(desk.state.tr.insertText(sign));
    expect(backwards(desk)).toEqual([""]);
  });
  test("one undo of typing ends where the caret was moved, even if it came back", () => {
    const desk = write("");
    desk.type("One");
    const at = desk.state.selection.from;
    desk.select(at - 1);
    desk.select(at);
    desk.type("Two");
    expect(backwards(desk)).toEqual(["One", ""]);
  });
  test("undo separates typing from deleting", () => {
    const desk = write("");
    desk.type("One");
    const erase = () => desk.dispatch(desk.state.tr.delete(desk.state.selection.from - 1, desk.state.selection.from));
    erase();
    erase();
    desk.type("ff");
    expect(backwards(desk)).toEqual(["O", "One", ""]);
  });
  test("undo separates Backspace from Delete", () => {
    const desk = write("abcdef");
    desk.caretAt("abc", "after");
    const { from } = desk.state.selection;
    desk.dispatch(desk.state.tr.delete(from - 1, from));
    desk.dispatch(desk.state.tr.delete(from - 1, from));
    expect(backwards(desk)).toEqual(["abdef", "abcdef"]);
  });
  test("undo restores a selection that was typed over", () => {
    const desk = write("The old tram");
    desk.caretAt("tram", "after");
    desk.type("s");
    desk.selectWords("old");
    desk.type("new");
    expect(backwards(desk)).toEqual(["The old trams", "The old tram"]);
  });
  test("undo restores a selection that was reported only with the typing", () => {
    const desk = write("The old tram");
    desk.caretAt("old", "after");
    const at = desk.find("old");
    desk.dispatch(desk.state.tr.insertText("n", at, at + 3));
    desk.type("ew");
    expect(backwards(desk)).toEqual(["The old tram"]);
  });
  test("one undo of typing ends at a caret move that was reported only with the typing", () => {
    const desk = write("The old tram");
    desk.caretAt("tram", "after");
    desk.type("s");
    const at = desk.find("old");
    const { tr } = desk.state;
    tr.insertText("c", at, at);
    desk.dispatch(tr.setSelection(TextSelection.create(tr.doc, at + 1)));
    desk.type("old");
    expect(backwards(desk)).toEqual(["The old trams", "The old tram"]);
  });
  test("undo separates deleting a selection from typing in its place", () => {
    const desk = write("The old tram");
    desk.selectWords("old");
    desk.dispatch(desk.state.tr.deleteSelection());
    desk.type("new");
    expect(backwards(desk)).toEqual(["The  tram", "The old tram"]);
  });
  test("redo repeats the same events as undo", () => {
    const desk = write("");
    desk.type("One");
    desk.press("Enter");
    desk.type("Two");
    const seen = ["One|Two", ...backwards(desk)].toReversed().slice(1);
    const again: string[] = [];
    while (desk.press("Mod-y")) again.push(body(desk).join("|"));
    expect(again).toEqual(seen);
  });
});

describe("undo keeps apart from typing", () => {
  test("undo separates a paste from typing within 0.6 s before and after it", () => {
    const desk = write("");
    desk.type("One ");
    paste(desk, "pasted");
    desk.type(" two");
    paste(desk, "x");
    expect(backwards(desk)).toEqual(["One pasted two", "One pasted", "One ", ""]);
  });
  test("undo separates formatting from typing, even when it is set for the next letter", () => {
    const desk = write("");
    desk.type("One ");
    desk.press("Mod-b");
    desk.type("two");
    desk.press("Mod-b");
    desk.type("!");
    expect(backwards(desk)).toEqual(["One two", "One ", ""]);
    desk.type("One");
    desk.selectWords("One");
    desk.press("Mod-b");
    desk.press("Mod-i");
    expect(backwards(desk)).toEqual(["One", "One", ""]);
  });
  test("undo separates a list and an arriving picture from typing", () => {
    const desk = write("");
    desk.type("One");
    desk.run(toggleList("bulletList"));
    desk.type("Two");
    expect(backwards(desk)).toEqual(["One", "One", ""]);
    desk.type("One");
    desk.dispatch(insertPlaces(desk.state, desk.state.selection.$from.after(1), ["figure-0001"]));
    desk.type("Two");
    desk.press("Mod-z");
    expect(desk.lines).toContain("caption: ");
    expect(body(desk)[0]).toBe("One");
    desk.press("Mod-z");
    expect(desk.lines).not.toContain("caption: ");
    expect(body(desk)[0]).toBe("One");
  });
  test("undo separates dictated words from typing", () => {
    const desk = write("");
    desk.type("One ");
    desk.dispatch(desk.state.tr.insertText("two three"));
    desk.type("!");
    expect(backwards(desk)).toEqual(["One two three", "One ", ""]);
  });
});

describe("undo of an input method", () => {
  test("one undo reverts a whole composition of an input method", () => {
    const desk = write("");
    desk.type("One ");
    const from = desk.state.selection.from;
    for (const text of ["や", "やま", "山", "山田"]) {
      wait(900);
      const { to } = desk.state.selection;
      desk.dispatch(desk.state.tr.insertText(text, from, to).setMeta("composition", 1));
    }
    compose(desk, 2, "は", "花");
    desk.type("x");
    expect(backwards(desk)).toEqual(["One 山田花", "One 山田", "One ", ""]);
  });
  test("undo keeps an accented letter from a dead key in its word", () => {
    const desk = write("");
    desk.type("caf");
    compose(desk, 1, "´", "é");
    desk.type("s");
    expect(backwards(desk)).toEqual([""]);
  });
  test("undo keeps the full stop of an input method with the word before it", () => {
    const desk = write("");
    compose(desk, 1, "wo", "word");
    desk.type(". ");
    compose(desk, 2, "next");
    expect(backwards(desk)).toEqual(["word. ", ""]);
  });
});

describe("what others do meanwhile", () => {
  test("a colleague's change does not split a run of typing", () => {
    const desk = write("-");
    desk.caretAt("-", "after");
    desk.type("One");
    theyWrite(desk, "They: ");
    desk.type("Two");
    expect(backwards(desk)).toEqual(["They: -"]);
  });
  test("undo in the text does not revert a field changed in the panel", () => {
    const desk = write("");
    desk.type("One");
    desk.dispatch(desk.state.tr.step(new FieldStep(null, "place", "", "Basel")).setMeta("addToHistory", false));
    desk.type("Two");
    expect(backwards(desk)).toEqual([""]);
    expect(desk.state.doc.attrs.place).toBe("Basel");
  });
});

describe("undo while suggesting", () => {
  const suggest = (text: string) => {
    const desk = new Suggester(story(text), newId());
    desk.into("paragraph");
    return desk;
  };
  test("undo of suggested typing follows the same rules", () => {
    const desk = suggest("");
    desk.type("It ran. So");
    desk.press("Enter");
    desk.type("Two");
    expect(backwards(desk)).toEqual(["It ran. So|", "It ran. So", "It ran. ", ""]);
  });
  test("one undo reverts a run of Backspace that strikes words out", () => {
    const desk = suggest("One two");
    const before = desk.state.doc;
    desk.caretAt("two", "after");
    for (let i = 0; i < 3; i++)
      desk.dispatch(desk.state.tr.delete(desk.state.selection.from - 1, desk.state.selection.from));
    desk.press("Mod-z");
    expect(desk.state.doc.eq(before)).toBe(true);
    expect(desk.press("Mod-z")).toBe(false);
  });
  test("undo never restores words of an input method without their suggestion mark", () => {
    const desk = suggest("");
    desk.type("One ");
    desk.composing = true;
    compose(desk, 1, "や", "山");
    desk.composing = false;
    desk.proposing.settle(desk.view);
    expect(backwards(desk)).toEqual(["One ", ""]);
  });
});
