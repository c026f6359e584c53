// The list of stories: filters, order, pages.

import { fold } from "#lib/document/text.ts";
import { type Actor, personId } from "../actor.ts";
import { readTimeCursor, toPage, writeTimeCursor } from "../cursor.ts";
import { factsOf } from "../pictures/data.ts";
import { appClient, type Prisma } from "../postgres/app.ts";
import { literally } from "../postgres/pattern.ts";
import { readFacts, storiesFor } from "../roles/data.ts";
import { neverWritten, smallPicture, visibleTo } from "./data.ts";
import { can } from "./policy.ts";
import type { StoryFilters } from "./schema.ts";
import type { StoryRow } from "./types.ts";

const pageSize = 50;
const person = { select: { id: true, name: true } } as const;
const rowSelect = {
  id: true,
  headline: true,
  copy: true,
  publication: true,
  version: true,
  publishedVersion: true,
  words: true,
  editedAt: true,
  dueAt: true,
  scheduledFor: true,
  path: true,
  pictureId: true,
  editedBy: person,
  assignee: person,
  flags: { orderBy: { kind: "asc" }, select: { kind: true } },
  section: { select: { id: true, name: true } },
  authors: { orderBy: { position: "asc" }, select: { author: { select: { id: true, name: true } } } },
  ...readFacts,
} satisfies Prisma.StorySelect;
type Row = Prisma.StoryGetPayload<{ select: typeof rowSelect }>;

type Filters = Omit<StoryFilters, "cursor">;

/** Newest change first; by the time at which something happens, the nearest first, for lists of what is to come. */
type Order = { column: "editedAt" | "dueAt" | "scheduledFor"; direction: "asc" | "desc" };
function orderOf({ sort, copy }: Filters): Order {
  if (sort === "due") return { column: "dueAt", direction: "asc" };
  if (copy === "SCHEDULED") return { column: "scheduledFor", direction: "asc" };
  return { column: "editedAt", direction: "desc" };
}

/** The rows after a position in the order. Rows that have no such time are not in the list. */
function rowsAfter({ column, direction }: Order, cursor: string | undefined): Prisma.StoryWhereInput[] {
  const isThere: Prisma.StoryWhereInput[] = column === "editedAt" ? [] : [{ [column]: { not: null } }];
  const last = readTimeCursor(cursor);
  if (!last) return isThere;
  const after = direction === "asc" ? "gt" : "lt";
  const { at, id } = last;
  return [...isThere, { OR: [{ [column]: { [after]: at } }, { [column]: at, id: { [after]: id } }] }];
}

const involving = (id: string): Prisma.StoryWhereInput => ({
  OR: [{ creatorId: id }, { assigneeId: id }, { editedById: id }, { authors: { some: { author: { personId: id } } } }],
});

/** A draft that readers never had, after its due time. */
const overdue = (now: Date): Prisma.StoryWhereInput => ({ dueAt: { lt: now }, copy: "DRAFT", publication: "NEVER" });

/** Somebody asked this person, or the story came back to them; for editors also what is filed or was stopped at its time. */
function waitingFor(actor: Actor): Prisma.StoryWhereInput {
  const id = personId(actor);
  const own = id === null ? [] : [{ creatorId: id }, { assigneeId: id }];
  return {
    OR: [
      ...(id === null ? [] : [{ assigneeId: id, assignment: { state: "OFFERED" as const } }]),
      { copy: "DRAFT", handOverNote: { kind: "SENT_BACK" }, OR: own },
      { AND: [storiesFor(actor, "edit", "copy"), { copy: "FILED" }] },
      { AND: [storiesFor(actor, "schedule", "both"), { acts: { some: { state: "STOPPED", dismissedAt: null } } }] },
    ],
  };
}

/** The stories that fit the filters, as a where-clause; spiked ones only when asked for. */
function matching(actor: Actor, filters: Filters, now: Date): Prisma.StoryWhereInput {
  const words = fold(filters.q).split(" ").filter(Boolean).slice(0, 8);
  return {
    AND: [
      visibleTo(actor),
      { kind: "STORY" },
      { NOT: neverWritten },
      filters.copy ? { copy: filters.copy } : { copy: { not: "SPIKED" } },
      ...(filters.publication ? [{ publication: filters.publication }] : []),
      ...(filters.section ? [{ sectionId: filters.section }] : []),
      ...(filters.person ? [involving(filters.person)] : []),
      ...(filters.assigned ? [{ assigneeId: filters.assigned }] : []),
      ...(filters.due ? [overdue(now)] : []),
      ...(filters.waiting ? [waitingFor(actor)] : []),
      ...words.map((word) => ({ searchText: { contains: literally(word) } })),
    ],
  };
}

/** How many stories fit the filters, on all pages. */
export const countStories = (actor: Actor, filters: Filters, now = new Date()): Promise<number> =>
  appClient().story.count({
    where: { AND: [matching(actor, filters, now), ...rowsAfter(orderOf(filters), undefined)] },
  });

/** The stories that fit the filters, 50 a page: last edited first, or by the time that `sort` or the status names. */
export async function listStories(
  actor: Actor,
  filters: StoryFilters,
  now = new Date(),
): Promise<{ stories: StoryRow[]; next: string | null }> {
  const order = orderOf(filters);
  const rows = await appClient().story.findMany({
    where: { AND: [matching(actor, filters, now), ...rowsAfter(order, filters.cursor)] },
    orderBy: [{ [order.column]: order.direction }, { id: order.direction }],
    take: pageSize + 1,
    select: rowSelect,
  });
  const page = toPage(rows, pageSize, (row) => writeTimeCursor(row[order.column] ?? row.editedAt, row.id));
  const facts = await factsOf(page.rows.flatMap((row) => row.pictureId ?? []));
  return {
    stories: page.rows.map((row) => present(actor, row, smallPicture(row.pictureId, facts))),
    next: page.next,
  };
}

const present = (actor: Actor, row: Row, picture: string | null): StoryRow => ({
  id: row.id,
  headline: row.headline,
  copy: row.copy,
  publication: row.publication,
  changed: row.publication === "LIVE" && row.version > (row.publishedVersion ?? 0),
  section: row.section,
  authors: row.authors.map(({ author }) => author),
  words: row.words,
  editedAt: row.editedAt.toISOString(),
  editedBy: row.editedBy,
  assignee: row.assignee,
  dueAt: row.dueAt?.toISOString() ?? null,
  scheduledFor: row.scheduledFor?.toISOString() ?? null,
  flags: row.flags.map(({ kind }) => kind),
  path: row.path,
  mayTakeDown: can(actor, "takeDown", row),
  picture,
});

/**
 * Up to 20 stories whose headline or authors hold every word of the query, newest first. A query with a slash is a part of an
 * address instead.
 */
export async function findStories(actor: Actor, query: string, live: boolean) {
  const isAddress = /^\S*\/\S*$/.test(query);
  const words = isAddress ? [] : fold(query).split(" ").filter(Boolean).slice(0, 8);
  return appClient().story.findMany({
    where: {
      AND: [
        visibleTo(actor),
        { kind: "STORY", copy: { not: "SPIKED" } },
        { NOT: neverWritten },
        live ? { publication: "LIVE" } : {},
        isAddress ? { path: { contains: literally(query) } } : {},
        ...words.map((word) => ({ searchText: { contains: literally(word) } })),
      ],
    },
    orderBy: [{ editedAt: "desc" }, { id: "desc" }],
    take: 20,
    select: { id: true, headline: true, path: true, publication: true },
  });
}
