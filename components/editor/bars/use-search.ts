"use client";
import { useEffect, useState } from "react";

/** Delay in milliseconds after the last key. */
const pause = 200;

export type QueryResults<T> = {
  /** Null until the first response. */
  found: readonly T[] | null;
  failed: boolean;
  /** Whether the results belong to the current query, not to an earlier one. */
  isCurrent: boolean;
};
type Answer<T> = { ok: true; data: readonly T[] } | { ok: false };

/**
 * What a query finds, while somebody types it; null searches nothing.
 * @param ask the same function at each render
 */
export function useSearch<T>(query: string | null, ask: (query: string) => Promise<Answer<T>>): QueryResults<T> {
  const [answered, setAnswered] = useState<(Omit<QueryResults<T>, "isCurrent"> & { query: string }) | null>(null);
  useEffect(() => {
    if (query === null) return;
    let ended = false;
    const timer = setTimeout(async () => {
      const answer = await ask(query).catch(() => null);
      if (ended) return;
      setAnswered((before) =>
        answer?.ok
          ? { query, found: answer.data, failed: false }
          : { query, found: before?.found ?? null, failed: true },
      );
    }, pause);
    return () => {
      ended = true;
      clearTimeout(timer);
    };
  }, [query, ask]);
  return {
    found: answered?.found ?? null,
    failed: answered?.failed ?? false,
    isCurrent: answered?.query === query && !answered.failed,
  };
}
