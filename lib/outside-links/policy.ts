// When links to other sites are visited, and what an answer means.
import type { OutsideState, Visit } from "./types.ts";

const hour = 3_600_000;
const day = 24 * hour;

/** Days between visits of a link that is asked about. */
const usualDays = 7;
/** Hours until the next visit, after one failure, two, three … */
const backoffHours = [1, 6, 24, 72, 168] as const;
/** A site that has not answered so many times in a row, over some days, is taken for gone. */
export const maxFailures = 5;
/** Days after which a link is no longer visited, if no story with it was opened or published. */
export const forgottenAfterDays = 90;

/** What a status says, when no redirect is left to follow. Sites answer 401, 403, 405 and 429 to robots where people get a page. */
export function visitOf(status: number, movedTo: string | null): Visit {
  if (status === 404 || status === 410) return { kind: "dead", status };
  if (status >= 200 && status < 300)
    return movedTo === null ? { kind: "ok", status } : { kind: "moved", status, to: movedTo };
  if ([401, 402, 403, 405, 406, 451].includes(status)) return { kind: "ok", status };
  return { kind: "again", status };
}

/** The state after a visit, and when to come again. */
export function afterVisit(
  visit: Visit,
  before: { state: OutsideState; failures: number },
  now: Date,
): { state: OutsideState; failures: number; dueAt: Date } {
  const inMs = (ms: number) => new Date(now.getTime() + ms);
  if (visit.kind === "again") {
    const failures = before.failures + 1;
    const wait = backoffHours[Math.min(failures, backoffHours.length) - 1] ?? usualDays * 24;
    // What was known stays true until the site has been away for long.
    const isKnown = before.state === "OK" || before.state === "MOVED" || before.state === "DEAD";
    const state = failures >= maxFailures ? "DEAD" : isKnown ? before.state : "WAITING";
    return { state, failures, dueAt: inMs(wait * hour) };
  }
  const state = ({ ok: "OK", moved: "MOVED", dead: "DEAD", skipped: "SKIPPED" } as const)[visit.kind];
  return { state, failures: 0, dueAt: inMs(usualDays * day) };
}
