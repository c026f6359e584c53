import { Fragment, type Node, Slice } from "@tiptap/pm/model";
import type { EditorState } from "@tiptap/pm/state";
import { storable } from "#lib/document/characters.ts";
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
  /** Why the server did not take it; absent where somebody else deleted its place. */
  refusal?: string;
  /** The block in which it was written, or the one beside it; "" where there is none with an id. */
  blockId?: string;
};

export const wordsOf = (text: string): number => text.match(/\S+/g)?.length ?? 0;

/** What the lost steps wrote, read from `before`, the state in which it still stood; empty for what wrote nothing. */
export function keptFrom(
  before: EditorState,
  unconfirmed: readonly Unconfirmed[],
  lost: readonly Unconfirmed[],
): (Pick<Kept, "text" | "slice"> & { from: number })[] {
  return lostRanges(unconfirmed, lost)
    .map(({ from, to }) => ({
      from,
      text: storable(before.doc.textBetween(from, to, "\n\n", "\n")).trim(),
      slice: before.doc.slice(from, to).toJSON() as unknown,
    }))
    .filter(({ text, slice }) => text !== "" || JSON.stringify(slice).includes('"picture":"'));
}

/** All of a text that could not be saved, for copying out. */
export const unsavedText = (doc: Node): string => doc.textBetween(0, doc.content.size, "\n\n", "\n");

/**
 * What is put back into the text. Of what the server refused only the words: what it refused may be anything else of it.
 */
export const sliceOf = (state: EditorState, kept: Kept): Slice => {
  const { schema } = state;
  if (kept.refusal !== undefined) {
    const lines = kept.text.split(/\n+/).filter((line) => line.trim() !== "");
    const blocks = lines.map((line) => schema.node("paragraph", null, schema.text(line)));
    return blocks.length === 0 ? Slice.empty : new Slice(Fragment.from(blocks), 1, 1);
  }
  try {
    return Slice.fromJSON(schema, kept.slice as Parameters<typeof Slice.fromJSON>[1]);
  } catch {
    return Slice.empty;
  }
};
