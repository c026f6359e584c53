import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { distance } from "./distance.ts";
import * as marks from "./marks.ts";

const markText = (text: string, isHit: marks.IsHit) => marks.markText(marks.readText(text), isHit);
const excerptOf = (text: string, isHit: marks.IsHit) => marks.excerptOf(marks.readText(text), isHit);
const looking =
  (...wanted: string[]): marks.IsHit =>
  ({ folded }) => {
    const which = wanted.findIndex((word) => folded.startsWith(word));
    return which < 0 ? null : which;
  };
const written = (found: ReturnType<typeof markText>) =>
  found.map(({ text, isHit }) => (isHit ? `[${text}]` : text)).join("");

describe("marks of hits", () => {
  test("surround hits, join neighbours, and change no letter", () => {
    expect(written(markText("Night ferry returns: the Ferries’ cafés", looking("night", "ferr", "cafe")))).toBe(
      "[Night ferry] returns: the [Ferries]’ [cafés]",
    );
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const found = markText(text, looking("a", "e", "日"));
        expect(found.map((mark) => mark.text).join("")).toBe(text.replace(/\s+/g, " ").trim());
      }),
    );
  });

  test("surround pairs of characters in scripts without spaces", () => {
    expect(written(markText("昨日の東京都庁", looking("東京", "京都")))).toBe("昨日の[東京都]庁");
  });
});

describe("excerpts", () => {
  const filler = "Nothing of it is here, and there is more of that. ".repeat(20);
  test("begin between words, where most of the hits are", () => {
    const text = `${filler}A ferry alone. ${filler}The night was long before the ferry came to the pier at last. ${filler}`;
    const found = written(excerptOf(text, looking("night", "ferr")));
    expect(found).toMatch(/^The \[night\] was long before the \[ferry\] came/);
    expect(found.length).toBeLessThan(260);
    expect(found.endsWith("…")).toBe(true);
  });

  test("are empty without a hit, and contain the hit wherever it is", () => {
    expect(excerptOf(filler, looking("ferr"))).toEqual([]);
    for (const before of [0, 1, 30, 200, 500])
      expect(written(excerptOf(`${"x".repeat(before)} ferry ${"y".repeat(400)}`, looking("ferr")))).toContain(
        "[ferry]",
      );
  });
});

test("counts letters that are inserted, deleted, replaced or swapped", () => {
  for (const [a, b, letters] of [
    ["ferry", "ferry", 0],
    ["feryr", "ferry", 1],
    ["fery", "ferry", 1],
    ["berry", "ferry", 1],
    ["calaway", "calloway", 2],
    ["kitten", "sitting", 3],
    ["", "abc", 3],
    ["abc", "", 3],
  ] as const)
    expect(distance(a, b), `${a} ${b}`).toBe(letters);
});

test.each([
  ["“He left at dawn.” He has applied for a harbour licence.", "He has applied for a harbour licence."],
  ['"He left at dawn." He has applied for a harbour licence.', "He has applied for a harbour licence."],
  ["„Er ging früh.“ Er hat für den harbour geboten.", "Er hat für den harbour geboten."],
  ["« Il est parti. » Il a choisi le harbour.", "Il a choisi le harbour."],
  ["(They left.) It cost 1.5 million to dredge the harbour.", "It cost 1.5 million to dredge the harbour."],
  ["She said: “Dredge the harbour.”", "She said: “Dredge the harbour.”"],
])("begins an excerpt with its sentence, never with the end of the one before: %s", (text, expected) => {
  const excerpt = marks.excerptOf(marks.readText(text), ({ folded }) => (folded === "harbour" ? 0 : null));
  expect(excerpt.map((mark) => mark.text).join("")).toBe(expected);
});

test("begins an excerpt from the middle of a sentence with a word", () => {
  const before = "They said “we will dredge it when the money is there and not one day before that,” ".repeat(2);
  const text = `${before}and so on about the old harbour of the town`;
  const [first, second] = marks.excerptOf(marks.readText(text), ({ folded }) => (folded === "harbour" ? 0 : null));
  expect(first?.text).toBe("…");
  expect(second?.text).toMatch(/^[\p{L}“]/u);
});
