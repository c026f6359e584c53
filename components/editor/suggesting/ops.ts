// The operations of a plan: small changes of the document before, found from start to end and applied from end to start, so
// that positions remain valid.
import type { Attrs, Fragment, Mark, NodeType } from "@tiptap/pm/model";
import { Slice } from "@tiptap/pm/model";
import { ReplaceStep, type Transform } from "@tiptap/pm/transform";
import { NotSuggestible } from "./proposal.ts";

/** A block inserted by the plain change, at `size` positions from `from` in its document. */
export type Inserted = { from: number; size: number; offset: number };
/** In one position, insertions are applied last. */
const ranks = { insert: 0, remove: 1, mark: 2 } as const;
type Op = { pos: number; rank: keyof typeof ranks; apply: (tr: Transform) => void; came?: readonly Inserted[] };
/** Inserted content, and its position afterwards. */
export type InsertedAt = { from: number; size: number; at: number };

const replace = (tr: Transform, from: number, to: number, slice: Slice): void => {
  if (tr.maybeStep(new ReplaceStep(from, to, slice)).failed) throw new NotSuggestible();
};

export class Ops {
  #ops: Op[] = [];

  get count(): number {
    return this.#ops.length;
  }
  /** Drops all operations after the first `count`. */
  cutTo(count: number): void {
    this.#ops.length = count;
  }

  insert(pos: number, content: Fragment, open = 0, came: readonly Inserted[] = []): void {
    this.#ops.push({
      pos,
      rank: "insert",
      came,
      apply: (tr) => replace(tr, pos, pos, new Slice(content, open, open)),
    });
  }
  remove(from: number, to: number): void {
    this.#ops.push({ pos: from, rank: "remove", apply: (tr) => replace(tr, from, to, Slice.empty) });
  }
  /** Deletes a range, and drops separate deletions inside it. */
  join(from: number, to: number): void {
    this.#ops = this.#ops.filter(({ pos, rank }) => rank !== "remove" || pos < from);
    this.remove(from, to);
  }
  mark(from: number, to: number, add: readonly Mark[], without: readonly Mark[] = []): void {
    this.#ops.push({
      pos: from,
      rank: "mark",
      apply: (tr) => {
        for (const mark of without) tr.removeMark(from, to, mark);
        for (const mark of add) tr.addMark(from, to, mark);
      },
    });
  }
  markNode(pos: number, add: readonly Mark[], without: readonly Mark[] = []): void {
    this.#ops.push({
      pos,
      rank: "mark",
      apply: (tr) => {
        for (const mark of without) tr.removeNodeMark(pos, mark);
        for (const mark of add) tr.addNodeMark(pos, mark);
      },
    });
  }
  /** Changes type and attributes of the block at `pos`. */
  become(pos: number, type: NodeType, attrs: Attrs): void {
    this.#ops.push({
      pos,
      rank: "mark",
      apply: (tr) => {
        const node = tr.doc.nodeAt(pos);
        if (node) tr.setNodeMarkup(pos, type, attrs, node.marks);
      },
    });
  }

  /** Applies all operations. Returns the positions of inserted content. */
  apply(tr: Transform): InsertedAt[] {
    const landed: { came: Inserted; at: number; since: number }[] = [];
    const first = tr.steps.length;
    const order = this.#ops
      .map((op, index) => ({ op, index }))
      .sort((a, b) => a.op.pos - b.op.pos || ranks[a.op.rank] - ranks[b.op.rank] || a.index - b.index);
    for (const { op } of order.reverse()) {
      op.apply(tr);
      for (const came of op.came ?? []) landed.push({ came, at: op.pos + came.offset, since: tr.steps.length });
    }
    return landed.map(({ came, at, since }) => ({
      from: came.from,
      size: came.size,
      at: tr.mapping.slice(Math.max(first, since)).map(at, 1),
    }));
  }
}
