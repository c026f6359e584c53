import type { Actor } from "../actor.ts";
import { type Page, readTimeCursor, toPage, writeTimeCursor } from "../cursor.ts";
import { DomainError } from "../errors.ts";
import { appClient, type Prisma } from "../postgres/app.ts";
import { literally } from "../postgres/pattern.ts";
import { hiddenFrom } from "../roles/data.ts";
import { hiddenFiles } from "../roles/file-data.ts";
import { startOfDay } from "../times.ts";
import { canReadAudit } from "./policy.ts";
import type { EventsQuery } from "./schema.ts";

export const eventsPageSize = 100;

const rowSelect = {
  id: true,
  at: true,
  action: true,
  subjectKind: true,
  subjectId: true,
  subjectName: true,
  detail: true,
  actor: { select: { id: true, name: true } },
} as const satisfies Prisma.AuditEventSelect;

type Row = Prisma.AuditEventGetPayload<{ select: typeof rowSelect }>;
/** `actor` is null for the system itself. */
export type EventRow = Row & {
  /** The subject is a standing page, which the log calls a story as its table does. */
  isPage: boolean;
};

/**
 * What was done, newest first. A page goes on behind the (time, id) of the last row, so events that come in meanwhile
 * shift nothing, and those of one instant are neither skipped nor shown twice.
 * @param zone of the newsroom: the days of the filter are days there
 * @throws NOT_ALLOWED
 */
export async function listEvents(
  actor: Actor,
  query: EventsQuery,
  zone: string,
  size = eventsPageSize,
): Promise<Page<EventRow>> {
  if (!canReadAudit(actor)) throw new DomainError("NOT_ALLOWED");
  const filter: Prisma.AuditEventWhereInput = {
    ...(query.person && { actorId: query.person === "system" ? null : query.person }),
    ...(query.action && { action: query.action }),
    ...(query.q && { subjectName: { contains: literally(query.q), mode: "insensitive" } }),
    at: {
      ...(query.from && { gte: startOfDay(query.from, zone) }),
      ...(query.to && { lt: startOfDay(dayAfter(query.to), zone) }),
    },
  };
  const rows = await appClient().auditEvent.findMany({
    where: { AND: [filter, behind(query.after), await aboutVisible(actor)] },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: size + 1,
    select: rowSelect,
  });
  return toPage(await withKinds(rows), size, (row) => writeTimeCursor(row.at, row.id));
}

/** Nobody learns from the log of a confidential story that they may not see, or of its pictures and files. */
async function aboutVisible(actor: Actor): Promise<Prisma.AuditEventWhereInput> {
  const client = appClient();
  const hidden = [
    ...(await hiddenFrom(actor, client)),
    ...(await hiddenFiles(actor, client, "picture")),
    ...(await hiddenFiles(actor, client, "media")),
  ];
  return hidden.length === 0 ? {} : { OR: [{ subjectId: null }, { subjectId: { notIn: hidden } }] };
}

async function withKinds(rows: readonly Row[]): Promise<EventRow[]> {
  const ids = rows.flatMap(({ subjectKind, subjectId }) => (subjectKind === "story" && subjectId ? [subjectId] : []));
  const pages = await appClient().story.findMany({
    where: { id: { in: [...new Set(ids)] }, kind: "PAGE" },
    select: { id: true },
  });
  const known = new Set(pages.map(({ id }) => id));
  return rows.map((row) => ({ ...row, isPage: row.subjectId !== null && known.has(row.subjectId) }));
}

function behind(cursor: string | undefined): Prisma.AuditEventWhereInput {
  const after = readTimeCursor(cursor);
  if (!after) return {};
  const { at, id } = after;
  return { at: { lte: at }, OR: [{ at: { lt: at } }, { id: { lt: id } }] };
}

const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
