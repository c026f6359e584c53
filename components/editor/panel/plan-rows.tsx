"use client";
import type { ReactNode } from "react";
import { useTimes } from "#components/newsroom/newsroom-context.tsx";
import { SavedFieldClash } from "#components/newsroom/saved-field-clash.tsx";
import { useLeaveGuard } from "#components/newsroom/use-leave-guard.tsx";
import { type SavedField, useUnloadQuestion } from "#components/newsroom/use-saved-field.ts";
import { useWallTime, WallQuestion } from "#components/newsroom/use-wall-time.tsx";
import { maxBrief, maxPictureWish } from "#lib/assignments/policy.ts";
import type { StoryAssignment } from "#lib/assignments/types.ts";
import { Row } from "./rows.tsx";
import { usePlanField } from "./use-plan-field.ts";

type Props = { storyId: string; assignment: StoryAssignment; onPlanned: (now: StoryAssignment) => void };

const trimmed = (text: string): string => text.trim();
/** NaN for what is no number, which the server refuses with a message. */
const lengthOf = (text: string): number | null => (text.trim() === "" ? null : Number(text.replace(/[,\s]/g, "")));

/** Until when a story is to be written, and what it is to become. */
export function PlanRows(props: Props) {
  const { assignment } = props;
  const times = useTimes();
  const dueAt = usePlanField({ ...props, field: "dueAt", toValue: (instant: string) => instant || null });
  const length = usePlanField({ ...props, field: "length", toValue: lengthOf });
  const brief = usePlanField({ ...props, field: "brief", toValue: trimmed });
  const pictureWish = usePlanField({ ...props, field: "pictureWish", toValue: trimmed });
  const fields = [dueAt, length, brief, pictureWish];
  useUnloadQuestion(fields.some(({ isUnsaved }) => isUnsaved));
  // Everything else is saved when the page is left.
  const question = useLeaveGuard(
    fields.some(({ isUnsaved, hasClash, problem }) => isUnsaved && (hasClash || problem !== null)),
  );
  const due = useWallTime(dueAt.draft === null ? assignment.dueAt : dueAt.draft || null, (instant) =>
    dueAt.type(instant ?? ""),
  );
  const disabled = !assignment.may.plan;

  return (
    <>
      <Row
        label="Due"
        hint={due.shown ? `${due.shown}.` : `Time zone: ${times.zone}.`}
        problem={dueAt.problem ?? undefined}
      >
        {(id) => (
          <>
            <input
              id={id}
              type="datetime-local"
              disabled={disabled}
              data-none={due.wall === "" || undefined}
              aria-invalid={due.question !== null || dueAt.problem !== null || undefined}
              value={due.wall}
              onChange={(event) => due.type(event.currentTarget.value)}
              onBlur={dueAt.leave}
            />
            <WallQuestion question={due.question} />
            <SavedFieldClash field={dueAt} theirs={assignment.dueAt && times.full(new Date(assignment.dueAt))} />
          </>
        )}
      </Row>
      <TextRow disabled={disabled} label="Length" stored={assignment.length} field={length} hint="In words." numeric />
      <TextRow disabled={disabled} label="Brief" stored={assignment.brief} field={brief} lines={3} max={maxBrief} />
      <TextRow
        disabled={disabled}
        label="Picture"
        stored={assignment.pictureWish}
        field={pictureWish}
        max={maxPictureWish}
        hint="The picture you want."
      />
      {question}
    </>
  );
}

type TextRowProps = {
  label: string;
  stored: string | number | null;
  field: SavedField<string>;
  disabled: boolean;
  hint?: string;
  max?: number;
  lines?: number;
  numeric?: boolean;
};

function TextRow({ label, stored, field, disabled, hint, max, lines = 1, numeric = false }: TextRowProps) {
  const shown = stored === null ? "" : String(stored);
  const text = field.draft ?? shown;
  const isTooLong = max !== undefined && text.length > max;
  const common = {
    value: text,
    disabled,
    "aria-invalid": isTooLong || field.problem !== null || undefined,
    onChange: (event: { currentTarget: { value: string } }) => field.type(event.currentTarget.value),
    onBlur: field.leave,
  };
  return (
    <Row
      label={label}
      hint={hint}
      problem={
        isTooLong
          ? `${text.length.toLocaleString("en-GB")} of ${max.toLocaleString("en-GB")} characters. Shorten this; it is not saved yet.`
          : (field.problem ?? undefined)
      }
    >
      {(id): ReactNode => (
        <>
          {lines > 1 ? (
            <textarea id={id} rows={lines} {...common} />
          ) : (
            <input
              id={id}
              type="text"
              {...(numeric && { inputMode: "numeric" as const })}
              {...common}
              onKeyDown={(event) => {
                if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
                event.preventDefault();
                field.leave();
              }}
            />
          )}
          <SavedFieldClash field={field} theirs={shown} />
        </>
      )}
    </Row>
  );
}
