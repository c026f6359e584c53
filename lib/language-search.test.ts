import { expect, test } from "vitest";
import { listLanguages } from "./language-names.ts";
import { findLanguages } from "./language-search.ts";

const all = listLanguages();
const found = (text: string) => findLanguages(all, text).map(({ value }) => value);

test("finds a language by the names under which people know it", () => {
  const names = {
    bn: ["ben", "Bengali", "Bangla", "বাংলা"],
    fa: ["farsi", "Persian", "فارسی"],
    nl: ["Flemish", "dutch", "Nederlands"],
    es: ["Castilian", "español", "espanol"],
    zh: ["mandarin", "中文"],
    pa: ["Panjabi", "Punjabi"],
    ky: ["Kirghiz", "Kyrgyz"],
    ug: ["Uighur", "Uyghur"],
    si: ["Sinhalese", "Sinhala"],
    my: ["Myanmar", "Burmese"],
    or: ["Oriya", "Odia"],
    mi: ["maori"],
    cy: ["cymraeg"],
    fil: ["Tagalog", "Filipino"],
  };
  for (const [code, texts] of Object.entries(names))
    for (const text of texts) expect(found(text), text).toContain(code);
});

test("puts the language with this code first, then those whose name begins with the text", () => {
  expect(found("de")[0]).toBe("de");
  expect(found("no")[0]).toBe("no");
  expect(found("ben")[0]).toBe("bn");
  expect(found("irish")[0]).toBe("ga");
});

test("finds every language for an empty text, and a variant by the names of its language", () => {
  expect(found("  ")).toEqual(all.map(({ value }) => value));
  const variant = { value: "nl-BE", label: "Dutch (Belgium)" };
  expect(findLanguages([variant, { value: "english, sort of", label: "?" }], "vlaams")).toEqual([variant]);
});
