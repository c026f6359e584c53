import { describe, expect, test, vi } from "vitest";
import type { CheckedLine } from "./line.ts";
import { type LineCode, remarksOf } from "./line-rules.ts";

const line = (
  text: string,
  { language = "en", type = "paragraph", links = [] as CheckedLine["links"] } = {},
): CheckedLine => ({
  type,
  language,
  text,
  links,
});
const found = (code: LineCode, given: CheckedLine): string[] =>
  remarksOf(given)
    .filter((remark) => remark.code === code)
    .map(({ from, to }) => given.text.slice(from, to));
const long = (words: number) => Array.from({ length: words }, (_, n) => `word${n}`).join(" ");

describe("placeholders", () => {
  const cases: [string, string[]][] = [
    ["Lorem ipsum dolor sit amet", ["Lorem ipsum"]],
    ["It cost XXX euros", ["XXX"]],
    ["It cost xxxx euros", ["xxxx"]],
    ["said [name], the mayor", ["[name]"]],
    ["[insert the vote here] and more", ["[insert the vote here]"]],
    ["The date is TBC.", ["TBC"]],
    ["He was ??? years old", ["???"]],
    ["TODO: call the mayor", ["TODO"]],
    ["Super Bowl XXX was in 1996", ["XXX"]],
    // Left alone
    ["He quoted: “[The] mayor went home [in May].”", []],
    ["A todo list, a tbc tag, and xxx for kisses", []],
    ["Really?? Yes!", []],
    ["The XX century and XXL shirts", []],
    ["Exxxtra is a brand", []],
  ];
  test.each(cases)("%j has %j", (text, expected) => expect(found("PLACEHOLDER", line(text))).toEqual(expected));
});

describe("words that are there twice", () => {
  const cases: [string, string, string[]][] = [
    ["en", "in the the harbour", ["the the"]],
    ["en", "The the harbour", ["The the"]],
    ["en", "across  a a line", ["a a"]],
    ["de", "im im Hafen", ["im im"]],
    ["fr", "dans le port de de la ville", ["de de"]],
    // Left alone
    ["en", "she had had enough of that that day", []],
    ["en", "New York, New York", []],
    ["en", "Duran Duran and Bora Bora", []],
    ["en", "well-well and 10 10", []],
    ["de", "die Frau, die die Wahl gewann", []],
    ["fr", "nous nous sommes vus", []],
    ["en", "the\nthe next line", []],
  ];
  test.each(cases)("%s: %j has %j", (language, text, expected) =>
    expect(found("DOUBLE_WORD", line(text, { language }))).toEqual(expected),
  );
  test("one of the two is proposed, as it is written first", () => {
    expect(remarksOf(line("The the end"))).toEqual([{ code: "DOUBLE_WORD", from: 0, to: 7, replacement: "The" }]);
  });
});

describe("long sentences and paragraphs", () => {
  test("a sentence of 46 words is long, one of 45 is not", () => {
    expect(found("LONG_SENTENCE", line(`Short one. W${long(45)}. Another.`))).toEqual([]);
    const text = `Short one. W${long(46)}. Another.`;
    expect(remarksOf(line(text))).toEqual([
      { code: "LONG_SENTENCE", from: 11, to: text.indexOf(" Another"), count: 46 },
    ]);
  });
  test("a paragraph of 121 words is long, one of 120 is not", () => {
    const words = (count: number) => Array.from({ length: count }, (_, n) => (n % 10 === 9 ? "end." : "So")).join(" ");
    expect(found("LONG_PARAGRAPH", line(words(120)))).toEqual([]);
    expect(remarksOf(line(words(121))).map(({ code, count }) => [code, count])).toEqual([["LONG_PARAGRAPH", 121]]);
  });
  test("keeps at most 100 segmenters, whatever languages stories are in", () => {
    const made = vi.spyOn(Intl, "Segmenter");
    const check = (language: string) => remarksOf(line(long(130), { language }));
    try {
      for (let count = 0; count < 110; count++) check(`en-x-a${count}`);
      made.mockClear();
      check("en-x-a109");
      expect(made).toHaveBeenCalled();
    } finally {
      made.mockRestore();
    }
  });

  test("words are counted in languages that write without spaces", () => {
    expect(remarksOf(line("今日は東京で会議がありました".repeat(30), { language: "ja" })).length).toBeGreaterThan(0);
  });
  test("headlines, captions and cells are not measured", () => {
    expect(remarksOf(line(long(200), { type: "caption" }))).toEqual([]);
  });
});

describe("links", () => {
  const linked = (words: string, language = "en") =>
    line(`See ${words} for it`, { language, links: [{ from: 4, to: 4 + words.length, href: "https://example.org" }] });
  test.each([
    ["en", "here"],
    ["en", "Click here"],
    ["en", "read more »"],
    ["de", "hier"],
    ["de-CH", "Weiterlesen …"],
    ["fr", "cliquez ici"],
    ["es", "aquí"],
    ["ar", "هنا"],
  ])("%s: %j says nothing", (language, words) => expect(found("LINK_VAGUE", linked(words, language))).toEqual([words]));
  test.each([
    ["en", "the council’s report"],
    ["en", "hier"],
    ["de", "hier im Bericht"],
    ["ja", "こちら"],
  ])("%s: %j is left alone", (language, words) => expect(remarksOf(linked(words, language))).toEqual([]));
  test.each([" ", "—", "…"])("%j is no text of a link", (words) =>
    expect(found("LINK_EMPTY", linked(words))).toEqual([words]),
  );
});
