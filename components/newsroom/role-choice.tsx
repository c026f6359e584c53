"use client";
import { Radio } from "@mantine/core";
import type { Role } from "#lib/actor.ts";
import { roleNames, roles } from "#lib/people/policy.ts";
import classes from "./role-choice.module.css";

/** The four roles, each with what it may do. */
export function RoleChoice({ value, onChange }: { value: Role; onChange: (role: Role) => void }) {
  return (
    <Radio.Group label="Role" name="role" value={value} onChange={(role) => onChange(role as Role)}>
      <div className={classes.roles}>
        {roles.map((role) => (
          <Radio.Card key={role} value={role} className={classes.role ?? ""} aria-label={roleNames[role].name}>
            <Radio.Indicator size="xs" />
            <b>{roleNames[role].name}</b>
            <span>{roleNames[role].may}</span>
          </Radio.Card>
        ))}
      </div>
    </Radio.Group>
  );
}
