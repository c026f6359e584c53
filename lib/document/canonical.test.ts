import * as fc from "fast-check";
import { expect, test } from "vitest";
import { storyArb } from "./arbitraries.ts";
import { paragraph, storyDocument } from "./build.ts";
import { blocksOf, documentFromBlocks } from "./canonical.ts";
import { DocumentRefused } from "./refused.ts";

test("lists the fields first, then one text for each top-level node, with keys in order", () => {
  const doc = storyDocument({ headline: "Ünï", body: [{ ...paragraph("x"), attrs: { id: "abcdefgh" } }] });
  const [fields, ...nodes] = blocksOf(doc);
  expect(fields).toMatch(
    /^\{"authors":\[\],"badge":"","badgeUntil":null,"displayDate":null,"editorsNote":"","label":"","language":"en",/,
  );
  expect(nodes).toEqual([
    '{"content":[{"text":"Ünï","type":"text"}],"type":"headline"}',
    '{"type":"standfirst"}',
    '{"attrs":{"id":"abcdefgh"},"content":[{"text":"x","type":"text"}],"type":"paragraph"}',
  ]);
});

test("rebuilds any story from its canonical texts", () => {
  fc.assert(
    fc.property(storyArb, (doc) => {
      const texts = blocksOf(doc);
      expect(documentFromBlocks(texts).eq(doc)).toBe(true);
      expect(blocksOf(documentFromBlocks(texts))).toEqual(texts);
    }),
    { numRuns: 80 },
  );
});

test("rejects texts that do not form a story", () => {
  for (const texts of [[], ["{"], ["{}"], ["{}", "null"], ['{"slug":"A B"}', ...blocksOf(storyDocument({})).slice(1)]])
    expect(() => documentFromBlocks(texts)).toThrow(DocumentRefused);
});
