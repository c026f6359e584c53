// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keepPlace, placeIn } from "./places.ts";

beforeEach(() => {
  const stored = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
  });
});
afterEach(() => void vi.unstubAllGlobals());

test("remembers a block for each story, and forgets it at the beginning of the text", () => {
  keepPlace("a", "block1");
  keepPlace("b", "block2");
  expect([placeIn("a"), placeIn("b"), placeIn("c")]).toEqual(["block1", "block2", null]);
  keepPlace("a", null);
  expect([placeIn("a"), placeIn("b")]).toEqual([null, "block2"]);
});

test("forgets the stories that were not looked at for longest", () => {
  for (let i = 0; i < 100; i++) keepPlace(`story-${i}`, "block");
  keepPlace("story-0", "later");
  keepPlace("another", "block");
  expect([placeIn("story-0"), placeIn("story-1"), placeIn("another")]).toEqual(["later", null, "block"]);
});

test("reads nothing from a value that somebody else has stored", () => {
  localStorage.setItem("galley-places", "[1");
  expect(placeIn("a")).toBeNull();
  localStorage.setItem("galley-places", '{"a":{"b":1}}');
  expect(placeIn("a")).toBeNull();
});
