import type { RevisionKind, ShownWords } from "../postgres/generated/enums.ts";

export type { RevisionKind };

/** A revision as the list of them shows it. `at` is an ISO instant. */
export type RevisionRow = {
  number: number;
  kind: RevisionKind;
  note: string;
  /** Null: Galley itself. */
  person: { id: string; name: string } | null;
  at: string;
  /** Null: the text was never in the log. */
  version: number | null;
  words: number;
  /** Words that the revision before did not have, and those that only it had. */
  added: number;
  takenOut: number;
  /** How much of its change readers may see; null where it is no change of what they had. */
  shown: ShownWords | null;
};

/** A frozen version in `history/NAME.json`. */
export type ExportedVersion = {
  number: number;
  kind: RevisionKind;
  note: string;
  actorId: string | null;
  /** The name of the account; "" if it is gone, or was Galley itself. */
  by: string;
  at: string;
  headline: string;
  blocks: string[];
  salts: string[];
  blockHashes: string[];
  contentHash: string;
  previousHash: string | null;
  revisionHash: string;
  /** Blocks that were erased by law: their hashes remain, their words and salts are gone. `position` counts from 0. */
  blanked: { position: number; block: string; at: string; reason: string }[];
};
