"use client";
import { useCallback, useRef, useState, useTransition } from "react";
import type { Failure, Result } from "#lib/errors.ts";

/** An action rejects only if it did not reach the server, or if the server was updated since the page was loaded. */
export const unreachable = (): Failure => ({ ok: false, code: "BUSY" });

/** Sends a verb, one at a time. The editor does not change: the response contains the new state. */
export function useVerb<I, T>(action: (input: I) => Promise<Result<T>>) {
  const [pending, start] = useTransition();
  const [failure, setFailure] = useState<Failure | null>(null);
  const isSending = useRef(false); // not `pending`: a second click may come before the next render
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
