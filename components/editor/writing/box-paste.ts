import { Fragment, type Node, Slice } from "@tiptap/pm/model";
import type { Transaction } from "@tiptap/pm/state";
import { holdsCaptioned, isApart, isBox, isPicture } from "#lib/document/nodes.ts";
import { boxHead } from "./box-head.ts";
import { isTable } from "./table-position.ts";

/** The paragraphs of blocks such as quotes and subheadings. */
function paragraphsIn(node: Node): Node[] {
  if (!node.isTextblock) return node.children.flatMap(paragraphsIn);
  const { paragraph } = node.type.schema.nodes;
  return paragraph && node.content.size > 0 ? [paragraph.create(null, node.content)] : [];
}

/** The blocks of a slice. Of a box that was copied without its title, or without anything under it, the blocks inside. */
const blocksIn = ({ content, openStart }: Slice): Node[] =>
  content.content.flatMap((node, index) => {
    const isPart = (index === 0 && openStart > 1) || !node.type.validContent(node.content);
    return isPart && isBox(node) ? node.children : [node];
  });

/**
 * Pastes blocks that the box at the caret cannot hold: the text of quotes and subheadings becomes paragraphs of the box, and
 * pictures, tables, cards, dividers, boxes, code and notes to editors are put after it. Null outside of boxes, and where everything fits.
 */
export function pasteIntoBox(tr: Transaction, slice: Slice): Transaction | null {
  const { $from } = tr.selection;
  const box = $from.depth > 1 ? $from.node(1) : null;
  if (!box || !isBox(box)) return null;
  const underHead = box.contentMatchAt(boxHead(box).count);
  const fits = (node: Node): boolean => node.isInline || (!isPicture(node) && Boolean(underHead.matchType(node.type)));
  const blocks = blocksIn(slice);
  if (blocks.every(fits)) return null;
  const followsBox = (node: Node): boolean =>
    node.isAtom || holdsCaptioned(node) || isTable(node) || isBox(node) || isApart(node);
  const inside = blocks.flatMap((node) => (fits(node) ? [node] : followsBox(node) ? [] : paragraphsIn(node)));
  if (inside.length > 0) tr.replaceSelection(Slice.maxOpen(Fragment.from(inside), false));
  tr.insert(
    tr.selection.$from.after(1),
    blocks.filter((node) => !fits(node) && followsBox(node)),
  );
  return tr.scrollIntoView();
}
