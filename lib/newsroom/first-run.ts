import { SYSTEM } from "../actor.ts";
import { recordEvent } from "../audit/mutations.ts";
import { issueLink } from "../auth/mutations.ts";
import { hashPassword } from "../auth/password.ts";
import { newId } from "../ids.ts";
import { transaction } from "../postgres/app.ts";
import type { Settings } from "../settings.ts";

/**
 * What a new newsroom needs: the first admin (by settings, or by a link that signs in once), and the example newsroom
 * unless it is not wanted. Does nothing once there is a person.
 */
export async function setUp(settings: Settings, say: (line: string) => void): Promise<{ signInToken: string | null }> {
  const passwordHash = settings.admin ? await hashPassword(settings.admin.password) : null;
  return transaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('galley first run'))`;
    const waiting = await tx.person.findFirst({
      where: { role: "ADMIN", passwordHash: null, state: "ACTIVE" },
      select: { id: true },
    });
    if ((await tx.person.count()) > 0) {
      // Started before, but nobody has used the link yet and no other admin can let them in: a fresh link.
      const usable = await tx.person.count({ where: { role: "ADMIN", passwordHash: { not: null }, state: "ACTIVE" } });
      return { signInToken: waiting && usable === 0 ? await issueLink("SIGN_IN", waiting.id, tx) : null };
    }
    const admin = { id: newId(), email: settings.admin?.email ?? "admin@localhost", name: "Admin" };
    await tx.person.create({ data: { ...admin, passwordHash, role: "ADMIN", state: "ACTIVE" }, select: { id: true } });
    await recordEvent(
      tx,
      SYSTEM,
      "person.created",
      { kind: "person", id: admin.id, name: admin.email },
      { role: "ADMIN" },
    );
    say("First admin created");
    return { signInToken: passwordHash ? null : await issueLink("SIGN_IN", admin.id, tx) };
  });
}
