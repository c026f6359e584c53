import type { LiveCard } from "../published/types.ts";

/** What can come first for a term. */
export type PromotedKind = "STORY" | "PAGE" | "SECTION" | "TOPIC" | "AUTHOR" | "COLLECTION";

/** The result that editors have chosen for a term, as readers get it. */
export type Promoted =
  | { kind: "STORY"; card: LiveCard }
  | { kind: Exclude<PromotedKind, "STORY">; name: string; path: string; about: string };

/** `name` is empty for something that readers cannot get any more. */
export type PromotionRow = {
  id: string;
  term: string;
  kind: PromotedKind;
  target: string;
  name: string;
  path: string;
  /** ISO instant; null for no end. */
  endsAt: string | null;
  isOver: boolean;
  by: string;
};

/** Something that can be promoted, to choose from. */
export type PromotedTarget = { kind: PromotedKind; id: string; name: string };

/** Words for which readers found nothing. */
export type MissedTerm = {
  term: string;
  /** Readers a day, added up; only days on which enough of them searched for it count. */
  readers: number;
  /** The last of these days, as YYYY-MM-DD. */
  lastDay: string;
  isPromoted: boolean;
};
