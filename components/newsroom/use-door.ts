"use client";
import { useRouter } from "next/navigation";
import { useCallback, useRef, useState, useTransition } from "react";
import type { Failure, Result } from "#lib/errors.ts";

type Door<I, T> = {
  send: (input: I, done?: (data: T) => void) => void;
  pending: boolean;
  /** Why the last try was refused; gone with the next one. */
  failure: Failure | null;
  clear: () => void;
};

/** Sends something through a server action, and shows the page anew when it was done. The same is not sent twice at once. */
export function useDoor<I, T>(action: (input: I) => Promise<Result<T>>): Door<I, T> {
  const router = useRouter();
  const [pending, start] = useTransition();
  const [failure, setFailure] = useState<Failure | null>(null);
  // Not `pending`: a second click may come before that is drawn.
  const underWay = useRef(new Set<string>());
  const send = useCallback(
    (input: I, done?: (data: T) => void) => {
      const key = JSON.stringify(input);
      if (underWay.current.has(key)) return;
      underWay.current.add(key);
      setFailure(null);
      start(async () => {
        // An action rejects only when it did not reach the server, or the server has been renewed since.
        const result = await action(input).catch((): Failure => ({ ok: false, code: "BUSY" }));
        underWay.current.delete(key);
        start(() => {
          if (!result.ok) return setFailure(result);
          done?.(result.data);
          router.refresh();
        });
      });
    },
    [action, router],
  );
  const clear = useCallback(() => setFailure(null), []);
  return { send, pending, failure, clear };
}
