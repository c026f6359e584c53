import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { reporter } from "./progress.mjs";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("prints a line after every 15 seconds without one, and none once it is done", () => {
  const lines: string[] = [];
  const { say, done } = reporter((line) => lines.push(line));
  say("Building the pages");
  vi.advanceTimersByTime(31_000);
  say("Pages built");
  vi.advanceTimersByTime(14_000);
  say("Starting the database");
  vi.advanceTimersByTime(16_000);
  done();
  vi.advanceTimersByTime(60_000);
  say("Stopping");
  vi.advanceTimersByTime(60_000);
  expect(lines).toEqual([
    "Building the pages",
    "Still working (15 s)",
    "Still working (30 s)",
    "Pages built",
    "Starting the database",
    "Still working (15 s)",
    "Stopping",
  ]);
});
