import { expect, test } from "vitest";
import { presetValues } from "./preset-schema.ts";

const preset = {
  credit: "Ann",
  source: "",
  copyright: "",
  keywords: ["sport"],
  rights: "STAFF",
  rightsNote: "",
} as const;
const given = { ...preset, keywords: [...preset.keywords] };

test("a preset fills the texts that the file leaves empty and keeps the file's own ones", () => {
  const fromFile = { credit: "", source: "Agency", copyright: "© Agency", keywords: ["Sport", "boat"] };
  expect(presetValues(given, fromFile)).toEqual({
    credit: "Ann",
    source: "Agency",
    copyright: "© Agency",
    keywords: ["Sport", "boat"],
    rights: "STAFF",
    rightsNote: "",
  });
});

test("a preset works for a file without metadata", () => {
  expect(presetValues(given)).toMatchObject({ credit: "Ann", source: "", keywords: ["sport"] });
});
