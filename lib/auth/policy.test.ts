import { expect, test } from "vitest";
import { lockedUntil } from "./policy.ts";

const last = new Date("2026-11-24T12:00:00Z");
const minutes = (kind: "email" | "ip", failures: number) => {
  const until = lockedUntil(kind, failures, last);
  return until === null ? null : (until.getTime() - last.getTime()) / 60_000;
};

test("an account is free for four failures, then the wait doubles up to a quarter of an hour", () => {
  expect([0, 4, 5, 6, 7, 8, 9, 1000].map((failures) => minutes("email", failures))).toEqual([
    null,
    null,
    1,
    2,
    4,
    8,
    15,
    15,
  ]);
});

test("a caller may fail fifty times before everybody behind that address waits", () => {
  expect([49, 50, 51].map((failures) => minutes("ip", failures))).toEqual([null, 1, 2]);
});
