import type { Person } from "../actor.ts";
import { appClient, type Prisma, type Transaction } from "../postgres/app.ts";
import type { LinkKind, Role } from "../postgres/generated/enums.ts";
import { settings } from "../process.ts";
import { actorSelect, asPerson, toCustomRole } from "../roles/data.ts";
import type { CustomRole } from "../roles/types.ts";
import { hashToken } from "./token.ts";

/**
 * Reads the person of a session in one query, so that a suspended person loses access with the next request.
 * Null: the session does not exist or has ended. UNFINISHED: it opens only the page on which a second factor is set up or
 * another password chosen.
 */
export async function findActorBySession(sessionId: string): Promise<Person | "SUSPENDED" | "UNFINISHED" | null> {
  const owner = await findSessionOwner(sessionId);
  return typeof owner === "object" && owner !== null ? (owner.unfinished ? "UNFINISHED" : owner.person) : owner;
}

export type SessionOwner = { person: Person; unfinished: "PASSWORD" | "SECOND_FACTOR" | null };

/** The same, with the person of an unfinished account: for what such a session may do. */
export async function findSessionOwner(sessionId: string): Promise<SessionOwner | "SUSPENDED" | null> {
  const now = new Date();
  const session = await appClient().session.findUnique({
    relationLoadStrategy: "join",
    where: { id: sessionId, expiresAt: { gt: now }, endsAt: { gt: now } },
    select: {
      isTwoFactor: true,
      person: { select: { ...actorSelect, state: true, mustChangePassword: true, secondFactorDue: true } },
    },
  });
  if (!session) return null;
  const { state, mustChangePassword, secondFactorDue, ...person } = session.person;
  if (state !== "ACTIVE") return "SUSPENDED";
  const isOverdue = !session.isTwoFactor && secondFactorDue !== null && secondFactorDue <= now;
  const unfinished = mustChangePassword ? "PASSWORD" : isOverdue ? "SECOND_FACTOR" : null;
  return { person: asPerson(person, sessionId), unfinished };
}

/** People who can sign in by themselves: with a password, a passkey, or the provider that is set. */
function canSignIn(): Prisma.PersonWhereInput {
  const { oidc } = settings();
  const ways: Prisma.PersonWhereInput[] = [{ passwordHash: { not: null } }, { passkeys: { some: {} } }];
  if (oidc) ways.push({ identities: { some: { issuer: oidc.issuer } } });
  return { OR: ways };
}

/** The first active admin, as long as no active admin can sign in by themselves: each start prints a link for them. */
export async function findWaitingAdmin(db: Transaction = appClient()): Promise<{ id: string; email: string } | null> {
  const isAdmin = { role: "ADMIN", state: "ACTIVE" } as const;
  const other = await db.person.findFirst({ where: { ...isAdmin, ...canSignIn() }, select: { id: true } });
  if (other) return null;
  return db.person.findFirst({ where: isAdmin, orderBy: { id: "asc" }, select: { id: true, email: true } });
}

/** Whether the person can sign in again once their session has ended. Not if they came in by the link of the first start and have chosen nothing yet. */
export async function canSignInAgain(actor: Person): Promise<boolean> {
  const found = await appClient().person.findFirst({ where: { id: actor.id, ...canSignIn() }, select: { id: true } });
  return found !== null;
}

export type LinkView = {
  personId: string;
  name: string;
  email: string;
  role: Role;
  customRole: CustomRole | null;
  expiresAt: Date;
  /** The address that the link confirms or puts back; null for other kinds. */
  linkEmail: string | null;
};

/** Reads a link without using it, because mail scanners and previews open links too. Null if it was used or has expired. */
export async function findLink(kind: LinkKind, token: string): Promise<LinkView | null> {
  const link = await appClient().link.findUnique({
    where: { tokenHash: hashToken(token), kind, expiresAt: { gt: new Date() } },
    select: {
      expiresAt: true,
      email: true,
      person: { select: { ...actorSelect, state: true } },
    },
  });
  if (!link || link.person.state === "SUSPENDED") return null;
  const { id, name, email, role, customRole } = link.person;
  return {
    personId: id,
    name,
    email,
    role,
    customRole: customRole && toCustomRole(customRole),
    expiresAt: link.expiresAt,
    linkEmail: link.email,
  };
}
