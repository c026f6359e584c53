"use client";
import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useEffect, useState } from "react";
import type { Result } from "#lib/errors.ts";
import * as act from "#lib/schedule/actions.ts";
import { relistStory } from "#lib/stories/actions.ts";
import type { StoppedAct, StoryAct } from "#lib/stories/scheduling/types.ts";
import type { StoryStatus } from "#lib/stories/types.ts";
import { keepReading } from "../keep-reading.ts";
import { useTimes } from "../newsroom-context.tsx";
import { explainVerb } from "../publish/explain-verb.ts";
import { unreachable } from "../publish/use-verb.ts";
import { VerbDialog } from "../publish/verb-dialog.tsx";
import { actNames, nowNames, shortTime, stopReason } from "./act-words.ts";
import { InstantField, useInstant } from "./instant-field.tsx";
import classes from "./schedule.module.css";

type Props = {
  storyId: string;
  status: StoryStatus;
  /** Saves what is unsent; false when it could not. */
  flush: () => Promise<boolean>;
  onStatus: (status: StoryStatus) => void;
};

/** What is scheduled for a story and what was stopped, with everything that can be done about it. */
export function ScheduleNotes({ storyId, status, flush, onStatus }: Props) {
  const { due, stopped, embargo, unlistedAt } = status.schedule;
  return (
    <>
      {stopped.map((one) => (
        <StoppedNote key={one.id} act={one} status={status} onStatus={onStatus} />
      ))}
      {embargo && <EmbargoNote until={embargo.until} reason={embargo.reason} by={embargo.by?.name ?? null} />}
      {unlistedAt && status.publication === "LIVE" && (
        <UnlistedNote storyId={storyId} since={unlistedAt} status={status} onStatus={onStatus} />
      )}
      {due
        .filter(({ verb }) => verb !== "END_EMBARGO")
        .map((one) => (
          <DueNote key={one.id} act={one} status={status} flush={flush} onStatus={onStatus} />
        ))}
    </>
  );
}

function UnlistedNote({ storyId, since, status, onStatus }: Omit<Props, "flush"> & { since: string }) {
  const times = useTimes();
  const { busy, send } = useRequest(onStatus);
  return (
    <div className={classes.note} role="note">
      <p>
        <b>Not in lists or search since {times.full(new Date(since))}.</b> Readers find it at its URL.
      </p>
      {status.may.verbs.includes("takeDown") && (
        <div className={classes.actions}>
          <Button
            size="compact-sm"
            variant="default"
            loading={busy === "List again"}
            onClick={() =>
              send("List again", () => relistStory({ storyId }), "Readers find it in lists and search again.")
            }
          >
            List again
          </Button>
        </div>
      )}
    </div>
  );
}

function EmbargoNote({ until, reason, by }: { until: string; reason: string; by: string | null }) {
  const times = useTimes();
  if (Date.parse(until) <= Date.now()) return null;
  return (
    <div className={classes.note} role="note">
      <p>
        <b>Under embargo until {times.full(new Date(until))}.</b> It cannot be published before.
        {by && ` Set by ${by}.`}
      </p>
      {reason && <p>{reason}</p>}
    </div>
  );
}

/** Only one request at a time; what it was refused for is shown. */
function useRequest(onStatus: (status: StoryStatus) => void) {
  const [busy, setBusy] = useState<string | null>(null);
  const send = async (what: string, request: () => Promise<Result<{ status: StoryStatus }>>, done: string) => {
    if (busy) return;
    setBusy(what);
    const answer = await request().catch(unreachable);
    setBusy(null);
    if (!answer.ok) return notifications.show({ message: explainVerb(answer), color: "red", autoClose: 10_000 });
    onStatus(answer.data.status);
    notifications.show({ message: done, color: "green" });
  };
  return { busy, send };
}

/** What readers have after an act was performed at once. */
const performedWords: Record<StoryAct["verb"], string> = {
  PUBLISH: "Published. Readers can see it now.",
  CORRECT: "Published. Readers can see it now.",
  CLARIFY: "Published. Readers can see it now.",
  TAKE_DOWN: "Taken down. Readers can no longer see it.",
  UNLIST: "Removed from lists and search.",
  END_EMBARGO: "The embargo has ended.",
};

const mayChange = (status: StoryStatus): boolean =>
  status.may.verbs.includes("unschedule") || status.may.verbs.includes("publish");

function DueNote({ act: due, status, flush, onStatus }: Omit<Props, "storyId"> & { act: StoryAct }) {
  const times = useTimes();
  const leftOut = useLeftOut(due, status.version);
  const [isMoving, setMoving] = useState(false);
  const { busy, send } = useRequest(onStatus);
  const at = new Date(due.dueAt);
  const isPublication = due.verb === "PUBLISH";
  const what = isPublication ? "" : ` ${actNames[due.verb]}`;
  const button = (name: string, onClick: () => void) => (
    <Button size="compact-sm" variant="default" loading={busy === name} onClick={onClick}>
      {name}
    </Button>
  );
  return (
    <div className={classes.note} role="note">
      <p role="status">
        <b>
          Scheduled{what} for {times.full(at)}
        </b>
        {due.by && ` by ${due.by.name}`}.
        {leftOut > 0 &&
          ` It will be published ${shortTime(times, at, new Date())} without your last ${leftOut === 1 ? "change" : `${leftOut} changes`}.`}
      </p>
      {due.note && <p>{due.note}</p>}
      {mayChange(status) && (
        <div className={classes.actions}>
          {leftOut > 0 &&
            button("Include them", async () => {
              if (!(await flush())) return;
              void send(
                "Include them",
                () => act.includeChanges({ actId: due.id, version: status.version }),
                "Your changes are part of what is published.",
              );
            })}
          {button("Reschedule", () => setMoving(true))}
          {button("Unschedule", () =>
            send("Unschedule", () => act.unschedule({ actId: due.id }), "Nothing is scheduled any more."),
          )}
          {button(nowNames[due.verb], () =>
            send(nowNames[due.verb], () => act.performNow({ actId: due.id }), performedWords[due.verb]),
          )}
        </div>
      )}
      {isMoving && (
        <RescheduleDialog
          act={due}
          onClose={() => setMoving(false)}
          onDone={(now) => {
            setMoving(false);
            onStatus(now);
          }}
        />
      )}
    </div>
  );
}

/** How many changes the scheduled text does not have; asked for again with each version that is saved. */
function useLeftOut(due: StoryAct, version: number): number {
  const [leftOut, setLeftOut] = useState(0);
  const isBehind = due.verb === "PUBLISH" && due.version !== version;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another version of the copy or another revision is another count
  useEffect(() => {
    if (isBehind) return keepReading(() => act.countLeftOut({ actId: due.id }), setLeftOut);
    setLeftOut(0);
    return undefined;
  }, [due.id, due.revision, version, isBehind]);
  return leftOut;
}

type RescheduleProps = {
  act: Pick<StoryAct, "id" | "verb" | "dueAt">;
  onClose: () => void;
  onDone: (status: StoryStatus) => void;
};

/** Moves a scheduled act to another time. */
export function RescheduleDialog({ act: due, onClose, onDone }: RescheduleProps) {
  const chosen = useInstant(due.dueAt);
  const { instant, isReady } = chosen;
  return (
    <VerbDialog
      title={`Reschedule the ${actNames[due.verb]}`}
      verb="Reschedule"
      action={act.reschedule}
      input={isReady && instant !== null ? { actId: due.id, dueAt: instant } : null}
      onClose={onClose}
      onDone={({ status }) => onDone(status)}
    >
      <InstantField
        label={due.verb === "TAKE_DOWN" ? "Take down at" : due.verb === "UNLIST" ? "Remove at" : "Publish at"}
        chosen={chosen}
        autoFocus
      />
    </VerbDialog>
  );
}

function StoppedNote({ act: stopped, status, onStatus }: Omit<Props, "flush" | "storyId"> & { act: StoppedAct }) {
  const times = useTimes();
  const { busy, send } = useRequest(onStatus);
  return (
    <div className={`${classes.note} ${classes.stopped}`} role="alert">
      <p>
        <b>
          The {actNames[stopped.verb]} scheduled for {times.full(new Date(stopped.dueAt))} was stopped.
        </b>{" "}
        {stopReason(stopped.reason, stopped.detail)}
      </p>
      {mayChange(status) && (
        <div className={classes.actions}>
          <Button
            size="compact-sm"
            variant="default"
            loading={busy === "Try again"}
            onClick={() =>
              send(
                "Try again",
                () => act.retryStopped({ actId: stopped.id }),
                "Galley tries again at once, with your permissions.",
              )
            }
          >
            Try again
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            loading={busy === "Dismiss"}
            onClick={() => send("Dismiss", () => act.dismissStopped({ actId: stopped.id }), "Dismissed.")}
          >
            Dismiss
          </Button>
        </div>
      )}
    </div>
  );
}
