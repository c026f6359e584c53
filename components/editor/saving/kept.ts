import { Fragment, type Node, Slice } from "@tiptap/pm/model";
import type { EditorState } from "@tiptap/pm/state";
import { storable } from "#lib/document/characters.ts";
import type { NodeJson } from "#lib/document/json.ts";
import type { Unconfirmed } from "./collab.ts";
import type { KeptField, LostField } from "./lost-field.ts";
import { lostRanges } from "./receive.ts";

/**
 * Own work that could not be placed in the story: words whose position somebody else deleted, the value of a field that somebody
 * else changed first, or what the server refused. It is kept in the browser until its author decides.
 */
export type Kept = {
  id: string;
  storyId: string;
  personId: string;
  /** When it lost its position. */
  at: string;
  /** Paragraphs separated by empty lines. */
  text: string;
  /** The same content with formatting, as JSON of a slice. */
  slice: unknown;
  /** Why the server refused it; absent if a colleague deleted its position. */
  refusal?: string;
  /** Id of the block in which it was written, or of its neighbour; "" if there is none. */
  blockId?: string;
  /** Who changed the same place first; null if unknown. */
  by?: string | null;
  /** The whole blocks in which the words were written, with these words. Kept by older releases without. */
  mine?: NodeJson[];
  /** Keys of the blocks that are in their place now; see versions.ts. */
  theirs?: string[];
  /** Set instead of words. */
  field?: KeptField;
};

export const wordsOf = (text: string): number => text.match(/\S+/g)?.length ?? 0;

/** The text that the lost steps inserted, read from `before`, the state that still contained it; empty if they inserted none. */
export function keptFrom(
  before: EditorState,
  unconfirmed: readonly Unconfirmed[],
  lost: readonly Unconfirmed[],
): (Pick<Kept, "text" | "slice"> & { from: number; to: number })[] {
  return lostRanges(unconfirmed, lost)
    .map(({ from, to }) => ({
      from,
      to,
      text: storable(before.doc.textBetween(from, to, "\n\n", "\n")).trim(),
      slice: before.doc.slice(from, to).toJSON() as unknown,
    }))
    .filter(({ text, slice }) => text !== "" || JSON.stringify(slice).includes('"picture":"'));
}

/** All of a text that could not be saved, for copying out. */
export const unsavedText = (doc: Node): string => doc.textBetween(0, doc.content.size, "\n\n", "\n");

/**
 * The content to insert again. Of refused content only the plain text, because anything else may be the reason.
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

/** The fields among what is kept aside. */
export const fieldsAmong = (kept: readonly Kept[]): LostField[] =>
  kept.flatMap(({ field, by = null, at, refusal }) =>
    field ? [{ ...field, personId: by, at, ...(refusal === undefined ? {} : { refusal }) }] : [],
  );
