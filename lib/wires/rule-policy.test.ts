import { expect, test } from "vitest";
import { type RoutedItem, Router } from "./rule-policy.ts";
import type { WireRule } from "./types.ts";

const rule = (id: string, given: Partial<WireRule>): WireRule => ({
  id,
  name: id,
  isOn: true,
  sourceId: null,
  words: [],
  categories: [],
  languages: [],
  urgency: null,
  isDropping: false,
  sectionId: null,
  topicId: null,
  personId: null,
  ...given,
});
const item = (given: Partial<RoutedItem> = {}): RoutedItem => ({
  sourceId: "agency",
  headline: "Ferry sinks off the coast",
  text: "The ferry’s crew was saved.\nNobody was hurt.",
  categories: ["Transport", "sea:ferries"],
  language: "en-GB",
  urgency: 3,
  ...given,
});
const meets = (conditions: Partial<WireRule>, given: Partial<RoutedItem> = {}): boolean =>
  new Router([rule("one", conditions)]).route(item(given)).ruleIds.length > 0;

test("a rule finds whole words in headline and text, in any case, also several with a line break between them", () => {
  for (const words of ["FERRY", "the coast", "saved. Nobody", "ferry's", "sink*"])
    expect(meets({ words: [words] })).toBe(true);
  for (const words of ["fer", "sink", "errors", "coast the"]) expect(meets({ words: [words] })).toBe(false);
  expect(meets({ words: ["tram", "ferry"] })).toBe(true);
});

test("a rule finds a word in a script that writes no spaces, and words with accents in both notations", () => {
  expect(meets({ words: ["地震"] }, { headline: "東京で地震が発生" })).toBe(true);
  expect(meets({ words: ["أسعار النفط"] }, { headline: "ارتفاع أسعار النفط اليوم" })).toBe(true);
  expect(meets({ words: ["cafe\u0301"] }, { headline: "Ein Caf\u00e9 schließt" })).toBe(true);
  expect(meets({ words: ["cafe"] }, { headline: "Ein Cafe\u0301 schließt" })).toBe(false);
});

test("a category is met by its whole name, or by its beginning before an asterisk", () => {
  expect(meets({ categories: ["transport"] })).toBe(true);
  expect(meets({ categories: ["trans"] })).toBe(false);
  expect(meets({ categories: ["sea:*"] })).toBe(true);
  expect(meets({ categories: ["Transport"] }, { categories: [] })).toBe(false);
});

test("a language is met with and without its region, and an urgency by more urgent items", () => {
  expect(meets({ languages: ["en"] })).toBe(true);
  expect(meets({ languages: ["en-US", "de"] })).toBe(false);
  expect(meets({ languages: ["e"] })).toBe(false);
  expect(meets({ urgency: 3 })).toBe(true);
  expect(meets({ urgency: 2 })).toBe(false);
  expect(meets({ urgency: 9 }, { urgency: null })).toBe(false);
});

test("a rule needs all of its conditions, and one that is off is not asked", () => {
  expect(meets({ words: ["ferry"], sourceId: "agency", languages: ["en"] })).toBe(true);
  expect(meets({ words: ["ferry"], sourceId: "other" })).toBe(false);
  expect(meets({ words: ["ferry"], isOn: false })).toBe(false);
});

test("every rule that an item meets adds topics and people, and the first section counts", () => {
  const router = new Router([
    rule("sea", { words: ["ferry"], sectionId: "sea", topicId: "ferries" }),
    rule("urgent", { urgency: 3, sectionId: "front", personId: "lena" }),
    rule("again", { topicId: "ferries", personId: "omar" }),
  ]);
  expect(router.route(item())).toEqual({
    ruleIds: ["sea", "urgent", "again"],
    sectionId: "sea",
    topicIds: ["ferries"],
    personIds: ["lena", "omar"],
    droppedById: null,
  });
});

test("a rule that drops ends the list, but spares items that a rule above it met", () => {
  const drop = rule("drop", { categories: ["transport"], isDropping: true });
  const later = rule("later", { personId: "lena" });
  expect(new Router([drop, later]).route(item())).toMatchObject({
    ruleIds: ["drop"],
    droppedById: "drop",
    personIds: [],
  });
  const ferries = rule("ferries", { words: ["ferry"], sectionId: "sea" });
  expect(new Router([ferries, drop, later]).route(item())).toMatchObject({
    ruleIds: ["ferries", "later"],
    droppedById: null,
    personIds: ["lena"],
  });
});
