"use client";
import { useCallback, useEffect, useState } from "react";
import { readAssignment } from "#lib/assignments/actions.ts";
import type { StoryAssignment } from "#lib/assignments/types.ts";
import type { StoryStatus } from "#lib/stories/types.ts";
import { keepReading } from "../keep-reading.ts";

/** As much of a story's status as its assignment depends on. */
export type AssignmentFacts = Pick<
  StoryStatus,
  "copy" | "publication" | "publishedAt" | "assignee" | "dueAt" | "flags" | "planDigest"
>;

const reading = new Map<string, ReturnType<typeof readAssignment>>();
/** The bar, a note and the panel ask at the same moment: one request answers all of them. */
function readOnce(storyId: string, changed: string): ReturnType<typeof readAssignment> {
  const key = `${storyId} ${changed}`;
  const known = reading.get(key);
  if (known) return known;
  const answer = readAssignment({ storyId }).finally(() => reading.delete(key));
  reading.set(key, answer);
  return answer;
}

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
  useEffect(() => keepReading(() => readOnce(storyId, changed), setAssignment), [storyId, changed]);
  return [assignment, useCallback((now) => setAssignment(now), [])];
}
