import type { Actor } from "../actor.ts";
import { recordEvent } from "../audit/mutations.ts";
import { DomainError } from "../errors.ts";
import { type Transaction, transaction } from "../postgres/app.ts";
import { canManageSite } from "./policy.ts";
import { parseSiteSettings } from "./schema.ts";
import { parseSetup, type SetupStep, type StoredSetup, setupKey } from "./setup-schema.ts";

/** Remembers that an admin has saved what this step proposes. @throws NOT_ALLOWED */
export async function finishSetupStep(actor: Actor, { step }: SetupStep): Promise<void> {
  await changeSetup(actor, (setup) => ({ ...setup, saved: [...new Set([...setup.saved, step])] }));
}

/** Shows the steps of a new paper to no admin any more. @throws NOT_ALLOWED */
export async function dismissSetup(actor: Actor): Promise<void> {
  await changeSetup(actor, (setup) => ({ ...setup, isDismissed: true }));
}

async function changeSetup(actor: Actor, change: (before: StoredSetup) => StoredSetup): Promise<void> {
  if (!canManageSite(actor)) throw new DomainError("NOT_ALLOWED");
  await transaction(async (tx) => {
    // Two admins may finish steps at once: the row is there before it is locked.
    await tx.setting.createMany({ data: [{ key: setupKey, value: parseSetup(null) }], skipDuplicates: true });
    const [row] = await tx.$queryRaw<
      { value: unknown }[]
    >`select value from setting where key = ${setupKey} for update`;
    const before = parseSetup(row?.value);
    const after = change(before);
    await tx.setting.update({ where: { key: setupKey }, data: { value: after }, select: { key: true } });
    if (after.isDismissed === before.isDismissed) return;
    const subject = { kind: "setting", id: null, name: await nameOfPaper(tx) } as const;
    await recordEvent(tx, actor, "setting.changed", subject, { fields: [setupKey] });
  });
}

async function nameOfPaper(tx: Transaction): Promise<string> {
  const row = await tx.setting.findUnique({ where: { key: "site" }, select: { value: true } });
  return parseSiteSettings(row?.value).name;
}
