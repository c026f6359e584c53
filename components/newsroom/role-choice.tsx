"use client";
import { Radio } from "@mantine/core";
import type { RoleChoice as Choice } from "#lib/people/role-data.ts";
import classes from "./role-choice.module.css";

type Props = { choices: readonly Choice[]; value: string; onChange: (role: string) => void };

/** The roles that this person may give, each with what it allows. */
export function RoleChoice({ choices, value, onChange }: Props) {
  return (
    <Radio.Group label="Role" name="role" value={value} onChange={onChange}>
      <div className={classes.roles}>
        {choices.map(({ value: role, name, may }) => (
          <Radio.Card key={role} value={role} className={classes.role ?? ""} aria-label={name}>
            <Radio.Indicator size="xs" />
            <b>{name}</b>
            <span>{may}</span>
          </Radio.Card>
        ))}
      </div>
    </Radio.Group>
  );
}
