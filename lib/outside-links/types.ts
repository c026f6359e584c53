/**
 * NEW: not checked yet. OK: it answers. MOVED: it leads on for good. DEAD: there is nothing. WAITING: it did not answer, and is
 * tried again. SKIPPED: the other site does not want to be asked, or it is on a private network.
 */
export const outsideStates = ["NEW", "OK", "MOVED", "DEAD", "WAITING", "SKIPPED"] as const;
export type OutsideState = (typeof outsideStates)[number];

/** What one visit found out. `again`: nothing certain; the time of the next visit grows. */
export type Visit =
  | { kind: "ok" | "dead"; status: number }
  | { kind: "moved"; status: number; to: string }
  | { kind: "again"; status: number | null }
  | { kind: "skipped" };

/** Links of a story that its writers should look at. */
export type LostLink = { url: string; movedTo: string | null };
