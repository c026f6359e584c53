import type { Role } from "./postgres/generated/enums.ts";
import type { CustomRole } from "./roles/types.ts";

export type { Role };

/** Who is asking: a person who is signed in and active at this moment. */
export type Person = {
  readonly kind: "person";
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  /** What the person may do instead of what `role` allows. */
  readonly customRole?: CustomRole | null;
  readonly sessionId: string;
};

/** The system itself: a schedule, the command line. Explicit, and audited like a person. */
export type System = { readonly kind: "system"; readonly name: string };

export type Actor = Person | System;

export const SYSTEM: System = { kind: "system", name: "Galley" };

/** For columns that hold a person: null for the system. */
export const personId = (actor: System | Pick<Person, "kind" | "id">): string | null =>
  actor.kind === "person" ? actor.id : null;
