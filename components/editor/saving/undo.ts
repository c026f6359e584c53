// Undo and redo of one's own changes among those of others. prosemirror-history alone takes a moved block for deleted, and
// deletes what others wrote into the text that it removes. Here a change is undone where its block is now, words of others
// stay, and a block that somebody else moved or deleted since stays as they left it.
import type { Node } from "@tiptap/pm/model";
import type { EditorState, Selection, SelectionBookmark, Transaction } from "@tiptap/pm/state";
import { type Mappable, Mapping, ReplaceStep, replaceStep, type Step, StepMap } from "@tiptap/pm/transform";
import { holdsContent, merged } from "./foreign-words.ts";
import { movesBlocks } from "./moved-blocks.ts";
import type { WordRange } from "./own-words.ts";

/**
 * An entry of prosemirror-history. `map`: of the change. `step`: reverts it; absent for changes of others and for those that
 * were reverted. `selection`: the first entry of an event has it. `mirrorOffset`: how far before it the reverted entry is.
 */
type Item = { map: StepMap; step?: Step; selection?: SelectionBookmark; mirrorOffset?: number };
type Items = {
  length: number;
  /** Undefined outside of them. */
  get(index: number): Item;
  slice(from: number, to?: number): Items;
  append(items: readonly Item[] | Items): Items;
};
export type Branch = {
  items: Items;
  eventCount: number;
  addMaps(maps: readonly StepMap[]): Branch;
  addTransform(tr: Transaction, selection: SelectionBookmark, options: unknown, preservesItems: boolean): Branch;
};

/** The insertions of moves, each with the map of its deletion. */
const moves = new WeakMap<StepMap, StepMap>();
/** The maps of others' steps. */
const foreign = new WeakSet<StepMap>();

const theirs = "theirSteps";
/** Marks `count` steps of a transaction, from `from` on, as those of others. */
export const noteTheirs = (tr: Transaction, from: number, count: number): Transaction =>
  tr.setMeta(theirs, { from, to: from + count });

/** Remembers which steps of a transaction move blocks or are of others. */
export function noteSteps(tr: Transaction): void {
  const range: WordRange | undefined = tr.getMeta(theirs);
  if (range) for (const map of tr.mapping.maps.slice(range.from, range.to)) foreign.add(map);
  for (const [i, step] of tr.steps.entries()) {
    const [deletion, insertion] = [tr.mapping.maps[i - 1], tr.mapping.maps[i]];
    if (deletion && insertion && movesBlocks(tr.steps[i - 1], step, tr.docs[i - 1])) moves.set(insertion, deletion);
  }
}

/** The only range that a step map replaces, in the old document and in the new one; null if there are several or none. */
function onlyRange(map: StepMap): { old: WordRange; now: WordRange } | null {
  const ranges: { old: WordRange; now: WordRange }[] = [];
  map.forEach((oldFrom, oldTo, from, to) => {
    ranges.push({ old: { from: oldFrom, to: oldTo }, now: { from, to } });
  });
  return ranges.length === 1 && ranges[0] ? ranges[0] : null;
}

/** One map for an insertion and a change inside of what it inserted; null for others. It maps each position as the two do. */
export function joinedMap(first: StepMap, second: StepMap): StepMap | null {
  const [inserted, change] = [onlyRange(first), onlyRange(second)];
  if (!inserted || !change || inserted.old.to > inserted.old.from) return null;
  if (change.old.from < inserted.now.from || change.old.to > inserted.now.to) return null;
  const added = change.now.to - change.now.from - (change.old.to - change.old.from);
  return new StepMap([inserted.old.from, 0, inserted.now.to - inserted.now.from + added]);
}

/** The newest changes that a branch keeps. An undo in a story takes longer, the more changes of others it has to look at. */
export const maxItems = 4_000;

/**
 * A branch after the steps of others in `tr`. What they typed in one place becomes one entry. If the branch is longer than
 * `maxItems`, it loses its oldest events, which can then not be undone.
 * @param before the branch before `tr`
 */
export function bounded(before: Branch, after: Branch, tr: Transaction): Branch {
  const range: WordRange | undefined = tr.getMeta(theirs);
  const start = before.items.length - (range?.from ?? 0);
  if (!range || before.eventCount === 0 || start < 1) return after;
  const { items } = after;
  const kept = [items.get(start - 1)];
  // Where a move of ours was dropped, the rebase leaves some of their maps out.
  const isTheirsAt = (i: number): boolean =>
    i < start + range.to - range.from && items.get(i)?.map === tr.mapping.maps[range.from + i - start];
  let end = start;
  for (; isTheirsAt(end); end++) {
    const [last, item, next] = [kept.at(-1) as Item, items.get(end), items.get(end + 1)];
    const isHalfOfMove = moves.has(item.map) || moves.has(last.map) || (next && moves.get(next.map) === item.map);
    const isTheirs = !last.step && last.mirrorOffset === undefined && foreign.has(last.map);
    const map = isTheirs && !isHalfOfMove ? joinedMap(last.map, item.map) : null;
    if (map) {
      foreign.add(map);
      kept[kept.length - 1] = { map };
    } else kept.push(item);
  }
  const all = items
    .slice(0, start - 1)
    .append(kept)
    .append(items.slice(end));
  if (all.length <= maxItems) return withItems(after, all, after.eventCount);
  let from = all.length - maxItems * 0.75;
  while (from < all.length && !all.get(from).selection) from++;
  let eventCount = 0;
  for (let i = from; i < all.length; i++) if (all.get(i).selection) eventCount++;
  return withItems(after, all.slice(from), eventCount);
}

const withItems = (branch: Branch, items: Items, eventCount: number): Branch =>
  Object.assign(Object.create(Object.getPrototypeOf(branch)), { items, eventCount });

function deletedBy(map: StepMap): WordRange {
  const range = { from: 0, to: 0 };
  map.forEach((from, to) => {
    Object.assign(range, { from, to });
  });
  return range;
}
function insertedBy(map: StepMap): WordRange[] {
  const ranges: WordRange[] = [];
  map.forEach((_oldFrom, _oldTo, from, to) => {
    if (to > from) ranges.push({ from, to });
  });
  return ranges;
}
const rangeOf = (step: Step): WordRange | null =>
  "from" in step && "to" in step ? { from: Number(step.from), to: Number(step.to) } : null;

/** The changes from the first one of an event until now, and what undoing adds to them. */
class Changes {
  readonly #list: Item[] = [];
  /** All of them; positions in a moved block follow it. */
  readonly #mapping = new Mapping();

  constructor(items: readonly Item[]) {
    this.add(...items);
  }
  get length(): number {
    return this.#list.length;
  }
  /** The two halves of a move are added together. */
  add(...items: readonly Item[]): void {
    const first = this.length;
    this.#list.push(...items);
    for (let i = first; i < this.length; i++) this.#append(this.#mapping, i, true);
  }
  at(index: number): Item | undefined {
    return this.#list[index];
  }
  /** Whether the change at `index` inserts the blocks that the one before it deleted. */
  isMove(index: number): boolean {
    const [deletion, insertion] = [this.#list[index - 1], this.#list[index]];
    return deletion !== undefined && insertion !== undefined && moves.get(insertion.map) === deletion.map;
  }
  #append(mapping: Mapping, index: number, isFollowed: boolean): void {
    const { map, mirrorOffset } = this.#list[index] as Item;
    let mirrored: number | undefined;
    if (this.isMove(index)) mirrored = isFollowed ? index - 1 : undefined;
    else if (mirrorOffset !== undefined && !this.isMove(index + 1)) mirrored = index - mirrorOffset;
    mapping.appendMap(map, mirrored !== undefined && mirrored >= 0 ? mirrored : undefined);
  }
  /** The mapping from after `index` until now; positions in a moved block follow it. */
  since(index: number): Mapping {
    return this.#mapping.slice(index + 1);
  }
  /** The same for a step, which follows a block only if all of it is inside. @returns also the moves that it followed */
  stepSince(index: number, step: Step): { mapping: Mapping; followed: ReadonlySet<StepMap> } {
    const followed = new Set<StepMap>();
    const range = rangeOf(step);
    const mapping = new Mapping();
    for (const i of this.#list.keys()) {
      const isInside =
        i > index + 1 && this.isMove(i) && isWithinBlock(range, mapping.slice(index + 1, i - 1), this.at(i - 1));
      if (isInside) followed.add((this.#list[i] as Item).map);
      this.#append(mapping, i, isInside);
    }
    return { mapping: mapping.slice(index + 1), followed };
  }
  /** Where content is in the present document that others inserted after `index`; `followed`: moves that insert nothing new. */
  ofOthers(index: number, doc: Node, followed: ReadonlySet<StepMap>): WordRange[] {
    const found: WordRange[] = [];
    let ranges: WordRange[] = []; // of neighbouring changes
    for (let i = index + 1; i < this.length; i++) {
      const { map } = this.#list[i] as Item;
      if (!foreign.has(map) || followed.has(map) || this.isMove(i + 1)) continue;
      ranges = merged([...mappedRanges(ranges, map), ...insertedBy(map)]);
      const next = this.at(i + 1);
      if (next && foreign.has(next.map) && !this.isMove(i + 2)) continue;
      found.push(...mappedRanges(ranges, this.since(i)));
      ranges = [];
    }
    return merged(found.filter((range) => holdsContent(doc, range)));
  }
}

const mappedRanges = (ranges: readonly WordRange[], way: Mappable): WordRange[] =>
  ranges.map(({ from, to }) => ({ from: way.map(from, 1), to: way.map(to, -1) })).filter(({ from, to }) => to > from);

/** Whether a range is inside the block that a move deletes. An empty range at its edge is outside. */
function isWithinBlock(range: WordRange | null, before: Mapping, deletion: Item | undefined): boolean {
  if (!range || !deletion) return false;
  const block = deletedBy(deletion.map);
  const [from, to] = [before.map(range.from, 1), before.map(range.to, -1)];
  return range.from === range.to ? block.from < from && from < block.to : block.from <= from && to <= block.to;
}

/** The parts of a range outside of others. */
function without({ from, to }: WordRange, others: readonly WordRange[]): WordRange[] {
  const inside = others.filter((other) => other.from < to && other.to > from);
  const ends = [from, ...inside.flatMap((other) => [other.from, other.to]), to];
  return ends.flatMap((start, i) => {
    const end = ends[i + 1];
    return i % 2 === 0 && end !== undefined && end > start ? [{ from: start, to: end }] : [];
  });
}

/** Reverts the newest event of a branch. */
class Reverting {
  readonly tr: Transaction;
  readonly #changes: Changes;
  readonly #before: Item[] = [];
  readonly #after: Item[] = [];
  readonly #branch: Branch;
  readonly #start: number;

  constructor({ tr }: EditorState, branch: Branch) {
    this.tr = tr;
    this.#branch = branch;
    let start = branch.items.length - 1;
    while (start > 0 && !branch.items.get(start).selection) start--;
    this.#start = start;
    const items: Item[] = [];
    for (let i = start; i < branch.items.length; i++) items.push(branch.items.get(i));
    this.#changes = new Changes(items);
  }
  /** @returns the branch without the event */
  run(): Branch {
    for (let i = this.#changes.length - 1; i >= 0; i--) {
      const item = this.#changes.at(i) as Item;
      const deletion = this.#changes.isMove(i) ? this.#changes.at(i - 1) : undefined;
      this.#before.push(item.step ? { map: item.map } : item);
      if (item.step && deletion?.step) {
        this.#before.push({ map: deletion.map });
        this.#move(item.step, deletion.step, i);
        i--;
      } else if (item.step) this.#change(item.step, i);
    }
    const branch = this.#branch;
    const items = branch.items.slice(0, this.#start).append([...this.#before.toReversed(), ...this.#after]);
    return withItems(branch, items, branch.eventCount - 1);
  }
  /** The selection before the event. */
  get selection(): Selection {
    const before = this.#branch.items.get(this.#start).selection as SelectionBookmark;
    return before.map(this.#changes.since(-1)).resolve(this.tr.doc);
  }
  #note(...items: readonly Item[]): void {
    this.#changes.add(...items);
    this.#after.push(...items);
  }
  /** Reverts a change in the place where its block is now, and leaves what others wrote into it. */
  #change(step: Step, index: number): void {
    const { mapping, followed } = this.#changes.stepSince(index, step);
    const moved = step.map(mapping);
    if (!moved) return;
    const others = this.#changes.ofOthers(index, this.tr.doc, followed);
    let isMixed = false;
    moved.getMap().forEach((from, to) => {
      isMixed ||= others.some((other) => other.from < to && other.to > from);
    });
    if (!isMixed) {
      if (this.tr.maybeStep(moved).failed) return;
      this.#note({ map: this.tr.mapping.maps.at(-1) as StepMap, mirrorOffset: this.#changes.length - index });
    } else if (moved instanceof ReplaceStep) {
      for (const [i, { from, to }] of [...without(moved, others).entries()].toReversed()) {
        const part = replaceStep(this.tr.doc, from, to, i === 0 ? moved.slice : undefined);
        if (part && !this.tr.maybeStep(part).failed) this.#note({ map: this.tr.mapping.maps.at(-1) as StepMap });
      }
    }
  }
  /** Moves blocks back as they are now, unless somebody else moved or deleted them. */
  #move(back: Step, insertion: Step, index: number): void {
    const { mapping, followed } = this.#changes.stepSince(index, back);
    if ([...followed].some((map) => foreign.has(map))) return;
    const deletion = back.map(mapping);
    const place = insertion.map(this.#changes.stepSince(index - 1, insertion).mapping);
    if (!(deletion instanceof ReplaceStep) || !(place instanceof ReplaceStep)) return;
    const blocks = this.tr.doc.slice(deletion.from, deletion.to);
    const at = deletion.getMap().map(place.from, 1);
    const put = new ReplaceStep(at, at, blocks);
    const { doc } = deletion.apply(this.tr.doc);
    if (!doc || put.apply(doc).failed) return;
    this.tr.step(deletion).step(put);
    const [out, into] = this.tr.mapping.maps.slice(-2);
    if (!out || !into) return;
    moves.set(into, out);
    this.#note({ map: out }, { map: into });
  }
}

type Branches = { done: Branch; undone: Branch; prevTime: number };

/** Takes the newest event back, or repeats it: the transaction, and the state of prosemirror-history after it; null if there is none. */
export function revert(state: EditorState, { done, undone }: Branches, redo: boolean, options: unknown) {
  const branch = redo ? undone : done;
  if (branch.eventCount === 0) return null;
  const reverting = new Reverting(state, branch);
  const remaining = reverting.run();
  const { tr, selection } = reverting;
  const added = (redo ? done : undone).addTransform(tr, state.selection.getBookmark(), options, true);
  tr.setSelection(selection);
  const next = { done: redo ? added : remaining, undone: redo ? remaining : added };
  return { tr, next: { ...next, prevRanges: null, prevTime: 0, prevComposition: -1 } };
}
