import { expect, test } from "vitest";
import { afterVisit, maxFailures, visitOf } from "./policy.ts";
import type { OutsideState } from "./types.ts";

const now = new Date("2026-03-28T10:00:00Z");
const hoursUntil = (dueAt: Date): number => (dueAt.getTime() - now.getTime()) / 3_600_000;

test.each([
  [200, "ok"],
  [204, "ok"],
  [404, "dead"],
  [410, "dead"],
  [401, "ok"],
  [403, "ok"],
  [429, "again"],
  [500, "again"],
  [503, "again"],
])("a status of %i means %s", (status, kind) => {
  expect(visitOf(status, null).kind).toBe(kind);
});

test("a page that answers behind a permanent redirect has moved", () => {
  expect(visitOf(200, "https://example.org/new")).toEqual({
    kind: "moved",
    status: 200,
    to: "https://example.org/new",
  });
  expect(visitOf(404, "https://example.org/new").kind).toBe("dead");
});

test("waits longer after each failure, and takes a site for gone after the fifth", () => {
  let state: OutsideState = "NEW";
  let failures = 0;
  const waits: number[] = [];
  const states: OutsideState[] = [];
  for (let i = 0; i < maxFailures; i++) {
    const next = afterVisit({ kind: "again", status: 500 }, { state, failures }, now);
    ({ state, failures } = next);
    waits.push(hoursUntil(next.dueAt));
    states.push(state);
  }
  expect(waits).toEqual([1, 6, 24, 72, 168]);
  expect(states).toEqual(["WAITING", "WAITING", "WAITING", "WAITING", "DEAD"]);
});

test("keeps what was known while a site does not answer, and forgets the failures when it does", () => {
  const away = afterVisit({ kind: "again", status: null }, { state: "OK", failures: 1 }, now);
  expect(away).toMatchObject({ state: "OK", failures: 2 });
  const back = afterVisit({ kind: "ok", status: 200 }, away, now);
  expect(back).toMatchObject({ state: "OK", failures: 0 });
  expect(hoursUntil(back.dueAt)).toBe(168);
});
