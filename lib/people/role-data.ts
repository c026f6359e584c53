import type { Actor, Role } from "../actor.ts";
import { DomainError } from "../errors.ts";
import { appClient } from "../postgres/app.ts";
import { roleSelect, toCustomRole } from "../roles/data.ts";
import { canGive, canManageRoles, describeGrant, presets } from "../roles/policy.ts";
import type { CustomRole, Grant, Privilege } from "../roles/types.ts";
import { roleInSentence, roleNames, roles } from "./policy.ts";

export type RoleOption = CustomRole & {
  /** How many people have it. */
  people: number;
  /** How many API keys have it that were not revoked. */
  keys: number;
};

/** The roles that were added to the presets, by name. */
export async function listCustomRoles(): Promise<RoleOption[]> {
  const [rows, keys] = await Promise.all([
    appClient().customRole.findMany({
      orderBy: [{ name: "asc" }, { id: "asc" }],
      select: { ...roleSelect, _count: { select: { people: { where: { apiKey: null } } } } },
    }),
    appClient().person.groupBy({
      by: ["customRoleId"],
      where: { customRoleId: { not: null }, apiKey: { revokedAt: null } },
      _count: true,
    }),
  ]);
  return rows.map(({ _count, ...row }) => ({
    ...toCustomRole(row),
    people: _count.people,
    keys: keys.find(({ customRoleId }) => customRoleId === row.id)?._count ?? 0,
  }));
}

/** A role as people are given it. `value`: a preset, or the id of a custom role. `inSentence`: "editor", "Sport editor". */
export type RoleChoice = {
  value: string;
  name: string;
  inSentence: string;
  may: string;
  privileges: readonly Privilege[];
};

/** The roles that the actor may give to others: those that allow no more than their own. */
export async function listRoleChoices(actor: Actor): Promise<RoleChoice[]> {
  const custom = await listCustomRoles();
  const names = new Map(
    (await appClient().section.findMany({ select: { id: true, name: true } })).map(({ id, name }) => [id, name]),
  );
  return [
    ...roles
      .filter((role) => canGive(actor, presets[role]))
      .map((role) => ({
        value: role,
        ...roleNames[role],
        inSentence: roleInSentence({ role }),
        privileges: presets[role].privileges,
      })),
    ...custom
      .filter((role) => canGive(actor, role))
      .map((role) => ({
        value: role.id,
        name: role.name,
        inSentence: role.name,
        privileges: role.privileges,
        may: describeGrant(
          role,
          (role.sections ?? []).flatMap((id) => names.get(id) ?? []),
        ),
      })),
  ];
}

/** A preset in the matrix of roles. */
export type PresetRow = Grant & { value: Role; name: string; people: number };
export type RoleSection = { id: string; name: string; parentId: string | null };

/** What the page of roles shows. Sub-sections follow their section. @throws NOT_ALLOWED */
export async function getRolesPage(
  actor: Actor,
): Promise<{ presets: PresetRow[]; roles: RoleOption[]; sections: RoleSection[] }> {
  if (!canManageRoles(actor)) throw new DomainError("NOT_ALLOWED");
  const [custom, counts, sections] = await Promise.all([
    listCustomRoles(),
    appClient().person.groupBy({ by: ["role"], where: { customRoleId: null, apiKey: null }, _count: true }),
    appClient().section.findMany({
      orderBy: [{ position: "asc" }, { id: "asc" }],
      select: { id: true, name: true, parentId: true },
    }),
  ]);
  return {
    presets: roles.map((value) => ({
      ...presets[value],
      value,
      name: roleNames[value].name,
      people: counts.find(({ role }) => role === value)?._count ?? 0,
    })),
    roles: custom,
    sections: sections
      .filter(({ parentId }) => parentId === null)
      .flatMap((section) => [section, ...sections.filter(({ parentId }) => parentId === section.id)]),
  };
}
