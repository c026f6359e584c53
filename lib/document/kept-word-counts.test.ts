import { expect, test, vi } from "vitest";
import { keptWordCount } from "./text.ts";

test("word counts of two million characters are kept, and a text is counted again after more than that", () => {
  keptWordCount("x".repeat(2_000_000), "en"); // fills the cache, so that the next text removes what other tests left in it
  const counting = vi.spyOn(Intl.Segmenter.prototype, "segment");
  const countedFor = (text: string) => {
    counting.mockClear();
    keptWordCount(text, "en");
    return counting.mock.calls.length;
  };
  const first = "The first of many paragraphs";
  expect([countedFor(first), countedFor(first)]).toEqual([1, 0]);
  const long = (which: number) => `${which} ${"x".repeat(190_000)}`;
  for (let which = 0; which < 10; which++) countedFor(long(which));
  expect([countedFor(first), countedFor(long(0))]).toEqual([0, 0]);
  countedFor(long(10));
  expect([countedFor(first), countedFor(first), countedFor(long(10))]).toEqual([1, 0, 0]);
});
