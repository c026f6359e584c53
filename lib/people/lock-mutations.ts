import type { Person } from "../actor.ts";
import { DomainError } from "../errors.ts";
import type { Transaction } from "../postgres/app.ts";
import type { PersonState, Role } from "../postgres/generated/enums.ts";

export type LockedPerson = {
  id: string;
  name: string;
  email: string;
  role: Role;
  state: PersonState;
  hasPassword: boolean;
};

/** The row of a person, which nobody else changes until the end of the transaction. @throws NOT_FOUND */
export async function lockPerson(tx: Transaction, personId: string): Promise<LockedPerson> {
  const rows = await tx.$queryRaw<LockedPerson[]>`
    select id, name, email, role::text, state::text, password_hash is not null as "hasPassword"
    from person where id = ${personId}::uuid
      and not exists (select from api_key where person_id = person.id) -- those accounts are changed with their keys
    for update`;
  if (!rows[0]) throw new DomainError("NOT_FOUND");
  return rows[0];
}

export const personSubject = ({ id, name }: { id: string; name: string }) => ({ kind: "person", id, name }) as const;

export const asActor = ({ id, name, email, role }: LockedPerson, sessionId: string): Person => ({
  kind: "person",
  id,
  name,
  email,
  role,
  sessionId,
});
