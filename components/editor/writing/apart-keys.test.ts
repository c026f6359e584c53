import { describe, expect, test } from "vitest";
import { codeBlock } from "#lib/document/blocks/code/block.ts";
import { noteToEditors } from "#lib/document/blocks/note-to-editors/block.ts";
import { paragraph, type StoryParts, storyDocument } from "#lib/document/build.ts";
import { guardDocument } from "#lib/document/guard.ts";
import { Desk } from "../testing/desk.ts";
import { insertCode, insertNoteToEditors } from "./apart-keys.ts";

const write = (...body: NonNullable<StoryParts["body"]>): Desk => new Desk(storyDocument({ body }));
function body(desk: Desk): string[] {
  guardDocument(desk.state.doc);
  return desk.state.doc.children.slice(2).map((node) => `${node.type.name}: ${node.textContent}`);
}

describe("writing a note to editors", () => {
  test("inserts an empty note with the caret in it, and Enter goes on in a paragraph", () => {
    const desk = write(paragraph("One"));
    desk.caretAt("One", "after");
    desk.run(insertNoteToEditors);
    desk.type("Call Ada");
    desk.press("Enter");
    desk.type("Two");
    expect(body(desk)).toEqual(["paragraph: One", "noteToEditors: Call Ada", "paragraph: Two"]);
  });

  test("Backspace removes an empty note", () => {
    const desk = write(paragraph("One"), noteToEditors());
    desk.into("noteToEditors");
    desk.press("Backspace");
    desk.type("Two");
    expect(body(desk)).toEqual(["paragraph: One", "paragraph: Two"]);
  });

  test("no key at its borders joins its text with the text of the story", () => {
    for (const [place, side, key] of [
      ["One", "after", "Delete"],
      ["Secret", "before", "Backspace"],
      ["Secret", "after", "Delete"],
      ["Two", "before", "Backspace"],
    ] as const) {
      const desk = write(paragraph("One"), noteToEditors("Secret"), paragraph("Two"));
      desk.caretAt(place, side);
      desk.press(key);
      expect(body(desk)).toEqual(["paragraph: One", "noteToEditors: Secret", "paragraph: Two"]);
    }
  });

  test("deleting a selection across its border keeps the rest of the note apart", () => {
    for (const [from, to, left] of [
      ["One", "Secret", ["paragraph: O", "noteToEditors: cret", "paragraph: Two"]],
      ["Secret", "Two", ["paragraph: One", "noteToEditors: S", "paragraph: o"]],
    ] as const)
      for (const key of ["Backspace", "Delete"]) {
        const desk = write(paragraph("One"), noteToEditors("Secret"), paragraph("Two"));
        desk.select(desk.find(from) + 1, desk.find(to) + 2);
        desk.press(key);
        expect(body(desk)).toEqual(left);
      }
  });
});

describe("writing code", () => {
  test("Enter begins a new line, and in an empty last line leaves the code", () => {
    const desk = write(paragraph("One"));
    desk.caretAt("One", "after");
    desk.run(insertCode);
    desk.type("a {");
    desk.press("Enter");
    desk.type("  b");
    desk.press("Enter");
    desk.press("Enter");
    desk.type("Two");
    expect(body(desk)).toEqual(["paragraph: One", "codeBlock: a {\n  b", "paragraph: Two"]);
  });

  test("no key at its borders joins it with other text, and Backspace removes it while it is empty", () => {
    for (const [place, side, key] of [
      ["One", "after", "Delete"],
      ["code", "before", "Backspace"],
      ["code", "after", "Delete"],
      ["Two", "before", "Backspace"],
    ] as const) {
      const desk = write(paragraph("One"), codeBlock("code"), paragraph("Two"));
      desk.caretAt(place, side);
      desk.press(key);
      expect(body(desk)).toEqual(["paragraph: One", "codeBlock: code", "paragraph: Two"]);
    }
    const desk = write(paragraph("One"), codeBlock());
    desk.into("codeBlock");
    desk.press("Backspace");
    expect(body(desk)).toEqual(["paragraph: One", "paragraph: "]);
  });
});
