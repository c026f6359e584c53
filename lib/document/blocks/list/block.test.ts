import { expect, test } from "vitest";
import { orderedList, storyDocument } from "../../build.ts";
import { copiedText } from "../../copied-text.ts";
import { toFeedHtml } from "../../feed.ts";
import { signOfItem } from "./block.ts";

test("counts items in letters and Roman numerals, and in numbers where those end", () => {
  expect([1, 26, 27, 703].map((number) => signOfItem(number, "lowerAlpha"))).toEqual(["a", "z", "aa", "aaa"]);
  expect([1, 4, 9, 40, 1994].map((number) => signOfItem(number, "upperRoman"))).toEqual([
    "I",
    "IV",
    "IX",
    "XL",
    "MCMXCIV",
  ]);
  expect([signOfItem(0, "lowerRoman"), signOfItem(5000, "upperRoman"), signOfItem(3, "decimal")]).toEqual([
    "0",
    "5000",
    "3",
  ]);
});

test("feeds and copied text count a list as the page does", () => {
  const doc = storyDocument({ body: [orderedList(["one", "two"], 3, "lowerAlpha")] });
  expect(toFeedHtml(doc, { pictureUrl: () => null, storyLink: () => null })).toBe(
    '<ol type="a" start="3"><li>one</li><li>two</li></ol>',
  );
  expect(copiedText(doc.content)).toBe("c. one\nd. two");
});
