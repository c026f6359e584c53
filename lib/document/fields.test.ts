import { expect, test } from "vitest";
import { emptiedBy, foreignFields, keptByRestore, textFields, whyEditorsOnly } from "./field-rules.ts";
import {
  emptyFields,
  type FieldName,
  fieldSchemas,
  isScalarField,
  isSetField,
  scalarFields,
  setFields,
} from "./fields.ts";

const takes = (name: FieldName, value: unknown) => fieldSchemas[name].safeParse(value).success;
const id = "0190a6c0-0000-7000-8000-000000000001";

test("every field is a value or a list and has a valid default", () => {
  expect([...scalarFields, ...setFields].sort()).toEqual(Object.keys(emptyFields).sort());
  for (const [name, value] of Object.entries(emptyFields)) expect(takes(name as FieldName, value)).toBe(true);
  expect([
    isScalarField("slug"),
    isScalarField("topics"),
    isScalarField("toString"),
    isSetField("topics"),
    isSetField("__proto__"),
  ]).toEqual([true, false, false, true, false]);
});

test("fields accept valid values", () => {
  for (const [name, value] of [
    ["section", id],
    ["topics", [id]],
    ["slug", "a-1"],
    ["label", "opinion"],
    ["language", "zh-Hant-TW"],
    ["language", "pt-BR"],
    ["displayDate", "2026-11-24T09:15:00.000Z"],
    ["place", "Zürich"],
  ] as const)
    expect([name, takes(name, value)]).toEqual([name, true]);
});

test("fields reject invalid values", () => {
  const bad: [FieldName, unknown][] = [
    ["section", ""],
    ["section", id.toUpperCase()],
    ["topics", [id, id]],
    ["topics", id],
    ["slug", "Ä"],
    ["slug", "x".repeat(101)],
    ["label", "fun"],
    ["place", "x".repeat(81)],
    ["place", "a\nb"],
    ["language", ""],
    ["language", "e"],
    ["language", "en_US"],
    ["language", "en-"],
    ["displayDate", "2026-11-24"],
    ["displayDate", "2026-11-24T09:15:00+01:00"],
    ["displayDate", "2026-13-01T00:00:00Z"],
    ["seoTitle", "x".repeat(121)],
    ["seoDescription", "x".repeat(321)],
    ["noindex", "yes"],
    ["noRepublish", "yes"],
    ["badge", "urgent"],
    ["badgeUntil", "tomorrow"],
    ["related", Array.from({ length: 21 }, (_, n) => id.slice(0, -2) + String(n + 10))],
  ];
  for (const [name, value] of bad) expect([name, value, takes(name, value)]).toEqual([name, value, false]);
});

test("a page has no story fields and a story no page fields, unless they are empty", () => {
  expect([foreignFields("PAGE", emptyFields), foreignFields("STORY", emptyFields)]).toEqual([[], []]);
  const page = { ...emptyFields, slug: "about", language: "de", seoTitle: "x", noindex: true, purpose: "about" };
  expect(foreignFields("PAGE", page)).toEqual([]);
  expect(foreignFields("STORY", page)).toEqual(["purpose"]);
  const story = { ...emptyFields, section: id, label: "opinion", displayDate: "2026-11-24T09:15:00Z", topics: [id] };
  expect(foreignFields("STORY", story)).toEqual([]);
  expect(foreignFields("PAGE", story).sort()).toEqual(["displayDate", "label", "section", "topics"]);
  expect(foreignFields("PAGE", {})).toEqual([]);
});

test("every field that can hold a sentence is searched by an erasure", () => {
  const holdsSentences = [...scalarFields].filter((name) => takes(name, "Ana Lima, of Hill Street"));
  expect([...textFields].sort()).toEqual(holdsSentences.sort());
});

test("a copy and a translation leave behind what belongs to one story only", () => {
  const own = {
    badge: "",
    badgeUntil: null,
    displayDate: null,
    editorsNote: "",
    purpose: "",
    slug: "",
    translationOf: null,
  };
  expect(emptiedBy("copy")).toEqual(own);
  const inOneLanguage = { seoTitle: "", seoDescription: "", socialTitle: "", socialText: "", socialAlt: "" };
  expect(emptiedBy("translation")).toEqual({ ...own, language: "en", ...inOneLanguage });
});

test("a restore leaves the badge as it is and sets every other field", () => {
  const current = { ...emptyFields, badge: "breaking", badgeUntil: "2026-11-24T09:15:00Z", slug: "now" };
  expect(keptByRestore(current)).toEqual({ badge: "breaking", badgeUntil: "2026-11-24T09:15:00Z" });
});

test("only editors may change the badge or its end", () => {
  expect(whyEditorsOnly(emptyFields, { ...emptyFields, slug: "new", topics: [id] })).toBeNull();
  const refused = (change: object) => whyEditorsOnly(emptyFields, { ...emptyFields, ...change });
  expect(refused({ badge: "live" })).toEqual({
    field: "badge",
    sentence: "You need the right to edit and approve to set a badge. Ask an administrator.",
  });
  expect(refused({ badgeUntil: "2026-11-24T09:15:00Z" })).toMatchObject({ field: "badgeUntil" });
});
