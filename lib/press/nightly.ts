// Schedules the nightly check of cached pages. Each node checks its own cache.
import { createHash } from "node:crypto";
import { log } from "../log.ts";

const hourMs = 3_600_000;
/** UTC. The nodes of a newsroom check at different times between these, so that they do not all render at once. */
const nightBegins = 2;
const nightHourCount = 4;
/** Delay of the first check after a start, when the cache holds some pages again. */
const minDelayMs = 60_000;
const maxDelayMs = 600_000;

/** A number from 0 to 1 that never changes for a node. */
const fractionOf = (node: string): number => createHash("sha256").update(node).digest().readUInt32BE(0) / 2 ** 32;

/** ms until the node's next check time. */
export function untilNight(node: string, now: Date): number {
  const day = 24 * hourMs;
  const at = Math.floor((nightBegins + fractionOf(node) * nightHourCount) * hourMs);
  const since = (now.getTime() - at) % day;
  return day - since;
}

/** @param check stops when the signal is aborted */
export function checkNightly(
  node: string,
  check: (signal: AbortSignal) => Promise<unknown>,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  const wait = (ms: number) => {
    timer = setTimeout(() => {
      running = check(stopping.signal)
        .catch((error) => log.warn({ error }, "nightly page check failed; next check tomorrow night"))
        .then(() => {
          // The extra hour keeps a timer that fires early from causing a second check in the same night.
          if (!stopping.signal.aborted) wait(hourMs + untilNight(node, new Date(Date.now() + hourMs)));
        });
    }, ms);
    timer.unref();
  };
  wait(minDelayMs + fractionOf(node) * (maxDelayMs - minDelayMs));
  return {
    async stop() {
      stopping.abort();
      clearTimeout(timer);
      await running;
    },
  };
}
