// Turns a plain change into suggestions. The documents before and after are walked side by side, block by block: deleted
// content stays with a mark, inserted content gets one, and the person's own earlier suggestions change for good.
import { Fragment, type Mark, type Node } from "@tiptap/pm/model";
import type { Mapping } from "@tiptap/pm/transform";
import { isReshaped, Reformatting, reshape } from "./formats.ts";
import { newNode, newUnit, newWords } from "./newcomers.ts";
import type { Inserted, Ops } from "./ops.ts";
import { borderOf, deletionOf, insertionOf, NotSuggestible, type Proposal } from "./proposal.ts";
import {
  type AlignedTokens,
  align,
  type Char,
  charsOf,
  keyOf,
  lead,
  type SuggestionToken,
  textEnd,
  textStart,
  tokenPair,
  type Unit,
  type Whole,
} from "./tokens.ts";
import { accepted, rejected, View } from "./views.ts";

/** The current text block of the walk. `unit` is its end in the document before; `tail` is the position after its last word so far. */
type Here = { unit: Unit | null; node: Node; key: string; tail: number };
type Group<Head> = { head: Head; chars: Char[] };

function leading(tokens: readonly SuggestionToken[]): Char[] {
  const chars: Char[] = [];
  for (const token of tokens) {
    if (token.kind !== "char") break;
    chars.push(token);
  }
  return chars;
}
function groupsOf(tokens: readonly SuggestionToken[]): Group<Unit | Whole>[] {
  const groups: Group<Unit | Whole>[] = [];
  for (const token of tokens)
    if (token.kind === "char") groups.at(-1)?.chars.push(token);
    else groups.push({ head: token, chars: [] });
  return groups;
}
const isUnit = (group: Group<Unit | Whole>): group is Group<Unit> => group.head.kind === "unit";

export type Walk = { proposal: Proposal; mapping: Mapping; ops: Ops; taken: ReadonlySet<string> };
type Level = {
  /** All siblings here before the change. */
  siblings: readonly Node[];
  /** Whether this is inside a block that the person alone suggests: only text in it needs marks of its own. */
  isFree: boolean;
  start: number;
};

/** One container or text block of the documents before and after. */
class Plan {
  readonly #walk: Walk;
  readonly #level: Level;
  readonly #reject = new View(rejected);
  readonly #accept = new View(accepted);
  readonly #formats: Reformatting;
  #here: Here | null = null;
  /** The position after the last block of the document before that was passed. */
  #after: number;
  #previous: Node | undefined;
  readonly #removed = new Set<string>();

  constructor(walk: Walk, level: Level) {
    this.#walk = walk;
    this.#level = level;
    this.#formats = new Reformatting(walk.ops, walk.proposal);
    this.#after = level.start;
  }

  /** The text of a block without an id or neighbours to split or join: a headline or caption. */
  line(before: Node, after: Node, afterPos: number): void {
    const start = this.#level.start;
    this.#here = { unit: null, node: before, key: keyOf(before), tail: start };
    this.#go(align(charsOf(before, start), charsOf(after, afterPos + 1), this.#walk.mapping));
  }

  /** `first`: number of equal children at the start; `last`: at the end. */
  blocks(before: Node, after: Node, afterPos: number): void {
    const [was, is] = [before.children, after.children];
    const shortest = Math.min(was.length, is.length);
    let first = 0;
    while (first < shortest && was[first] === is[first]) first++;
    let last = 0;
    while (last < shortest - first && was[was.length - 1 - last] === is[is.length - 1 - last]) last++;
    const head = was.slice(0, first);
    const size = head.reduce((sum, node) => sum + node.nodeSize, 0);
    this.#reject.passAll(head);
    this.#accept.passAll(head);
    this.#after = this.#level.start + size;
    const tokens = tokenPair(
      { children: was.slice(first, was.length - last), start: this.#after },
      { children: is.slice(first, is.length - last), start: afterPos + 1 + size },
    );
    this.#go(align(tokens.before, tokens.after, this.#walk.mapping));
    this.#mendBorders(was.slice(was.length - last));
  }

  #go(aligned: readonly AlignedTokens[]): void {
    for (const { gap, stays } of aligned) {
      this.#gap(gap.before, gap.after, stays?.before);
      if (!stays) continue;
      const { before, after } = stays;
      if (before.kind === "char" && after.kind === "char") this.#keepChar(before, after);
      else if (before.kind === "unit" && after.kind === "unit") this.#keepUnit(before, after);
      else if (before.kind === "node" && after.kind === "node") this.#keepNode(before, after);
      this.#previous = before.node;
    }
    this.#formats.end();
  }

  #isOwn(node: Node): boolean {
    return this.#level.isFree || this.#walk.proposal.isMine(insertionOf(node));
  }
  /** Whether somebody else's suggestion depends on this block. */
  #isNeeded(key: string): boolean {
    return this.#level.siblings.some((sibling) =>
      [borderOf(sibling, "split"), borderOf(sibling, "join")].some(
        (mark) => mark?.attrs.previousValue === key && !this.#walk.proposal.isMine(mark),
      ),
    );
  }

  #gap(before: readonly SuggestionToken[], after: readonly SuggestionToken[], next: SuggestionToken | undefined): void {
    if (before.length === 0 && after.length === 0) return;
    this.#formats.end();
    const { proposal } = this.#walk;
    for (const neighbour of [this.#previous, ...before.map(({ node }) => node), next?.node]) proposal.joinTo(neighbour);
    const goesOn = next?.kind === "char";
    const struck = leading(before);
    const written = leading(after);
    for (const char of struck) this.#strike(char);
    if (written.length > 0) this.#write(written);
    const leaving = groupsOf(before.slice(struck.length));
    leaving.forEach((group, i) => {
      const isWhole = i < leaving.length - 1 || !goesOn;
      if (isUnit(group)) this.#leaveUnit(group.head, group.chars, isWhole);
      else this.#leaveNode(group.head as Whole);
    });
    this.#come(groupsOf(after.slice(written.length)), goesOn);
  }

  #strike(char: Char, isCovered = false): void {
    if (this.#isOwn(char.node)) {
      this.#walk.ops.remove(char.pos, char.end);
      return;
    }
    if (this.#here) this.#here.tail = char.end;
    if (!isCovered && !deletionOf(char.node))
      this.#walk.ops.mark(char.pos, char.end, [this.#walk.proposal.mark(char.node, "deletion")]);
  }
  #write(chars: readonly Char[]): void {
    if (!this.#here) throw new NotSuggestible();
    this.#walk.ops.insert(this.#here.tail, newWords(chars, this.#walk.proposal));
  }

  #leaveNode({ pos, end, node, key }: Whole): void {
    const { proposal, ops } = this.#walk;
    this.#after = end;
    if (this.#isOwn(node) && !proposal.hasOthers(node)) {
      this.#removed.add(key);
      ops.remove(pos, end);
      return;
    }
    this.#here = null;
    this.#pass(this.#struck(node, pos), key, false);
  }
  /** The block as a whole with a suggested deletion. */
  #struck(node: Node, pos: number): Node {
    if (deletionOf(node)) return node;
    const mark = this.#walk.proposal.mark(node, "deletion");
    this.#walk.ops.markNode(pos, [mark]);
    return node.mark(mark.addToSet(node.marks));
  }

  #leaveUnit(unit: Unit, chars: readonly Char[], isWhole: boolean): void {
    const { proposal, ops } = this.#walk;
    const { node, key } = unit;
    const isMine = this.#isOwn(node);
    const isSplit = !insertionOf(node) && proposal.isMine(borderOf(node, "split"));
    const isFree = (isMine || isSplit) && !this.#isNeeded(key);
    this.#after = unit.end;
    if (isWhole && isFree && chars.every((char) => this.#isOwn(char.node))) {
      this.#removed.add(key);
      ops.remove(unit.pos, unit.end);
      return;
    }
    const here = this.#here;
    const unites = isFree && here && !deletionOf(here.node) && (isMine || this.#reject.isOneWith(here.key));
    if (unites && here.unit && (!isWhole || isSplit)) {
      ops.join(textEnd(here.unit), textStart(unit));
      this.#removed.add(key);
      this.#here = { ...here, unit };
      for (const char of chars) this.#strike(char);
      return;
    }
    if (isWhole || deletionOf(node)) {
      const struck = this.#struck(node, unit.pos);
      this.#pass(struck, key, true);
      this.#here = { unit, node: struck, key, tail: textStart(unit) };
      for (const char of chars) this.#strike(char, true);
      return;
    }
    let joined = node;
    if (!this.#accept.joins(node)) {
      const to = this.#accept.last;
      if (to === null) throw new NotSuggestible();
      const mark = proposal.border(node, "join", to);
      ops.markNode(unit.pos, [mark]);
      joined = node.mark(mark.addToSet(node.marks));
    }
    this.#pass(joined, key, true);
    this.#here = { unit, node: joined, key, tail: textStart(unit) };
    for (const char of chars) this.#strike(char);
  }

  /** Inserts whole new blocks; `goesOn`: the last one takes over the rest of the block that they are inserted into. */
  #come(groups: readonly Group<Unit | Whole>[], goesOn: boolean): void {
    if (groups.length === 0) return;
    const { proposal, ops, taken } = this.#walk;
    const last = goesOn ? groups.at(-1) : undefined;
    const whole = last ? groups.slice(0, -1) : groups;
    const here = this.#here;
    const inner: Node[] = [];
    const came: Inserted[] = [];
    let offset = last && here?.unit ? lead(here.unit) : 0;
    for (const group of whole) {
      const { head } = group;
      const marks = this.#level.isFree ? [] : [proposal.mark(head.node, "insertion")];
      const node = isUnit(group)
        ? newUnit(group.head, newWords(group.chars, proposal), marks, taken)
        : newNode(head.node, marks, proposal, taken);
      came.push({ from: head.pos, size: node.nodeSize, offset });
      offset += node.nodeSize;
      inner.push(node);
      this.#pass(node, keyOf(node), isUnit(group));
    }
    if (!last) {
      ops.insert(this.#after, Fragment.from(inner), 0, came);
      this.#here = null;
      return;
    }
    if (!here?.unit || !isUnit(last)) throw new NotSuggestible();
    const depth = lead(here.unit);
    if (depth !== lead(last.head)) throw new NotSuggestible();
    const node = newUnit(last.head, newWords(last.chars, proposal), this.#splitMarks(here, last.head.node), taken);
    ops.insert(here.tail, Fragment.from([hollow(here.unit), ...inner, node]), depth, came);
    this.#pass(node, keyOf(node), true);
    this.#here = { ...here, node, key: keyOf(node) };
  }
  /** Marks of the second half of a split block move to the first with it. */
  #splitMarks(here: Here, node: Node): Mark[] {
    if (this.#level.isFree) return [];
    const { proposal } = this.#walk;
    const around = [insertionOf(here.node), deletionOf(here.node)].filter((mark) => mark !== undefined);
    return around.some((mark) => mark.type.name === "insertion" && proposal.isMine(mark))
      ? around
      : [...around, proposal.border(node, "split", here.key)];
  }

  #keepChar(before: Char, after: Char): void {
    if (this.#here) this.#here.tail = before.end;
    this.#formats.add(before, after, this.#isOwn(before.node));
  }
  #keepUnit(before: Unit, after: Unit): void {
    this.#formats.end();
    const { proposal, ops } = this.#walk;
    if (before.node !== before.text && isReshaped(before.text, after.text)) throw new NotSuggestible();
    if (isReshaped(before.node, after.node)) {
      const isFree = this.#isOwn(before.node) || proposal.isMine(borderOf(before.node, "split"));
      reshape(ops, proposal, before.pos, before.node, after.node, isFree);
    }
    const node = this.#mendBorder(before.node, before.pos);
    this.#pass(node, before.key, true);
    this.#here = { unit: before, node, key: before.key, tail: textStart(before) };
    this.#after = before.end;
  }
  #keepNode(before: Whole, after: Whole): void {
    this.#formats.end();
    this.#here = null;
    this.#after = before.end;
    const joinable = before.node.type.name === "listItem";
    if (before.node !== after.node) {
      const { ops, proposal } = this.#walk;
      const count = ops.count;
      try {
        planNode(this.#walk, before.node, before.pos, after.node, after.pos, this.#level.isFree);
      } catch (error) {
        // A change that cannot be marked inside a block is suggested as a replacement of the whole block.
        if (!(error instanceof NotSuggestible) || before.key === before.node.type.name) throw error;
        ops.cutTo(count);
        this.#leaveNode(before);
        const node = newNode(after.node, [proposal.mark(after.node, "insertion")], proposal, this.#walk.taken);
        ops.insert(before.end, Fragment.from(node), 0, [{ from: after.pos, size: node.nodeSize, offset: 0 }]);
        return;
      }
    }
    this.#pass(this.#mendBorder(before.node, before.pos), before.key, joinable);
  }

  #pass(node: Node, key: string, joinable: boolean): void {
    this.#reject.pass(node, key, joinable);
    this.#accept.pass(node, key, joinable);
  }
  /** An own border mark that refers to a deleted block is redirected to the block that it was joined with. */
  #mendBorder(node: Node, pos: number): Node {
    let mended = node;
    for (const [kind, view] of [
      ["split", this.#reject],
      ["join", this.#accept],
    ] as const) {
      const mark = borderOf(node, kind);
      if (!mark || !this.#removed.has(mark.attrs.previousValue)) continue;
      if (view.last === null) throw new NotSuggestible();
      const now = mark.type.create({ ...mark.attrs, previousValue: view.last });
      this.#walk.ops.markNode(pos, [now], [mark]);
      mended = mended.mark(now.addToSet(mark.removeFromSet(mended.marks)));
    }
    return mended;
  }
  #mendBorders(rest: readonly Node[]): void {
    if (this.#removed.size === 0) return;
    let pos = this.#level.start + this.#level.siblings.reduce((sum, { nodeSize }) => sum + nodeSize, 0);
    pos -= rest.reduce((sum, { nodeSize }) => sum + nodeSize, 0);
    for (const node of rest) {
      const mended = this.#mendBorder(node, pos);
      this.#reject.passAll([mended]);
      this.#accept.passAll([mended]);
      pos += node.nodeSize;
    }
  }
}

/** A unit without its text, into which inserted text can be put. */
const hollow = ({ node, text }: Unit): Node =>
  node === text ? text.copy(Fragment.empty) : node.copy(Fragment.from(text.copy(Fragment.empty)));

/** Plans the change of one node that stays. Throws NotSuggestible. */
export function planNode(walk: Walk, before: Node, pos: number, after: Node, afterPos: number, isFree: boolean): void {
  const { proposal, ops } = walk;
  const free = isFree || (proposal.isMine(insertionOf(before)) && !proposal.hasOthers(before));
  if (free && !isFree) proposal.joinTo(before);
  if (pos >= 0 && isReshaped(before, after)) reshape(ops, proposal, pos, before, after, free);
  const plan = new Plan(walk, { siblings: before.children, isFree: free, start: pos + 1 });
  if (before.isTextblock) plan.line(before, after, afterPos);
  else if (!before.isLeaf) plan.blocks(before, after, afterPos);
}
