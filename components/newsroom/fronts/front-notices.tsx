"use client";
import { Button } from "@mantine/core";
import type { FrontView } from "#lib/fronts/desk-data.ts";
import { canLaunchFront, canOverrideLock, isLockedFor } from "#lib/fronts/policy.ts";
import { useActor, useTimes } from "../newsroom-context.tsx";
import { When } from "../when.tsx";
import classes from "./compose.module.css";
import { inWords } from "./front-words.ts";

type Props = {
  view: FrontView;
  /** What is being done at this moment. */
  busy: string | null;
  onUnlock: () => void;
  onTakeBack: (scheduled: string) => void;
};

/** What an editor has to know before a launch: a lock, who may launch, and launches that are scheduled. */
export function FrontNotices({ view, busy, onUnlock, onTakeBack }: Props) {
  const times = useTimes();
  const actor = useActor();
  const { lock, launchers, scheduled } = view;
  const mayLaunch = canLaunchFront(actor, { id: view.id, launchers: launchers.map(({ id }) => id) });
  return (
    <>
      {lock && (
        <section className={classes.scheduled} aria-label="Lock">
          <span>
            <b>{isLockedFor(actor, lock) ? `Locked by ${lock.name}` : "You have locked this front"}</b>
            {lock.until ? ` until ${times.full(new Date(lock.until))}` : ""}, <When at={lock.at} isAgo />: “{lock.note}”
          </span>
          {(!isLockedFor(actor, lock) || canOverrideLock(actor)) && (
            <Button size="compact-sm" loading={busy === "unlock"} onClick={onUnlock}>
              Unlock
            </Button>
          )}
        </section>
      )}
      {launchers.length > 0 && !mayLaunch && (
        <p className={classes.scheduled}>
          This front is launched by {inWords(launchers.map(({ name }) => name))}. You can change the draft.
        </p>
      )}
      {scheduled.map(({ id, dueAt, by, isStopped }) => (
        <p key={id} className={classes.scheduled} data-stopped={isStopped || undefined}>
          {isStopped
            ? `The launch scheduled for ${times.full(new Date(dueAt))} by ${by} was not performed: ${by} may not launch this front any more.`
            : `A launch by ${by} is scheduled for ${times.full(new Date(dueAt))}.`}
          {mayLaunch && (
            <Button size="compact-sm" loading={busy === "take back"} onClick={() => onTakeBack(id)}>
              {isStopped ? "Make it the draft" : "Cancel and edit"}
            </Button>
          )}
        </p>
      ))}
    </>
  );
}
