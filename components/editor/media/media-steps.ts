import type { Node } from "@tiptap/pm/model";
import type { EditorState, Transaction } from "@tiptap/pm/state";
import { findBlock } from "#lib/document/field-step.ts";
import { isMedia } from "#lib/document/nodes.ts";
import { FieldStep } from "#lib/document/steps.ts";
import type { StoredMedia } from "#lib/media/types.ts";
import type { MediaChoice } from "../blocks/part.ts";
import { leaveAsItIs } from "../saving/collab.ts";
import { insertBlock, nodeType } from "../writing/block-commands.ts";

/** The block with this id, if it shows a video, a sound or a file. */
export function mediaBlock(doc: Node, blockId: string): { node: Node; pos: number } | null {
  const pos = findBlock(doc, blockId);
  const node = pos === null ? null : doc.nodeAt(pos);
  return pos !== null && node && isMedia(node) ? { node, pos } : null;
}

type GivenMedia = {
  title?: string;
  /** Uploaded before; null for a block that waits for its file. */
  media?: Pick<StoredMedia, "id" | "posterId"> | null;
};

/** Inserts a block for a file; the caret is in its caption. */
export function insertMedia(
  state: EditorState,
  choice: MediaChoice,
  id: string,
  { title = "", media = null }: GivenMedia = {},
): Transaction | null {
  const line = (name: string, text = "") =>
    nodeType(state.schema, name).create(null, text ? state.schema.text(text) : null);
  const lines = choice === "file" ? [line("fileTitle", title)] : [line("caption"), line("credit")];
  const shown = choice === "video" ? { picture: media?.posterId ?? null } : {};
  return insertBlock(state, nodeType(state.schema, choice).create({ id, media: media?.id ?? null, ...shown }, lines));
}

/** No undo event of its own: it belongs to the event that inserted the block. */
const asItArrives = (tr: Transaction): Transaction => leaveAsItIs(tr).setMeta("addToHistory", false);

/** Puts an uploaded file into its block; null if the block was deleted, by undo or by hand. */
export function fillMedia(state: EditorState, blockId: string, { id, posterId }: StoredMedia): Transaction | null {
  const found = mediaBlock(state.doc, blockId);
  if (!found || found.node.attrs.media !== null) return null;
  const tr = asItArrives(state.tr).step(new FieldStep(blockId, "media", null, id));
  if (posterId && found.node.attrs.picture === null) tr.step(new FieldStep(blockId, "picture", null, posterId));
  return tr;
}

/** Puts another file into a block, as one undoable change. */
export function setMedia(state: EditorState, blockId: string, { id }: StoredMedia): Transaction | null {
  const found = mediaBlock(state.doc, blockId);
  const before = found?.node.attrs.media;
  return found && before !== id ? state.tr.step(new FieldStep(blockId, "media", before, id)) : null;
}

/** Removes a block whose upload failed; null if it was deleted, or if it has words and therefore stays. */
export function removeMedia(state: EditorState, blockId: string): Transaction | null {
  const found = mediaBlock(state.doc, blockId);
  if (!found || found.node.attrs.media !== null) return null;
  if (found.node.type.name !== "file" && found.node.textContent !== "") return null;
  return asItArrives(state.tr).delete(found.pos, found.pos + found.node.nodeSize);
}

/** `onlyIfNone`: as the upload arrives, without replacing a poster that somebody has chosen. */
export function setPosterOf(
  state: EditorState,
  blockId: string,
  picture: string,
  { onlyIfNone = false } = {},
): Transaction | null {
  const found = mediaBlock(state.doc, blockId);
  const before = found?.node.attrs.picture;
  if (found?.node.type.name !== "video" || before === picture || (onlyIfNone && before !== null)) return null;
  return (onlyIfNone ? asItArrives(state.tr) : state.tr).step(new FieldStep(blockId, "picture", before, picture));
}
