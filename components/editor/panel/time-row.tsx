"use client";
import { useTimes } from "#components/newsroom/newsroom-context.tsx";
import { useWallTime, WallQuestion } from "#components/newsroom/use-wall-time.tsx";
import { Row } from "./rows.tsx";
import type { Field } from "./use-field.ts";

type Props = { label: string; field: Field; hint?: string };

/** A date and time in the newsroom's time zone, repeated below in the paper's format. */
export function TimeRow({ label, field, hint }: Props) {
  const times = useTimes();
  const { zone } = times;
  const say = (value: Field["value"]) => (typeof value === "string" ? times.full(new Date(value)) : "no time");
  const time = useWallTime(typeof field.value === "string" ? field.value : null, field.set);
  const said = time.shown === null ? `Time zone: ${zone}.` : `${time.shown}.`;
  return (
    <Row label={label} field={field} hint={hint ? `${said} ${hint}` : said} say={say}>
      {(id) => (
        <>
          <input
            id={id}
            type="datetime-local"
            disabled={field.disabled}
            data-none={time.wall === "" || undefined}
            aria-invalid={time.question !== null || undefined}
            value={time.wall}
            onChange={(event) => time.type(event.currentTarget.value)}
          />
          <WallQuestion question={time.question} />
        </>
      )}
    </Row>
  );
}
