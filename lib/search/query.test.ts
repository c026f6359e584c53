import { describe, expect, test } from "vitest";
import { cleanQuery, maxWords, parseQuery, writeQuery } from "./query.ts";

const read = (text: string) =>
  parseQuery(text).parts.map(({ words, isQuoted, isMinus }) => [
    `${isMinus ? "-" : ""}${words.map(({ plain }) => plain).join(" ")}`,
    isQuoted,
  ]);

describe("search query", () => {
  test("is parsed into words, phrases and excluded words", () => {
    expect(read('Night "city council" -tram -"old bridge" night-ferry')).toEqual([
      ["night", false],
      ["city council", true],
      ["-tram", false],
      ["-old bridge", true],
      ["night ferry", false],
    ]);
  });

  test("accepts curly quotes, an open quote and a dash without a word", () => {
    expect(read("“city council”")).toEqual([["city council", true]]);
    expect(read('ferry "city council')).toEqual([
      ["ferry", false],
      ["city council", true],
    ]);
    expect(read("- -- ferry – boat")).toEqual([
      ["ferry", false],
      ["boat", false],
    ]);
  });

  test.each(["", "   ", '""', "-", "!!! &|:* <->", "🎉🎉", "\u0000\u0001", "'", "\\"])(
    "is empty without a word: %j",
    (text) => {
      expect(parseQuery(cleanQuery(text)).parts).toEqual([]);
    },
  );

  test("has at most twelve words and says if some were dropped", () => {
    const { parts, isCut } = parseQuery("word ".repeat(40));
    expect([parts.length, isCut]).toEqual([maxWords, true]);
    expect(parseQuery("ferry").isCut).toBe(false);
  });

  test("is cut to a length that can be shown, whatever its characters", () => {
    expect(cleanQuery(`a\u0000b${"x".repeat(10_000)}`)).toHaveLength(200);
    expect(cleanQuery("a\ud83d")).toBe("a");
  });

  test("can be written and parsed again", () => {
    for (const text of ['night "city council" -tram', '-"old bridge" ferry'])
      expect(writeQuery(parseQuery(text).parts)).toBe(text);
  });
});
