import { createHash } from "node:crypto";
import type { Person } from "../actor.ts";
import { appClient } from "../postgres/app.ts";
import type { SessionMethod } from "../postgres/generated/enums.ts";

export type SessionRow = {
  /** Names the session on screens: its id stays on the server. */
  handle: string;
  browser: string;
  network: string;
  method: SessionMethod;
  createdAt: Date;
  lastSeenAt: Date;
  /** It ends then if it is not used again. */
  expiresAt: Date;
  /** It ends then, however much it is used. */
  endsAt: Date;
  isCurrent: boolean;
};

export const sessionHandle = (sessionId: string): string =>
  createHash("sha256").update(`galley session ${sessionId}`).digest("hex").slice(0, 32);

/** The browsers in which the person is signed in: this one first, then by last use. */
export async function listOwnSessions(actor: Person): Promise<SessionRow[]> {
  const now = new Date();
  const rows = await appClient().session.findMany({
    where: { personId: actor.id, expiresAt: { gt: now }, endsAt: { gt: now } },
    orderBy: [{ lastSeenAt: "desc" }, { id: "desc" }],
    take: 100,
    select: {
      id: true,
      browser: true,
      network: true,
      method: true,
      createdAt: true,
      lastSeenAt: true,
      expiresAt: true,
      endsAt: true,
    },
  });
  return rows
    .map(({ id, ...row }) => ({ ...row, handle: sessionHandle(id), isCurrent: id === actor.sessionId }))
    .sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent));
}
