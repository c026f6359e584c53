"use client";
import { Button } from "@mantine/core";
import { Dialog, DialogFoot } from "../dialog.tsx";
import { InstantField, useInstant } from "../schedule/instant-field.tsx";
import classes from "./compose.module.css";

type Props = { name: string; pending: boolean; onSchedule: (dueAt: string) => void; onClose: () => void };

/** Asks when the draft is to be launched. */
export function ScheduleDialog({ name, pending, onSchedule, onClose }: Props) {
  const chosen = useInstant(null);
  return (
    <Dialog opened onClose={onClose} title={`Schedule launch of ${name}`}>
      <form
        aria-label="Schedule launch"
        onSubmit={(event) => {
          event.preventDefault();
          if (chosen.isReady && chosen.instant) onSchedule(chosen.instant);
        }}
      >
        <p className={classes.about}>
          The draft is frozen as it is now. Until then the front can be edited and launched; containers that the
          scheduled launch does not change stay as they are then.
        </p>
        <InstantField label="Launch at" chosen={chosen} autoFocus />
        <DialogFoot>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="filled" loading={pending} disabled={!chosen.isReady}>
            Schedule
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}
