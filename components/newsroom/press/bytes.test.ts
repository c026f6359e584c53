import { expect, test } from "vitest";
import { bytesOf } from "./bytes.ts";

test("formats sizes in a readable unit", () => {
  expect([0, 999, 4_800, 15_000, 268_435_456, 3_000_000_000].map(bytesOf)).toEqual([
    "0 bytes",
    "999 bytes",
    "4.7 KB",
    "15 KB",
    "256 MB",
    "2.8 GB",
  ]);
});
