"use client";
import type { Editor } from "@tiptap/core";
import { type Badge, badgeHours, badgeNames, describeField } from "#lib/document/fields.ts";
import { SelectRow } from "./rows.tsx";
import { TimeRow } from "./time-row.tsx";
import { type Field, useScalar } from "./use-field.ts";

const options = Object.entries(badgeNames).map(([value, name]) => ({ value, name }));

/** The story’s badge and when it is removed automatically. */
export function BadgeRows({ editor, mayBadge }: { editor: Editor; mayBadge: boolean }) {
  const [badge, until] = [useScalar(editor, "badge"), useScalar(editor, "badgeUntil")];
  const kept = (field: Field): Field => ({ ...field, disabled: field.disabled || !mayBadge });
  const choose: Field["set"] = (value) => {
    badge.set(value);
    until.set(value === "" ? null : endOf(value as Exclude<Badge, "">));
  };
  return (
    <>
      <SelectRow
        label={badge.label}
        field={{ ...kept(badge), set: choose }}
        none="None"
        options={options}
        hint={mayBadge ? undefined : describeField("badge").editorsOnly}
      />
      {(badge.value !== "" || until.clash) && (
        <TimeRow label={until.label} field={kept(until)} hint="Removed automatically at this time." />
      )}
    </>
  );
}

const endOf = (badge: Exclude<Badge, "">): string => new Date(Date.now() + badgeHours[badge] * 3_600_000).toISOString();
