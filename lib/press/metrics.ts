// Counters of the press in the format of Prometheus.
import { Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Cdn } from "./cdn.ts";
import type { MemoryCache } from "./memory-cache.ts";
import type { PurgeLog } from "./purge-log.ts";

/** Plain numbers, because they change with every page that is sent. */
export type Counts = {
  /** Pages sent from the cache. */
  hits: number;
  /** Requests for which no fresh page was cached. */
  misses: number;
  /** Requests that shared a render in progress. */
  joined: number;
  renders: number;
  /** Renders that were discarded because the page changed meanwhile. */
  discardedRenders: number;
  failures: number;
  /** Pages sent although they may be stale. */
  stale: number;
  unavailable: number;
  purges: number;
  erasures: number;
  /** Cached pages that were compared with a fresh render. */
  checked: number;
  /** Compared pages that differed. */
  wrong: number;
};

export const noCounts = (): Counts => ({
  hits: 0,
  misses: 0,
  joined: 0,
  renders: 0,
  discardedRenders: 0,
  failures: 0,
  stale: 0,
  unavailable: 0,
  purges: 0,
  erasures: 0,
  checked: 0,
  wrong: 0,
});

const help: Record<keyof Counts, string> = {
  hits: "Pages sent from the cache",
  misses: "Pages that had to be rendered",
  joined: "Requests that shared a render in progress",
  renders: "Pages rendered",
  discardedRenders: "Renders discarded because the page changed meanwhile",
  failures: "Renders that failed",
  stale: "Pages sent although they may be stale",
  unavailable: "Requests answered with 503",
  purges: "Purges received",
  erasures: "Purges that erase",
  checked: "Cached pages compared with a fresh render",
  wrong: "Cached pages that differed from a fresh render",
};

/** What is measured. Some of it is made after the metrics, so each value is read when it is requested. */
type Measured = {
  counts: Counts;
  cache: { memory: MemoryCache };
  purges: PurgeLog;
  cdn: Cdn | undefined;
};

export function metricsOf(press: Measured): { registry: Registry; renderTime: Histogram } {
  const registry = new Registry();
  const registers = [registry];
  for (const [name, text] of Object.entries(help) as [keyof Counts, string][]) {
    new Counter({
      name: `galley_press_${name}_total`,
      help: text,
      registers,
      collect() {
        this.reset();
        this.inc(press.counts[name]);
      },
    });
  }
  const gauges: [string, string, () => number][] = [
    ["memory_bytes", "Bytes of pages in memory", () => press.cache.memory.bytes],
    ["memory_pages", "Pages in memory", () => press.cache.memory.count],
    ["lease", "1 while this node is sure to know every purge", () => (press.purges.lease === "held" ? 1 : 0)],
    ["cdn", "1 while the CDN answers and may cache pages", () => (press.cdn?.isAnswering ? 1 : 0)],
    ["cdn_waiting", "Purges that the CDN has not confirmed", () => press.cdn?.state?.waiting ?? 0],
  ];
  for (const [name, text, value] of gauges) {
    new Gauge({
      name: `galley_press_${name}`,
      help: text,
      registers,
      collect() {
        this.set(value());
      },
    });
  }
  const renderTime = new Histogram({
    name: "galley_press_render_seconds",
    help: "Time to render a page",
    buckets: [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5],
    registers,
  });
  return { registry, renderTime };
}
