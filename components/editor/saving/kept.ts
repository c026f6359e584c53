import { type Node, Slice } from "@tiptap/pm/model";
import type { EditorState } from "@tiptap/pm/state";
import type { Unconfirmed } from "./collab.ts";
import { lostRanges } from "./receive.ts";

/** Text of ours whose place somebody else deleted: set aside until its author says what becomes of it. */
export type Kept = {
  id: string;
  storyId: string;
  personId: string;
  /** Instant at which it lost its place. */
  at: string;
  /** Paragraphs parted by empty lines. */
  text: string;
  /** The same with its form, as JSON of a slice. */
  slice: unknown;
};

export const wordsOf = (text: string): number => text.match(/\S+/g)?.length ?? 0;

/** What the lost steps wrote, read from `before`, the state in which it still stood; empty for what wrote nothing. */
export function keptFrom(
  before: EditorState,
  unconfirmed: readonly Unconfirmed[],
  lost: readonly Unconfirmed[],
): Pick<Kept, "text" | "slice">[] {
  return lostRanges(unconfirmed, lost)
    .map(({ from, to }) => ({
      text: before.doc.textBetween(from, to, "\n\n", "\n").trim(),
      slice: before.doc.slice(from, to).toJSON() as unknown,
    }))
    .filter(({ text, slice }) => text !== "" || JSON.stringify(slice).includes('"picture":"'));
}

/** All of a text that could not be saved, for copying out. */
export const unsavedText = (doc: Node): string => doc.textBetween(0, doc.content.size, "\n\n", "\n");

export const sliceOf = (state: EditorState, kept: Kept): Slice => {
  try {
    return Slice.fromJSON(state.schema, kept.slice as Parameters<typeof Slice.fromJSON>[1]);
  } catch {
    return Slice.empty;
  }
};
