import type { RevisionKind, RevisionRow } from "#lib/revisions/types.ts";
import type { Times } from "#lib/times.ts";

const kinds: Record<RevisionKind, string> = {
  CREATED: "created",
  PUBLISHED: "published",
  APPROVED: "approved",
  SCHEDULED: "scheduled",
  CORRECTED: "corrected",
  CLARIFIED: "clarified",
  TAKEN_DOWN: "taken down",
  REINSTATED: "reinstated",
  HANDED_OVER: "filed",
  RESTORED: "restored",
  IMPORTED: "imported",
  NAMED: "named",
  CHECKPOINT: "autosave",
  COPIED: "copied from another story",
  REVIEWED: "approved in review",
};

/** The first line of the note. */
const guestOf = (note: string): string => note.split("\n", 1)[0] ?? "";

/** Splits a revision into what happened, for its title, and the rest of its note. */
function happened({ kind, note }: RevisionRow): { what: string; rest: string } {
  if (kind === "REVIEWED") return { what: kinds[kind], rest: note.slice(guestOf(note).length).trim() };
  if (kind === "NAMED") return { what: `“${note}”`, rest: "" };
  const handedOver = kind === "HANDED_OVER" && /^(Filed|Withdrawn|Sent back)(?:: (.*))?$/s.exec(note);
  if (handedOver) return { what: handedOver[1]?.toLowerCase() ?? "", rest: handedOver[2] ?? "" };
  const restored = kind === "RESTORED" && /^Revision (\d+)$/.exec(note);
  if (restored) return { what: `restored from ${restored[1]}`, rest: "" };
  return { what: kinds[kind], rest: note };
}

/** "Revision 7, published", "Revision 5, “before the lawyers”". */
export const titleOf = (revision: RevisionRow): string => `Revision ${revision.number}, ${happened(revision).what}`;

/** The part of the note that the title leaves out: why it was sent back, what was corrected. */
export const noteOf = (revision: RevisionRow): string => happened(revision).rest;

export const personOf = ({ kind, note, person }: RevisionRow): string =>
  kind === "REVIEWED" ? `${guestOf(note)} (guest)` : (person?.name ?? "Galley");

/** The title with date and time, for a list of choices. */
export const choiceOf = (revision: RevisionRow, times: Times): string => {
  const at = new Date(revision.at);
  return `${titleOf(revision)}, ${times.shortDate(at)} ${times.clock(at)}`;
};

export type Size = { added: number; takenOut: number };

const words = (count: number): string => (count === 1 ? "1 word" : `${count.toLocaleString("en-GB")} words`);

/** "12 words added, 4 removed"; "no words changed". */
export function sizeWords({ added, takenOut }: Size): string {
  if (added > 0 && takenOut > 0) return `${words(added)} added, ${takenOut.toLocaleString("en-GB")} removed`;
  if (added > 0) return `${words(added)} added`;
  return takenOut > 0 ? `${words(takenOut)} removed` : "no words changed";
}

export type Day = { at: Date; revisions: RevisionRow[] };

/** The revisions in order, grouped by calendar day in the newsroom's time zone. */
export function daysOf(revisions: readonly RevisionRow[], times: Pick<Times, "dayKey">): Day[] {
  const days: Day[] = [];
  for (const revision of revisions) {
    const at = new Date(revision.at);
    const last = days.at(-1);
    if (last && times.dayKey(last.at) === times.dayKey(at)) last.revisions.push(revision);
    else days.push({ at, revisions: [revision] });
  }
  return days;
}
