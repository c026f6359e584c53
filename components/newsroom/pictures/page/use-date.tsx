"use client";
import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTimes } from "#components/newsroom/newsroom-context.tsx";
import type { SavedField } from "#components/newsroom/use-saved-field.ts";
import { useWallTime, WallQuestion } from "#components/newsroom/use-wall-time.tsx";
import { Clash } from "./clash.tsx";
import classes from "./picture-page.module.css";

type Props = {
  label: string;
  term: SavedField<string>;
  stored: string | null;
  readOnly: boolean;
  /** An end in the past takes the picture from readers at once, so the person is asked first. */
  isEnd?: boolean;
};

/** The instant at which the use of a picture begins or ends. */
export function UseDate({ label, term, stored, readOnly, isEnd = false }: Props) {
  const times = useTimes();
  const [past, setPast] = useState<string | null>(null);
  const current = past ?? (term.draft === null ? stored : term.draft || null);
  const field = useWallTime(current, (instant) => {
    // A year that is half typed is in the past, too.
    if (isEnd && instant !== null && Date.parse(instant) <= Date.now()) return setPast(instant);
    setPast(null);
    term.type(instant ?? "");
  });
  return (
    <Clash field={term} theirs={stored && times.full(new Date(stored))}>
      <TextInput
        type="datetime-local"
        label={label}
        description={field.shown ? `${field.shown}.` : `Time zone: ${times.zone}.`}
        value={field.wall}
        readOnly={readOnly}
        error={term.problem}
        onChange={(event) => field.type(event.currentTarget.value)}
        onBlur={term.leave}
      />
      <WallQuestion question={field.question} />
      {past && (
        <div className={classes.ask} role="alert">
          <p>This time is in the past: readers lose the picture at once. It is not saved yet.</p>
          <Button
            size="compact-sm"
            onClick={() => {
              setPast(null);
              term.type(past);
            }}
          >
            End its use now
          </Button>
        </div>
      )}
    </Clash>
  );
}
