import { describe, expect, test } from "vitest";
import { cleanQuery, mostWords, parseQuery, writeQuery } from "./query.ts";

const read = (text: string) =>
  parseQuery(text).parts.map(({ words, isQuoted, isMinus }) => [
    `${isMinus ? "-" : ""}${words.map(({ plain }) => plain).join(" ")}`,
    isQuoted,
  ]);

describe("a query", () => {
  test("is words, phrases and what must not be there", () => {
    expect(read('Night "city council" -tram -"old bridge" night-ferry')).toEqual([
      ["night", false],
      ["city council", true],
      ["-tram", false],
      ["-old bridge", true],
      ["night ferry", false],
    ]);
  });

  test("reads curly quotes, an open quote and a dash with nothing behind it", () => {
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
    "of no word is empty: %j",
    (text) => {
      expect(parseQuery(cleanQuery(text)).parts).toEqual([]);
    },
  );

  test("has at most twelve words and says when some were left out", () => {
    const { parts, isCut } = parseQuery("word ".repeat(40));
    expect([parts.length, isCut]).toEqual([mostWords, true]);
    expect(parseQuery("ferry").isCut).toBe(false);
  });

  test("of any length and with any sign is cut to what can be shown", () => {
    expect(cleanQuery(`a\u0000b${"x".repeat(10_000)}`)).toHaveLength(200);
    expect(cleanQuery("a\ud83d")).toBe("a");
  });

  test("can be written down and read again", () => {
    for (const text of ['night "city council" -tram', '-"old bridge" ferry'])
      expect(writeQuery(parseQuery(text).parts)).toBe(text);
  });
});
