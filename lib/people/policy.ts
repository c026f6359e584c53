import type { Actor, Role } from "../actor.ts";
import type { PersonState } from "../postgres/generated/enums.ts";
import { describeGrant, has } from "../roles/policy.ts";
import type { CustomRole } from "../roles/types.ts";

export const roles = ["CONTRIBUTOR", "REPORTER", "EDITOR", "ADMIN"] as const satisfies Role[];
export const personStates = ["INVITED", "ACTIVE", "SUSPENDED"] as const satisfies PersonState[];

export const canManagePeople = (actor: Actor): boolean => has(actor, "people");

/** One sentence per role, shown when somebody is invited. It follows the table of roles in the story policy. */
export const roleNames: Record<Role, { name: string; may: string }> = {
  CONTRIBUTOR: { name: "Contributor", may: "Writes and files their own stories." },
  REPORTER: { name: "Reporter", may: "Edits any draft or filed story, and updates to their own published stories." },
  EDITOR: { name: "Editor", may: "Approves, publishes, corrects and takes down; runs fronts, topics and authors." },
  ADMIN: { name: "Admin", may: "Full access, including people, sections and settings." },
};

type Named = { role: Role; customRole?: Pick<CustomRole, "name"> | null };
/** "Editor", or the name of a custom role. */
export const roleNameOf = ({ role, customRole }: Named): string => customRole?.name ?? roleNames[role].name;
/** The same within a sentence: "editor", "Sport editor". */
export const roleInSentence = ({ role, customRole }: Named): string =>
  customRole?.name ?? roleNames[role].name.toLowerCase();

/** What a role allows, in a sentence. Sections of a custom role are not named. */
export const roleMayOf = ({ role, customRole }: { role: Role; customRole?: CustomRole | null }): string =>
  customRole ? describeGrant(customRole, ["its sections"]) : roleNames[role].may;

/** The name of an account whose personal data is erased, where the name was to go as well. */
export const erasedName = (personId: string): string => `Former colleague ${personId.slice(-4)}`;

type Subject = { role: Role; state: PersonState };

/** Only an active admin keeps the newsroom open; an invited one cannot let anybody in yet. */
export const isActiveAdmin = (person: Subject): boolean => person.role === "ADMIN" && person.state === "ACTIVE";

/** What the menu of a person offers; the mutations ask the same. */
export const personVerbs = {
  renewInvitation: (person: Subject) => person.state === "INVITED",
  changeRole: (_person: Subject) => true,
  suspend: (person: Subject) => person.state !== "SUSPENDED",
  reactivate: (person: Subject) => person.state === "SUSPENDED",
  issueReset: (person: Subject) => person.state === "ACTIVE",
  endSessions: (person: Subject) => person.state === "ACTIVE",
  demandPassword: (person: Subject) => person.state === "ACTIVE",
  removeSecondFactor: (person: Subject) => person.state === "ACTIVE",
  exportData: (_person: Subject) => true,
  erase: (_person: Subject) => true,
};
export type PersonVerb = keyof typeof personVerbs;
