// Blocks and words that a change puts in, as they stand in the text while they are only proposed.
import { Fragment, type Mark, type Node } from "@tiptap/pm/model";
import { newBlockId } from "#lib/document/ids.ts";
import { deletionOf, formatOf, type Proposal } from "./proposal.ts";
import type { Char, Unit } from "./tokens.ts";

const withId = (node: Node, taken: ReadonlySet<string>) =>
  taken.has(node.attrs.id) ? { ...node.attrs, id: newBlockId() } : node.attrs;

const proposedInline = (node: Node, proposal: Proposal): Node =>
  node.mark(proposal.mark(node, "insertion").addToSet(formatOf(node.marks)));

/** Words that are put in: what was struck out where they come from does not come along. */
export const newWords = (chars: readonly Char[], proposal: Proposal): Fragment =>
  Fragment.fromArray(
    chars.map(({ node, text }) =>
      proposedInline(text === "" ? node : node.type.schema.text(text, node.marks), proposal),
    ),
  );

/** A block of text with these words. `marks` lie on the block. */
export function newUnit(unit: Unit, words: Fragment, marks: readonly Mark[], taken: ReadonlySet<string>): Node {
  const text = unit.text.type.create(withId(unit.text, taken), words, unit.node === unit.text ? marks : []);
  return unit.node === unit.text ? text : unit.node.type.create(withId(unit.node, taken), text, marks);
}

/** A block and all in it. Ids that another block has already are exchanged. */
export function newNode(node: Node, marks: readonly Mark[], proposal: Proposal, taken: ReadonlySet<string>): Node {
  const children: Node[] = [];
  node.forEach((child) => {
    if (child.isInline && deletionOf(child)) return;
    children.push(child.isInline ? proposedInline(child, proposal) : newNode(child, [], proposal, taken));
  });
  const attrs = Object.hasOwn(node.attrs, "id") ? withId(node, taken) : node.attrs;
  return node.type.create(attrs, children, marks);
}
