import type { ImportReport } from "../import/report.ts";
import type { ImportState } from "../postgres/generated/enums.ts";

/** An import as the list shows it. */
export type ImportRow = {
  id: string;
  name: string;
  format: string;
  isDryRun: boolean;
  /** How many items it imports once more; null: it imports everything. */
  only: number | null;
  state: ImportState;
  done: number;
  total: number | null;
  problem: string;
  by: string | null;
  createdAt: string;
  finishedAt: string | null;
  canUndo: boolean;
  counts: Pick<
    ImportReport,
    "imported" | "live" | "drafts" | "known" | "published" | "replaced" | "pictures" | "files"
  > & {
    skipped: number;
    warnings: number;
  };
};

/** What an undone import has taken away, and what stayed because somebody has used or changed it since. */
type UndoCounts = Record<
  "stories" | "pictures" | "files" | "snippets" | "collections" | "sections" | "topics" | "authors",
  number
>;
export type UndoOutcome = { removed: UndoCounts; stayed: UndoCounts };

/** Names of sections, topics or authors: those that an import has found, and those that are here already. */
type NamesOfKind = {
  /**
   * `to`: what a person has chosen. `same`: the name here with which the import takes it for one; null: it is new. `alike`: names
   * here, and in the same import, that have the same address and are kept apart until a person merges them.
   */
  found: { name: string; count: number; to: string | null; same: string | null; alike: string[] }[];
  here: string[];
};
export type FoundNames = Record<"sections" | "topics" | "authors", NamesOfKind>;

/** What a dry run has found: names, and what the import will leave out or change, the most frequent first. */
export type FoundInArchive = { names: FoundNames; findings: { meaning: string; count: number }[] };

/** Items with problems: the first of them, and how many there are. `count` is that of the problems of the item. */
export type FoundProblems = { items: { place: string; problems: string[]; count: number }[]; total: number };
