// What is scheduled, was performed or was stopped, as the newsroom sees it.

import { compareDocuments } from "#lib/document/compare.ts";
import { changeKey, listChanges } from "#lib/document/partial.ts";
import { rejectAll } from "#lib/document/suggestions.ts";
import type { Actor } from "../actor.ts";
import { DomainError } from "../errors.ts";
import { isId } from "../ids.ts";
import { appClient, type Prisma } from "../postgres/app.ts";
import { getRevisionDocument } from "../revisions/data.ts";
import { readFacts } from "../roles/data.ts";
import { visibleTo } from "../stories/data.ts";
import { loadDocument } from "../stories/document.ts";
import { databaseNow } from "../stories/scheduling/data.ts";
import { readActInput } from "../stories/scheduling/schema.ts";
import { canChangeSchedule, canSeeJobs } from "./policy.ts";
import type { ScheduleQuery } from "./schema.ts";
import type { ScheduleHealth, ScheduleRow } from "./types.ts";

const person = { select: { id: true, name: true } } as const;
const rowSelect = {
  id: true,
  verb: true,
  state: true,
  dueAt: true,
  actor: person,
  finishedAt: true,
  reason: true,
  detail: true,
  attempts: true,
  error: true,
  dismissedAt: true,
  input: true,
  revision: { select: { number: true } },
  story: {
    select: {
      id: true,
      headline: true,
      copy: true,
      publication: true,
      path: true,
      ...readFacts,
      embargoUntil: true,
      section: person,
    },
  },
} satisfies Prisma.ScheduledActSelect;
type Row = Prisma.ScheduledActGetPayload<{ select: typeof rowSelect }>;

function present(actor: Actor, row: Row, now: Date): ScheduleRow {
  const { story } = row;
  const until = row.state === "DUE" ? now : row.state === "DONE" ? row.finishedAt : null;
  return {
    id: row.id,
    verb: row.verb,
    state: row.state,
    dueAt: row.dueAt.toISOString(),
    by: row.actor,
    finishedAt: row.finishedAt?.toISOString() ?? null,
    lateSeconds: until ? Math.max(0, Math.floor((until.getTime() - row.dueAt.getTime()) / 1_000)) : 0,
    reason: row.reason,
    detail: row.detail as Record<string, unknown>,
    attempts: row.attempts,
    error: canSeeJobs(actor) ? row.error : "",
    isDismissed: row.dismissedAt !== null,
    revision: row.revision?.number ?? null,
    note: readActInput(row.input).note,
    story: {
      id: story.id,
      kind: story.kind,
      headline: story.headline,
      copy: story.copy,
      publication: story.publication,
      path: story.path,
      section: story.section,
      isEmbargoed: story.embargoUntil !== null && story.embargoUntil > now,
    },
    may: { change: canChangeSchedule(actor, story) },
  };
}

/** No screen shows more at once. */
const maxRows = 2_000;

/**
 * What is due, was performed or was stopped from `from` to before `to`, in the order of time, as far as the actor may see the
 * stories. Acts that are overdue come too, however long ago they were due. Cancelled acts are left out.
 */
export async function listSchedule(actor: Actor, query: ScheduleQuery): Promise<ScheduleRow[]> {
  const now = await databaseNow(appClient());
  const rows = await appClient().scheduledAct.findMany({
    where: {
      story: {
        AND: [visibleTo(actor), ...(query.section ? [{ sectionId: query.section }] : [])],
      },
      state: { not: "CANCELLED" },
      AND: [
        {
          OR: [
            { dueAt: { gte: new Date(query.from), lt: new Date(query.to) } },
            { state: "DUE", dueAt: { lt: now } },
            { state: "STOPPED", dismissedAt: null },
          ],
        },
        ...(query.person ? [{ OR: [{ actorId: query.person }, { story: involving(query.person) }] }] : []),
      ],
    },
    orderBy: [{ dueAt: "asc" }, { id: "asc" }],
    take: maxRows,
    select: rowSelect,
  });
  return rows.map((row) => present(actor, row, now));
}

const involving = (personId: string): Prisma.StoryWhereInput => ({
  OR: [{ creatorId: personId }, { assigneeId: personId }, { authors: { some: { author: { personId } } } }],
});

/** Everything that was ever scheduled for a story, newest first, at most 50. @throws NOT_FOUND */
export async function listScheduleOfStory(actor: Actor, storyId: string): Promise<ScheduleRow[]> {
  if (!isId(storyId) || !(await appClient().story.count({ where: { AND: [{ id: storyId }, visibleTo(actor)] } })))
    throw new DomainError("NOT_FOUND");
  const now = await databaseNow(appClient());
  const rows = await appClient().scheduledAct.findMany({
    where: { storyId },
    orderBy: [{ dueAt: "desc" }, { id: "desc" }],
    take: 50,
    select: rowSelect,
  });
  return rows.map((row) => present(actor, row, now));
}

/**
 * How many changes of the working copy a scheduled publication leaves out: blocks and fields that differ, suggestions aside.
 * 0 for a correction, whose changes were chosen. @throws NOT_FOUND
 */
export async function countLeftOut(actor: Actor, actId: string): Promise<number> {
  if (!isId(actId)) throw new DomainError("NOT_FOUND");
  return appClient().$transaction(
    async (tx) => {
      const act = await tx.scheduledAct.findFirst({
        where: { id: actId, story: visibleTo(actor) },
        select: {
          verb: true,
          revisionId: true,
          story: { select: { id: true, version: true, publishedRevisionId: true } },
        },
      });
      if (!act) throw new DomainError("NOT_FOUND");
      if (act.verb !== "PUBLISH" || !act.revisionId) return 0;
      const frozen = await getRevisionDocument(tx, act.revisionId);
      if (frozen.version === act.story.version) return 0;
      const current = await loadDocument(tx, act.story);
      const changes = listChanges(compareDocuments(rejectAll(frozen.doc), rejectAll(current)));
      return new Set(changes.map(changeKey)).size;
    },
    { isolationLevel: "RepeatableRead", timeout: 30_000 },
  );
}

/** How the schedule as a whole is doing. @throws NOT_ALLOWED */
export async function getScheduleHealth(actor: Actor): Promise<ScheduleHealth> {
  if (!canSeeJobs(actor)) throw new DomainError("NOT_ALLOWED");
  const [row] = await appClient().$queryRaw<
    { due: number; overdue: number; stopped: number; last: Date | null; next: Date | null }[]
  >`
    select count(*) filter (where state = 'DUE')::int as due,
      count(*) filter (where state = 'DUE' and due_at < statement_timestamp() - interval '10 seconds')::int as overdue,
      count(*) filter (where state = 'STOPPED' and dismissed_at is null)::int as stopped,
      max(finished_at) filter (where state = 'DONE') as last,
      min(due_at) filter (where state = 'DUE') as next
    from scheduled_act`;
  return {
    due: row?.due ?? 0,
    overdue: row?.overdue ?? 0,
    stopped: row?.stopped ?? 0,
    lastFinishedAt: row?.last?.toISOString() ?? null,
    nextDueAt: row?.next?.toISOString() ?? null,
  };
}
