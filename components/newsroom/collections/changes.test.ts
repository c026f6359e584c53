import { expect, test } from "vitest";
import type { CollectionFields } from "#lib/collections/types.ts";
import { moved, withTheirs } from "./changes.ts";

test("a story moves by one place, and not beyond the ends", () => {
  expect(moved(["a", "b", "c"], "b", -1)).toEqual(["b", "a", "c"]);
  expect(moved(["a", "b", "c"], "b", 1)).toEqual(["a", "c", "b"]);
  expect(moved(["a", "b"], "a", -1)).toEqual(["a", "b"]);
  expect(moved(["a", "b"], "b", 1)).toEqual(["a", "b"]);
  expect(moved(["a", "b"], "x", 1)).toEqual(["a", "b"]);
});

test("a text or a cover that somebody else has saved takes the place of one's own", () => {
  const fields: CollectionFields = { kind: "SERIES", title: "A", slug: "a", intro: "", cover: null, storyIds: [] };
  const cover = { id: "p", alt: "", crop: null };
  expect(withTheirs(fields, "title", "B").title).toBe("B");
  expect(withTheirs(fields, "cover", JSON.stringify(cover)).cover).toEqual(cover);
  expect(withTheirs({ ...fields, cover }, "cover", "null").cover).toBeNull();
});
