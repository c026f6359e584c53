"use client";
import { useCallback, useRef, useState, useTransition } from "react";
import type { Failure, Result } from "#lib/errors.ts";

/** An action rejects only when it did not reach the server, or the server has been renewed since. */
export const unreachable = (): Failure => ({ ok: false, code: "BUSY" });

/** Sends a verb once at a time. The editor stays as it is: what has changed comes with the answer. */
export function useVerb<I, T>(action: (input: I) => Promise<Result<T>>) {
  const [pending, start] = useTransition();
  const [failure, setFailure] = useState<Failure | null>(null);
  const isSending = useRef(false); // not `pending`: a second click may come before that is drawn
  const send = useCallback(
    (input: I, done: (data: T) => void, refused?: (failure: Failure) => void) => {
      if (isSending.current) return;
      isSending.current = true;
      setFailure(null);
      start(async () => {
        const result = await action(input).catch(unreachable);
        isSending.current = false;
        start(() => {
          if (result.ok) return done(result.data);
          setFailure(result);
          refused?.(result);
        });
      });
    },
    [action],
  );
  return { send, pending, failure };
}
