import { expect, test } from "vitest";
import { heapLimit } from "./heap.mjs";

const gigabyte = 1_073_741_824;

test("the heap gets a quarter of the memory, between 256 and 768 megabytes", () => {
  expect([0.5, 1, 2, 3, 64].map((size) => heapLimit({}, size * gigabyte))).toEqual([256, 256, 512, 768, 768]);
});

test("GALLEY_HEAP sets the heap size in megabytes, and other values are rejected", () => {
  expect(heapLimit({ GALLEY_HEAP: "2000" }, gigabyte)).toBe(2_000);
  expect(["", "much", "-1", "0.5"].map((GALLEY_HEAP) => heapLimit({ GALLEY_HEAP }, gigabyte))).toEqual([
    256, 256, 256, 256,
  ]);
});

test("keeps a heap limit that is set in NODE_OPTIONS", () => {
  expect(heapLimit({ NODE_OPTIONS: "--max-old-space-size=4096" }, gigabyte)).toBeNull();
  expect(heapLimit({ NODE_OPTIONS: "--enable-source-maps" }, gigabyte)).toBe(256);
});
