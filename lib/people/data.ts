import { type Actor, hasRole, type Person } from "../actor.ts";
import { type Page, readCursor, toPage, writeCursor } from "../cursor.ts";
import { DomainError } from "../errors.ts";
import { isId } from "../ids.ts";
import { appClient, type Prisma } from "../postgres/app.ts";
import { literally } from "../postgres/pattern.ts";
import { canManagePeople } from "./policy.ts";
import type { PeopleQuery } from "./schema.ts";

export const peoplePageSize = 50;

const rowSelect = {
  id: true,
  name: true,
  email: true,
  role: true,
  state: true,
  lastSeenAt: true,
  author: { select: { id: true, name: true } },
  links: { where: { kind: "INVITATION" }, select: { expiresAt: true }, take: 1 },
  _count: { select: { sessions: true } },
} as const satisfies Prisma.PersonSelect;

type Row = Prisma.PersonGetPayload<{ select: typeof rowSelect }>;
export type PersonRow = Omit<Row, "links" | "_count"> & {
  sessions: number;
  /** Until when the invitation can be accepted; null when there is none (any more). */
  invitedUntil: Date | null;
};

/** People by name. @throws NOT_ALLOWED */
export async function listPeople(
  actor: Actor,
  query: PeopleQuery,
  size = peoplePageSize,
): Promise<Page<PersonRow> & { total: number }> {
  if (!canManagePeople(actor)) throw new DomainError("NOT_ALLOWED");
  const filter: Prisma.PersonWhereInput = {
    apiKey: null, // these accounts are listed with their keys
    ...(query.role && { role: query.role }),
    ...(query.state && { state: query.state }),
    ...(query.q && {
      OR: [
        { name: { contains: literally(query.q), mode: "insensitive" } },
        { email: { contains: literally(query.q.toLowerCase()) } },
      ],
    }),
  };
  const [name, id] = readCursor(query.after, 2) ?? [];
  const after: Prisma.PersonWhereInput =
    name !== undefined && id !== undefined && isId(id)
      ? { OR: [{ name: { gt: name } }, { name, id: { gt: id } }] }
      : {};
  const [rows, total] = await Promise.all([
    appClient().person.findMany({
      where: { AND: [filter, after] },
      orderBy: [{ name: "asc" }, { id: "asc" }],
      take: size + 1,
      select: rowSelect,
    }),
    appClient().person.count({ where: filter }),
  ]);
  const page = toPage(rows, size, (row) => writeCursor(row.name, row.id));
  return {
    total,
    next: page.next,
    rows: page.rows.map(({ links, _count, ...person }) => ({
      ...person,
      sessions: _count.sessions,
      invitedUntil: person.state === "INVITED" ? (links[0]?.expiresAt ?? null) : null,
    })),
  };
}

/** People to choose from in filters, by name: everybody with an account; for contributors, who see only their own stories, themselves. */
export async function listPersonOptions(actor: Actor): Promise<{ id: string; name: string }[]> {
  return appClient().person.findMany({
    where: actor.kind === "system" || hasRole(actor, "REPORTER") ? {} : { id: actor.id },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: 500,
    select: { id: true, name: true },
  });
}

/** The address that waits for confirmation; null when none does. */
export async function findPendingEmail(actor: Person): Promise<string | null> {
  const link = await appClient().link.findFirst({
    where: { personId: actor.id, kind: "EMAIL", expiresAt: { gt: new Date() } },
    select: { email: true },
  });
  return link?.email ?? null;
}

/** False for an admin who came in by the link of the first start and has not chosen a password yet. */
export async function hasPassword(actor: Person): Promise<boolean> {
  const row = await appClient().person.findUnique({ where: { id: actor.id }, select: { passwordHash: true } });
  return row?.passwordHash != null;
}
