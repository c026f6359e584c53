"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import { unreachable } from "#components/newsroom/publish/use-verb.ts";
import type { Failure } from "#lib/errors.ts";
import type { RevisionRow } from "#lib/revisions/types.ts";
import { listRevisions } from "#lib/stories/actions.ts";

export type History = {
  /** Newest first; null until they are loaded. */
  revisions: readonly RevisionRow[] | null;
  hasMore: boolean;
  more: () => void;
  pending: boolean;
  failure: Failure | null;
};

type Known = { revisions: readonly RevisionRow[]; next: number | null };

/** Merges newly loaded revisions into the known ones by number; older pages are kept. */
function merged(known: Known | null, read: Known, isFirst: boolean): Known {
  const oldest = read.revisions.at(-1)?.number ?? 0;
  const older = known?.revisions.filter(({ number }) => number < oldest) ?? [];
  if (!isFirst) return { revisions: [...(known?.revisions ?? []), ...read.revisions], next: read.next };
  return { revisions: [...read.revisions, ...older], next: older.length > 0 ? (known?.next ?? null) : read.next };
}

/**
 * The revisions of a story, loaded while they are shown.
 * @param news grows with every change of the story's status, because most of them create a revision
 */
export function useHistory(storyId: string, news: number, isShown: boolean): History {
  const [known, setKnown] = useState<Known | null>(null);
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const newest = useRef(0);

  const read = useCallback(
    async (before: number | null) => {
      const asked = ++newest.current;
      setPending(true);
      const answer = await listRevisions({ storyId, before }).catch(unreachable);
      if (asked !== newest.current) return;
      setPending(false);
      setFailure(answer.ok ? null : answer);
      if (answer.ok) setKnown((now) => merged(now, answer.data, before === null));
    },
    [storyId],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: they are read again whenever `news` changes
  useEffect(() => {
    if (isShown) void read(null);
  }, [isShown, news, read]);

  return {
    revisions: known?.revisions ?? null,
    hasMore: known?.next != null,
    more: () => void (known?.next && read(known.next)),
    pending,
    failure,
  };
}
