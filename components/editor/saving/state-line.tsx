"use client";
import { Button } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconCloudOff, IconDots } from "@tabler/icons-react";
import { messages } from "#components/newsroom/messages.ts";
import { useTimes } from "#components/newsroom/newsroom-context.tsx";
import type { SaveState } from "./save-state.ts";
import classes from "./saving.module.css";

const changesOf = (count: number): string => (count === 1 ? "1 change" : `${count.toLocaleString("en-GB")} changes`);
const where = (kept: boolean): string =>
  kept ? "kept on this computer" : "only in this window; keep it open until they are saved";

const reasons: Partial<Record<string, string>> = {
  WRONG_STATE: "the story’s status has changed and it can no longer be edited. Copy your text to keep it.",
  NOT_ALLOWED: "your role no longer allows it. Copy your text to keep it.",
  SUSPENDED: "your account is suspended. Copy your text to keep it.",
  SETUP_NEEDED: "your account needs one more step. Open your account page in another tab, then try again.",
  NOT_FOUND: "the story no longer exists, or you do not have access to it. Copy your text to keep it.",
  TOO_LARGE: "the change is too large. Remove the last thing you pasted.",
};

export function wordsFor(state: SaveState, clock: (at: Date) => string): string {
  switch (state.kind) {
    case "saved":
      return `Saved ${clock(new Date(state.at))}`;
    case "saving":
      return "Saving…";
    case "offline":
      return `${state.isBusy ? "The server cannot save at the moment" : "Offline"}, ${changesOf(state.changes)} ${where(state.kept)}`;
    case "signed-out":
      return state.changes === 0
        ? "You are signed out. Sign in again to continue."
        : `Not saved: you are signed out. ${changesOf(state.changes)} ${where(state.kept)}.`;
    case "refused":
      if (state.code === "LOG_GONE")
        return state.changes === 0
          ? "This page is out of date."
          : `Not saved: this page is out of date. ${changesOf(state.changes)} ${where(state.kept)}.`;
      if (state.code === "NOT_FOUND" && state.changes === 0) return "You no longer have access to this story.";
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
  /** Confirms that all of a long text should be deleted. */
  empty: () => void;
  putBack: () => void;
  /** Loads the current version in place of a text too old to be saved. */
  reopen: () => void;
};

/** The line that always shows the saving state. */
export function StateLine({ state, retry, copyText, signIn, empty, putBack, reopen }: Props) {
  const times = useTimes();
  const Icon = icons[state.kind];
  const words = wordsFor(state, times.clock);
  const isGone = state.kind === "refused" && state.code === "LOG_GONE";
  return (
    <div className={classes.line} data-kind={state.kind}>
      <span role="status" className={classes.words} title={words}>
        <Icon size={16} stroke={1.8} aria-hidden="true" />
        {state.kind === "saved" ? (
          <span>
            <span className={classes.wide}>Saved </span>
            {times.clock(new Date(state.at))}
          </span>
        ) : (
          <span>{words}</span>
        )}
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
          {state.changes === 0 ? "Load current version" : "Compare"}
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
