"use client";
import { Button } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconCloudOff, IconDots } from "@tabler/icons-react";
import { messages } from "#components/newsroom/messages.ts";
import { useTimes } from "#components/newsroom/newsroom-context.tsx";
import type { SaveState } from "./save-state.ts";
import classes from "./saving.module.css";

const changesOf = (count: number): string => (count === 1 ? "1 change" : `${count.toLocaleString("en-GB")} changes`);
const where = (kept: boolean): string =>
  kept ? "kept on this computer" : "only in this window: leave it open, this browser keeps nothing";

const reasons: Partial<Record<string, string>> = {
  WRONG_STATE: "the story may not be changed any more as it stands. Your text is here to copy.",
  NOT_ALLOWED: "your role does not allow it any more. Your text is here to copy.",
  SUSPENDED: "your account is suspended. Your text is here to copy.",
  NOT_FOUND: "the story is gone or not open to you. Your text is here to copy.",
  TOO_LARGE: "it is too much at once. Take out the last thing that you pasted.",
};

export function wordsFor(state: SaveState, clock: (at: Date) => string): string {
  switch (state.kind) {
    case "saved":
      return `Saved ${clock(new Date(state.at))}`;
    case "saving":
      return "Saving…";
    case "offline":
      return `${state.isBusy ? "The newsroom cannot save at the moment" : "Offline"}, ${changesOf(state.changes)} ${where(state.kept)}`;
    case "signed-out":
      return state.changes === 0
        ? "You are signed out. Sign in again to go on."
        : `Not saved: you are signed out. ${changesOf(state.changes)} ${where(state.kept)}.`;
    case "refused":
      if (state.code === "LOG_GONE")
        return state.changes === 0
          ? "This page is too old to go on with."
          : `Not saved: this page is too old. ${changesOf(state.changes)} ${where(state.kept)}.`;
      return `Not saved: ${state.sentence ?? reasons[state.code] ?? messages[state.code]}`;
  }
}

const icons = {
  saved: IconCheck,
  saving: IconDots,
  offline: IconCloudOff,
  "signed-out": IconAlertTriangle,
  refused: IconAlertTriangle,
};

type Props = {
  state: SaveState;
  retry: () => void;
  copyText: () => void;
  signIn: () => void;
  /** Answers to the question whether all of a long text is meant to go. */
  empty: () => void;
  putBack: () => void;
  /** Loads today's text in place of one that is too old to be saved. */
  reopen: () => void;
};

/** The one line that always says how it stands with what was typed. */
export function StateLine({ state, retry, copyText, signIn, empty, putBack, reopen }: Props) {
  const times = useTimes();
  const Icon = icons[state.kind];
  const words = wordsFor(state, times.clock);
  const isGone = state.kind === "refused" && state.code === "LOG_GONE";
  return (
    <div className={classes.line} data-kind={state.kind}>
      <span role="status" className={classes.words} title={words}>
        <Icon size={16} stroke={1.8} aria-hidden="true" />
        <span>{words}</span>
      </span>
      {state.kind === "signed-out" && (
        <Button size="compact-sm" onClick={signIn}>
          Sign in again
        </Button>
      )}
      {state.kind === "refused" && state.empties ? (
        <>
          <Button size="compact-sm" onClick={putBack}>
            Put it back
          </Button>
          <Button size="compact-sm" color="red" onClick={empty}>
            Take it out
          </Button>
        </>
      ) : (
        (state.kind === "offline" || (state.kind === "refused" && !isGone)) && (
          <Button size="compact-sm" onClick={retry}>
            Try again
          </Button>
        )
      )}
      {isGone && (state.kept || state.changes === 0) && (
        <Button size="compact-sm" onClick={reopen}>
          {state.changes === 0 ? "Load today’s text" : "Compare"}
        </Button>
      )}
      {state.kind === "refused" && !state.empties && !(isGone && (state.kept || state.changes === 0)) && (
        <Button size="compact-sm" onClick={copyText}>
          Copy text
        </Button>
      )}
    </div>
  );
}
