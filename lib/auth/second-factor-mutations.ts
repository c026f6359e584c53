import type { Person } from "../actor.ts";
import { recordEvent } from "../audit/mutations.ts";
import { DomainError } from "../errors.ts";
import { newId } from "../ids.ts";
import { type Transaction, transaction } from "../postgres/app.ts";
import { assertConfirmed } from "../proof/mutations.ts";
import { privilegesBesides } from "../roles/policy.ts";
import { mailAccountChange } from "./account-mail.ts";
import { networkOf } from "./caller.ts";
import { decrypt, encrypt } from "./encryption.ts";
import { findTried, recordFailure } from "./failure-mutations.ts";
import { countTry, takeBackTry } from "./mutations.ts";
import { hashRecoveryCode, looksLikeRecoveryCode, newRecoveryCodes } from "./recovery-codes.ts";
import { getSignInRules } from "./sign-in-rules-data.ts";
import { stepOfCode } from "./totp.ts";

const purpose = "authenticator secret";
const self = ({ id, name }: Person) => ({ kind: "person", id, name }) as const;

type Factor = { totpSecret: string | null; totpStep: number | null };

/** Locks the person, so that two requests cannot use the same code. */
async function lockFactor(tx: Transaction, personId: string): Promise<Factor> {
  const rows = await tx.$queryRaw<Factor[]>`
    select totp_secret as "totpSecret", totp_step as "totpStep" from person where id = ${personId}::uuid for update`;
  if (!rows[0]) throw new DomainError("NOT_FOUND");
  return rows[0];
}

/**
 * Uses a code of the app or a recovery code up; the transaction must be committed for that to hold.
 * @returns whether it was right
 */
export async function spendCode(tx: Transaction, personId: string, code: string, now = new Date()): Promise<boolean> {
  const factor = await lockFactor(tx, personId);
  if (looksLikeRecoveryCode(code)) {
    const { count } = await tx.recoveryCode.deleteMany({ where: { personId, hash: hashRecoveryCode(code) } });
    return count === 1;
  }
  const secret = factor.totpSecret && decrypt(factor.totpSecret, purpose, personId);
  const step = secret ? stepOfCode(secret, code.replace(/\s/g, ""), now) : null;
  if (step === null || (factor.totpStep !== null && step <= factor.totpStep)) return false;
  await tx.person.update({ where: { id: personId }, data: { totpStep: step }, select: { id: true } });
  return true;
}

/**
 * Checks a code with the limits and the growing delay of sign-ins, and uses it up.
 * @param then runs in the transaction that uses the code up
 * @throws WRONG_CODE, TOO_MANY_TRIES {until: ISO time}
 */
export async function proveCode<T = void>(
  personId: string,
  code: string,
  ip: string,
  then: (tx: Transaction) => Promise<T> = async () => undefined as T,
): Promise<T> {
  const attempts = [
    { kind: "code", key: `code:${personId}` },
    { kind: "network", key: `ip:${networkOf(ip)}` },
  ] as const;
  const account = await findTried(personId);
  await countTry(attempts, { account, ip });
  const proven = await transaction(async (tx) => {
    if (await spendCode(tx, personId, code)) {
      await takeBackTry(tx, attempts);
      return { result: await then(tx) };
    }
    const kind = looksLikeRecoveryCode(code) ? "recovery" : "app";
    await recordFailure(tx, "person.wrong_code", account, ip, { kind });
    return null;
  });
  if (!proven) throw new DomainError("WRONG_CODE");
  return proven.result;
}

/**
 * Turns the authenticator app on.
 * @param secret base32, as the app has it
 * @returns new recovery codes, to be shown once; null where there are some already
 * @throws WRONG_CODE
 */
export async function addAuthenticator(
  actor: Person,
  { secret, code }: { secret: string; code: string },
  now = new Date(),
): Promise<{ codes: string[] | null }> {
  return transaction(async (tx) => {
    await assertConfirmed(tx, actor);
    const before = await lockFactor(tx, actor.id);
    if (before.totpSecret !== null) throw new DomainError("WRONG_STATE");
    const step = stepOfCode(secret, code.replace(/\s/g, ""), now);
    if (step === null) throw new DomainError("WRONG_CODE");
    await tx.person.update({
      where: { id: actor.id },
      data: { totpSecret: encrypt(secret, purpose, actor.id), totpStep: step, secondFactorDue: null },
      select: { id: true },
    });
    await recordEvent(tx, actor, "person.authenticator_added", self(actor));
    await mailAccountChange(tx, actor.id, "authenticatorAdded");
    return { codes: await firstRecoveryCodes(tx, actor.id) };
  });
}

/** Recovery codes for somebody who has none; they belong to the first second factor. */
export async function firstRecoveryCodes(tx: Transaction, personId: string): Promise<string[] | null> {
  if ((await tx.recoveryCode.count({ where: { personId } })) > 0) return null;
  return writeRecoveryCodes(tx, personId);
}

async function writeRecoveryCodes(tx: Transaction, personId: string): Promise<string[]> {
  const codes = newRecoveryCodes();
  await tx.recoveryCode.deleteMany({ where: { personId } });
  await tx.recoveryCode.createMany({
    data: codes.map((code) => ({ id: newId(), personId, hash: hashRecoveryCode(code) })),
  });
  return codes;
}

/** Turns the authenticator app off. @throws CONFIRM_NEEDED */
export async function removeAuthenticator(actor: Person): Promise<void> {
  await transaction(async (tx) => {
    await assertConfirmed(tx, actor);
    const before = await lockFactor(tx, actor.id);
    if (before.totpSecret === null) return;
    await tx.person.update({
      where: { id: actor.id },
      data: { totpSecret: null, totpStep: null },
      select: { id: true },
    });
    await afterFactorRemoved(tx, actor.id);
    await recordEvent(tx, actor, "person.authenticator_removed", self(actor));
    await mailAccountChange(tx, actor.id, "authenticatorRemoved");
  });
}

/** Without a second factor its recovery codes go as well, and the time for setting up another one begins. */
export async function afterFactorRemoved(tx: Transaction, personId: string): Promise<void> {
  const { totpSecret, _count } = await tx.person.findUniqueOrThrow({
    where: { id: personId },
    select: { totpSecret: true, _count: { select: { passkeys: true } } },
  });
  if (totpSecret === null && _count.passkeys === 0) await tx.recoveryCode.deleteMany({ where: { personId } });
  await renewSecondFactorDue(tx, personId);
}

/** Removes every second factor of a person. The caller checks the permission and records it. */
export async function clearSecondFactor(tx: Transaction, personId: string): Promise<void> {
  await tx.person.update({ where: { id: personId }, data: { totpSecret: null, totpStep: null }, select: { id: true } });
  await tx.passkey.deleteMany({ where: { personId } });
  await afterFactorRemoved(tx, personId);
}

/** A new set; the earlier codes stop working. @throws CONFIRM_NEEDED, WRONG_STATE without a second factor */
export async function renewRecoveryCodes(actor: Person): Promise<{ codes: string[] }> {
  return transaction(async (tx) => {
    await assertConfirmed(tx, actor);
    const { totpSecret } = await lockFactor(tx, actor.id);
    const passkeys = await tx.passkey.count({ where: { personId: actor.id } });
    if (totpSecret === null && passkeys === 0) throw new DomainError("WRONG_STATE");
    await recordEvent(tx, actor, "person.recovery_codes_renewed", self(actor));
    await mailAccountChange(tx, actor.id, "recoveryCodesRenewed");
    return { codes: await writeRecoveryCodes(tx, actor.id) };
  });
}

/**
 * A custom role needs one if it allows something that only roles allow that need one. Writes from when an account without a second factor opens only the page for setting one up. A time that is running already
 * is never extended.
 * @param personId null for all accounts, after the rules have changed
 */
export async function renewSecondFactorDue(tx: Transaction, personId: string | null): Promise<void> {
  const { requiredFor, graceDays } = await getSignInRules(tx);
  const due = new Date(Date.now() + graceDays * 86_400_000);
  await tx.$executeRaw`
    update person set second_factor_due = case
      when (case when custom_role_id is null then role::text = any(${requiredFor}) else exists (
          select 1 from custom_role r where r.id = custom_role_id and not r.privileges <@ ${privilegesBesides(requiredFor)}::text[]) end)
        and totp_secret is null
        and not exists (select 1 from passkey where passkey.person_id = person.id)
      then least(second_factor_due, ${due}) end
    where ${personId}::uuid is null or id = ${personId}::uuid`;
}
