"use client";
import { Button } from "@mantine/core";
import { Dialog, DialogFoot } from "../dialog.tsx";
import { InstantField, useInstant } from "../schedule/instant-field.tsx";
import classes from "./compose.module.css";

type Props = {
  name: string;
  /** When the launch is due that is moved; null for a new one. */
  dueAt?: string | null;
  pending: boolean;
  problem?: string | null;
  onSchedule: (dueAt: string) => void;
  onClose: () => void;
};

/** Asks when the draft is to be launched. */
export function ScheduleDialog({ name, dueAt = null, pending, problem, onSchedule, onClose }: Props) {
  const chosen = useInstant(dueAt);
  const title = dueAt === null ? "Schedule launch" : "Move launch";
  return (
    <Dialog opened onClose={onClose} title={`${title} of ${name}`}>
      <form
        aria-label={title}
        onSubmit={(event) => {
          event.preventDefault();
          if (chosen.isReady && chosen.instant) onSchedule(chosen.instant);
        }}
      >
        {dueAt === null && (
          <p className={classes.about}>
            The draft is frozen as it is now. Until then the front can be edited and launched; containers that the
            scheduled launch does not change stay as they are then.
          </p>
        )}
        <InstantField label="Launch at" chosen={chosen} autoFocus />
        <div role="alert">{problem && <p className={classes.problem}>{problem}</p>}</div>
        <DialogFoot>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="filled" loading={pending} disabled={!chosen.isReady}>
            {dueAt === null ? "Schedule" : "Move"}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}
