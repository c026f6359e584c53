import type { Person } from "../actor.ts";
import { appClient } from "../postgres/app.ts";
import type { LinkKind, Role } from "../postgres/generated/enums.ts";
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

/** Whether this newsroom is new: nobody has signed in yet, and nobody has a password with which they could. */
export async function isWaitingForFirstSignIn(): Promise<boolean> {
  const isKnown = { OR: [{ lastSignInAt: { not: null } }, { passwordHash: { not: null } }] };
  return (await appClient().person.findFirst({ where: isKnown, select: { id: true } })) === null;
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
