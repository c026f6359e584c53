"use client";
import { Textarea } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { explain } from "#components/newsroom/messages.ts";
import { useTimes } from "#components/newsroom/newsroom-context.tsx";
import { unreachable } from "#components/newsroom/publish/use-verb.ts";
import { VerbDialog } from "#components/newsroom/publish/verb-dialog.tsx";
import { useWallTime, WallQuestion } from "#components/newsroom/use-wall-time.tsx";
import { neededRight } from "#lib/roles/policy.ts";
import { liftEmbargo, setEmbargo } from "#lib/schedule/actions.ts";
import type { StoryStatus } from "#lib/stories/types.ts";
import classes from "./panel.module.css";
import { Row } from "./rows.tsx";

type Props = {
  storyId: string;
  /** The person may not set one. */
  isOff: boolean;
  /** The person may end it early. */
  mayLift: boolean;
  /** As it is stored; null: there is none. */
  until: string | null;
  reason: string;
  onStatus: (status: StoryStatus) => void;
};

/**
 * Until when nothing of the story may be published. It is no field of the text, so it takes effect at once: as the fields around
 * it when the person leaves it, or stops typing.
 */
export function EmbargoRows({ storyId, isOff, mayLift, until: storedUntil, reason: storedReason, onStatus }: Props) {
  const { zone } = useTimes();
  const [until, setUntil] = useState(storedUntil);
  const [reason, setReason] = useState(storedReason);
  const [problem, setProblem] = useState<string | undefined>();
  const [isLifting, setLifting] = useState(false);
  const time = useWallTime(until, setUntil);
  // A colleague, or this tab, has set it: what is stored is shown.
  useEffect(() => {
    setUntil(storedUntil);
    setReason(storedReason);
    setProblem(undefined);
  }, [storedUntil, storedReason]);

  const store = async () => {
    if (until === null || time.question || (until === storedUntil && reason.trim() === storedReason)) return;
    if (Date.parse(until) <= Date.now()) return setProblem("This time is in the past. Choose a later one.");
    const answer = await setEmbargo({ storyId, until, reason }).catch(unreachable);
    if (answer.ok) onStatus(answer.data.status);
    else setProblem(answer.code === "NOT_ALLOWED" ? neededRight("publish") : explain(answer));
  };
  const storeNow = useRef(store);
  storeNow.current = store;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another instant starts the wait again
  useEffect(() => {
    setProblem(undefined);
    const timer = setTimeout(() => void storeNow.current(), 800);
    return () => clearTimeout(timer);
  }, [until]);

  const leave = () => void store();
  return (
    <>
      <Row
        label="Embargo until"
        problem={problem}
        hint={time.shown === null ? `Time zone: ${zone}. Nothing can be published before.` : `${time.shown}.`}
      >
        {(id) => (
          <>
            <input
              id={id}
              type="datetime-local"
              disabled={isOff}
              data-none={time.wall === "" || undefined}
              aria-invalid={problem !== undefined || time.question !== null || undefined}
              value={time.wall}
              onChange={(event) => time.type(event.currentTarget.value)}
              onBlur={leave}
            />
            <WallQuestion question={time.question} />
          </>
        )}
      </Row>
      {until !== null && (
        <Row label="Embargo terms">
          {(id) => (
            <input
              id={id}
              type="text"
              disabled={isOff}
              maxLength={1000}
              placeholder="Who set it, and what was agreed"
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
              onBlur={leave}
            />
          )}
        </Row>
      )}
      {storedUntil !== null && mayLift && (
        <button type="button" className={classes.plain} onClick={() => setLifting(true)}>
          Lift embargo
        </button>
      )}
      {isLifting && (
        <LiftDialog
          storyId={storyId}
          onClose={() => setLifting(false)}
          onDone={(now) => {
            setLifting(false);
            onStatus(now);
          }}
        />
      )}
    </>
  );
}

type LiftProps = { storyId: string; onClose: () => void; onDone: (status: StoryStatus) => void };

function LiftDialog({ storyId, onClose, onDone }: LiftProps) {
  const [reason, setReason] = useState("");
  return (
    <VerbDialog
      title="Lift the embargo?"
      verb="Lift embargo"
      danger
      action={liftEmbargo}
      input={reason.trim() ? { storyId, reason } : null}
      onClose={onClose}
      onDone={({ status }) => onDone(status)}
    >
      <p>The story can then be published at once. The audit log keeps who lifted the embargo, and why.</p>
      <Textarea
        data-autofocus
        label="Reason"
        required
        autosize
        minRows={3}
        maxRows={8}
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </VerbDialog>
  );
}
