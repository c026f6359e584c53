import type { Actor } from "../actor.ts";
import { has } from "../roles/policy.ts";
import { meaningOf, wallTime } from "../wall-time.ts";
import type { MailTimes, MailTiming } from "./types.ts";

export const canManageMail = (actor: Actor): boolean => has(actor, "settings");

/** What notices are about, and when each is mailed to a person who never chose. */
export const noticeKinds = {
  assigned: { label: "A story is assigned to you", timing: "AT_ONCE" },
  declined: { label: "An assignment of yours is declined", timing: "AT_ONCE" },
  due_soon: { label: "A story of yours is due soon", timing: "AT_ONCE" },
  overdue: { label: "A story of yours is overdue", timing: "AT_ONCE" },
  filed: { label: "A story is filed", timing: "DIGEST" },
  sent_back: { label: "Your story is sent back", timing: "AT_ONCE" },
  approved: { label: "Your story is approved", timing: "DIGEST" },
  scheduled: { label: "Your story is scheduled", timing: "DIGEST" },
  published: { label: "Your story is published", timing: "DIGEST" },
  publication_stopped: { label: "A scheduled publication is stopped", timing: "AT_ONCE" },
  taken_down: { label: "Your story is taken down", timing: "AT_ONCE" },
  report: { label: "A reader reports a mistake in your story", timing: "AT_ONCE" },
  correction: { label: "Your story is corrected", timing: "AT_ONCE" },
  wire_item: { label: "A rule sends you a wire item", timing: "AT_ONCE" },
  wire: { label: "A wire item in your story is corrected or withdrawn", timing: "AT_ONCE" },
  mention: { label: "Somebody mentions you", timing: "AT_ONCE" },
  reply: { label: "Somebody replies to you", timing: "AT_ONCE" },
  comment: { label: "Somebody comments on your story", timing: "DIGEST" },
} as const satisfies Record<string, { label: string; timing: MailTiming }>;
export type NoticeKind = keyof typeof noticeKinds;
export const noticeKindNames = Object.keys(noticeKinds) as NoticeKind[];
export const isNoticeKind = (kind: string): kind is NoticeKind => Object.hasOwn(noticeKinds, kind);

/** The kind of a message that holds several notices. */
export const digestKind = "digest";

/** Of a person who never chose. */
export const defaultTimes: MailTimes = { digestHour: 8, quietFrom: null, quietUntil: null, timeZone: null };

const minuteMs = 60_000;

/** ms until the next attempt: 1, 2, 4 … minutes, an hour at most. */
export const retryDelayMs = (attempts: number): number => Math.min(2 ** (attempts - 1), 60) * minuteMs;

/** An attempt is given up after this long, whatever the server is doing. */
export const attemptMs = minuteMs;
/** For so long no other node takes a message that is being sent; longer than any attempt. */
export const claimMs = 3 * minuteMs;
/** Messages that one node sends at once. */
export const maxConcurrent = 4;
/** Sent and failed messages are deleted after this many days. */
export const keptDays = 30;

/** The next instant after `now` at which clocks in the zone show this full hour. */
export function nextHour(hour: number, zone: string, now: Date): Date {
  for (let day = 0; day <= 2; day++) {
    const date = new Date(Date.parse(`${wallTime(now.toISOString(), zone).slice(0, 10)}T00:00:00Z`) + day * 86_400_000);
    const meaning = meaningOf(`${date.toISOString().slice(0, 10)}T${String(hour).padStart(2, "0")}:00`, zone);
    const instant =
      meaning.kind === "once"
        ? meaning.instant
        : meaning.kind === "twice"
          ? meaning.first
          : meaning.kind === "skipped"
            ? meaning.after
            : null;
    if (instant !== null && Date.parse(instant) > now.getTime()) return new Date(instant);
  }
  return now;
}

/** `now`, or the end of the quiet hours that it falls in. */
export function afterQuietHours({ quietFrom, quietUntil }: MailTimes, zone: string, now: Date): Date {
  if (quietFrom === null || quietUntil === null || quietFrom === quietUntil) return now;
  const hour = Number(wallTime(now.toISOString(), zone).slice(11, 13));
  const isQuiet =
    quietFrom < quietUntil ? hour >= quietFrom && hour < quietUntil : hour >= quietFrom || hour < quietUntil;
  return isQuiet ? nextHour(quietUntil, zone, now) : now;
}
