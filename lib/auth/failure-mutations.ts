import { SYSTEM } from "../actor.ts";
import { recordEvent } from "../audit/mutations.ts";
import { appClient, type Transaction, transaction } from "../postgres/app.ts";
import { networkName } from "./caller.ts";

/** Whose account a sign-in was for; null: there is no such account. */
export type TriedAccount = { id: string; name: string } | null;

/** What was wrong. None of these events holds what was typed: an email that has no account may be a password. */
type Failure = "person.wrong_password" | "person.wrong_code" | "person.wrong_passkey" | "person.sign_in_throttled";

/** Writes a failed sign-in into the audit log. An unknown account takes as long as a known one. */
export function recordFailure(
  tx: Transaction,
  failure: Failure,
  account: TriedAccount,
  ip: string,
  detail: { kind?: "app" | "recovery" } = {},
): Promise<void> {
  const { id, name } = account ?? { id: null, name: "an unknown account" };
  return recordEvent(tx, SYSTEM, failure, { kind: "person", id, name }, { network: networkName(ip), ...detail });
}

/**
 * Records that a sign-in was refused because of the failures before it, once in each wait: refusals are so cheap that
 * they could fill the log.
 * @param key of the row in `sign_in_attempt` that has to wait
 */
export async function recordThrottled(key: string, account: TriedAccount, ip: string): Promise<void> {
  await transaction(async (tx) => {
    const count = await tx.$executeRaw`
      update sign_in_attempt set refused_at = ${new Date()}
      where key = ${key} and (refused_at is null or refused_at < last_failure)`;
    if (count > 0) await recordFailure(tx, "person.sign_in_throttled", account, ip);
  });
}

/** Whose account it is. */
export const findTried = (personId: string, tx: Transaction = appClient()): Promise<TriedAccount> =>
  tx.person.findUnique({ where: { id: personId }, select: { id: true, name: true } });
