import type { Actor, Person } from "../actor.ts";
import { type Page, readCursor, toPage, writeCursor } from "../cursor.ts";
import { DomainError } from "../errors.ts";
import { isId } from "../ids.ts";
import { appClient, type Prisma } from "../postgres/app.ts";
import type { Role } from "../postgres/generated/enums.ts";
import { literally } from "../postgres/pattern.ts";
import { roleSelect, toCustomRole } from "../roles/data.ts";
import { canGive, grantOf, worksWithOthers } from "../roles/policy.ts";
import type { CustomRole } from "../roles/types.ts";
import { canManagePeople } from "./policy.ts";
import type { PeopleQuery } from "./schema.ts";

export const peoplePageSize = 50;

const rowSelect = {
  id: true,
  name: true,
  email: true,
  role: true,
  customRole: { select: roleSelect },
  state: true,
  lastSeenAt: true,
  lastSignInAt: true,
  languages: true,
  totpSecret: true,
  author: { select: { id: true, name: true } },
  links: { where: { kind: "INVITATION" }, select: { expiresAt: true }, take: 1 },
  _count: { select: { sessions: true, passkeys: true } },
} as const satisfies Prisma.PersonSelect;

type Row = Prisma.PersonGetPayload<{ select: typeof rowSelect }>;
export type PersonRow = Omit<Row, "links" | "_count" | "customRole" | "totpSecret"> & {
  customRole: CustomRole | null;
  /** Whether the actor may act on the account: nobody does on one that may do more than their own. */
  mayManage: boolean;
  sessions: number;
  hasSecondFactor: boolean;
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
    NOT: { state: "ERASED" },
    ...(query.role &&
      (isId(query.role) ? { customRoleId: query.role } : { role: query.role as Role, customRoleId: null })),
    ...(query.state && { state: query.state }),
    ...(query.factor && { AND: { state: "ACTIVE", totpSecret: null, passkeys: { none: {} } } }),
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
    rows: page.rows.map(({ links, _count, totpSecret, ...row }) => {
      const person = { ...row, customRole: row.customRole && toCustomRole(row.customRole) };
      return {
        ...person,
        mayManage: canGive(actor, grantOf(person)),
        sessions: _count.sessions,
        hasSecondFactor: totpSecret !== null || _count.passkeys > 0,
        invitedUntil: person.state === "INVITED" ? (links[0]?.expiresAt ?? null) : null,
      };
    }),
  };
}

/** People to choose from in filters, by name: everybody with an account; for contributors, who see only their own stories, themselves. */
export async function listPersonOptions(actor: Actor): Promise<{ id: string; name: string }[]> {
  return appClient().person.findMany({
    where: actor.kind === "system" || worksWithOthers(actor) ? {} : { id: actor.id },
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

/** BCP 47 tags of the languages in which the person works. */
export async function getOwnLanguages(actor: Person): Promise<string[]> {
  const row = await appClient().person.findUniqueOrThrow({ where: { id: actor.id }, select: { languages: true } });
  return row.languages;
}

/** False for an admin who came in by the link of the first start, and for people of a provider, until they choose a password. */
export async function hasPassword(actor: Person): Promise<boolean> {
  const row = await appClient().person.findUnique({ where: { id: actor.id }, select: { passwordHash: true } });
  return row?.passwordHash != null;
}
