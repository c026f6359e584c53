import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { joinedQueries, searchWords, writtenPieces } from "./search-words.ts";

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

  test("are known by what a hyphen, an apostrophe, dots or separators of thousands join", () => {
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

  test("are joined at the first and the last of their parts, so that phrases hold on both sides", () => {
    const [, o, brien] = searchWords("Mr O'Brien said");
    expect([o, brien].map((word) => word?.joined?.map(({ plain }) => plain))).toEqual([["obrien"], ["obrien"]]);
  });

  test("have umlauts as two letters beside one", () => {
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

  test("are the same in the ways in which Arabic letters, digits and names in katakana are written", () => {
    expect(folded("أحمد إلى مدرسة")).toEqual(folded("احمد الي مدرسه"));
    expect(folded("کتاب ی")).toEqual(folded("كتاب ي"));
    expect(folded("۲۰۲۶ ٢٠٢٦ २०२६")).toEqual(["2026", "2026", "2026"]);
    expect(folded("ジョン・スミス")).toEqual(folded("ジョンスミス"));
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

test("a query is also what its joined words are as one word", () => {
  const ways = (text: string) => joinedQueries(text).map((words) => words.map(({ plain: word }) => word).join(" "));
  expect(ways("o'brien")).toEqual(["obrien"]);
  expect(ways("Mr O’Brien-Smith said")).toEqual(["mr obrien smith said", "mr obriensmith said"]);
  expect(ways("1,250,000")).toEqual(["1250000"]);
  expect(ways("night ferry")).toEqual([]);
});

test("pieces of a text hold what is joined before its parts", () => {
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

test("pieces of a text stand where they say, also behind letters that take more room in standard form", () => {
  const text = "ﬁﬁ ½ Ferries, 東京";
  const found = writtenPieces(text).map(({ from, to }) => text.slice(from, to));
  expect(found).toEqual(["ﬁﬁ", "½", "Ferries", "東京", "東", "京", "京"]);
});
