import type { Actor } from "../actor.ts";
import { recordEvent } from "../audit/mutations.ts";
import { DomainError } from "../errors.ts";
import { drawMasthead } from "../pictures/masthead.ts";
import { type Prisma, type Transaction, transaction } from "../postgres/app.ts";
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

const upsert = (tx: Transaction, key: string, value: Prisma.InputJsonValue) =>
  tx.setting.upsert({ where: { key }, create: { key, value }, update: { value }, select: { key: true } });

async function writeMasthead(actor: Actor, given: { masthead: Masthead; file: string } | null): Promise<void> {
  await transaction(async (tx) => {
    if (given) {
      // The same row first for everybody: of two who draw at once the later one's is shown, whole.
      await upsert(tx, mastheadKey, given.masthead);
      await upsert(tx, mastheadFileKey, given.file);
    } else {
      const { count } = await tx.setting.deleteMany({ where: { key: { in: [mastheadKey, mastheadFileKey] } } });
      if (count === 0) return;
    }
    const site = await tx.setting.findUnique({ where: { key: "site" }, select: { value: true } });
    const { name } = parseSiteSettings(site?.value);
    await recordEvent(tx, actor, "setting.changed", { kind: "setting", id: null, name }, { fields: ["masthead"] });
    await purge(tx, ["settings"]);
  });
}
