import type { Actor, Person } from "../actor.ts";
import { DomainError } from "../errors.ts";
import type { Transaction } from "../postgres/app.ts";
import type { PersonState, Role } from "../postgres/generated/enums.ts";
import { type ActorRow, asPerson, customRoleColumn, roleSelect, toCustomRole } from "../roles/data.ts";
import { canGive, grantOf } from "../roles/policy.ts";
import { roles } from "./policy.ts";

export type LockedPerson = {
  id: string;
  name: string;
  email: string;
  role: Role;
  customRole: ActorRow["customRole"];
  state: PersonState;
  hasPassword: boolean;
};

/** The row of a person, which nobody else changes until the end of the transaction. @throws NOT_FOUND */
export async function lockPerson(tx: Transaction, personId: string): Promise<LockedPerson> {
  const rows = await tx.$queryRaw<LockedPerson[]>`
    select p.id, p.name, p.email, p.role::text, ${customRoleColumn}, p.state::text,
      p.password_hash is not null as "hasPassword"
    from person p where p.id = ${personId}::uuid and p.state <> 'ERASED'
      and not exists (select from api_key where person_id = p.id) -- those accounts are changed with their keys
    for update`;
  if (!rows[0]) throw new DomainError("NOT_FOUND");
  return rows[0];
}

export const personSubject = ({ id, name }: { id: string; name: string }) => ({ kind: "person", id, name }) as const;

export const asActor = (person: LockedPerson, sessionId: string): Person => asPerson(person, sessionId);

/** A role that an admin has chosen: a preset, or the id of a custom role, which then cannot be deleted meanwhile. */
export type ChosenRole = { role: Role; customRole: ActorRow["customRole"] };

/** @throws INVALID {field} when the custom role is gone */
export async function findChosenRole(tx: Transaction, choice: string): Promise<ChosenRole> {
  const preset = roles.find((role) => role === choice);
  if (preset) return { role: preset, customRole: null };
  await tx.$executeRaw`select 1 from custom_role where id = ${choice}::uuid for key share`;
  const customRole = await tx.customRole.findUnique({ where: { id: choice }, select: roleSelect });
  if (!customRole) throw new DomainError("INVALID", { field: "role" });
  return { role: "CONTRIBUTOR", customRole };
}

export const columnsOf = ({ role, customRole }: ChosenRole) => ({ role, customRoleId: customRole?.id ?? null });

/** Nobody gives a role that allows more than their own, or acts on the account of a person who has one. @throws NOT_ALLOWED */
export function assertCanGive(actor: Actor, chosen: ChosenRole): void {
  const { role, customRole } = chosen;
  if (!canGive(actor, grantOf({ role, customRole: customRole && toCustomRole(customRole) })))
    throw new DomainError("NOT_ALLOWED");
}

/** For the audit log. */
export const loggedRole = ({ role, customRole }: ChosenRole): string => customRole?.name ?? role;
