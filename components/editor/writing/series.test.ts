import { describe, expect, test } from "vitest";
import { noteToEditors } from "#lib/document/blocks/note-to-editors/block.ts";
import { qa } from "#lib/document/blocks/qa/block.ts";
import { paragraph, type StoryParts, storyDocument } from "#lib/document/build.ts";
import { guardDocument } from "#lib/document/guard.ts";
import { documentSchema } from "#lib/document/schema.ts";
import { titledBox } from "#lib/document/titled-box.ts";
import { Desk, pastedBlocks } from "../testing/desk.ts";
import { insertRelated, insertSeries } from "./block-commands.ts";
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

describe.each(["qa", "timelineEvent", "entry"])("writing a series of %s", (name) => {
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
    const desk = write(titledBox(name, "", [paragraph("One")]));
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

test("stories that are chosen in a series box become its parts, in order, and elsewhere cards of their own", () => {
  const [one, two] = [1, 2].map((number) => `0190a6c0-0000-7000-8000-00000000000${number}`) as [string, string];
  const desk = write(paragraph("Before"));
  desk.caretAt("Before", "after");
  desk.run(insertSeries);
  desk.type("The strike");
  const choose = (story: string) => {
    const tr = insertRelated(desk.state, story);
    if (tr) desk.dispatch(tr);
  };
  choose(one);
  choose(two);
  guardDocument(desk.state.doc);
  const box = desk.state.doc.child(3);
  expect([box.type.name, box.child(0).textContent, ...box.children.slice(1).map(({ attrs }) => attrs.story)]).toEqual([
    "series",
    "The strike",
    one,
    two,
  ]);
  desk.caretAt("Before", "after");
  choose(one);
  expect(desk.state.doc.child(3).type.name).toBe("relatedStory");
});
