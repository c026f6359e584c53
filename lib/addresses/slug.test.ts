import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isSlug, maxSlug, slugFrom, slugWhileTyping } from "./slug.ts";

describe("a slug", () => {
  test.each([
    ["iPhone, YouTube, McDonald's", "iphone-youtube-mcdonalds"],
    ["Größe & Maß", "groesse-mass"],
    ["O’Brien didn‘t", "obrien-didnt"],
    ["The U.S. and the E.U. agree", "the-us-and-the-eu-agree"],
    ["1,250,000 people at 3.5 %", "1250000-people-at-3-5"],
    ["COVID-19 and F-35", "covid-19-and-f-35"],
    ["soft\u00adhyphen zero\u200bwidth", "softhyphen-zerowidth"],
    ["上海 news", "上海-news"],
    ["山田 花子", "山田-花子"],
    ["عودة العبّارة", "عودة-العبّارة"],
    ["Москва", "moskva"],
    ["Αθήνα", "athina"],
    ["ＦＵＬＬ width", "full-width"],
    ["İstanbul'da", "istanbulda"],
    ["C#", "c"],
    ["🎉 !!!", ""],
    ["", ""],
  ])("of %j is %j", (text, slug) => {
    expect(slugFrom(text)).toBe(slug);
  });

  test("is cut between words at 80 characters, and inside a word that is longer", () => {
    expect(slugFrom(`${"word ".repeat(30)}`)).toBe(Array(16).fill("word").join("-"));
    expect(slugFrom("x".repeat(200))).toHaveLength(maxSlug);
  });

  test("made of any text is a finished slug or empty, and stays the same when it is made again", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (text) => {
        const slug = slugFrom(text);
        expect(slug === "" || isSlug(slug)).toBe(true);
        expect(slugFrom(slug)).toBe(slug);
        expect(slug.length).toBeLessThanOrEqual(maxSlug);
      }),
    );
  });

  test("keeps the hyphen at its end while it is typed", () => {
    expect(slugWhileTyping("Night ferry ", 100)).toBe("night-ferry-");
    expect(slugWhileTyping("-", 100)).toBe("");
    expect(slugWhileTyping("Größe", 100)).toBe("groesse");
  });
});
