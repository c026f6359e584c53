import type { ScheduledState, ScheduledVerb } from "../../postgres/generated/enums.ts";

export type { ScheduledState, ScheduledVerb };

/** A person or thing as it is shown. */
export type Name = { id: string; name: string };

/** Acts that give readers a text. A story has at most one that is due. */
export const publishingVerbs = ["PUBLISH", "CORRECT", "CLARIFY"] as const satisfies ScheduledVerb[];
export type PublishingVerb = (typeof publishingVerbs)[number];
/** Acts that take a published story away from readers, or out of their lists. At most one of each is due. */
export const endingVerbs = ["TAKE_DOWN", "UNLIST"] as const satisfies ScheduledVerb[];
export type EndingVerb = (typeof endingVerbs)[number];

/** Why a due act was cancelled by something else that happened to the story, or by a person. */
export type CancelReason =
  | "UNSCHEDULED"
  | "PUBLISHED"
  | "CORRECTED"
  | "TAKEN_DOWN"
  | "SPIKED"
  | "NOT_PUBLISHED"
  | "LIFTED";

/** An act of a story that is due, or that was stopped and is not dealt with yet. Times are ISO instants. */
export type StoryAct = {
  id: string;
  verb: ScheduledVerb;
  dueAt: string;
  by: Name | null;
  /** Number of the frozen revision; null for an end. */
  revision: number | null;
  /** The version of the log that was frozen; null where the text is none. The copy has later changes where its version is greater. */
  version: number | null;
  /** The note to readers of a correction, or the reason of a take-down. */
  note: string;
};
export type StoppedAct = StoryAct & {
  stoppedAt: string;
  /** An error code, or "FAILED" after repeated technical failures. */
  reason: string;
  detail: Record<string, unknown>;
};

export type Embargo = { until: string; reason: string; by: Name | null };

/** What time will do to a story. */
export type StorySchedule = {
  due: StoryAct[];
  stopped: StoppedAct[];
  embargo: Embargo | null;
  unlistedAt: string | null;
};
export const noSchedule: StorySchedule = { due: [], stopped: [], embargo: null, unlistedAt: null };
