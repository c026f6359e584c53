// Reminders of work that is due. A job looks for it every minute.

import { SYSTEM } from "../actor.ts";
import { type Transaction, transaction } from "../postgres/app.ts";
import { readFacts } from "../roles/data.ts";
import { sendNotice } from "./mutations.ts";

/** A person is reminded this long before the due time. */
const soonMs = 60 * 60_000;
/** What became overdue longer ago than this is old news. */
const maxLateMs = 24 * 60 * 60_000;

const select = {
  id: true,
  headline: true,
  ...readFacts,
  dueAt: true,
  assignment: { select: { assignedById: true } },
} as const;

/**
 * Reminds the person who has a story an hour before it is due, and that person and the one who assigned it once it is overdue.
 * Once for each due time: a new due time reminds anew.
 */
export const remindOfDueStories = (now = new Date()): Promise<void> =>
  transaction(async (tx) => {
    for (const { dueAt, assignment, ...story } of await dueBetween(tx, now, new Date(now.getTime() + soonMs)))
      await sendNotice(
        tx,
        SYSTEM,
        { kind: "DUE_SOON", story, to: [story.assigneeId], key: `due-soon ${story.id} ${dueAt?.toISOString()}` },
        now,
      );
    for (const { dueAt, assignment, ...story } of await dueBetween(tx, new Date(now.getTime() - maxLateMs), now))
      await sendNotice(
        tx,
        SYSTEM,
        {
          kind: "OVERDUE",
          story,
          to: [story.assigneeId, assignment?.assignedById ?? null],
          key: `overdue ${story.id} ${dueAt?.toISOString()}`,
        },
        now,
      );
  });

/** Drafts that somebody has and that readers never had. */
const dueBetween = (tx: Transaction, from: Date, until: Date) =>
  tx.story.findMany({
    where: { dueAt: { gt: from, lte: until }, assigneeId: { not: null }, copy: "DRAFT", publication: "NEVER" },
    orderBy: { dueAt: "asc" },
    take: 500,
    select,
  });
