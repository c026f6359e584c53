import { EventEmitter } from "node:events";
import type http from "node:http";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { collectWhenIdle } from "./idle-memory.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const megabytes = (count: number) => count * 1_048_576;
/** A process whose heap grows to this size until it is collected, which leaves 100 MB. */
function idle(size: number) {
  const it = { server: new EventEmitter(), heap: megabytes(size), collections: 0 };
  const collecting = collectWhenIdle(
    it.server as unknown as http.Server,
    () => {
      it.collections++;
      it.heap = megabytes(100);
    },
    () => it.heap,
  );
  return { it, collecting };
}

test("collects once when no request has come for a while, and again only after work or growth", async () => {
  const { it, collecting } = idle(700);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(it.collections).toBe(1);
  it.heap = megabytes(150);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(it.collections).toBe(1);
  it.heap = megabytes(200);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(it.collections).toBe(2);
  it.server.emit("request", { url: "/desk" });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(it.collections).toBe(3);
  collecting.stop();
});

test("does not collect garbage while requests arrive", async () => {
  const { it, collecting } = idle(700);
  for (let second = 0; second < 120; second += 10) {
    it.server.emit("request", { url: "/" });
    await vi.advanceTimersByTimeAsync(10_000);
  }
  expect(it.collections).toBe(0);
  collecting.stop();
});

test("counts as idle while only open tabs and watchers ask", async () => {
  const { it, collecting } = idle(700);
  for (let second = 0; second < 120; second += 10) {
    for (const url of ["/api/presence", "/api/health", "/api/ready", "/metrics?x"]) it.server.emit("request", { url });
    await vi.advanceTimersByTimeAsync(10_000);
  }
  expect(it.collections).toBe(1);
  collecting.stop();
});
