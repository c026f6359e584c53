import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { joinedQueries, searchWords, writtenPieces } from "./search-words.ts";

const plain = (text: string, kind?: "query") => searchWords(text, kind).map((word) => word.plain);
const folded = (text: string) => searchWords(text).map((word) => word.folded);

describe("the words of a text", () => {
  test("search words are split at spaces, dashes and apostrophes, in lower case, without the possessive s", () => {
    expect(plain("The mayor’s Night-Ferry: “£1,200” at O'Brien's")).toEqual(
      "the mayor night ferry 1 200 at o brien".split(" "),
    );
  });

  test("search words exist with accents for the stemmer and without them for plain queries", () => {
    expect(plain("Café İstanbul ÉTÉ")).toEqual(["café", "i̇stanbul", "été"]);
    expect(folded("Café Straße ÉTÉ Ørsted")).toEqual(["cafe", "strasse", "ete", "orsted"]);
    expect(folded("Cafe\u0301")).toEqual(folded("Café"));
  });

  test("scripts without spaces are split into pairs of letters, and a query drops the single last letter", () => {
    expect(plain("東京都 の日")).toEqual(["東京", "京都", "都", "の日", "日"]);
    expect(plain("東京都", "query")).toEqual(["東京", "京都"]);
    expect(searchWords("犬", "query")).toEqual([{ plain: "犬", folded: "犬", isOpen: true }]);
  });

  test("search words ignore Hebrew points and Arabic vowels", () => {
    expect(folded("שָׁלוֹם")).toEqual(folded("שלום"));
    expect(folded("مُحَمَّد")).toEqual(folded("محمد"));
  });

  test("words joined by a hyphen, an apostrophe, dots or thousands separators are also one search word", () => {
    const joined = (text: string) => [
      ...new Set(searchWords(text).flatMap((word) => (word.joined ?? []).map(({ folded }) => folded))),
    ];
    for (const [text, ...expected] of [
      ["O'Brien", "obrien"],
      ["O’Brien’s", "obrien"],
      ["didnʼt", "didnt"],
      ["COVID-19", "covid19"],
      ["COVID–19", "covid19"],
      ["F‑35", "f35"],
      ["e-mails", "emails"],
      ["co-operation", "cooperation"],
      ["1,250,000 1.250.000 1 250 000 1’250’000 12,50,000", "1250000"],
      ["١٬٢٥٠٬٠٠٠", "1250000"],
      ["the U.S. and the U.K.-led", "us", "uk", "ukled"],
      ["O'Brien-Smith", "obrien", "obriensmith"],
      ["state-of-the-art", "stateof", "stateoftheart", "ofthe", "theart"],
      ["AT&T", "att"],
      ["צה״ל", "צהל"],
      ['צה"ל', "צהל"],
      ["col·lecció", "colleccio"],
      ["Hawaiʻi", "hawaii"],
      ["3.5 1,25 2015 300 well - known, and. so 24/7"],
    ] as const)
      expect(joined(text), text).toEqual(expected);
  });

  test("joined words are placed at their first and last part, so that phrases match on both sides", () => {
    const [, o, brien] = searchWords("Mr O'Brien said");
    expect([o, brien].map((word) => word?.joined?.map(({ plain }) => plain))).toEqual([["obrien"], ["obrien"]]);
  });

  test("words with umlauts are also found with two letters instead of one", () => {
    const spelled = (text: string) => searchWords(text).map((word) => word.spelled);
    expect(spelled("Müller Größe Ångström Ørsted Straße Café")).toEqual([
      "mueller",
      "groesse",
      "aangstroem",
      "oersted",
      undefined,
      undefined,
    ]);
  });

  test("variants of Arabic letters, digits and katakana names give the same search words", () => {
    expect(folded("أحمد إلى مدرسة")).toEqual(folded("احمد الي مدرسه"));
    expect(folded("کتاب ی")).toEqual(folded("كتاب ي"));
    expect(folded("۲۰۲۶ ٢٠٢٦ २०२६")).toEqual(["2026", "2026", "2026"]);
    expect(folded("ジョン・スミス")).toEqual(folded("ジョンスミス"));
  });

  test("search words of any text have only letters and digits and at most 40 characters", () => {
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

test("a query also contains its joined words as one word", () => {
  const ways = (text: string) => joinedQueries(text).map((words) => words.map(({ plain: word }) => word).join(" "));
  expect(ways("o'brien")).toEqual(["obrien"]);
  expect(ways("Mr O’Brien-Smith said")).toEqual(["mr obrien smith said", "mr obriensmith said"]);
  expect(ways("1,250,000")).toEqual(["1250000"]);
  expect(ways("night ferry")).toEqual([]);
});

test("pieces of a text have the joined word before its parts", () => {
  const text = "Mr O’Brien’s F‑35 cost 1,250,000";
  expect(writtenPieces(text).map(({ from, to }) => text.slice(from, to))).toEqual([
    "Mr",
    "O’Brien’s",
    "O",
    "Brien",
    "s",
    "F‑35",
    "F",
    "35",
    "cost",
    "1,250,000",
    "1",
    "250",
    "000",
  ]);
});

test("pieces of a text have exact positions, even after letters that grow by normalisation", () => {
  const text = "ﬁﬁ ½ Ferries, 東京";
  const found = writtenPieces(text).map(({ from, to }) => text.slice(from, to));
  expect(found).toEqual(["ﬁﬁ", "½", "Ferries", "東京", "東", "京", "京"]);
});
