import { expect, test } from "vitest";
import { noteToEditors } from "./blocks/note-to-editors/block.ts";
import { bold, figure, paragraph, storyDocument } from "./build.ts";
import { textBeyond } from "./overflow.ts";
import { documentSchema } from "./schema.ts";

const beyond = (doc: ReturnType<typeof storyDocument>, limit: number): string[] =>
  textBeyond(doc, limit).map(({ from, to }) => doc.textBetween(from, to, "|", "|"));

test("begins behind the last word that fits, and holds all text after it", () => {
  const doc = storyDocument({
    headline: "Two words",
    body: [paragraph(["One ", ...bold("two"), " three four."]), paragraph("Five six.")],
  });
  expect(beyond(doc, 5)).toEqual([" four.", "Five six."]);
  expect(beyond(doc, 6)).toEqual(["Five six."]);
  expect(beyond(doc, 8)).toEqual([]);
  expect(beyond(doc, 0)).toEqual(["Two words", "One two three four.", "Five six."]);
});

test("neither counts nor contains kicker, captions and notes to editors", () => {
  const doc = storyDocument({
    kicker: "A kicker of words",
    headline: "Head",
    body: [figure({ picture: null, caption: "A caption" }), noteToEditors("A note"), paragraph("One two")],
  });
  expect(beyond(doc, 2)).toEqual([" two"]);
});

test("does not count suggested words", () => {
  const mark = documentSchema.mark("insertion", { id: "a", person: null, at: null });
  const doc = storyDocument({ headline: "", body: [paragraph("one two")] });
  const line = doc.child(2);
  const changed = doc.copy(
    doc.content.replaceChild(2, line.copy(line.content.addToStart(documentSchema.text("new words ", [mark])))),
  );
  expect(beyond(changed, 1)).toEqual([" two"]);
});
