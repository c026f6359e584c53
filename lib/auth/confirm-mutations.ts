import type { Person } from "../actor.ts";
import { appClient, transaction } from "../postgres/app.ts";
import { markConfirmed } from "../proof/mutations.ts";
import { proveIdentity, takeBackTry } from "./mutations.ts";
import { provePasskey } from "./passkey-mutations.ts";
import type { PasskeyProof } from "./passkey-schema.ts";
import type { PasskeySite } from "./passkey-site.ts";
import { proveCode } from "./second-factor-mutations.ts";

/**
 * "Confirm that it is you", by password, by a code of the second factor, or with a passkey.
 * @param ip address of the caller: wrong guesses count as failed sign-ins
 * @throws WRONG_PASSWORD, WRONG_CODE, WRONG_PASSKEY, TOO_MANY_TRIES
 */
export async function confirmIdentity(
  actor: Person,
  given: { password: string } | { code: string } | { passkey: PasskeyProof; site: PasskeySite },
  ip: string,
): Promise<void> {
  if ("password" in given) {
    const browser = { id: actor.sessionId, people: [actor.id] };
    const proof = await proveIdentity({ email: actor.email, password: given.password }, ip, browser);
    await transaction((tx) => takeBackTry(tx, proof.attempts));
  } else if ("code" in given) await proveCode(actor.id, given.code, ip);
  else await provePasskey(given.passkey, given.site, actor.id, ip, async () => {});
  await markConfirmed(appClient(), actor.sessionId);
}
