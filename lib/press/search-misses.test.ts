import { expect, test } from "vitest";
import { SearchMisses } from "./search-misses.ts";

test("a search without results counts once a day for each reader, and is handed over once", () => {
  let now = Date.UTC(2026, 10, 29, 22);
  const misses = new SearchMisses(() => now);
  for (let times = 0; times < 10; times++) misses.count("203.0.113.5", "quay wall");
  misses.count("203.0.113.5 Safari", "quay wall");
  misses.count("203.0.113.6", "quay wall");
  misses.count("203.0.113.6", "levy");
  expect(misses.take()).toEqual([
    { day: "2026-11-29", term: "quay wall", readers: 3 },
    { day: "2026-11-29", term: "levy", readers: 1 },
  ]);
  misses.count("203.0.113.6", "levy");
  expect(misses.take()).toEqual([]);
  now += 4 * 3_600_000;
  misses.count("203.0.113.6", "levy");
  expect(misses.take()).toEqual([{ day: "2026-11-30", term: "levy", readers: 1 }]);
});

test("a flood of different words is not remembered", () => {
  const misses = new SearchMisses();
  for (let index = 0; index < 10_000; index++) misses.count("203.0.113.5", `word ${index}`);
  expect(misses.take()).toHaveLength(200);
});
