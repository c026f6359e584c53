import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { searchWords, writtenPieces } from "./search-words.ts";

const plain = (text: string, kind?: "query") => searchWords(text, kind).map((word) => word.plain);
const folded = (text: string) => searchWords(text).map((word) => word.folded);

describe("the words of a text", () => {
  test("part at spaces, dashes and apostrophes, in small letters, without what says whose", () => {
    expect(plain("The mayor’s Night-Ferry: “£1,200” at O'Brien's")).toEqual(
      "the mayor night ferry 1 200 at o brien".split(" "),
    );
  });

  test("keep their accents for the stemmer and lose them for who types none", () => {
    expect(plain("Café İstanbul ÉTÉ")).toEqual(["café", "i̇stanbul", "été"]);
    expect(folded("Café Straße ÉTÉ Ørsted")).toEqual(["cafe", "strasse", "ete", "orsted"]);
    expect(folded("Cafe\u0301")).toEqual(folded("Café"));
  });

  test("of scripts without spaces are pairs of neighbours, in a query without the last letter alone", () => {
    expect(plain("東京都 の日")).toEqual(["東京", "京都", "都", "の日", "日"]);
    expect(plain("東京都", "query")).toEqual(["東京", "京都"]);
    expect(searchWords("犬", "query")).toEqual([{ plain: "犬", folded: "犬", isOpen: true }]);
  });

  test("are the same with and without Hebrew points and Arabic vowels", () => {
    expect(folded("שָׁלוֹם")).toEqual(folded("שלום"));
    expect(folded("مُحَمَّد")).toEqual(folded("محمد"));
  });

  test("are letters and digits only, of at most 40 characters, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (text) => {
        for (const word of searchWords(text)) {
          expect(word.plain).toMatch(/^[\p{L}\p{N}\p{M}]+$/u);
          expect([...word.plain].length).toBeLessThanOrEqual(40);
        }
      }),
    );
  });
});

test("pieces of a text stand where they say, also behind letters that take more room in standard form", () => {
  const text = "ﬁﬁ ½ Ferries, 東京";
  const found = writtenPieces(text).map(({ from, to }) => text.slice(from, to));
  expect(found).toEqual(["ﬁﬁ", "½", "Ferries", "東京", "東", "京", "京"]);
});
