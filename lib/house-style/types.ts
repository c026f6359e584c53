import type { StyleRule } from "../checks/house-style.ts";

/** A rule as editors manage it. */
export type ManagedRule = StyleRule & {
  finds: string[];
  leaves: string[];
  isOn: boolean;
  /** What became of its findings in the last four weeks. `left`: still there when the story was published. */
  recent: { accepted: number; ignored: number; left: number };
};

/** What became of a line of an import. */
export type StyleImportLine = { line: number; pattern: string; outcome: "added" | "same" | "refused"; why: string };
