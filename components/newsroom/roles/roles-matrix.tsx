"use client";
import { IconCheck } from "@tabler/icons-react";
import Link from "next/link";
import type { ReactNode } from "react";
import type { PresetRow, RoleOption, RoleSection } from "#lib/people/role-data.ts";
import { describePlaces, privilegeNames } from "#lib/roles/policy.ts";
import { type Grant, privileges } from "#lib/roles/types.ts";
import { RowMenu } from "../admin/row-menu.tsx";
import { DeleteRole, RoleDialog } from "./role-dialog.tsx";
import classes from "./roles.module.css";

type Props = {
  presets: readonly PresetRow[];
  roles: readonly RoleOption[];
  sections: readonly RoleSection[];
};

/** What each role allows: a column for each of them. */
export function RolesMatrix({ presets, roles, sections }: Props) {
  const nameOf = (id: string) => sections.find((section) => section.id === id)?.name ?? [];
  const columns = [
    ...presets.map((role) => ({ ...role, key: role.value, menu: null as ReactNode })),
    ...roles.map((role) => ({
      ...role,
      key: role.id,
      value: role.id,
      menu: (
        <RowMenu
          name={role.name}
          entries={[
            {
              label: "Edit",
              dialog: (opened, close) => <RoleDialog now={role} sections={sections} opened={opened} onClose={close} />,
            },
            {
              label: "Delete",
              danger: true,
              dialog: (opened, close) => <DeleteRole now={role} opened={opened} onClose={close} />,
            },
          ]}
        />
      ),
    })),
  ];
  const places = (grant: Grant) => describePlaces(grant, (grant.sections ?? []).flatMap(nameOf));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: people without a mouse scroll it by keys
    <section className={classes.scroll} aria-label="What each role allows" tabIndex={0}>
      <table className={classes.matrix}>
        <thead>
          <tr>
            <th scope="col">
              <span className="vh">What a role allows</span>
            </th>
            {columns.map(({ key, name, menu }) => (
              <th key={key} scope="col">
                <span className={classes.head}>
                  {name}
                  {menu}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {privileges.map((each) => (
            <tr key={each}>
              <th scope="row">
                {privilegeNames[each].name}
                <span className={classes.may}>{privilegeNames[each].may}</span>
              </th>
              {columns.map(({ key, privileges: held }) => (
                <td key={key}>
                  {held.includes(each) ? (
                    <IconCheck size={16} role="img" aria-label="Yes" />
                  ) : (
                    <span className="vh">No</span>
                  )}
                </td>
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row">Where</th>
            {columns.map((role) => (
              <td key={role.key} className={classes.words}>
                {places(role) || "Everywhere."}
              </td>
            ))}
          </tr>
          <tr>
            <th scope="row">People</th>
            {columns.map(({ key, value, people }) => (
              <td key={key}>
                <Link className="link" href={`/admin/people?role=${value}`}>
                  {people}
                </Link>
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </section>
  );
}
