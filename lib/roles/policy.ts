// Which privileges each role has, and the questions that all other policies ask about them.
import type { Actor, Person, Role } from "../actor.ts";
import { type Grant, type Privilege, privileges } from "./types.ts";

/** The words of the matrix, and those of "You need the right to …". `isPerStory`: limits to sections and to own stories apply to it. */
export const privilegeNames: Record<Privilege, { name: string; right: string; may: string; isPerStory?: true }> = {
  write: {
    name: "Write",
    right: "write",
    may: "Start stories; change and file drafts, take on stories, plan ideas.",
    isPerStory: true,
  },
  edit: {
    name: "Edit and approve",
    right: "edit and approve",
    may: "Edit all stories, accept suggestions; approve, send back, spike and assign.",
    isPerStory: true,
  },
  publish: {
    name: "Publish",
    right: "publish",
    may: "Publish stories, change their web addresses, lift embargoes early.",
    isPerStory: true,
  },
  correct: {
    name: "Correct",
    right: "correct",
    may: "Publish corrections and clarifications, hide earlier wording, deal with error reports.",
    isPerStory: true,
  },
  takeDown: {
    name: "Take down",
    right: "take down",
    may: "Take stories down, reinstate them, remove them from lists.",
    isPerStory: true,
  },
  schedule: {
    name: "Schedule",
    right: "schedule",
    may: "Schedule publications, and change the schedule.",
    isPerStory: true,
  },
  fronts: {
    name: "Fronts",
    right: "arrange fronts",
    may: "Arrange and launch fronts. Roles that are not limited to sections: also series, issues and breaking news.",
    isPerStory: true,
  },
  pages: { name: "Pages", right: "write standing pages", may: "Write standing pages." },
  pictures: {
    name: "Picture rights",
    right: "manage picture rights",
    may: "Change the rights of pictures, withdraw them, manage upload presets.",
  },
  topics: {
    name: "Topics and authors",
    right: "manage topics and authors",
    may: "Create, rename and merge topics and authors.",
  },
  redirects: { name: "Redirects", right: "manage redirects", may: "Send old web addresses to new ones." },
  style: {
    name: "House style",
    right: "manage the house style",
    may: "Change the house style, templates and snippets.",
  },
  people: {
    name: "People",
    right: "manage people",
    may: "Invite and suspend people, and give them roles that allow no more than one’s own.",
  },
  settings: {
    name: "Settings",
    right: "change settings",
    may: "Change settings, sections, mail, wires and webhooks; run imports and jobs; clear the page cache.",
  },
  audit: { name: "Audit", right: "read the audit log", may: "Read the audit log." },
  api: {
    name: "API",
    right: "manage API keys",
    may: "Create and revoke keys for programs. A key allows no more than one’s own role.",
  },
};

const everywhere = { sections: null, isOwnOnly: false, readsElsewhere: true } as const;
const ofEditors = privileges.filter((each) => !["people", "settings", "audit", "api"].includes(each));

/** What the four roles allow that every newsroom has. */
export const presets: Record<Role, Grant> = {
  CONTRIBUTOR: { privileges: ["write"], sections: null, isOwnOnly: true, readsElsewhere: false },
  REPORTER: { privileges: ["write"], ...everywhere },
  EDITOR: { privileges: ofEditors, ...everywhere },
  ADMIN: { privileges, ...everywhere },
};

/** What a person may do: their custom role, or else their preset. A person with a custom role has the preset CONTRIBUTOR. */
export const grantOf = ({ role, customRole }: Pick<Person, "role" | "customRole">): Grant =>
  customRole ?? presets[role];

/** Whether the actor has a privilege anywhere. For what belongs to no section: topics, people, settings … */
export const has = (actor: Actor, privilege: Privilege): boolean =>
  actor.kind === "system" || grantOf(actor).privileges.includes(privilege);

/** Whether the actor has a privilege in one section; null: for what is of no section, such as the front page. */
export function hasIn(actor: Actor, privilege: Privilege, sectionId: string | null): boolean {
  if (!has(actor, privilege)) return false;
  if (actor.kind === "system") return true;
  const { sections } = grantOf(actor);
  return sections === null || (sectionId !== null && sections.includes(sectionId));
}

/** Whether a section is one of those to which the role is limited, or the role is not limited. */
export const isInReach = (actor: Actor, sectionId: string): boolean =>
  actor.kind === "system" || (grantOf(actor).sections?.includes(sectionId) ?? true);

/** The facts about a story by which a role may be limited. */
export type RoleFacts = {
  /** Of the working copy. */
  sectionId: string | null;
  /** Where readers have it, or had it before it was taken down. Null: they never had it. */
  publishedSectionId: string | null;
  creatorId: string | null;
  assigneeId: string | null;
};

export const isOwnOrAssigned = (actor: Actor, story: Pick<RoleFacts, "creatorId" | "assigneeId">): boolean =>
  actor.kind === "person" && (story.creatorId === actor.id || story.assigneeId === actor.id);

/** Whether the actor has a privilege for the working copy of one story. */
export const hasFor = (actor: Actor, privilege: Privilege, story: Omit<RoleFacts, "publishedSectionId">): boolean =>
  hasIn(actor, privilege, story.sectionId) && (worksWithOthers(actor) || isOwnOrAssigned(actor, story));

/**
 * Whether the actor has a privilege for what readers have of one story: in the section where they have it, even if its working copy was
 * moved to another one. What readers never had is judged by its working copy.
 */
export const hasForReaders = (actor: Actor, privilege: Privilege, story: RoleFacts): boolean =>
  hasFor(actor, privilege, { ...story, sectionId: story.publishedSectionId ?? story.sectionId });

/** For what brings the working copy to readers: the privilege is needed in the section of the copy and in that of what it replaces. */
export const hasForBoth = (actor: Actor, privilege: Privilege, story: RoleFacts): boolean =>
  hasFor(actor, privilege, story) && hasForReaders(actor, privilege, story);

/** Whether the actor sees work of others at all. Contributors do not. */
export const worksWithOthers = (actor: Actor): boolean => actor.kind === "system" || !grantOf(actor).isOwnOnly;

/** Whether the actor may write what others have begun. Contributors write only what is their own. */
export const writesForOthers = (actor: Actor): boolean => has(actor, "write") && worksWithOthers(actor);

/** The sections whose stories by others the actor reads: all, none, or these ids. */
export function readsSections(actor: Actor): "all" | readonly string[] {
  if (actor.kind === "system") return "all";
  const { isOwnOnly, readsElsewhere, sections } = grantOf(actor);
  if (isOwnOnly) return [];
  return sections === null || readsElsewhere ? "all" : sections;
}

/** Standing pages speak for the paper: they are for those whose role names them. */
export const canManagePages = (actor: Actor): boolean => has(actor, "pages");

/** The facts by which it is decided who sees a story or page. */
export type ReadFacts = RoleFacts & {
  kind: "STORY" | "PAGE";
  /** Only those who have it and those with whom it is shared see it. */
  isConfidential: boolean;
  /** Ids of people who see it whatever their role. */
  sharedWith: readonly string[];
};

const isSharedWith = (actor: Actor, { sharedWith }: Pick<ReadFacts, "sharedWith">): boolean =>
  actor.kind === "person" && sharedWith.includes(actor.id);

/**
 * Everybody sees their own work in every state, and what is shared with them. A confidential story is seen by nobody else. Of the work of others a contributor sees nothing, a person who is limited to
 * sections sees those (of the working copy or of what readers have) unless the role reads elsewhere too, and everybody else sees all. Pages are seen by those who write them.
 * `visibleTo` says the same as a where-clause.
 */
export function canRead(actor: Actor, story: ReadFacts): boolean {
  if (story.kind === "PAGE") return canManagePages(actor);
  if (isOwnOrAssigned(actor, story) || isSharedWith(actor, story)) return true;
  if (story.isConfidential) return actor.kind === "system";
  const sections = readsSections(actor);
  return sections === "all" || sectionsOf(story).some((each) => sections.includes(each));
}

/** The sections of the working copy and of what readers have. */
export const sectionsOf = ({ sectionId, publishedSectionId }: RoleFacts): string[] =>
  [sectionId, publishedSectionId].filter((each) => each !== null);

/** Whether `wide` allows everything that `narrow` allows, in all of its places. */
export function includes(wide: Grant, narrow: Grant): boolean {
  const { sections } = wide;
  return (
    narrow.privileges.every((each) => wide.privileges.includes(each)) &&
    (sections === null || (narrow.sections?.every((each) => sections.includes(each)) ?? false)) &&
    (!wide.isOwnOnly || narrow.isOwnOnly) &&
    (sections === null || wide.readsElsewhere || !narrow.readsElsewhere)
  );
}

export const isSameGrant = (one: Grant, other: Grant): boolean => includes(one, other) && includes(other, one);

/** Nobody gives a role that allows more than their own, nor takes one away. */
export const canGive = (actor: Actor, grant: Grant): boolean =>
  actor.kind === "system" || includes(grantOf(actor), grant);

/** Roles are made by those who may do everything. */
export const canManageRoles = (actor: Actor): boolean => canGive(actor, presets.ADMIN);

/** The preset roles that read the stories of everybody. */
export const presetsThatReadAll: Role[] = (Object.keys(presets) as Role[]).filter((role) => !presets[role].isOwnOnly);

/** The preset roles with a privilege. */
export const presetsWith = (privilege: Privilege): Role[] =>
  (Object.keys(presets) as Role[]).filter((role) => presets[role].privileges.includes(privilege));

/** What the presets other than these allow. */
export const privilegesBesides = (roles: readonly Role[]): Privilege[] =>
  privileges.filter((each) => presetsWith(each).some((role) => !roles.includes(role)));

/** What a person is missing. @param place the name of the section in which it is missing; absent: anywhere */
export const neededRight = (privilege: Privilege, place?: string): string =>
  `You need the right to ${privilegeNames[privilege].right}${place ? ` in ${place}` : ""}. Ask an administrator.`;

/** In a sentence: "Write, publish, correct. Only in City, Sport. Only own stories." */
export function describeGrant(grant: Grant, sectionNames: readonly string[]): string {
  const may = privileges
    .filter((each) => grant.privileges.includes(each))
    .map((each, index) => (index === 0 ? privilegeNames[each].name : privilegeNames[each].name.toLowerCase()));
  return `${may.join(", ")}. ${describePlaces(grant, sectionNames)}`.trim();
}

/** The limits of a role: "Only in City, Sport. Only own stories." Empty without any. */
export const describePlaces = (
  { sections, isOwnOnly, readsElsewhere }: Grant,
  sectionNames: readonly string[],
): string =>
  [
    ...(sections === null ? [] : [`Only in ${sectionNames.join(", ") || "no section"}.`]),
    ...(sections !== null && !isOwnOnly && !readsElsewhere ? ["Sees no stories of other sections."] : []),
    ...(isOwnOnly ? ["Only own stories."] : []),
  ].join(" ");
