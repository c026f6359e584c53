import { verifyAuthenticationResponse, verifyRegistrationResponse } from "@simplewebauthn/server";
import type { Person } from "../actor.ts";
import { recordEvent } from "../audit/mutations.ts";
import { DomainError } from "../errors.ts";
import { newId } from "../ids.ts";
import { appClient, type Transaction, transaction } from "../postgres/app.ts";
import { assertConfirmed } from "../proof/mutations.ts";
import { mailAccountChange } from "./account-mail.ts";
import type { KnownBrowser } from "./browser-cookie.ts";
import { findTried, recordFailure } from "./failure-mutations.ts";
import { enterFrom, type SignInDevice } from "./mutations.ts";
import { type Challenge, challengeSeconds, openChallenge } from "./passkey-challenge.ts";
import type { NewPasskey, PasskeyProof } from "./passkey-schema.ts";
import type { PasskeySite } from "./passkey-site.ts";
import { afterFactorRemoved, firstRecoveryCodes } from "./second-factor-mutations.ts";

/** Of one person. */
const maxPasskeys = 20;
const self = ({ id, name }: Person) => ({ kind: "person", id, name }) as const;

/**
 * Adds a passkey to one's own account.
 * @param name by which the person tells it from others
 * @returns new recovery codes, to be shown once; null where there are some already
 * @throws CONFIRM_NEEDED, WRONG_PASSKEY, TOO_LARGE {passkeys: the limit}
 */
export async function addPasskey(
  actor: Person,
  { token, response }: NewPasskey,
  site: PasskeySite,
  name: string,
): Promise<{ codes: string[] | null }> {
  const challenge = await openChallenge(token, actor.sessionId);
  if (!challenge) throw new DomainError("WRONG_PASSKEY");
  const verified = await verifyRegistrationResponse({
    response: response as Parameters<typeof verifyRegistrationResponse>[0]["response"],
    expectedChallenge: challenge.challenge,
    expectedOrigin: site.origins,
    expectedRPID: site.id,
    requireUserVerification: true,
  }).catch(() => null); // it throws for whatever does not fit
  if (!verified?.verified) throw new DomainError("WRONG_PASSKEY");
  const { id, publicKey, counter } = verified.registrationInfo.credential;
  return transaction(async (tx) => {
    await assertConfirmed(tx, actor);
    await tx.$queryRaw`select id from person where id = ${actor.id}::uuid for update`;
    await spendChallenge(tx, challenge);
    if ((await tx.passkey.count({ where: { personId: actor.id } })) >= maxPasskeys)
      throw new DomainError("TOO_LARGE", { passkeys: maxPasskeys });
    const { count } = await tx.passkey.createMany({
      data: {
        id: newId(),
        personId: actor.id,
        credentialId: id,
        publicKey: Buffer.from(publicKey),
        counter,
        transports: response.response.transports ?? [],
        name,
      },
      skipDuplicates: true,
    });
    if (count === 0) throw new DomainError("WRONG_PASSKEY");
    await tx.person.update({ where: { id: actor.id }, data: { secondFactorDue: null }, select: { id: true } });
    await recordEvent(tx, actor, "person.passkey_added", self(actor), { passkey: name });
    await mailAccountChange(tx, actor.id, "passkeyAdded");
    return { codes: await firstRecoveryCodes(tx, actor.id) };
  });
}

/** Removes one of one's own passkeys. @throws CONFIRM_NEEDED, NOT_FOUND */
export async function removePasskey(actor: Person, { id }: { id: string }): Promise<void> {
  await transaction(async (tx) => {
    await assertConfirmed(tx, actor);
    const passkey = await tx.passkey.findFirst({ where: { id, personId: actor.id }, select: { name: true } });
    const { count } = await tx.passkey.deleteMany({ where: { id, personId: actor.id } });
    if (!passkey || count === 0) throw new DomainError("NOT_FOUND");
    await afterFactorRemoved(tx, actor.id);
    await recordEvent(tx, actor, "person.passkey_removed", self(actor), { passkey: passkey.name });
    await mailAccountChange(tx, actor.id, "passkeyRemoved");
  });
}

/**
 * Checks the answer of a passkey and uses its challenge up.
 * @param personId whose passkey it must be; null for anybody's
 * @param ip address of the caller, for the audit log
 * @param then runs in the transaction that uses the challenge up
 * @throws WRONG_PASSKEY
 */
export async function provePasskey<T>(
  { token, response }: PasskeyProof,
  site: PasskeySite,
  personId: string | null,
  ip: string,
  then: (tx: Transaction, personId: string) => Promise<T>,
): Promise<T> {
  const challenge = await openChallenge(token, "");
  const passkey = await appClient().passkey.findUnique({ where: { credentialId: response.id } });
  if (!challenge || !passkey) throw new DomainError("WRONG_PASSKEY");
  const refuse = async (): Promise<never> => {
    await recordWrongPasskey(challenge, passkey.personId, ip);
    throw new DomainError("WRONG_PASSKEY");
  };
  if (personId !== null && passkey.personId !== personId) return refuse();
  const verified = await verifyAuthenticationResponse({
    response: response as Parameters<typeof verifyAuthenticationResponse>[0]["response"],
    expectedChallenge: challenge.challenge,
    expectedOrigin: site.origins,
    expectedRPID: site.id,
    credential: { id: passkey.credentialId, publicKey: passkey.publicKey, counter: Number(passkey.counter) },
    requireUserVerification: true,
  }).catch(() => null);
  if (!verified?.verified) return refuse();
  const counter = verified.authenticationInfo.newCounter;
  const proven = await transaction(async (tx) => {
    // The row may have been removed meanwhile; a counter that does not grow belongs to a copy of the authenticator.
    const { count } = await tx.passkey.updateMany({
      where: { id: passkey.id, OR: [{ counter: 0 }, { counter: { lt: counter } }] },
      data: { counter, lastUsedAt: new Date() },
    });
    if (count === 0) return null;
    await spendChallenge(tx, challenge);
    return { result: await then(tx, passkey.personId) };
  });
  return proven ? proven.result : refuse();
}

/** Once for each challenge, which ends with it: repeated answers must not fill the log. */
const recordWrongPasskey = (challenge: Challenge, personId: string, ip: string): Promise<void> =>
  transaction(async (tx) => {
    if (await spendOnce(tx, challenge))
      await recordFailure(tx, "person.wrong_passkey", await findTried(personId, tx), ip);
  });

/**
 * Signs in without a password.
 * @param personId who it must be; null for anybody
 * @returns the id of the session
 * @throws WRONG_PASSKEY, SUSPENDED
 */
export const signInWithPasskey = (
  proof: PasskeyProof,
  site: PasskeySite,
  device: SignInDevice,
  browser: KnownBrowser | null = null,
  personId: string | null = null,
): Promise<string> =>
  provePasskey(proof, site, personId, device.ip, (tx, id) => enterFrom(tx, id, browser, { method: "PASSKEY", device }));

/** @throws WRONG_PASSKEY when the challenge was answered before */
async function spendChallenge(tx: Transaction, challenge: Challenge): Promise<void> {
  if (!(await spendOnce(tx, challenge))) throw new DomainError("WRONG_PASSKEY");
}

/** @returns false when the challenge was used up before */
async function spendOnce(tx: Transaction, { hash }: Challenge): Promise<boolean> {
  const expiresAt = new Date(Date.now() + 2 * challengeSeconds * 1_000);
  const { count } = await tx.spentChallenge.createMany({ data: { hash, expiresAt }, skipDuplicates: true });
  return count === 1;
}
