import type { Node } from "@tiptap/pm/model";
import type { Publishing } from "../../published/mutations.ts";
import type { ExportedVersion } from "../../revisions/types.ts";
import type { CopyState, Kind } from "../types.ts";

export type ImportedStory = {
  /** What makes it the same story when it is imported again. At most 500 characters. */
  key: string;
  kind?: Kind;
  doc: Node;
  /** Differs when the source has changed (SHA-256, hex). */
  hash?: string;
  /**
   * Somebody asked for this item once more: what an earlier import wrote is replaced if nobody has changed or published the story
   * since.
   */
  again?: boolean;
  /** The import that makes it. */
  runId?: string | null;
  /** The address that it had, or is to have, as stored (`normalisePath`). */
  path: string;
  /** The path was not chosen by anybody: where it is taken, "-2", "-3" … goes behind it. */
  movable: boolean;
  /** Former addresses, also such as "/?p=12". They lead to `path` once the story is live. */
  aliases: string[];
  /** When readers first had it; null: it comes in as a draft. */
  live: { publishedAt: Date; updatedAt: Date | null } | null;
  /** Where it came from, for the history: a file name. */
  note: string;
  /**
   * From another newsroom of Galley: it keeps its id, its history, corrections and comments, and may name the stories of `ids`, which come
   * with it. A story that has this id already is left as it is. `copy`: the state of its working copy. `changes`: its working copy, where that is not what readers get. `people`:
   * those who suggest something in it.
   */
  own?: {
    id: string;
    createdAt: Date;
    copy: Exclude<CopyState, "SCHEDULED">;
    changes: Node | null;
    people: readonly { id: string; name: string }[];
    corrections: (Publishing["corrections"][number] & { revision: number | null })[];
    comments: readonly ExportedThread[];
    history: readonly ExportedVersion[];
    ids: ReadonlySet<string>;
  } | null;
};

/** Comments of the newsroom about a place of the working copy. */
export type ExportedThread = {
  /** The block in which the text begins; "" is the whole story. */
  blockId: string;
  /** The text in the working copy, as positions of the document; null: the whole block. */
  from: number | null;
  to: number | null;
  quote: string;
  createdAt: string;
  resolvedAt: string | null;
  /** Mentions are "@[name](id)". */
  comments: { at: string; editedAt: string | null; by: string; text: string }[];
};
