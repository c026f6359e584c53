import type { Person } from "../actor.ts";
import { appClient, transaction } from "../postgres/app.ts";
import { markConfirmed } from "./confirmed-mutations.ts";
import { proveIdentity, takeBackTry } from "./mutations.ts";
import { proveCode } from "./second-factor-mutations.ts";

/**
 * "Confirm that it is you", by password or by a code of the second factor.
 * @param ip address of the caller: wrong guesses count as failed sign-ins
 * @throws WRONG_PASSWORD, WRONG_CODE, TOO_MANY_TRIES
 */
export async function confirmIdentity(
  actor: Person,
  given: { password: string } | { code: string },
  ip: string,
): Promise<void> {
  if ("password" in given) {
    const browser = { id: actor.sessionId, people: [actor.id] };
    const proof = await proveIdentity({ email: actor.email, password: given.password }, ip, browser);
    await transaction((tx) => takeBackTry(tx, proof.attempts));
  } else await proveCode(actor.id, given.code, ip);
  await markConfirmed(appClient(), actor.sessionId);
}
