import { expect, test } from "vitest";
import { noteToEditors } from "./blocks/note-to-editors/block.ts";
import { figure, lineBreak, paragraph, storyDocument } from "./build.ts";
import { budgetOf, countsOfRange, countsOfStory } from "./counts.ts";
import { documentSchema } from "./schema.ts";

test("counts words and characters of headline and text, and no captions", () => {
  const doc = storyDocument({
    kicker: "Harbour",
    headline: "Ferry late",
    body: [paragraph("It is late."), figure({ picture: null, caption: "The ferry" })],
  });
  expect(countsOfStory(doc)).toEqual({ words: 5, characters: 21, charactersWithoutSpaces: 18, minutes: 1 });
});

test("counts no note to editors", () => {
  const doc = storyDocument({ headline: "", body: [paragraph("One"), noteToEditors("Call Ada")] });
  expect(countsOfStory(doc)).toMatchObject({ words: 1, characters: 3 });
});

test("counts a letter with its accent and an emoji as one character each", () => {
  const doc = storyDocument({ headline: "e\u0301 👩‍👩‍👧" });
  expect(countsOfStory(doc).characters).toBe(3);
});

test("does not count line breaks as characters", () => {
  const doc = storyDocument({ headline: "", body: [paragraph(["one", lineBreak(), "two"])] });
  expect(countsOfStory(doc)).toMatchObject({ words: 2, characters: 6 });
});

test("counts a part of a paragraph, and words on both sides of a border", () => {
  const doc = storyDocument({ headline: "", body: [paragraph("one two three"), paragraph("four five")] });
  const first = 5; // behind the borders of headline, standfirst and paragraph
  expect(countsOfRange(doc, first, first + 7)).toMatchObject({ words: 2, characters: 7 });
  expect(countsOfRange(doc, first + 8, first + 13 + 2 + 4)).toMatchObject({ words: 2, characters: 9 });
});

test("leaves suggested words out of the counts of story and selection", () => {
  const mark = documentSchema.mark("insertion", { id: "a", person: null, at: null });
  const doc = storyDocument({ headline: "", body: [paragraph("one")] });
  const line = doc.child(2);
  const longer = line.copy(line.content.addToEnd(documentSchema.text(" two", [mark])));
  const changed = doc.copy(doc.content.replaceChild(2, longer));
  expect(countsOfStory(changed).words).toBe(1);
  expect(countsOfRange(changed, 0, changed.content.size).words).toBe(1);
});

test("says how many words are over or left of the wanted length", () => {
  expect(budgetOf(840, 800)).toEqual({ over: 40 });
  expect(budgetOf(800, 800)).toEqual({ left: 0 });
  expect(budgetOf(760, 800)).toEqual({ left: 40 });
  expect(budgetOf(760, null)).toBeNull();
});

test("rounds the reading time to whole minutes and never to none", () => {
  const minutes = (words: number) =>
    countsOfStory(storyDocument({ headline: "", body: [paragraph("word ".repeat(words))] })).minutes;
  expect([minutes(0), minutes(230), minutes(600)]).toEqual([1, 1, 3]);
});
