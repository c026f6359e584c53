import { expect, test } from "vitest";
import { type AttemptKind, countedFailures, lockedUntil } from "./policy.ts";

const last = new Date("2026-11-24T12:00:00Z");
const minutes = (kind: AttemptKind, failures: number) => {
  const until = lockedUntil(kind, failures, last);
  return until === null ? null : (until.getTime() - last.getTime()) / 60_000;
};

test.each(["pair", "browser"] as const)("a %s may fail four times, then the wait doubles up to 15 minutes", (kind) => {
  const waits = [0, 4, 5, 6, 7, 8, 9, 1000].map((failures) => minutes(kind, failures));
  expect(waits).toEqual([null, null, 1, 2, 4, 8, 15, 15]);
});

test("a network may fail fifty times, and an account three hundred times, before a wait begins", () => {
  expect([49, 50, 51].map((failures) => minutes("network", failures))).toEqual([null, 1, 2]);
  expect([299, 300, 301].map((failures) => minutes("account", failures))).toEqual([null, 1, 2]);
});

test("forgets failures after a day, and those of an account one by one before that", () => {
  const after = (hours: number) => new Date(last.getTime() + hours * 3_600_000);
  for (const kind of ["pair", "browser", "network"] as const)
    expect([0, 24, 25].map((hours) => countedFailures(kind, 40, last, after(hours)))).toEqual([40, 40, 0]);
  expect([0, 1, 2, 24, 25].map((hours) => countedFailures("account", 40, last, after(hours)))).toEqual([
    40, 28, 15, 0, 0,
  ]);
});

test("a failure that was counted a moment later does not count twice", () => {
  expect(countedFailures("account", 40, last, new Date(last.getTime() - 5))).toBe(40);
});

test("one network that keeps guessing never locks an account for others", () => {
  const [pair, account] = [
    { failures: 0, last },
    { failures: 0, last },
  ];
  let [now, highest] = [last.getTime(), 0];
  for (let tries = 0; tries < 2_000; tries++) {
    now = Math.max(now, lockedUntil("pair", pair.failures, pair.last)?.getTime() ?? 0) + 1;
    const at = new Date(now);
    pair.failures = countedFailures("pair", pair.failures, pair.last, at) + 1;
    account.failures = countedFailures("account", account.failures, account.last, at) + 1;
    pair.last = at;
    account.last = at;
    highest = Math.max(highest, account.failures);
  }
  expect(highest).toBeLessThan(20);
});
