"use client";
import { useRouter } from "next/navigation";
import { useCallback, useRef, useState, useTransition } from "react";
import type { Failure, Result } from "#lib/errors.ts";
import { withConfirmation } from "./confirm/ask-to-confirm.ts";

type ServerAction<I, T> = {
  send: (input: I, done?: (data: T) => void) => void;
  pending: boolean;
  /** Why the last attempt was refused; cleared by the next one. */
  failure: Failure | null;
  clear: () => void;
};

/** Calls a server action and refreshes the page on success. Prevents a second call while one is running. */
export function useServerAction<I, T>(action: (input: I) => Promise<Result<T>>): ServerAction<I, T> {
  const router = useRouter();
  const [pending, start] = useTransition();
  const [failure, setFailure] = useState<Failure | null>(null);
  // Not `pending`: a second click may come before the next render.
  const underWay = useRef(new Set<string>());
  const send = useCallback(
    (input: I, done?: (data: T) => void) => {
      const key = JSON.stringify(input);
      if (underWay.current.has(key)) return;
      underWay.current.add(key);
      setFailure(null);
      start(async () => {
        // An action rejects only if it did not reach the server, or if the server was updated since the page was loaded.
        const result = await withConfirmation(() => action(input).catch((): Failure => ({ ok: false, code: "BUSY" })));
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
