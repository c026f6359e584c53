import { describe, expect, test } from "vitest";
import { noteToEditors } from "#lib/document/blocks/note-to-editors/block.ts";
import { qa } from "#lib/document/blocks/qa/block.ts";
import { timelineEvent } from "#lib/document/blocks/timeline/block.ts";
import { paragraph, type StoryParts, storyDocument } from "#lib/document/build.ts";
import { guardDocument } from "#lib/document/guard.ts";
import { documentSchema } from "#lib/document/schema.ts";
import { Desk, pastedBlocks } from "../testing/desk.ts";
import { insertBox } from "./boxes.ts";
import { pasteByZone } from "./paste.ts";

const write = (...body: NonNullable<StoryParts["body"]>): Desk => new Desk(storyDocument({ body }));
function body(desk: Desk): string[] {
  guardDocument(desk.state.doc);
  return desk.state.doc.children
    .slice(2)
    .map((node) =>
      node.isTextblock
        ? `${node.type.name}: ${node.textContent}`
        : `${node.type.name}: ${node.children.map((child) => child.textContent).join(" | ")}`,
    );
}

describe.each(["qa", "timelineEvent"])("writing a series of %s", (name) => {
  test("Enter in an empty last paragraph begins the next one, and in an empty one ends the series", () => {
    const desk = write(paragraph("Before"));
    desk.caretAt("Before", "after");
    desk.run(insertBox(name));
    for (const [title, text] of [
      ["A", "One"],
      ["B", "Two"],
    ] as const) {
      desk.type(title);
      desk.press("Enter");
      desk.type(text);
      desk.press("Enter");
      desk.press("Enter");
    }
    desk.press("Enter");
    desk.type("After");
    expect(body(desk)).toEqual(["paragraph: Before", `${name}: A | One`, `${name}: B | Two`, "paragraph: After"]);
  });

  test("Backspace in an empty title keeps the text under it", () => {
    const desk = write(name === "qa" ? qa("", [paragraph("One")]) : timelineEvent("", [paragraph("One")]));
    desk.into(`${name}Title`);
    desk.press("Backspace");
    expect(body(desk)).toEqual(["paragraph: One"]);
  });
});

test("a note to editors that is pasted into a box is put after it", () => {
  const desk = write(qa("A", [paragraph("One")]));
  desk.caretAt("One", "after");
  const note = documentSchema.nodeFromJSON(noteToEditors("Secret"));
  const tr = pasteByZone(desk.state.tr, pastedBlocks(note));
  if (tr) desk.dispatch(tr);
  expect(body(desk)).toEqual(["qa: A | One", "noteToEditors: Secret"]);
});
