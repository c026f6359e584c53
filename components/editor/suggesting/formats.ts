// Suggested formats, links, block types and attributes: the new form is shown, the old one is stored in a mark.
import type { Mark, Node } from "@tiptap/pm/model";
import type { Ops } from "./ops.ts";
import { formatOf, modificationsOf, type Proposal } from "./proposal.ts";
import type { Char } from "./tokens.ts";

const typeOf = (value: unknown): unknown => (value as { type?: unknown } | null)?.type;
const same = (a: readonly Mark[], b: readonly Mark[]): boolean =>
  a.length === b.length && a.every((mark) => mark.isInSet(b));

type Change = { add: Mark[]; without: Mark[] };

/** The marks that make `before` look like `after` and record the old form. */
function reformat(before: Node, after: readonly Mark[], proposal: Proposal, isFree: boolean): Change {
  const [was, is] = [formatOf(before.marks), formatOf(after)];
  const add = is.filter((mark) => !mark.isInSet(was));
  const without = was.filter((mark) => !mark.isInSet(is));
  if (isFree) return { add, without };
  const changes: Change = { add: [], without: [] };
  const names = new Set([...add, ...without].map(({ type }) => type.name));
  for (const name of names) {
    const find = (marks: readonly Mark[]) => marks.find(({ type }) => type.name === name);
    const own = modificationsOf(before).findLast(
      (mark) =>
        mark.attrs.type === "mark" &&
        [mark.attrs.previousValue, mark.attrs.newValue].some((value) => typeOf(value) === name),
    );
    const mine = own && proposal.isMine(own) ? own : undefined;
    const previous: unknown = mine ? mine.attrs.previousValue : (find(was)?.toJSON() ?? null);
    const now: unknown = find(is)?.toJSON() ?? null;
    if (mine) changes.without.push(mine);
    if (JSON.stringify(previous) !== JSON.stringify(now))
      changes.add.push(proposal.change(before, "mark", { previousValue: previous, newValue: now }));
  }
  return { add: [...add, ...changes.add], without: [...without, ...changes.without] };
}

/** Characters with a changed form, grouped in runs. */
export class Reformatting {
  readonly #ops: Ops;
  readonly #proposal: Proposal;
  #run: { from: number; to: number; before: Node; after: Node; isFree: boolean } | null = null;

  constructor(ops: Ops, proposal: Proposal) {
    this.#ops = ops;
    this.#proposal = proposal;
  }
  add(before: Char, after: Char, isFree: boolean): void {
    const run = this.#run;
    if (run?.to === before.pos && run.before === before.node && run.after === after.node) {
      run.to = before.end;
      return;
    }
    this.end();
    if (before.node.marks !== after.node.marks && !same(formatOf(before.node.marks), formatOf(after.node.marks)))
      this.#run = { from: before.pos, to: before.end, before: before.node, after: after.node, isFree };
  }
  end(): void {
    const run = this.#run;
    this.#run = null;
    if (!run) return;
    const { add, without } = reformat(run.before, run.after.marks, this.#proposal, run.isFree);
    this.#ops.mark(run.from, run.to, add, without);
  }
}

const attributesOf = (node: Node): string[] => Object.keys(node.type.spec.attrs ?? {}).filter((name) => name !== "id");

/** Whether a block's type or attributes changed, regardless of its content. */
export const isReshaped = (before: Node, after: Node): boolean =>
  before.type !== after.type || attributesOf(before).some((name) => before.attrs[name] !== after.attrs[name]);

/** Gives the block at `pos` the type and attributes of `after`. */
export function reshape(ops: Ops, proposal: Proposal, pos: number, before: Node, after: Node, isFree: boolean): void {
  ops.become(pos, after.type, { ...after.attrs, ...("id" in before.attrs ? { id: before.attrs.id } : {}) });
  if (isFree) return;
  const own = modificationsOf(before).filter(
    (mark) => proposal.isMine(mark) && (mark.attrs.type === "attr" || mark.attrs.type === "nodeType"),
  );
  const formerName: string =
    own.find(({ attrs }) => attrs.type === "nodeType")?.attrs.previousValue ?? before.type.name;
  const former = before.type.schema.nodes[formerName] ?? before.type;
  const add: Mark[] = [];
  if (former !== after.type)
    add.push(proposal.change(before, "nodeType", { previousValue: former.name, newValue: after.type.name }));
  for (const [name, { default: usual }] of Object.entries(former.spec.attrs ?? {})) {
    if (name === "id") continue;
    const known = own.find(({ attrs }) => attrs.type === "attr" && attrs.attrName === name);
    const was: unknown = known ? known.attrs.previousValue : former === before.type ? before.attrs[name] : usual;
    const isOther = former === after.type ? after.attrs[name] !== was : was !== usual;
    if (isOther)
      add.push(proposal.change(before, "attr", { attrName: name, previousValue: was, newValue: after.attrs[name] }));
  }
  ops.markNode(pos, add, own);
}
