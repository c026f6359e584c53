import type { Actor } from "../actor.ts";
import { recordEvent } from "../audit/mutations.ts";
import { DomainError } from "../errors.ts";
import { transaction } from "../postgres/app.ts";
import { assertConfirmed } from "../proof/mutations.ts";
import { canManageSite } from "../site/policy.ts";
import { renewSecondFactorDue } from "./second-factor-mutations.ts";
import { getSignInRules } from "./sign-in-rules-data.ts";
import { type SignInRules, signInRulesKey } from "./sign-in-rules-schema.ts";

/** Which roles need a second factor, and from when. Accounts and open event streams follow at once. @throws NOT_ALLOWED, CONFIRM_NEEDED */
export async function changeSignInRules(actor: Actor, rules: SignInRules): Promise<void> {
  if (!canManageSite(actor)) throw new DomainError("NOT_ALLOWED");
  await transaction(async (tx) => {
    await assertConfirmed(tx, actor);
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext(${signInRulesKey}))`; // two admins at once: one after the other
    const before = await getSignInRules(tx);
    if (JSON.stringify(before) === JSON.stringify(rules)) return;
    await tx.setting.upsert({
      where: { key: signInRulesKey },
      create: { key: signInRulesKey, value: rules },
      update: { value: rules },
      select: { key: true },
    });
    await renewSecondFactorDue(tx, null);
    await recordEvent(
      tx,
      actor,
      "setting.sign_in_rules_changed",
      { kind: "setting", id: null, name: "Sign-in" },
      { before, after: rules },
    );
    await tx.$executeRaw`select pg_notify('galley_person', id::text) from person where second_factor_due <= now()`;
  });
}
