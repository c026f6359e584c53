// When a node looks over the pages that it keeps. Each does so by itself, for what one keeps another never saw.
import { createHash } from "node:crypto";
import { log } from "../log.ts";

const hourMs = 3_600_000;
/** UTC. Nodes of one newsroom have their times between these, so that they do not print all at once. */
const nightBegins = 2;
const nightHours = 4;
/** After a start it is soon: pages on disk may be of another day. */
const soonestMs = 60_000;
const latestMs = 600_000;

/** From 0 to 1, the same for a node for ever. */
const placeOf = (node: string): number => createHash("sha256").update(node).digest().readUInt32BE(0) / 2 ** 32;

/** ms until the node's time of the night comes next. */
export function untilNight(node: string, now: Date): number {
  const day = 24 * hourMs;
  const at = Math.floor((nightBegins + placeOf(node) * nightHours) * hourMs);
  const since = (now.getTime() - at) % day;
  return day - since;
}

/** @param check gives up when the signal says so */
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
          // A timer may be early, and who has just looked need not look again.
          if (!stopping.signal.aborted) wait(hourMs + untilNight(node, new Date(Date.now() + hourMs)));
        });
    }, ms);
    timer.unref();
  };
  wait(soonestMs + placeOf(node) * (latestMs - soonestMs));
  return {
    async stop() {
      stopping.abort();
      clearTimeout(timer);
      await running;
    },
  };
}
