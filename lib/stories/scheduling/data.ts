// What time will do to a story: its due and stopped acts, and its embargo.
import type { Prisma, Transaction } from "../../postgres/app.ts";
import { readActInput } from "./schema.ts";
import type { StorySchedule } from "./types.ts";

const person = { select: { id: true, name: true } } as const;

/** Part of a `select` of stories, for `presentSchedule`. */
export const scheduleSelect = {
  unlistedAt: true,
  embargoUntil: true,
  embargoReason: true,
  embargoBy: person,
  acts: {
    where: { OR: [{ state: "DUE" }, { state: "STOPPED", dismissedAt: null }] },
    orderBy: [{ dueAt: "asc" }, { id: "asc" }],
    select: {
      id: true,
      verb: true,
      dueAt: true,
      state: true,
      reason: true,
      detail: true,
      finishedAt: true,
      input: true,
      actor: person,
      revision: { select: { number: true, version: true } },
    },
  },
} satisfies Prisma.StorySelect;
type ScheduleRow = Prisma.StoryGetPayload<{ select: typeof scheduleSelect }>;

export function presentSchedule({
  acts,
  embargoUntil,
  embargoReason,
  embargoBy,
  unlistedAt,
}: ScheduleRow): StorySchedule {
  const present = (act: ScheduleRow["acts"][number]) => ({
    id: act.id,
    verb: act.verb,
    dueAt: act.dueAt.toISOString(),
    by: act.actor,
    revision: act.revision?.number ?? null,
    version: act.revision?.version ?? null,
    note: readActInput(act.input).note,
  });
  return {
    due: acts.filter(({ state }) => state === "DUE").map(present),
    stopped: acts
      .filter(({ state }) => state === "STOPPED")
      .map((act) => ({
        ...present(act),
        stoppedAt: (act.finishedAt ?? act.dueAt).toISOString(),
        reason: act.reason,
        detail: act.detail as Record<string, unknown>,
      })),
    unlistedAt: unlistedAt?.toISOString() ?? null,
    embargo: embargoUntil && { until: embargoUntil.toISOString(), reason: embargoReason, by: embargoBy },
  };
}

/** The database's clock decides what is due and what is past: nodes may disagree about the time. */
export async function databaseNow(tx: Transaction): Promise<Date> {
  const [row] = await tx.$queryRaw<{ now: Date }[]>`select clock_timestamp() as now`;
  if (!row) throw new Error("the database did not answer with its time");
  return row.now;
}
