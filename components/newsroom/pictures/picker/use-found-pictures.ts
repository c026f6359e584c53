"use client";
import { useDebouncedValue } from "@mantine/hooks";
import { useEffect, useState } from "react";
import type { Failure } from "#lib/errors.ts";
import { readLibrary } from "#lib/pictures/library/actions.ts";
import type { LibraryPage } from "#lib/pictures/library/types.ts";
import { unreachable } from "../../publish/use-verb.ts";
import { type LibraryPages, useLibraryPages } from "../use-library-pages.ts";

/** Delay in milliseconds after the last key. */
const pauseMs = 250;
const nothingYet: LibraryPage = { pictures: [], next: null, unknown: [] };

/** The pictures of the library for what is typed; the newest while nothing is. `isReady`: an answer for some query is there. */
export function useFoundPictures(typed: string): LibraryPages & { isReady: boolean } {
  const [q] = useDebouncedValue(typed, pauseMs);
  const [found, setFound] = useState<{ q: string; page: LibraryPage } | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    let isLatest = true;
    void readLibrary({ q })
      .catch(unreachable)
      .then((answer) => {
        if (!isLatest) return;
        setFailure(answer.ok ? null : answer);
        if (answer.ok) setFound({ q, page: answer.data });
      });
    return () => {
      isLatest = false;
    };
  }, [q]);
  const pages = useLibraryPages(found?.q ?? "", found?.page ?? nothingYet);
  return { ...pages, failure: failure ?? pages.failure, isReady: found !== null || failure !== null };
}
