import type { Actor } from "../actor.ts";
import { recordEvent } from "../audit/mutations.ts";
import { DomainError } from "../errors.ts";
import { transaction } from "../postgres/app.ts";
import { purge } from "../press/mutations.ts";
import { assertConfirmed } from "../proof/mutations.ts";
import { canManageSite } from "./policy.ts";
import { historiesTag, parseSiteSettings, type SiteSettings } from "./schema.ts";

/** Changes the settings of the paper. Every public page shows its name, so every page is printed again. @throws NOT_ALLOWED, CONFIRM_NEEDED */
export async function changeSiteSettings(actor: Actor, site: SiteSettings): Promise<void> {
  if (!canManageSite(actor)) throw new DomainError("NOT_ALLOWED");
  await transaction(async (tx) => {
    await assertConfirmed(tx, actor);
    const row = await tx.setting.findUnique({ where: { key: "site" }, select: { value: true } });
    const before = parseSiteSettings(row?.value);
    const names = Object.keys(site) as (keyof SiteSettings)[];
    const changed = names.filter((name) => before[name] !== site[name]);
    if (row && changed.length === 0) return;
    await tx.setting.upsert({
      where: { key: "site" },
      create: { key: "site", value: site },
      update: { value: site },
      select: { key: true },
    });
    await recordEvent(
      tx,
      actor,
      "setting.changed",
      { kind: "setting", id: null, name: site.name },
      { fields: changed },
    );
    await purge(tx, ["settings"]);
    // A revoked page must not be served in place of one that cannot be rendered.
    if (before.showsHistory && !site.showsHistory) await purge(tx, [historiesTag], { erase: true });
  });
}
