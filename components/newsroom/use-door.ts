"use client";
import { useRouter } from "next/navigation";
import { useCallback, useState, useTransition } from "react";
import type { Failure, Result } from "#lib/errors.ts";

type Door<I, T> = {
  send: (input: I, done?: (data: T) => void) => void;
  pending: boolean;
  /** Why the last try was refused; gone with the next one. */
  failure: Failure | null;
  clear: () => void;
};

/** Sends something through a server action, and shows the page anew when it was done. */
export function useDoor<I, T>(action: (input: I) => Promise<Result<T>>): Door<I, T> {
  const router = useRouter();
  const [pending, start] = useTransition();
  const [failure, setFailure] = useState<Failure | null>(null);
  const send = useCallback(
    (input: I, done?: (data: T) => void) => {
      setFailure(null);
      start(async () => {
        // An action rejects only when it did not reach the server, or the server has been renewed since.
        const result = await action(input).catch((): Failure => ({ ok: false, code: "BUSY" }));
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
