"use client";
import { useEffect, useRef, useState } from "react";
import type { Failure } from "#lib/errors.ts";

/** Delay in milliseconds before another attempt while the server cannot be reached. */
const retryMs = 5000;

export type SavedField<Input> = {
  /** What the person has entered and is not stored yet; null when the stored value is to be shown. */
  draft: Input | null;
  /** Whether closing the page would lose input. */
  isUnsaved: boolean;
  /** Why the input is not saved. */
  problem: string | null;
  /** Whether somebody else has changed the field meanwhile; the stored value is what they wrote. */
  hasClash: boolean;
  type: (input: Input) => void;
  /** Saves at once, for when the field is left. */
  leave: () => void;
  keepMine: () => void;
  takeTheirs: () => void;
};

export type SavedFieldOptions<Value, Input> = {
  stored: Value;
  toValue: (input: Input) => Value;
  /** Saves the value if `seen` is still stored, and passes the new state of the thing on to its owner. */
  save: (value: Value, seen: Value) => Promise<{ ok: true; stored: Value } | Failure>;
  /** Reads the stored value again, after a clash, and passes it on to its owner. */
  reread: () => Promise<unknown>;
  explain: (failure: Failure) => string;
  /** Delay in milliseconds after the last key. Each save is a line of the audit log. */
  pauseMs: number;
  /** An event of the window that saves at once. */
  commitEvent?: string | undefined;
  isSame?: ((one: Value, other: Value) => boolean) | undefined;
  /** `save` merges the value with what others have stored, as lists are, so that nobody has to be asked. */
  isMerged?: boolean | undefined;
  /** Keeps input that is not saved yet over a reload of this tab. */
  keepAs?: string | undefined;
};

type Draft<Value, Input> = { input: Input; seen: Value };

function readKept<Value, Input>(key: string): Draft<Value, Input> | null {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? "null") as Draft<Value, Input> | null;
  } catch {
    return null;
  }
}
function writeKept(key: string, draft: unknown): void {
  try {
    if (draft === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(draft));
  } catch {
    // Without room in the browser the input is still in the field.
  }
}

/**
 * One field that is saved a moment after the last key and when it is left. What somebody else has written meanwhile is shown
 * and never replaced without asking, and input that cannot be saved stays in the field.
 */
export function useSavedField<Value, Input>(options: SavedFieldOptions<Value, Input>): SavedField<Input> {
  const { stored, toValue, pauseMs, commitEvent, keepAs, isSame = Object.is, isMerged = false } = options;
  const [draft, setDraft] = useState<Draft<Value, Input> | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [hasClash, setClash] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isSending = useRef(false);
  const sent = useRef<Value>(undefined);
  const hasFocus = useRef(false);

  const saveAfter = (ms: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void latest.current(), ms);
  };

  const save = async (mine = draft) => {
    clearTimeout(timer.current);
    if (mine === null || isSending.current) return;
    const value = toValue(mine.input);
    if (isSame(value, stored)) {
      setProblem(null);
      setClash(false);
      if (!hasFocus.current) setDraft(null);
      return;
    }
    isSending.current = true;
    sent.current = value;
    const answer = await options.save(value, mine.seen);
    isSending.current = false;
    if (answer.ok) {
      setProblem(null);
      setClash(false);
      // What was typed while this was on its way stays, and is saved in its turn.
      setDraft((now) => {
        const isSaved = now === null || now.input === mine.input;
        if (now === null || (isSaved && (isMerged || !hasFocus.current))) return null;
        if (!isSaved) saveAfter(pauseMs);
        // What others have added to a merged value is not in the draft: their entries must not look removed.
        return { ...now, seen: isMerged ? value : answer.stored };
      });
    } else if (answer.code === "CHANGED_MEANWHILE") {
      await options.reread();
      setClash(true);
    } else {
      setProblem(answer.code === "BUSY" ? "Not saved yet: the server cannot be reached." : options.explain(answer));
      if (answer.code === "BUSY") saveAfter(retryMs);
    }
  };

  const latest = useRef(save);
  latest.current = () => (hasClash ? Promise.resolve() : save());
  useEffect(() => {
    const commit = () => void latest.current();
    if (commitEvent) addEventListener(commitEvent, commit);
    return () => {
      if (commitEvent) removeEventListener(commitEvent, commit);
      clearTimeout(timer.current);
      commit();
    };
  }, [commitEvent]);

  const isUnsaved = draft !== null && !isSame(toValue(draft.input), stored);
  // What somebody else has stored meanwhile is shown beside the draft at once, not only when the draft is saved.
  const hasNewer = isUnsaved && !isSame(draft.seen, stored);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asks once for each value that is stored
  useEffect(() => {
    if (hasNewer && !isMerged && !isSame(stored, sent.current as Value)) setClash(true);
  }, [stored]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was kept is taken up once
  useEffect(() => {
    const kept = keepAs ? readKept<Value, Input>(keepAs) : null;
    if (!kept) return;
    setDraft(kept);
    saveAfter(pauseMs);
  }, []);
  const isFirst = useRef(true);
  useEffect(() => {
    if (isFirst.current) isFirst.current = false;
    else if (keepAs) writeKept(keepAs, isUnsaved ? draft : null);
  }, [keepAs, isUnsaved, draft]);

  return {
    draft: draft === null ? null : draft.input,
    isUnsaved,
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

/** The browser's own question when the page is closed or loaded again with input that is not saved. */
export function useUnloadQuestion(isUnsaved: boolean): void {
  useEffect(() => {
    if (!isUnsaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", ask);
    return () => removeEventListener("beforeunload", ask);
  }, [isUnsaved]);
}
