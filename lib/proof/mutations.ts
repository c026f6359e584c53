import type { Actor } from "../actor.ts";
import { DomainError } from "../errors.ts";
import { appClient, type Transaction } from "../postgres/app.ts";

/** For so long after a person proved who they are, dangerous acts are not asked about, in milliseconds. */
const confirmedForMs = 10 * 60_000;

/**
 * For acts that would let somebody at an unlocked computer take over an account or the newsroom. The system itself needs
 * no confirmation.
 * @param tx undefined before a dialog of the browser, which should not be for nothing
 * @throws CONFIRM_NEEDED where the actor has not proved who they are within the last ten minutes
 */
export async function assertConfirmed(tx: Transaction | undefined, actor: Actor): Promise<void> {
  if (actor.kind === "system") return;
  const session = await (tx ?? appClient()).session.findUnique({
    where: { id: actor.sessionId },
    select: { confirmedAt: true },
  });
  if (!session || session.confirmedAt.getTime() < Date.now() - confirmedForMs) throw new DomainError("CONFIRM_NEEDED");
}

export async function markConfirmed(tx: Transaction, sessionId: string): Promise<void> {
  await tx.session.updateMany({ where: { id: sessionId }, data: { confirmedAt: new Date() } });
}
