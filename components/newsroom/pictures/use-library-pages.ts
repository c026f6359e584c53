"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Failure, Result } from "#lib/errors.ts";
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

type Further = Pick<LibraryPage, "pictures" | "next">;

const read = (q: string, cursor: string): Promise<Result<LibraryPage>> => readLibrary({ q, cursor }).catch(unreachable);

const unique = (pictures: readonly LibraryPicture[]): LibraryPicture[] => [
  ...new Map(pictures.map((picture) => [picture.id, picture])).values(),
];

/**
 * The pages of a query that are loaded so far. When the first page is refreshed after a change or an upload, the further ones
 * are read again, and stay on screen meanwhile.
 * @param first the first page, from the server
 */
export function useLibraryPages(q: string, first: LibraryPage): LibraryPages {
  const [further, setFurther] = useState<Further>({ pictures: [], next: first.next });
  const [isLoading, setLoading] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const latest = useRef({ further, first });
  latest.current = { further, first };
  const isAsking = useRef(false);

  const loadMore = useCallback(async () => {
    const { further: before, first: asked } = latest.current;
    if (isAsking.current || before.next === null) return;
    isAsking.current = true;
    setLoading(true);
    setFailure(null);
    const answer = await read(q, before.next);
    isAsking.current = false;
    setLoading(false);
    if (latest.current.first !== asked) return;
    if (!answer.ok) return setFailure(answer);
    setFurther({ pictures: [...before.pictures, ...answer.data.pictures], next: answer.data.next });
  }, [q]);

  const shownFirst = useRef(first);
  useEffect(() => {
    if (shownFirst.current === first) return;
    shownFirst.current = first;
    const wanted = latest.current.further.pictures.length;
    let isCurrent = true;
    void (async () => {
      const now: Further = { pictures: [], next: first.next };
      while (isCurrent && now.next !== null && now.pictures.length < wanted) {
        const answer = await read(q, now.next);
        if (!answer.ok) break;
        now.pictures = [...now.pictures, ...answer.data.pictures];
        now.next = answer.data.next;
      }
      if (isCurrent) setFurther(now);
    })();
    return () => {
      isCurrent = false;
    };
  }, [first, q]);

  return {
    pictures: unique([...first.pictures, ...further.pictures]),
    hasMore: further.next !== null,
    isLoading,
    failure,
    loadMore: () => void loadMore(),
  };
}
