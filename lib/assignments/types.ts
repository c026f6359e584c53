import type { AssignmentState, FlagKind, HandOverKind } from "../postgres/generated/enums.ts";

export type { AssignmentState, FlagKind, HandOverKind };

type Name = { id: string; name: string };

/** Somebody to whom work may be given. `label`: the name with the languages in which they work, "Nadia Rahman (English, Bangla)". */
export type Assignable = Name & { label: string };

export type Flag = { kind: FlagKind; reason: string; by: string | null; at: string };

/** The note with which a story was last handed to somebody else. */
export type HandOverNote = { kind: HandOverKind; note: string; by: string | null; at: string };

/** Who writes a story, what it is to become, and what the person who asks may do about it. Times are ISO instants. */
export type StoryAssignment = {
  /** Who has it, or who declined it last; null: nobody was asked yet. */
  person: Name | null;
  state: AssignmentState | null;
  assignedBy: string | null;
  assignedAt: string | null;
  /** What the person wrote when they accepted or declined. */
  answer: string;
  answeredAt: string | null;
  dueAt: string | null;
  brief: string;
  /** Wanted number of words. */
  length: number | null;
  pictureWish: string;
  flags: Flag[];
  note: HandOverNote | null;
  may: {
    /** Choose the person. */
    assign: boolean;
    /** Set due time, brief, length and picture wish. */
    plan: boolean;
    claim: boolean;
    /** Accept or decline. */
    answer: boolean;
    flag: boolean;
    removeFlag: boolean;
  };
};
