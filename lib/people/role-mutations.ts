import type { Actor } from "../actor.ts";
import { recordEvent } from "../audit/mutations.ts";
import { checkStreams } from "../auth/mutations.ts";
import { renewSecondFactorDue } from "../auth/second-factor-mutations.ts";
import { DomainError } from "../errors.ts";
import { newId } from "../ids.ts";
import { type Transaction, transaction } from "../postgres/app.ts";
import { literally } from "../postgres/pattern.ts";
import { assertConfirmed } from "../proof/mutations.ts";
import { roleSelect, toCustomRole } from "../roles/data.ts";
import { canManageRoles, describeGrant, isSameGrant } from "../roles/policy.ts";
import type { CustomRole, Grant } from "../roles/types.ts";
import { endKeysWithRole } from "./key-mutations.ts";
import { asActor, lockPerson } from "./lock-mutations.ts";
import { roleNames } from "./policy.ts";
import type { ChangeRoleDefinition, CreateRole, DeleteRole } from "./role-schema.ts";

const subjectOf = ({ id, name }: { id: string; name: string }) => ({ kind: "role" as const, id, name });

/** @throws NOT_ALLOWED, TAKEN {role}, INVALID {field} for a section that does not exist */
export function createRole(actor: Actor, { name, ...grant }: CreateRole): Promise<{ id: string }> {
  return managing(actor, async (tx) => {
    await assertFree(tx, name, null);
    const id = newId();
    await tx.customRole.create({ data: { id, name, ...(await columnsOf(tx, grant)) }, select: { id: true } });
    await recordEvent(tx, actor, "role.created", subjectOf({ id, name }), { after: await inWords(tx, grant) });
    return { id };
  });
}

/**
 * Changes what a role allows. It takes effect with the next request of everybody who has it, and in their open pages at once.
 * @throws NOT_ALLOWED, NOT_FOUND, TAKEN {role}, INVALID {field}, CHANGED_MEANWHILE if it is not as the actor saw it
 */
export function changeRoleDefinition(
  actor: Actor,
  { roleId, seen, name, ...grant }: ChangeRoleDefinition,
): Promise<void> {
  return managing(actor, async (tx) => {
    const before = await lockRole(tx, roleId);
    if (before.name !== seen.name || !isSameGrant(before, seen)) throw new DomainError("CHANGED_MEANWHILE");
    if (before.name === name && isSameGrant(before, grant)) return;
    await assertFree(tx, name, roleId);
    await tx.customRole.update({
      where: { id: roleId },
      data: { name, ...(await columnsOf(tx, grant)) },
      select: { id: true },
    });
    await recordEvent(tx, actor, "role.changed", subjectOf({ id: roleId, name }), {
      ...(before.name !== name && { from: before.name, to: name }),
      before: await inWords(tx, before),
      after: await inWords(tx, grant),
    });
    const people = await tx.person.findMany({ where: { customRoleId: roleId, apiKey: null }, select: { id: true } });
    for (const { id } of people) {
      await renewSecondFactorDue(tx, id);
      await checkStreams(tx, id);
    }
  });
}

/** Ends the API keys that have the role. @throws NOT_ALLOWED, NOT_FOUND, IN_USE {role, people} while a person has it */
export function deleteRole(actor: Actor, { roleId }: DeleteRole): Promise<void> {
  return managing(actor, async (tx) => {
    const role = await lockRole(tx, roleId);
    const people = await tx.person.count({ where: { customRoleId: roleId, apiKey: null } });
    if (people > 0) throw new DomainError("IN_USE", { role: role.name, people });
    await endKeysWithRole(tx, actor, roleId);
    await tx.customRole.delete({ where: { id: roleId }, select: { id: true } });
    await recordEvent(tx, actor, "role.deleted", subjectOf(role), { before: await inWords(tx, role) });
  });
}

/**
 * Changes of roles wait for one another. An admin who was demoted meanwhile changes nothing.
 * @throws NOT_ALLOWED, and CONFIRM_NEEDED without a recent proof of who the admin is
 */
async function managing<T>(actor: Actor, work: (tx: Transaction) => Promise<T>): Promise<T> {
  if (!canManageRoles(actor)) throw new DomainError("NOT_ALLOWED");
  return transaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('galley_roles'))`;
    if (actor.kind === "person") {
      const now = await lockPerson(tx, actor.id);
      if (now.state !== "ACTIVE" || !canManageRoles(asActor(now, ""))) throw new DomainError("NOT_ALLOWED");
    }
    await assertConfirmed(tx, actor);
    return work(tx);
  });
}

async function lockRole(tx: Transaction, roleId: string): Promise<CustomRole> {
  // Giving the role to somebody locks the row too, so nobody gets it while it is deleted.
  await tx.$executeRaw`select 1 from custom_role where id = ${roleId}::uuid for update`;
  const row = await tx.customRole.findUnique({ where: { id: roleId }, select: roleSelect });
  if (!row) throw new DomainError("NOT_FOUND");
  return toCustomRole(row);
}

async function assertFree(tx: Transaction, name: string, ownId: string | null): Promise<void> {
  const isPreset = Object.values(roleNames).some((preset) => preset.name.toLowerCase() === name.toLowerCase());
  const taken = await tx.customRole.count({
    where: { name: { equals: literally(name), mode: "insensitive" }, ...(ownId && { id: { not: ownId } }) },
  });
  if (isPreset || taken > 0) throw new DomainError("TAKEN", { role: name });
}

async function columnsOf(tx: Transaction, { privileges, sections, isOwnOnly, readsElsewhere }: Grant) {
  const wanted = [...new Set(sections ?? [])];
  if ((await tx.section.count({ where: { id: { in: wanted } } })) < wanted.length)
    throw new DomainError("INVALID", { field: "sections" });
  return {
    privileges: [...new Set(privileges)],
    isLimited: sections !== null,
    sections: wanted,
    isOwnOnly,
    readsElsewhere: readsElsewhere && !isOwnOnly,
  };
}

/** For the audit log, which must be readable when a section is gone. */
async function inWords(tx: Transaction, grant: Grant): Promise<string> {
  const sections = await tx.section.findMany({
    where: { id: { in: [...(grant.sections ?? [])] } },
    orderBy: [{ position: "asc" }, { id: "asc" }],
    select: { name: true },
  });
  return describeGrant(
    grant,
    sections.map(({ name }) => name),
  );
}
