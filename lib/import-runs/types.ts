import type { ImportReport } from "../import/report.ts";
import type { ImportState } from "../postgres/generated/enums.ts";

/** An import as the list shows it. */
export type ImportRow = {
  id: string;
  name: string;
  format: string;
  isDryRun: boolean;
  state: ImportState;
  done: number;
  total: number | null;
  problem: string;
  by: string | null;
  createdAt: string;
  finishedAt: string | null;
  canUndo: boolean;
  counts: Pick<ImportReport, "imported" | "live" | "drafts" | "known" | "published" | "pictures"> & {
    skipped: number;
    warnings: number;
  };
};

/** What an undone import has taken away, and what stayed because somebody has used or changed it since. */
type UndoCounts = Record<"stories" | "pictures" | "files" | "snippets" | "sections" | "topics" | "authors", number>;
export type UndoOutcome = { removed: UndoCounts; stayed: UndoCounts };

/** Names of sections, topics or authors: those that an import has found, and those that are here already. */
type NamesOfKind = { found: { name: string; count: number; to: string | null }[]; here: string[] };
export type FoundNames = Record<"sections" | "topics" | "authors", NamesOfKind>;
