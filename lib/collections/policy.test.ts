import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mergeFields, mergeStories } from "./policy.ts";
import type { CollectionFields } from "./types.ts";

const fields: CollectionFields = {
  kind: "SERIES",
  title: "Harbour",
  slug: "harbour",
  intro: "",
  cover: null,
  storyIds: ["a", "b"],
};

describe("the order of stories that two editors change", () => {
  test("keeps the order of the second one, and what the first added or removed", () => {
    expect(mergeStories(["a", "b", "c"], ["c", "b", "a", "d"], ["a", "c", "e"])).toEqual(["c", "a", "d", "e"]);
  });

  test("is that of the only one who changed it", () => {
    expect(mergeStories(["a", "b"], ["a", "b"], ["b", "a"])).toEqual(["b", "a"]);
    expect(mergeStories(["a", "b"], ["b", "a"], ["a", "b"])).toEqual(["b", "a"]);
  });

  test("loses nothing that somebody added, keeps nothing that somebody removed, and has no story twice", () => {
    const order = fc.uniqueArray(fc.constantFrom("a", "b", "c", "d", "e", "f"));
    fc.assert(
      fc.property(order, order, order, (base, mine, theirs) => {
        const merged = mergeStories(base, mine, theirs);
        expect(new Set(merged).size).toBe(merged.length);
        for (const id of [...mine, ...theirs]) if (!base.includes(id)) expect(merged).toContain(id);
        for (const id of base) if (!mine.includes(id) || !theirs.includes(id)) expect(merged).not.toContain(id);
      }),
    );
  });
});

describe("fields that two editors change", () => {
  test("are merged where each changed another one", () => {
    const merged = mergeFields(fields, { ...fields, title: "The harbour" }, { ...fields, intro: "Six parts." });
    expect(merged).toEqual({ fields: { ...fields, title: "The harbour", intro: "Six parts." } });
  });

  test("clash where both changed the same one in another way", () => {
    expect(mergeFields(fields, { ...fields, title: "One" }, { ...fields, title: "Two" })).toEqual({ clash: "title" });
    expect(mergeFields(fields, { ...fields, title: "One" }, { ...fields, title: "One" })).toHaveProperty("fields");
  });
});
