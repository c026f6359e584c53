import type { Person } from "../actor.ts";
import { recordEvent } from "../audit/mutations.ts";
import { DomainError } from "../errors.ts";
import { transaction } from "../postgres/app.ts";
import { checkStreams } from "./mutations.ts";
import { sessionHandle } from "./session-data.ts";

const self = ({ id, name }: Person) => ({ kind: "person", id, name }) as const;

/** Ends one of the actor's own sessions. @throws NOT_FOUND */
export async function endOwnSession(actor: Person, { handle }: { handle: string }): Promise<void> {
  await transaction(async (tx) => {
    const rows = await tx.session.findMany({ where: { personId: actor.id }, select: { id: true, browser: true } });
    const row = rows.find(({ id }) => sessionHandle(id) === handle);
    if (!row) throw new DomainError("NOT_FOUND");
    const { count } = await tx.session.deleteMany({ where: { id: row.id } });
    if (count === 0) throw new DomainError("NOT_FOUND");
    await recordEvent(tx, actor, "person.session_ended", self(actor), { browser: row.browser });
    await checkStreams(tx, actor.id);
  });
}

/** Ends every session of the actor but the one that asks. @returns how many there were */
export async function endOtherSessions(actor: Person): Promise<{ count: number }> {
  return transaction(async (tx) => {
    const { count } = await tx.session.deleteMany({ where: { personId: actor.id, id: { not: actor.sessionId } } });
    if (count > 0) await recordEvent(tx, actor, "person.sessions_ended", self(actor), { sessions: count });
    await checkStreams(tx, actor.id);
    return { count };
  });
}
