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

/** What the text is after each undo, until nothing is left to take back. */
function backwards(desk: Desk): string[] {
  const seen: string[] = [];
  while (desk.press("Mod-z")) seen.push(body(desk).join("|"));
  return seen;
}

/** An input method at work: each text replaces the one before. */
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
/** Somebody else writes at the start of the first paragraph. */
function theyWrite(desk: Desk, text: string): void {
  const theirs = new Desk(confirmedDoc(desk.state));
  theirs.into("paragraph");
  const { steps } = theirs.state.tr.insertText(text);
  desk.dispatch(
    receive(desk.state, steps, [{ clientId: "theirs", personId: "p2" }], { clientId: "ours", personId: "p1" }).tr,
  );
}

describe("one undo of typing", () => {
  test("takes back what follows Enter, then Enter, then what was typed before it", () => {
    const desk = write("");
    desk.type("One");
    desk.press("Enter");
    desk.type("Two");
    expect(backwards(desk)).toEqual(["One|", "One", ""]);
  });
  test("takes back a few words of a long run, never a part of a word", () => {
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
  test("ends at the end of a sentence", () => {
    const desk = write("");
    desk.type("It ran. He left.” Why? So");
    expect(backwards(desk)).toEqual(["It ran. He left.” Why? ", "It ran. He left.” ", "It ran. ", ""]);
  });
  test("ends at the end of a sentence in scripts without spaces", () => {
    const desk = write("");
    desk.type("雨。晴れ");
    expect(backwards(desk)).toEqual(["雨。", ""]);
  });
  test("is limited where a script has no spaces", () => {
    const desk = write("");
    desk.type("ก".repeat(150));
    expect(backwards(desk).length).toBeGreaterThan(1);
  });
  test("ends where a pause was made", () => {
    const desk = write("");
    desk.type("One");
    wait(700);
    desk.type("Two");
    expect(backwards(desk)).toEqual(["One", ""]);
  });
  test("keeps a flag or a family of several code points in its word", () => {
    const desk = write("");
    desk.type("Go ");
    for (const sign of ["👨‍👩‍👧", "!"]) desk.dispatch(desk.state.tr.insertText(sign));
    expect(backwards(desk)).toEqual([""]);
  });
  test("ends where the caret was moved, also when it came back", () => {
    const desk = write("");
    desk.type("One");
    const at = desk.state.selection.from;
    desk.select(at - 1);
    desk.select(at);
    desk.type("Two");
    expect(backwards(desk)).toEqual(["One", ""]);
  });
  test("ends where typing turns into deleting and back", () => {
    const desk = write("");
    desk.type("One");
    const erase = () => desk.dispatch(desk.state.tr.delete(desk.state.selection.from - 1, desk.state.selection.from));
    erase();
    erase();
    desk.type("ff");
    expect(backwards(desk)).toEqual(["O", "One", ""]);
  });
  test("tells Backspace from Delete", () => {
    const desk = write("abcdef");
    desk.caretAt("abc", "after");
    const { from } = desk.state.selection;
    desk.dispatch(desk.state.tr.delete(from - 1, from));
    desk.dispatch(desk.state.tr.delete(from - 1, from));
    expect(backwards(desk)).toEqual(["abdef", "abcdef"]);
  });
  test("brings back a selection with what was typed over it", () => {
    const desk = write("The old tram");
    desk.caretAt("tram", "after");
    desk.type("s");
    desk.selectWords("old");
    desk.type("new");
    expect(backwards(desk)).toEqual(["The old trams", "The old tram"]);
  });
  test("brings back a selection that was made so quickly that only the typing shows it", () => {
    const desk = write("The old tram");
    desk.caretAt("old", "after");
    const at = desk.find("old");
    desk.dispatch(desk.state.tr.insertText("n", at, at + 3));
    desk.type("ew");
    expect(backwards(desk)).toEqual(["The old tram"]);
  });
  test("ends where the caret was moved so quickly that only the typing shows it", () => {
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
  test("keeps a deleted selection apart from what is typed in its place", () => {
    const desk = write("The old tram");
    desk.selectWords("old");
    desk.dispatch(desk.state.tr.deleteSelection());
    desk.type("new");
    expect(backwards(desk)).toEqual(["The  tram", "The old tram"]);
  });
  test("is mirrored by redo", () => {
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
  test("a paste within 0.6 s before and after it", () => {
    const desk = write("");
    desk.type("One ");
    paste(desk, "pasted");
    desk.type(" two");
    paste(desk, "x");
    expect(backwards(desk)).toEqual(["One pasted two", "One pasted", "One ", ""]);
  });
  test("a format, also one that is set for what comes next", () => {
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
  test("a list and a picture that arrives meanwhile", () => {
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
  test("several words that come in at once, as from dictation", () => {
    const desk = write("");
    desk.type("One ");
    desk.dispatch(desk.state.tr.insertText("two three"));
    desk.type("!");
    expect(backwards(desk)).toEqual(["One two three", "One ", ""]);
  });
});

describe("undo of an input method", () => {
  test("takes back one composition, however often its words changed and long it took", () => {
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
  test("keeps a letter with an accent from a dead key in its word", () => {
    const desk = write("");
    desk.type("caf");
    compose(desk, 1, "´", "é");
    desk.type("s");
    expect(backwards(desk)).toEqual([""]);
  });
  test("keeps a full stop with the word before it", () => {
    const desk = write("");
    compose(desk, 1, "wo", "word");
    desk.type(". ");
    compose(desk, 2, "next");
    expect(backwards(desk)).toEqual(["word. ", ""]);
  });
});

describe("what others do meanwhile", () => {
  test("neither ends nor breaks a run", () => {
    const desk = write("-");
    desk.caretAt("-", "after");
    desk.type("One");
    theyWrite(desk, "They: ");
    desk.type("Two");
    expect(backwards(desk)).toEqual(["They: -"]);
  });
  test("and a field that the panel changes is not undone in the text", () => {
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
  test("takes back typing by the same rules", () => {
    const desk = suggest("");
    desk.type("It ran. So");
    desk.press("Enter");
    desk.type("Two");
    expect(backwards(desk)).toEqual(["It ran. So|", "It ran. So", "It ran. ", ""]);
  });
  test("takes back a run of Backspace, which only strikes words out, at once", () => {
    const desk = suggest("One two");
    const before = desk.state.doc;
    desk.caretAt("two", "after");
    for (let i = 0; i < 3; i++)
      desk.dispatch(desk.state.tr.delete(desk.state.selection.from - 1, desk.state.selection.from));
    desk.press("Mod-z");
    expect(desk.state.doc.eq(before)).toBe(true);
    expect(desk.press("Mod-z")).toBe(false);
  });
  test("never brings back words of an input method that are no suggestion", () => {
    const desk = suggest("");
    desk.type("One ");
    desk.composing = true;
    compose(desk, 1, "や", "山");
    desk.composing = false;
    desk.proposing.settle(desk.view);
    expect(backwards(desk)).toEqual(["One ", ""]);
  });
});
