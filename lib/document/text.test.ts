import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cpuMs } from "#prisma/testing/cpu-time.ts";
import { storyArb } from "./arbitraries.ts";
import {
  bulletList,
  divider,
  emptyDocument,
  figure,
  italic,
  lineBreak,
  orderedList,
  paragraph,
  pullQuote,
  quote,
  relatedStory,
  storyDocument,
  subheading,
} from "./build.ts";
import { readersDocument } from "./readers-document.ts";
import {
  countWords,
  excerpt,
  fold,
  hasBodyText,
  headlineOf,
  kickerOf,
  plainText,
  searchParts,
  shorten,
  standfirstText,
  wordCount,
} from "./text.ts";

const story = storyDocument({
  kicker: "City",
  headline: "Trams  return",
  standfirst: ["After ", ...italic("ten"), " years."],
  mainFigure: { picture: null, alt: "not text", caption: "A tram", credit: "Jo Doe" },
  keyPoints: ["Cheap", "Fast"],
  body: [
    paragraph(["One", lineBreak(), "two"]),
    subheading("How"),
    bulletList(["a", "b"]),
    orderedList(["c"], 4),
    quote(["It runs."], "Mayor"),
    pullQuote(["Large"]),
    figure({ picture: null, caption: "Map", credit: "Desk" }),
    divider(),
    relatedStory("0190a6c0-0000-7000-8000-000000000001"),
  ],
  inShort: [paragraph("That is all.")],
});

test("plain text contains every word in reading order, one line per paragraph", () => {
  expect(plainText(story).split("\n")).toEqual([
    "City",
    "Trams  return",
    "After ten years.",
    "A tram",
    "Jo Doe",
    "Cheap",
    "Fast",
    "One",
    "two",
    "How",
    "a",
    "b",
    "c",
    "It runs.",
    "Mayor",
    "Large",
    "Map",
    "Desk",
    "That is all.",
  ]);
});

test("headline, kicker and standfirst are single lines", () => {
  expect([kickerOf(story), headlineOf(story), standfirstText(story)]).toEqual([
    "City",
    "Trams return",
    "After ten years.",
  ]);
  expect([kickerOf(emptyDocument()), headlineOf(emptyDocument())]).toEqual(["", ""]);
});

test("the word count covers headline, standfirst, key points, body and the closing box, not captions", () => {
  expect(wordCount(story)).toBe(2 + 3 + 2 + 2 + 1 + 2 + 1 + 2 + 1 + 1 + 3);
  expect(wordCount(emptyDocument())).toBe(0);
});

test("words are counted by the rules of their language", () => {
  expect(countWords("Don’t stop — it's 3.5 % o'clock, Zoë!")).toBe(6);
  expect(countWords("東京都に行きました", "ja")).toBeGreaterThan(2);
  expect(countWords("ฉันรักภาษาไทย", "th")).toBeGreaterThan(2);
  expect(countWords("one two", "not-a-language-tag-at-all-x")).toBe(2);
});

test("twenty thousand words are counted within a second of processor time", async () => {
  const long = storyDocument({ body: Array.from({ length: 200 }, () => paragraph("word ".repeat(100))) });
  expect(await cpuMs(() => expect(wordCount(long)).toBe(20_000))).toBeLessThan(1_000);
});

test("a body has text when at least one word is outside captions", () => {
  expect(hasBodyText(story)).toBe(true);
  expect(
    hasBodyText(
      storyDocument({
        headline: "x",
        standfirst: "y",
        body: [figure({ picture: null, caption: "z" }), paragraph(" — ")],
        inShort: [paragraph("x")],
      }),
    ),
  ).toBe(false);
  expect(hasBodyText(storyDocument({ body: [bulletList(["", "x"])] }))).toBe(true);
});

test("an excerpt is the standfirst, else the first paragraphs, cut between words", () => {
  expect(excerpt(story, 100)).toBe("After ten years.");
  const doc = storyDocument({
    body: [subheading("Skipped"), paragraph("The first tram left at six."), paragraph("The second at seven.")],
  });
  expect(excerpt(doc, 100)).toBe("The first tram left at six. The second at seven.");
  expect(excerpt(doc, 20)).toBe("The first tram left…");
  expect(excerpt(doc, 19)).toBe("The first tram…");
});

test("a shortened text stays within its limit and is never cut inside a character", () => {
  expect(shorten("👩‍👩‍👧👩‍👩‍👧", 10)).toBe("👩‍👩‍👧…");
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), fc.integer({ min: 1, max: 40 }), (text, max) => {
      const short = shorten(text, max);
      expect(short.length).toBeLessThanOrEqual(Math.max(max, 1));
      expect(short.isWellFormed()).toBe(true);
    }),
    { numRuns: 200 },
  );
});

describe("fold", () => {
  test("folding makes a query match its text", () => {
    expect(fold("“Hello there” … the mayor’s résumé")).toBe('"hello there" ... the mayor\'s resume');
    expect(fold("2014–2015 — ÉCOLE  co‑op")).toBe("2014 2015 ecole co-op");
    expect(fold("Straße, Łódź, smørrebrød, İstanbul, ﬁne")).toBe("strasse, lodz, smorrebrod, istanbul, fine");
    expect(fold("soft\u00adhyphen\u200b\ufeff")).toBe("softhyphen");
    expect(fold("Ёлка ΑΘΉΝΑ")).toBe("елка αθηνα");
    expect(fold("ΝΈΟΣ νέος")).toBe("νεοσ νεοσ");
  });
  test("folding keeps the vowel signs of scripts in which they are letters", () => {
    expect(fold("हिन्दी")).toBe("हिन्दी");
    expect(fold("がぎ")).toBe("がぎ");
  });
  test("folding twice gives the same as folding once", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
      { numRuns: 500 },
    );
  });
  test("every word of a story is in one of its searchable parts", () => {
    fc.assert(
      fc.property(storyArb, (doc) => {
        const { headline, lead, body, captions } = searchParts(doc);
        const all = [headline, lead, body, captions].map(fold).join(" ");
        readersDocument(doc).descendants((node) => {
          if (node.isText) for (const word of (node.text ?? "").split(/\s+/)) expect(all).toContain(fold(word));
        });
      }),
      { numRuns: 80 },
    );
  });
});
