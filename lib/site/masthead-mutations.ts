import type { Actor } from "../actor.ts";
import { recordEvent } from "../audit/mutations.ts";
import { DomainError } from "../errors.ts";
import { drawMasthead } from "../pictures/masthead.ts";
import { transaction } from "../postgres/app.ts";
import { purge } from "../press/mutations.ts";
import { type Masthead, mastheadFileKey, mastheadKey } from "./masthead-schema.ts";
import { canManageSite } from "./policy.ts";
import { parseSiteSettings } from "./schema.ts";

/** The paper's name becomes a drawing on every page. @throws NOT_ALLOWED, TOO_LARGE, NOT_A_PICTURE */
export async function setMasthead(actor: Actor, { bytes }: { bytes: Buffer }): Promise<Masthead> {
  assertMay(actor);
  const { masthead, file } = await drawMasthead(bytes);
  await writeMasthead(actor, { masthead, file: file.toString("base64") });
  return masthead;
}

/** The paper's name is a word again. @throws NOT_ALLOWED */
export async function removeMasthead(actor: Actor): Promise<void> {
  assertMay(actor);
  await writeMasthead(actor, null);
}

function assertMay(actor: Actor): void {
  if (!canManageSite(actor)) throw new DomainError("NOT_ALLOWED");
}

async function writeMasthead(actor: Actor, given: { masthead: Masthead; file: string } | null): Promise<void> {
  await transaction(async (tx) => {
    const keys = [mastheadKey, mastheadFileKey];
    const { count } = await tx.setting.deleteMany({ where: { key: { in: keys } } });
    if (given)
      await tx.setting.createMany({
        data: [
          { key: mastheadKey, value: given.masthead },
          { key: mastheadFileKey, value: given.file },
        ],
      });
    else if (count === 0) return;
    const site = await tx.setting.findUnique({ where: { key: "site" }, select: { value: true } });
    const { name } = parseSiteSettings(site?.value);
    await recordEvent(tx, actor, "setting.changed", { kind: "setting", id: null, name }, { fields: ["masthead"] });
    await purge(tx, ["settings"]);
  });
}
