"use client";
import { Button, TextInput } from "@mantine/core";
import { useEffect, useState } from "react";
import { timesOf } from "#lib/times.ts";
import { useSlots, useTimes } from "../newsroom-context.tsx";
import { useWallTime, type WallField, WallQuestion } from "../use-wall-time.tsx";
import { quickTimes } from "./quick-times.ts";
import classes from "./schedule.module.css";

/** An instant that is being chosen. */
export type ChosenInstant = {
  instant: string | null;
  field: WallField;
  /** Whether it can be sent: it is one instant, and in the future. */
  isReady: boolean;
};

/** @param first the instant that is offered at first */
export function useInstant(first: string | null): ChosenInstant {
  const [instant, set] = useState(first);
  const field = useWallTime(instant, set);
  // While a time may mean two instants, the one before must not be sent in its place.
  const isReady = instant !== null && field.question === null && Date.parse(instant) > Date.now();
  return { instant, field, isReady };
}

type Props = {
  label: string;
  chosen: ChosenInstant;
  /** Why the server refused the time. */
  error?: string | undefined;
  autoFocus?: boolean;
};

/** A date and time in the newsroom's zone, with usual times one click away, and the viewer's own time where it differs. */
export function InstantField({ label, chosen: { instant, field }, error, autoFocus = false }: Props) {
  const times = useTimes();
  const slots = useSlots();
  const own = useOwnTime(instant);
  const isPast = instant !== null && field.question === null && Date.parse(instant) <= Date.now();
  const problem = error ?? (isPast ? "This time is in the past. Choose a later one." : undefined);
  return (
    <div className={classes.instant}>
      <TextInput
        type="datetime-local"
        label={label}
        required
        {...(autoFocus ? { "data-autofocus": true } : {})}
        description={`Newsroom time: ${times.zone}.`}
        value={field.wall}
        onChange={(event) => field.type(event.currentTarget.value)}
        error={problem}
      />
      <WallQuestion question={field.question} />
      <div className={classes.quick}>
        {quickTimes(new Date(), times.zone, slots).map(({ name, wall }) => (
          <Button key={name} type="button" size="compact-sm" variant="default" onClick={() => field.type(wall)}>
            {name}
          </Button>
        ))}
      </div>
      {field.shown && (
        <p className="small dim">
          {field.shown}
          {own && `, ${own}`}
        </p>
      )}
    </div>
  );
}

/** "12:30 in your time zone (Asia/Kolkata)", where this computer is in another zone than the newsroom. Known after the first draw. */
function useOwnTime(instant: string | null): string | null {
  const times = useTimes();
  const [zone, setZone] = useState<string | null>(null);
  useEffect(() => setZone(Intl.DateTimeFormat().resolvedOptions().timeZone), []);
  if (instant === null || zone === null) return null;
  const at = new Date(instant);
  const own = timesOf(zone, times.language);
  if (own.iso(at) === times.iso(at)) return null;
  const day = own.dayKey(at) === times.dayKey(at) ? "" : `${own.shortDate(at)}, `;
  return `${day}${own.clock(at)} in your time zone (${zone})`;
}
