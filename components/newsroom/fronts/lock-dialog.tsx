"use client";
import { Button, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { lockFront } from "#lib/fronts/actions.ts";
import type { ScheduledLaunchRow } from "#lib/fronts/desk-data.ts";
import { Dialog, DialogFoot } from "../dialog.tsx";
import { useTimes } from "../newsroom-context.tsx";
import { useServerAction } from "../use-server-action.ts";
import { useWallTime, WallQuestion } from "../use-wall-time.tsx";
import classes from "./compose.module.css";
import { explainFront } from "./front-words.ts";

type Props = {
  front: string;
  name: string;
  scheduled: readonly ScheduledLaunchRow[];
  onLocked: () => void;
  onClose: () => void;
};

/** Locks a front with a note for colleagues, until a time or until it is unlocked. */
export function LockDialog({ front, name, scheduled, onLocked, onClose }: Props) {
  const times = useTimes();
  const [note, setNote] = useState("");
  const [until, setUntil] = useState<string | null>(null);
  const time = useWallTime(until, setUntil);
  const { send, pending, failure } = useServerAction(lockFront);
  const due = scheduled.filter(({ isStopped }) => !isStopped);
  return (
    <Dialog opened onClose={onClose} title={`Lock ${name}`}>
      <form
        aria-label="Lock front"
        onSubmit={(event) => {
          event.preventDefault();
          if (!time.question) send({ front, note, until }, onLocked);
        }}
      >
        <p className={classes.about}>
          Only you can launch this front while it is locked. Others can change the draft; admins can launch if they
          confirm it.
        </p>
        {due.length > 0 && (
          <p className={classes.about}>
            The launch scheduled for {due.map(({ dueAt }) => times.full(new Date(dueAt))).join(" and ")} is performed
            all the same. Cancel it if it should wait.
          </p>
        )}
        <Textarea
          label="Note"
          description="Why it is locked, or how colleagues reach you."
          data-autofocus
          required
          maxLength={300}
          autosize
          minRows={2}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          error={failure?.fields?.note}
        />
        <TextInput
          type="datetime-local"
          label="Until"
          description={`${time.shown ?? "Leave empty to keep the lock until somebody removes it"}. Newsroom time: ${times.zone}.`}
          value={time.wall}
          onChange={(event) => time.type(event.currentTarget.value)}
        />
        <WallQuestion question={time.question} />
        <div role="alert">
          {failure && !failure.fields && <p className={classes.problem}>{explainFront(failure)}</p>}
        </div>
        <DialogFoot>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="filled" loading={pending} disabled={time.question !== null}>
            Lock front
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}
