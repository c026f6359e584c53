// Blocks and text that a change inserts, in their suggested form.
import { Fragment, type Mark, type Node } from "@tiptap/pm/model";
import { newBlockId } from "#lib/document/ids.ts";
import { deletionOf, formatOf, type Proposal } from "./proposal.ts";
import type { Char, Unit } from "./tokens.ts";

const withId = (node: Node, taken: ReadonlySet<string>) =>
  taken.has(node.attrs.id) ? { ...node.attrs, id: newBlockId() } : node.attrs;

const proposedInline = (node: Node, proposal: Proposal): Node =>
  node.mark(proposal.mark(node, "insertion").addToSet(formatOf(node.marks)));

/** Inserted text, without suggested deletions from its source. */
export const newWords = (chars: readonly Char[], proposal: Proposal): Fragment =>
  Fragment.fromArray(
    chars.map(({ node, text }) =>
      proposedInline(text === "" ? node : node.type.schema.text(text, node.marks), proposal),
    ),
  );

/** A text block with this content. `marks` are the marks of the block. */
export function newUnit(unit: Unit, words: Fragment, marks: readonly Mark[], taken: ReadonlySet<string>): Node {
  const text = unit.text.type.create(withId(unit.text, taken), words, unit.node === unit.text ? marks : []);
  return unit.node === unit.text ? text : unit.node.type.create(withId(unit.node, taken), text, marks);
}

/** A block with its content. Ids that another block already has are replaced. */
export function newNode(node: Node, marks: readonly Mark[], proposal: Proposal, taken: ReadonlySet<string>): Node {
  const children: Node[] = [];
  node.forEach((child) => {
    if (child.isInline && deletionOf(child)) return;
    children.push(child.isInline ? proposedInline(child, proposal) : newNode(child, [], proposal, taken));
  });
  const attrs = Object.hasOwn(node.attrs, "id") ? withId(node, taken) : node.attrs;
  return node.type.create(attrs, children, marks);
}
