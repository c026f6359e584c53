import type { StyleRule } from "../checks/house-style.ts";

/** What became of the findings of a rule in a week. `left`: still there when the story was published. */
export type RuleWeek = { accepted: number; ignored: number; left: number };

/** A rule as editors manage it. Weeks begin on Monday, in UTC. */
export type ManagedRule = StyleRule & {
  finds: string[];
  leaves: string[];
  isOn: boolean;
  thisWeek: RuleWeek;
  lastWeek: RuleWeek;
};

/** What became of a line of an import. */
export type StyleImportLine = { line: number; pattern: string; outcome: "added" | "same" | "refused"; why: string };
