import type { WritingKind } from "#lib/document/authorship.ts";
import type { WrittenBy } from "#lib/stories/types.ts";
import { dateNear, type Times } from "#lib/times.ts";

const verbs: Record<Exclude<WritingKind, "UNKNOWN">, string> = {
  TYPED: "typed this",
  PASTED: "pasted this",
  IMPORTED: "imported this",
  COPIED: "copied this from another story",
  RESTORED: "brought this back",
  SUGGESTED: "suggested this",
};

/** "3 March 14:05", with the year if it is not the current one. */
const moment = (at: Date, now: Date, times: Times): string => `${dateNear(times, at, now)} ${times.clock(at)}`;

/** "Anna Berg typed this on 3 March 14:05"; with the end if it took longer than a minute. */
export function writerWords({ person, kind, at, until }: WrittenBy, now: Date, times: Times): string {
  const [first, last] = [new Date(at), new Date(until)];
  if (kind === "UNKNOWN") return `Before ${moment(last, now, times)}: not known`;
  const began = `${person?.name ?? "Galley"} ${verbs[kind]} on ${moment(first, now, times)}`;
  if (times.dayKey(first) !== times.dayKey(last)) return `${began} to ${moment(last, now, times)}`;
  return times.clock(first) === times.clock(last) ? began : `${began} to ${times.clock(last)}`;
}

/** The quoted text, shortened to one line. */
export function quoted(text: string): string {
  const words = text.replace(/\s+/g, " ").trim();
  return words.length > 60 ? `“${words.slice(0, 56).trimEnd()} …”` : `“${words}”`;
}
