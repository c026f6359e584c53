import { getEventListeners } from "node:events";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { databaseProcess, supervise } from "./supervisor.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A server that dies on command, and fails to start a given number of times. */
function server() {
  const it = { alive: true, refusals: 0, starts: [] as number[] };
  return {
    it,
    isAlive: () => it.alive,
    async revive() {
      it.starts.push(Date.now());
      if (it.refusals-- > 0) throw new Error("It does not start");
      it.alive = true;
    },
  };
}

test("starts a server that died at once, and says so", async () => {
  const one = server();
  const supervisor = supervise(one);
  expect(databaseProcess()).toMatchObject({ state: "running", restarts: 0 });
  await vi.advanceTimersByTimeAsync(5_000);
  one.it.alive = false;
  one.it.refusals = 1;
  await vi.advanceTimersByTimeAsync(250);
  expect(databaseProcess()).toMatchObject({ state: "restarting", restarts: 0 });
  await vi.advanceTimersByTimeAsync(250);
  expect(databaseProcess()).toMatchObject({ state: "running", restarts: 1 });
  await supervisor.stop();
  expect(databaseProcess()).toBeUndefined();
});

test("waits longer from try to try, up to five seconds, and never gives up", async () => {
  const one = server();
  const supervisor = supervise(one);
  await vi.advanceTimersByTimeAsync(5_000);
  one.it.alive = false;
  one.it.refusals = Number.POSITIVE_INFINITY;
  await vi.advanceTimersByTimeAsync(30_000);
  const waits = one.it.starts.slice(1).map((at, index) => at - (one.it.starts[index] ?? 0));
  expect(waits.slice(0, 8)).toEqual([200, 400, 800, 1_600, 3_200, 5_000, 5_000, 5_000]);
  one.it.refusals = 0;
  await vi.advanceTimersByTimeAsync(5_000);
  expect(databaseProcess()).toMatchObject({ state: "running" });
  await supervisor.stop();
});

test("waits longer each time where the server dies again right after its start", async () => {
  const one = server();
  const supervisor = supervise(one);
  await vi.advanceTimersByTimeAsync(5_000);
  for (let death = 0; death < 5; death++) {
    one.it.alive = false;
    while (!one.it.alive) await vi.advanceTimersByTimeAsync(50);
  }
  const waits = one.it.starts.slice(1).map((at, index) => at - (one.it.starts[index] ?? 0));
  expect(waits.every((wait, index) => index === 0 || wait > (waits[index - 1] ?? 0))).toBe(true);
  await supervisor.stop();
});

test("starts nothing any more once it is stopped", async () => {
  const one = server();
  const supervisor = supervise(one);
  one.it.alive = false;
  await supervisor.stop();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(one.it.starts).toEqual([]);
});

test("keeps no listeners of past checks, however long it watches", async () => {
  const signals: AbortSignal[] = [];
  vi.stubGlobal(
    "AbortController",
    class extends AbortController {
      constructor() {
        super();
        signals.push(this.signal);
      }
    },
  );
  const supervisor = supervise(server());
  await vi.advanceTimersByTimeAsync(60_000);
  expect(signals).toHaveLength(1);
  expect(signals.flatMap((signal) => getEventListeners(signal, "abort")).length).toBeLessThanOrEqual(1);
  await supervisor.stop();
});
