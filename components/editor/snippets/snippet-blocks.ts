// Blocks on their way into a snippet, and out of one.
import type { Node, Schema } from "@tiptap/pm/model";
import type { EditorState, Transaction } from "@tiptap/pm/state";
import { newBlockId } from "#lib/document/ids.ts";
import type { NodeJson } from "#lib/document/json.ts";
import { withOtherIds } from "#lib/document/other-ids.ts";
import { zoneRange } from "#lib/document/zones.ts";
import { insertBlock } from "../writing/block-commands.ts";

/** The whole blocks of the body that the selection touches, or the block with the caret; empty outside of the body. */
export function selectedBlocks(state: EditorState): NodeJson[] {
  const body = zoneRange(state.doc, "body");
  if (!body) return [];
  const { from, to } = state.selection;
  const blocks: NodeJson[] = [];
  state.doc.forEach((node, pos) => {
    const isInBody = pos >= body.from && pos + node.nodeSize <= body.to;
    if (isInBody && pos < Math.max(to, from + 1) && pos + node.nodeSize > from) blocks.push(node.toJSON() as NodeJson);
  });
  return blocks;
}

/** Inserts copies of the blocks at the caret; null where no block may be. */
export function insertCopies(state: EditorState, blocks: readonly NodeJson[]): Transaction | null {
  const [first, ...rest] = withOtherIds(blocks, newBlockId).map((block) => nodeOf(state.schema, block));
  const tr = first ? insertBlock(state, first) : null;
  if (!tr || !first) return null;
  let at = -1;
  tr.doc.forEach((node, pos) => {
    if (node.attrs.id === first.attrs.id) at = pos + node.nodeSize;
  });
  return at < 0 || rest.length === 0 ? tr : tr.insert(at, rest);
}

const nodeOf = (schema: Schema, block: NodeJson): Node => schema.nodeFromJSON(block);

/** Inserts a block that names the snippet; null where no block may be. */
export const insertBound = (state: EditorState, snippetId: string): Transaction | null =>
  insertBlock(state, nodeOf(state.schema, { type: "snippet", attrs: { id: newBlockId(), snippet: snippetId } }));
