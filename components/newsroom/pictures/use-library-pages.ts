"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Failure } from "#lib/errors.ts";
import { readLibrary } from "#lib/pictures/library/actions.ts";
import type { LibraryPage, LibraryPicture } from "#lib/pictures/library/types.ts";
import { unreachable } from "../publish/use-verb.ts";

export type LibraryPages = {
  pictures: LibraryPicture[];
  hasMore: boolean;
  isLoading: boolean;
  /** Why the next page could not be loaded. */
  failure: Failure | null;
  loadMore: () => void;
};

/** The pages of a query that are loaded so far. They begin anew with another query, and when the first page has changed. */
export function useLibraryPages(q: string, first: LibraryPage): LibraryPages {
  const [further, setFurther] = useState<{ of: LibraryPage; pictures: LibraryPicture[]; next: string | null }>();
  const [isLoading, setLoading] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const current = further?.of === first ? further : { of: first, pictures: [], next: first.next };
  const latest = useRef(current);
  latest.current = current;
  const isAsking = useRef(false);

  const loadMore = useCallback(async () => {
    const { of, pictures, next } = latest.current;
    if (isAsking.current || next === null) return;
    isAsking.current = true;
    setLoading(true);
    setFailure(null);
    const answer = await readLibrary({ q, cursor: next }).catch(unreachable);
    isAsking.current = false;
    setLoading(false);
    if (latest.current.of !== of) return;
    if (!answer.ok) return setFailure(answer);
    const known = new Set([...of.pictures, ...pictures].map(({ id }) => id));
    const more = answer.data.pictures.filter(({ id }) => !known.has(id));
    setFurther({ of, pictures: [...pictures, ...more], next: answer.data.next });
  }, [q]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a failure belongs to the pages that were shown
  useEffect(() => setFailure(null), [first]);
  return {
    pictures: [...first.pictures, ...current.pictures],
    hasMore: current.next !== null,
    isLoading,
    failure,
    loadMore: () => void loadMore(),
  };
}
