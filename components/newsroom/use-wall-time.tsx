"use client";
import { useState } from "react";
import { meaningOf, type WallMeaning, wallTime } from "#lib/wall-time.ts";
import { useTimes } from "./newsroom-context.tsx";
import classes from "./wall-time.module.css";

type Changing = Extract<WallMeaning, { kind: "twice" | "skipped" }>;

export type WallField = {
  /** The value of the date and time field. */
  wall: string;
  type: (wall: string) => void;
  /** The stored time in the paper's format, with the zone; null if there is none. */
  shown: string | null;
  /** Whether the input is ambiguous or invalid, so that nothing was stored. */
  question: {
    sentence: string;
    choices: { instant: string; name: string }[];
    choose: (instant: string) => void;
  } | null;
};

/**
 * A date and time in the newsroom's time zone. A time that occurs twice or never, because the clocks change, is not stored:
 * the person chooses between the two possible instants.
 */
export function useWallTime(instant: string | null, set: (instant: string | null) => void): WallField {
  const times = useTimes();
  const [open, setOpen] = useState<{ wall: string; meaning: Changing; over: string | null } | null>(null);
  // A colleague, or another field, has changed it meanwhile.
  const asked = open && open.over === instant ? open : null;
  return {
    wall: asked?.wall ?? (instant === null ? "" : wallTime(instant, times.zone)),
    type: (wall) => {
      const meaning = meaningOf(wall, times.zone);
      if (meaning.kind === "twice" || meaning.kind === "skipped") return setOpen({ wall, meaning, over: instant });
      setOpen(null);
      set(meaning.kind === "once" ? meaning.instant : null);
    },
    shown: instant === null || asked ? null : times.full(new Date(instant)),
    question: asked && {
      sentence:
        asked.meaning.kind === "twice"
          ? "The clocks go back that night, so this time comes twice. Choose one:"
          : "The clocks go forward then, so this time does not exist. Choose one:",
      choices: instantsOf(asked.meaning).map((one) => ({ instant: one, name: times.full(new Date(one)) })),
      choose: (one) => {
        setOpen(null);
        set(one);
      },
    },
  };
}

const instantsOf = (meaning: Changing): string[] =>
  meaning.kind === "twice" ? [meaning.first, meaning.second] : [meaning.before, meaning.after];

/** Asks which of two instants a time means; nothing if it is unambiguous. */
export function WallQuestion({ question }: Pick<WallField, "question">) {
  return (
    <div role="alert" className={classes.live}>
      {question && (
        <div className={classes.question}>
          <p>{question.sentence}</p>
          {question.choices.map(({ instant, name }) => (
            <button key={instant} type="button" onClick={() => question.choose(instant)}>
              {name}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
