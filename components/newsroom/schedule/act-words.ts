import type { Missing } from "#lib/document/project-live.ts";
import type { ScheduledVerb } from "#lib/stories/scheduling/types.ts";
import type { Times } from "#lib/times.ts";
import { missingWords } from "../publish/explain-verb.ts";

/** What a scheduled act is called, within a sentence. */
export const actNames: Record<ScheduledVerb, string> = {
  PUBLISH: "publication",
  CORRECT: "correction",
  CLARIFY: "clarification",
  TAKE_DOWN: "take-down",
  UNLIST: "removal from lists",
  END_EMBARGO: "end of the embargo",
};

/** What the button is called that performs it at once. */
export const nowNames: Record<ScheduledVerb, string> = {
  PUBLISH: "Publish now",
  CORRECT: "Publish now",
  CLARIFY: "Publish now",
  TAKE_DOWN: "Take down now",
  UNLIST: "Remove from lists now",
  END_EMBARGO: "Lift embargo",
};

/** "Sat 06:00" within the next six days, else "Sat 28 Nov, 06:00"; on the newsroom's clock. */
export function shortTime(times: Times & { zone: string }, at: Date, now: Date): string {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(times.language, { timeZone: times.zone, ...options }).format(at);
  const weekday = format({ weekday: "short" });
  const isNear = Math.abs(at.getTime() - now.getTime()) < 6 * 86_400_000;
  const isThisYear = times.dayKey(at).slice(0, 4) === times.dayKey(now).slice(0, 4);
  const date = isThisYear ? times.shortDate(at) : times.date(at);
  return isNear ? `${weekday} ${times.clock(at)}` : `${weekday} ${date}, ${times.clock(at)}`;
}

/** Why a scheduled act was stopped, as a sentence. */
export function stopReason(reason: string, detail: Record<string, unknown>): string {
  switch (reason) {
    case "SUSPENDED":
      return "The account of the person who scheduled it is not active.";
    case "NOT_ALLOWED":
    case "NOT_FOUND":
      return "The person who scheduled it no longer has permission to do this.";
    case "EMBARGOED":
      return "The story is under embargo.";
    case "NOT_READY": {
      const missing = Array.isArray(detail.missing) ? (detail.missing as Missing["code"][]) : [];
      const titles = missing.flatMap((one) => missingWords[one]?.title ?? []);
      return titles.length > 0 ? `Still to do: ${titles.join(", ").toLowerCase()}.` : "Something required is missing.";
    }
    case "TAKEN":
      return "Its URL is already taken.";
    case "WRONG_STATE":
      return "The status of the story did not allow it.";
    case "FAILED":
      return "The server failed to do it ten times. An admin can see the error under Jobs.";
    default:
      return "A check failed.";
  }
}

/** "2 h late", "3 min late"; null for less than a minute. */
export function lateWords(seconds: number): string | null {
  if (seconds < 60) return null;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min late`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h late` : `${Math.floor(hours / 24)} days late`;
}
