import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { checkNightly, untilNight } from "./nightly.ts";

const hour = 3_600_000;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date("2026-03-01T12:00:00Z") });
});
afterEach(() => {
  vi.useRealTimers();
});

test("each node has its own check time between 2:00 and 6:00", () => {
  const times = ["a", "b", "c", "d"].map((node) => new Date(Date.now() + untilNight(node, new Date())));
  for (const time of times) {
    expect(time.toISOString()).toMatch(/^2026-03-02T0[2-5]:/);
  }
  expect(new Set(times.map(Number)).size).toBe(4);
});

test("the next check is due in the following night", () => {
  const at = new Date(Date.now() + untilNight("a", new Date()));
  expect(untilNight("a", at)).toBe(24 * hour);
  expect(untilNight("a", new Date(at.getTime() - 1))).toBe(1);
});

test("a node checks soon after its start and then each night, even after a failed check, until it stops", async () => {
  const check = vi.fn<(signal: AbortSignal) => Promise<void>>().mockRejectedValueOnce(new Error("no database"));
  const nightly = checkNightly("a", check.mockResolvedValue());
  await vi.advanceTimersByTimeAsync(hour);
  expect(check).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(17 * hour);
  expect(check).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(24 * hour);
  expect(check).toHaveBeenCalledTimes(3);
  await nightly.stop();
  await vi.advanceTimersByTimeAsync(48 * hour);
  expect(check).toHaveBeenCalledTimes(3);
});

test("a node that stops during a check aborts it and waits for the page that is being rendered", async () => {
  let signalOfCheck: AbortSignal | undefined;
  const checked = Promise.withResolvers<void>();
  const nightly = checkNightly("a", (signal) => {
    signalOfCheck = signal;
    return checked.promise;
  });
  await vi.advanceTimersByTimeAsync(hour);
  let stopped = false;
  const stopping = nightly.stop().then(() => {
    stopped = true;
  });
  await vi.advanceTimersByTimeAsync(hour);
  expect([signalOfCheck?.aborted, stopped]).toEqual([true, false]);
  checked.resolve();
  await stopping;
});
