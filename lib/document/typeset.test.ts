import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { typeset } from "./typeset.ts";
import { typographyOf } from "./typography.ts";

function set(text: string, language = "en"): string {
  const t = typographyOf(language);
  if (!t) return text;
  return typeset(text, language, t).reduceRight(
    (out, { from, to, text: put }) => out.slice(0, from) + put + out.slice(to),
    text,
  );
}

describe("quotation marks are set by language", () => {
  test.each([
    ["en", `“She said ‘no’ to it,” he wrote.`],
    ["en-GB", `“She said ‘no’ to it,” he wrote.`],
    ["de", `„She said ‚no‘ to it,“ he wrote.`],
    ["de-AT", `„She said ‚no‘ to it,“ he wrote.`],
    ["de-CH", `«She said ‹no› to it,» he wrote.`],
    ["fr-CH", `«She said ‹no› to it,» he wrote.`],
    ["es", `“She said ‘no’ to it,” he wrote.`],
    ["pt-BR", `“She said ‘no’ to it,” he wrote.`],
    ["nl", `“She said ‘no’ to it,” he wrote.`],
    ["cs", `„She said ‚no‘ to it,“ he wrote.`],
    ["sv", `”She said ’no’ to it,” he wrote.`],
    ["fi", `”She said ’no’ to it,” he wrote.`],
    ["da", `”She said ’no’ to it,” he wrote.`],
    ["no", `«She said ‘no’ to it,» he wrote.`],
    ["xx", `“She said ‘no’ to it,” he wrote.`],
  ])("%s", (language, expected) => {
    expect(set(`"She said 'no' to it," he wrote.`, language)).toBe(expected);
  });
  test("however long a quotation is", () => {
    const long = "and so on, they said, ".repeat(500);
    expect(set(`"She ${long}said 'no' to it," he wrote.`)).toBe(`“She ${long}said ‘no’ to it,” he wrote.`);
  });
  test.each([
    ["fr", `«\u202fElle a dit “non” hier\u202f», écrit-il.`],
    ["it", `«Elle a dit “non” hier», écrit-il.`],
    ["pl", `„Elle a dit «non» hier”, écrit-il.`],
    ["hu", `„Elle a dit »non« hier”, écrit-il.`],
    ["ro", `„Elle a dit «non» hier”, écrit-il.`],
    ["ru", `«Elle a dit „non“ hier», écrit-il.`],
    ["uk", `«Elle a dit „non“ hier», écrit-il.`],
    ["el", `«Elle a dit “non” hier», écrit-il.`],
  ])("%s, where a double mark within a quotation makes the inner marks", (language, expected) => {
    expect(set(`"Elle a dit "non" hier", écrit-il.`, language)).toBe(expected);
  });
  test.each(["ja", "zh", "zh-Hant", "he"])("%s is left as it is typed", (language) => {
    expect(set(`"Ja" -- 'nein'...`, language)).toBe(`"Ja" -- 'nein'...`);
  });
});

describe("apostrophes and primes", () => {
  test.each([
    ["en", "the '90s, rock 'n' roll and O'Brien's dogs' tails", "the ’90s, rock ’n’ roll and O’Brien’s dogs’ tails"],
    ["en", "'Tis the 1990's, 'twas 'em", "’Tis the 1990’s, ’twas ’em"],
    ["fr", "l'homme d'aujourd'hui", "l’homme d’aujourd’hui"],
    ["it", "l'ora della 'ndrangheta", "l’ora della ’ndrangheta"],
    ["nl", "'s avonds in 't café", "’s avonds in ’t café"],
    ["de", "So 'ne Sache: 'Wie geht's?', Lars' Frage", "So ’ne Sache: ‚Wie geht’s?‘, Lars’ Frage"],
    ["en", `He is 6'2" and has a 12" record`, `He is 6'2" and has a 12" record`],
    ["en", `"It was 1999" he said`, "“It was 1999” he said"],
    ["en", `'20,000 dead' says report`, "‘20,000 dead’ says report"],
  ])("%s: %s", (language, typed, expected) => {
    expect(set(typed, language)).toBe(expected);
  });
});

describe("dashes and dots", () => {
  test.each([
    ["en", "one -- two--three", "one — two—three"],
    ["en-GB", "one -- two", "one – two"],
    ["de", "eins -- zwei", "eins – zwei"],
    ["ru", "раз -- два", "раз — два"],
    ["en", "2010--2015", "2010–2015"],
    ["en", "Well... and [...] then", "Well… and […] then"],
    ["en", `"I was--"`, "“I was—”"],
    [
      "en",
      "git --force, <!-- x -->, xn--mller-kva, a ---- b, .... and (c)",
      "git --force, <!-- x -->, xn--mller-kva, a ---- b, .... and (c)",
    ],
  ])("%s: %s", (language, typed, expected) => {
    expect(set(typed, language)).toBe(expected);
  });
});

describe("nothing is replaced", () => {
  test.each([
    "https://example.org/it's--here...",
    "www.example.org/o'brien",
    "example.org/a--b/it's",
    "o'brien@example.org".slice(2),
    String.raw`C:\it's\a--b`,
    "/usr/it's/a--b",
    `class="lead" id='x'`,
  ])("in %s", (text) => {
    expect(set(text)).toBe(text);
  });
  test("but marks around an address are set", () => {
    expect(set(`("https://example.org/a") and "www.example.org".`)).toBe(
      "(“https://example.org/a”) and “www.example.org”.",
    );
  });
  test("where a sign may not be touched", () => {
    const t = typographyOf("en");
    expect(t && typeset(`"a" "b"`, "en", t, (at) => at > 3)).toEqual([
      { from: 4, to: 5, text: "“" },
      { from: 6, to: 7, text: "”" },
    ]);
  });
});

test("setting a text twice changes nothing more, in any language", () => {
  const text = fc.array(fc.constantFrom('"', "'", " ", "a", "7", "-", ".", "(", ")", "é", ","), { maxLength: 30 });
  const language = fc.constantFrom("en", "de", "fr", "sv", "ru", "de-CH", "hu", "lt", "ur", "sr");
  fc.assert(
    fc.property(text, language, (signs, tag) => {
      const once = set(signs.join(""), tag);
      expect(set(once, tag)).toBe(once);
    }),
  );
});
