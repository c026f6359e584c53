import type { Actor, Person } from "../actor.ts";
import { Prisma } from "../postgres/app.ts";
import type { Role } from "../postgres/generated/enums.ts";
import {
  canManagePages,
  canRead,
  grantOf,
  has,
  presetsThatReadAll,
  presetsWith,
  type ReadFacts,
  readsSections,
  sectionsOf,
} from "./policy.ts";
import { type CustomRole, type Privilege, privileges } from "./types.ts";

export const roleSelect = {
  id: true,
  name: true,
  privileges: true,
  isLimited: true,
  sections: true,
  isOwnOnly: true,
  readsElsewhere: true,
} as const satisfies Prisma.CustomRoleSelect;
type RoleRow = Prisma.CustomRoleGetPayload<{ select: typeof roleSelect }>;

/** The columns of a person that `asPerson` needs. */
export const actorSelect = {
  id: true,
  name: true,
  email: true,
  role: true,
  customRole: { select: roleSelect },
} as const satisfies Prisma.PersonSelect;
export type ActorRow = { id: string; name: string; email: string; role: Role; customRole: RoleRow | null };

/** A privilege that this version does not know is ignored. */
export const toCustomRole = ({ isLimited, ...row }: RoleRow): CustomRole => ({
  ...row,
  privileges: privileges.filter((each) => row.privileges.includes(each)),
  sections: isLimited ? row.sections : null,
});

export const asPerson = ({ id, name, email, role, customRole }: ActorRow, sessionId: string): Person => ({
  kind: "person",
  id,
  name,
  email,
  role,
  ...(customRole && { customRole: toCustomRole(customRole) }),
  sessionId,
});

/** The custom role of the table `person` as "p", for statements that read people themselves: see `ActorRow`. */
export const customRoleColumn = Prisma.sql`(
  select jsonb_build_object('id', r.id, 'name', r.name, 'privileges', r.privileges, 'isLimited', r.is_limited,
    'sections', r.sections, 'isOwnOnly', r.is_own_only, 'readsElsewhere', r.reads_elsewhere)
  from custom_role r where r.id = p.custom_role_id) as "customRole"`;

/** The people whose role has a privilege, in whatever sections. */
export const havingPrivilege = (privilege: Privilege): Prisma.PersonWhereInput => ({
  OR: [
    { customRoleId: null, role: { in: presetsWith(privilege) } },
    { customRole: { privileges: { has: privilege } } },
  ],
});

/**
 * SQL: whether the person "p" with the custom role "r" (a left join) has a privilege for the work of others.
 * @param section an expression for the id of the section where it must hold; null: anywhere
 */
export function holdsInSql(privilege: Privilege, section: Prisma.Sql | null): Prisma.Sql {
  const isThere = section ? Prisma.sql`(not r.is_limited or ${section} = any(r.sections))` : Prisma.sql`true`;
  return Prisma.sql`case when r.id is null then p.role::text = any(${presetsWith(privilege)}::text[])
    else ${privilege} = any(r.privileges) and not r.is_own_only and ${isThere} end`;
}

/**
 * The stories for which the actor has a privilege, as a where-clause.
 * @param of the working copy: what `hasFor` says of one story; what readers have: as `hasForReaders`; both: as `hasForBoth`
 */
export function storiesFor(
  actor: Actor,
  privilege: Privilege,
  of: "copy" | "readers" | "both",
): Prisma.StoryWhereInput {
  if (!has(actor, privilege)) return { id: { in: [] } };
  if (actor.kind === "system") return {};
  const { sections, isOwnOnly } = grantOf(actor);
  return {
    AND: [
      sections === null || of === "readers" ? {} : { sectionId: { in: [...sections] } },
      sections === null || of === "copy" ? {} : inSectionForReaders(sections),
      isOwnOnly ? { OR: [{ creatorId: actor.id }, { assigneeId: actor.id }] } : {},
    ],
  };
}

const inSectionForReaders = (sections: readonly string[]): Prisma.StoryWhereInput => ({
  OR: [{ publishedSectionId: { in: [...sections] } }, { publishedSectionId: null, sectionId: { in: [...sections] } }],
});

/** The stories and pages that an actor may see, as a where-clause: every staff read starts from it. `canRead` says the same of one story. */
export function visibleTo(actor: Actor): Prisma.StoryWhereInput {
  if (actor.kind === "system") return {};
  const sections = readsSections(actor);
  const inThese = (ids: readonly string[]): Prisma.StoryWhereInput => ({
    OR: [{ sectionId: { in: [...ids] } }, { publishedSectionId: { in: [...ids] } }],
  });
  const others: Prisma.StoryWhereInput = {
    AND: [{ isConfidential: false }, sections === "all" ? {} : inThese(sections)],
  };
  const stories: Prisma.StoryWhereInput[] = [
    namedFor(actor),
    ...(sections === "all" || sections.length > 0 ? [others] : []),
  ];
  // A page is never confidential.
  if (sections === "all" && canManagePages(actor)) return { OR: stories };
  const ofStories: Prisma.StoryWhereInput = { kind: "STORY", OR: stories };
  return canManagePages(actor) ? { OR: [{ kind: "PAGE" }, ofStories] } : ofStories;
}

/** The stories that a person sees whatever their role: their own, those that they have, and those that are shared with them. */
const namedFor = ({ id }: Person): Prisma.StoryWhereInput => ({
  OR: [{ creatorId: id }, { assigneeId: id }, { sharedWith: { has: id } }],
});

/** The ids of the confidential stories that an actor may not see: for rows that name a story without a relation to it. */
export async function hiddenFrom(actor: Actor, client: Prisma.TransactionClient): Promise<string[]> {
  const rows = await client.story.findMany({ where: { isConfidential: true }, select: { id: true, ...readFacts } });
  return rows.filter((story) => !canRead(actor, story)).map(({ id }) => id);
}

/** The people with an account in use who may read a story, as a where-clause: what `canRead` says of one of them. */
export function readersOf(story: ReadFacts): Prisma.PersonWhereInput {
  const { kind, creatorId, assigneeId, isConfidential, sharedWith } = story;
  if (kind === "PAGE") return { state: "ACTIVE", ...havingPrivilege("pages") };
  const named = { id: { in: [creatorId, assigneeId, ...sharedWith].filter((id) => id !== null) } };
  if (isConfidential) return { state: "ACTIVE", ...named };
  const inSection = sectionsOf(story).map((id) => ({ sections: { has: id } }));
  return {
    state: "ACTIVE",
    OR: [
      named,
      { customRoleId: null, role: { in: presetsThatReadAll } },
      { customRole: { isOwnOnly: false, OR: [{ isLimited: false }, { readsElsewhere: true }, ...inSection] } },
    ],
  };
}

/** The columns of a story by which it is decided who reads it. */
export const readFacts = {
  kind: true,
  sectionId: true,
  publishedSectionId: true,
  creatorId: true,
  assigneeId: true,
  isConfidential: true,
  sharedWith: true,
} as const satisfies Prisma.StorySelect;
