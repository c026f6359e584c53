import pg from "pg";
import { SYSTEM } from "../actor.ts";
import { recordEvent } from "../audit/mutations.ts";
import { findWaitingAdmin } from "../auth/data.ts";
import { issueLink } from "../auth/mutations.ts";
import { hashPassword } from "../auth/password.ts";
import { firstAdminEmail } from "../auth/schema.ts";
import { newId } from "../ids.ts";
import { type Transaction, transaction } from "../postgres/app.ts";
import { allTables } from "../postgres/roles.ts";
import { connections } from "../process.ts";
import type { Settings } from "../settings.ts";

type Say = (line: string) => void;

/** The row of `setting` that exists while the example is being made, before anybody has worked here. */
const unfinished = "example_unfinished";

/**
 * What a new newsroom needs: the first admin (by settings, or by a link that signs in once), and the example unless it
 * is not wanted or there is something already. Does nothing once that is done. One node at a time; a first start that was
 * killed begins anew.
 * @param fill makes the example
 * @returns a token for `/sign-in/…` and the address of the admin whom it signs in, while no admin can sign in without one
 */
export async function setUp(
  settings: Settings,
  fill: (say: Say) => Promise<void>,
  say: Say,
): Promise<{ waiting: { token: string; email: string } | null }> {
  const client = new pg.Client({ connectionString: connections().owner });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock(hashtext('galley first run'))");
    const { rowCount } = await client.query("select 1 from setting where key = $1", [unfinished]);
    if (rowCount) await beginAnew(client);
    if (await createAdmin(settings)) {
      const began = Date.now();
      await fill(say);
      await client.query("delete from setting where key = $1", [unfinished]);
      say(`Example newsroom made (${((Date.now() - began) / 1000).toFixed(1)} s)`);
    }
    return { waiting: await transaction(linkForWaitingAdmin) };
  } finally {
    await client.end();
  }
}

/** Removes an example that was being made. What was imported since stays, and the half of the example with it. */
async function beginAnew(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query("select 1 from import_run where not is_dry_run limit 1");
  if (rowCount) await client.query("delete from setting where key = $1", [unfinished]);
  else await client.query(`truncate ${allTables.join(", ")}`);
}

/** The first admin, unless there is anybody. @returns whether the example is to be made */
async function createAdmin(settings: Settings): Promise<boolean> {
  const passwordHash = settings.admin ? await hashPassword(settings.admin.password) : null;
  return transaction(async (tx) => {
    if ((await tx.person.count()) > 0) return false;
    const admin = { id: newId(), email: settings.admin?.email ?? firstAdminEmail, name: "Admin" };
    await tx.person.create({
      data: { ...admin, passwordHash, role: "ADMIN", state: "ACTIVE", isBreakGlass: settings.oidc?.isOnly === true },
      select: { id: true },
    });
    // Who imports an archive before the first start wants no example among it.
    const isEmpty = (await tx.story.count()) === 0 && (await tx.section.count()) === 0;
    const isExampleWanted = settings.demo && isEmpty;
    if (isExampleWanted) await tx.setting.create({ data: { key: unfinished, value: true }, select: { key: true } });
    const subject = { kind: "person", id: admin.id, name: admin.email } as const;
    await recordEvent(tx, SYSTEM, "person.created", subject, { role: "ADMIN" });
    return isExampleWanted;
  });
}

/** A fresh link for the first admin as long as no admin can sign in by themselves: nobody else could let them in. */
async function linkForWaitingAdmin(tx: Transaction): Promise<{ token: string; email: string } | null> {
  const waiting = await findWaitingAdmin(tx);
  return waiting && { token: await issueLink("SIGN_IN", waiting.id, tx), email: waiting.email };
}
