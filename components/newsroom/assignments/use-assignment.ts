"use client";
import { useCallback, useEffect, useState } from "react";
import { readAssignment } from "#lib/assignments/actions.ts";
import type { StoryAssignment } from "#lib/assignments/types.ts";
import type { StoryStatus } from "#lib/stories/types.ts";
import { unreachable } from "../publish/use-verb.ts";

/** As much of a story's status as its assignment depends on. */
export type AssignmentFacts = Pick<
  StoryStatus,
  "copy" | "publication" | "publishedAt" | "assignee" | "dueAt" | "flags" | "planDigest"
>;

/** The assignment of a story, read anew when its status says that something about it has changed; null until it is read. */
export function useAssignment(
  storyId: string,
  { copy, publishedAt, assignee, dueAt, flags, planDigest }: AssignmentFacts,
): [StoryAssignment | null, (now: StoryAssignment) => void] {
  const [assignment, setAssignment] = useState<StoryAssignment | null>(null);
  const changed = [
    copy,
    publishedAt,
    assignee?.id,
    assignee?.state,
    assignee?.since,
    dueAt,
    planDigest,
    ...flags,
  ].join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `changed` has every value after which the assignment is read again
  useEffect(() => {
    let isCurrent = true;
    void readAssignment({ storyId })
      .catch(unreachable)
      .then((answer) => isCurrent && answer.ok && setAssignment(answer.data));
    return () => {
      isCurrent = false;
    };
  }, [storyId, changed]);
  return [assignment, useCallback((now) => setAssignment(now), [])];
}
