import type { CopyState, ScheduledState, ScheduledVerb } from "../postgres/generated/enums.ts";
import type { Erasure } from "../press/nodes-data.ts";
import type { Name, Publication, Receipt, StoryStatus } from "../stories/types.ts";

/** One act as the schedule lists it. Times are ISO instants. */
export type ScheduleRow = {
  id: string;
  verb: ScheduledVerb;
  state: ScheduledState;
  dueAt: string;
  by: Name | null;
  /** When it was performed, stopped or cancelled. */
  finishedAt: string | null;
  /** Whole seconds between `dueAt` and its performance, or until now while it is still due; 0 while it is not late. */
  lateSeconds: number;
  /** Why it was stopped or cancelled; "" for others. `detail` holds facts for the wording. */
  reason: string;
  detail: Record<string, unknown>;
  /** Technical failures so far, with the message of the last one: for admins only. */
  attempts: number;
  error: string;
  isDismissed: boolean;
  /** Number of the frozen revision. */
  revision: number | null;
  note: string;
  story: {
    id: string;
    kind: "STORY" | "PAGE";
    headline: string;
    copy: CopyState;
    publication: Publication;
    path: string | null;
    section: Name | null;
    isEmbargoed: boolean;
  };
  /** What the actor may do with it now. */
  may: { change: boolean };
};

/** The acts of all stories by state, for the page of jobs. */
export type ScheduleHealth = {
  due: number;
  /** Due for more than ten seconds. */
  overdue: number;
  /** Stopped and not dealt with. */
  stopped: number;
  lastFinishedAt: string | null;
  nextDueAt: string | null;
};

/** The answer of every change to the schedule. */
export type Scheduled = { status: StoryStatus; actId: string };

/** The answer of "Publish now" and its like. */
export type PerformedNow = { status: StoryStatus; receipt: Receipt | null; erasure: Erasure };
