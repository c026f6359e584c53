// What the press remembers for the life of the process has a limit.
import { Histogram, Registry } from "prom-client";
import { expect, test } from "vitest";
import { Generations } from "./generations.ts";
import { noCounts } from "./metrics.ts";
import type { PageCache } from "./page-cache.ts";
import type { PageRenderer } from "./page-renderer.ts";
import { Parts } from "./parts.ts";
import { Press } from "./press.ts";
import { PurgeLog } from "./purge-log.ts";
import { RenderQueue, RetryLaterError } from "./render-queue.ts";

test("remembers the ids of the last 10,000 purges, so that each counts once", () => {
  const press = new Press(async () => {}, { dev: true, memory: 1_000, cdn: undefined, networkOf: () => "" });
  const purge = (id: number) => press.apply([{ id: String(id), tags: [], erase: false, ageMs: 0 }]);
  for (let id = 0; id < 10_000; id++) purge(id);
  purge(0);
  expect(press.counts.purges).toBe(10_000);
  purge(10_000); // 0 is now forgotten, 1 is not
  purge(1);
  expect(press.counts.purges).toBe(10_001);
  purge(0);
  expect(press.counts.purges).toBe(10_002);
});

test("delays the next render of at most 10,000 pages after a failure", async () => {
  const generations = new Generations();
  const counts = noCounts();
  const renders = new RenderQueue({
    renderer: { render: () => Promise.reject(new Error("no page can be rendered")) } as unknown as PageRenderer,
    parts: new Parts(generations, () => true),
    generations,
    // Every page is in memory, and may be served when rendering fails.
    cache: { get: () => ({}), getFallback: () => ({}) } as unknown as PageCache,
    purges: new PurgeLog({ onPurges: () => {}, onGap: () => {} }),
    counts,
    renderTime: new Histogram({ name: "render", help: "render", registers: [new Registry()] }),
    now: () => 0,
  });
  const isDelayed = (page: number) =>
    renders.render(`/${page}`, `/${page}`, { proto: "http", name: "localhost" }).then(
      () => false,
      (error) => error instanceof RetryLaterError,
    );
  for (let page = 0; page < 10_001; page++) await isDelayed(page);
  expect(counts.failures).toBe(10_001);
  expect(await isDelayed(10_000)).toBe(true);
  expect(await isDelayed(1)).toBe(true);
  expect(await isDelayed(0)).toBe(false);
});
