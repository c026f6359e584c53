"use client";
import type { Editor } from "@tiptap/core";
import { useTimes } from "#components/newsroom/newsroom-context.tsx";
import { type Badge, badgeHours, badgeNames } from "#lib/document/fields.ts";
import { Row, SelectRow } from "./rows.tsx";
import { type Field, useScalar } from "./use-field.ts";
import { instantOf, wallTime } from "./wall-time.ts";

const options = Object.entries(badgeNames).map(([value, name]) => ({ value, name }));

/** The story’s badge and when it is removed automatically. */
export function BadgeRows({ editor, mayBadge }: { editor: Editor; mayBadge: boolean }) {
  const { zone } = useTimes();
  const [badge, until] = [useScalar(editor, "badge"), useScalar(editor, "badgeUntil")];
  const kept = (field: Field): Field => ({ ...field, disabled: field.disabled || !mayBadge });
  const choose: Field["set"] = (value) => {
    badge.set(value);
    until.set(value === "" ? null : endOf(value as Exclude<Badge, "">));
  };
  return (
    <>
      <SelectRow
        label="Badge"
        field={{ ...kept(badge), set: choose }}
        none="None"
        options={options}
        hint={mayBadge ? undefined : "Only editors can set a badge."}
      />
      {badge.value !== "" && (
        <Row label="Badge until" field={until} hint="Removed automatically at this time.">
          {(id) => (
            <input
              id={id}
              type="datetime-local"
              disabled={kept(until).disabled}
              value={typeof until.value === "string" ? wallTime(until.value, zone) : ""}
              onChange={(event) => until.set(instantOf(event.currentTarget.value, zone))}
            />
          )}
        </Row>
      )}
    </>
  );
}

const endOf = (badge: Exclude<Badge, "">): string => new Date(Date.now() + badgeHours[badge] * 3_600_000).toISOString();
