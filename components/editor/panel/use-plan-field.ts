"use client";
import { useEffect, useRef, useState } from "react";
import { explainVerb } from "#components/newsroom/publish/explain-verb.ts";
import { unreachable } from "#components/newsroom/publish/use-verb.ts";
import { planStory, readAssignment } from "#lib/assignments/actions.ts";
import type { Plan } from "#lib/assignments/schema.ts";
import type { StoryAssignment } from "#lib/assignments/types.ts";
import { commitFieldsEvent } from "../saving/save-key.ts";

/** Delay in milliseconds after the last key. Longer than for the text of the story: each save is a line of the audit log. */
const pauseMs = 2500;
/** Delay in milliseconds before another attempt while the server cannot be reached. */
const retryMs = 5000;

export type PlanField<Input> = {
  /** What the person has entered and is not stored yet; null when the stored value is to be shown. */
  draft: Input | null;
  /** Whether closing the page would lose input. */
  isUnsaved: boolean;
  /** Why the input is not saved. */
  problem: string | null;
  /** Whether somebody else has changed the field meanwhile; the assignment holds what they wrote. */
  hasClash: boolean;
  type: (input: Input) => void;
  /** Saves at once, for when the field is left. */
  leave: () => void;
  keepMine: () => void;
  takeTheirs: () => void;
};

type Options<F extends keyof Plan, Input> = {
  storyId: string;
  assignment: StoryAssignment;
  onPlanned: (now: StoryAssignment) => void;
  field: F;
  toValue: (input: Input) => Plan[F];
};

/**
 * One field of the plan. It is saved a moment after the last key and when it is left. What somebody else has written
 * meanwhile is shown and never replaced without asking, and input that cannot be saved stays in the field.
 */
export function usePlanField<F extends keyof Plan, Input>(options: Options<F, Input>): PlanField<Input> {
  const { storyId, assignment, onPlanned, field, toValue } = options;
  const stored = assignment[field];
  const [draft, setDraft] = useState<{ input: Input; seen: Plan[F] } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [hasClash, setClash] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isSending = useRef(false);
  const hasFocus = useRef(false);

  const saveAfter = (ms: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void latest.current(), ms);
  };

  const save = async (mine = draft) => {
    clearTimeout(timer.current);
    if (mine === null || isSending.current) return;
    const value = toValue(mine.input);
    if (Object.is(value, stored)) {
      setProblem(null);
      setClash(false);
      if (!hasFocus.current) setDraft(null);
      return;
    }
    isSending.current = true;
    const answer = await planStory({
      storyId,
      changes: { [field]: value },
      seen: { [field]: mine.seen },
    }).catch(unreachable);
    isSending.current = false;
    if (answer.ok) {
      setProblem(null);
      setClash(false);
      onPlanned(answer.data);
      // What was typed while this was on its way stays, and is saved in its turn.
      setDraft((now) => {
        if (now === null || (now.input === mine.input && !hasFocus.current)) return null;
        if (now.input !== mine.input) saveAfter(pauseMs);
        return { ...now, seen: answer.data[field] };
      });
    } else if (answer.code === "CHANGED_MEANWHILE") {
      const now = await readAssignment({ storyId }).catch(unreachable);
      if (now.ok) onPlanned(now.data);
      setClash(true);
    } else {
      setProblem(answer.code === "BUSY" ? "Not saved yet: the server cannot be reached." : explainVerb(answer));
      if (answer.code === "BUSY") saveAfter(retryMs);
    }
  };

  const latest = useRef(save);
  latest.current = () => (hasClash ? Promise.resolve() : save());
  useEffect(() => {
    const commit = () => void latest.current();
    addEventListener(commitFieldsEvent, commit);
    return () => {
      removeEventListener(commitFieldsEvent, commit);
      clearTimeout(timer.current);
      commit();
    };
  }, []);

  return {
    draft: draft === null ? null : draft.input,
    isUnsaved: draft !== null && !Object.is(toValue(draft.input), stored),
    problem,
    hasClash,
    type: (input) => {
      hasFocus.current = true;
      setDraft((now) => ({ input, seen: now === null ? stored : now.seen }));
      saveAfter(pauseMs);
    },
    leave: () => {
      hasFocus.current = false;
      void latest.current();
    },
    keepMine: () => {
      if (draft === null) return setClash(false);
      const mine = { ...draft, seen: stored };
      setDraft(mine);
      void save(mine);
    },
    takeTheirs: () => {
      clearTimeout(timer.current);
      setProblem(null);
      setClash(false);
      setDraft(null);
    },
  };
}
