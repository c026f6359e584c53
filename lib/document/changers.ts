// Who made the changes that readers do not have yet, from the steps since a text that they had.
import type { Node } from "@tiptap/pm/model";
import type { Step } from "@tiptap/pm/transform";
import { type BlockChange, keyOf } from "./compare.ts";
import type { FieldChange } from "./compare-fields.ts";
import { changeKey } from "./partial.ts";
import { rejectAll } from "./suggestions.ts";

/** A person's id; null: Galley itself. */
export type Changer = string | null;

/** The key of the block before this one; "" before the first. */
const precedingKey = (doc: Node, index: number): string => (index === 0 ? "" : keyOf(doc.child(index - 1)));

/** Suggestions inside a block change nothing that readers would get. */
const isSameForReaders = (one: Node, other: Node): boolean =>
  one === other || one.eq(other) || (one.sameMarkup(other) && rejectAll(one).eq(rejectAll(other)));

/**
 * Follows the log and notes for each block and field who changed it. Where one becomes again what readers have, nobody has
 * changed it.
 */
export class Changers {
  #doc: Node;
  readonly #published: Node;
  readonly #publishedBlocks: ReadonlyMap<string, Node>;
  readonly #publishedOrder: ReadonlyMap<string, string>;
  readonly #people = new Map<string, Set<Changer>>();
  /** People who moved any block. */
  readonly #movers = new Set<Changer>();

  /** @param start the text before the first step; `published`: the one that readers have */
  constructor(start: Node, published: Node) {
    this.#doc = start;
    this.#published = published;
    this.#publishedBlocks = new Map(published.children.map((node) => [keyOf(node), node]));
    this.#publishedOrder = new Map(
      published.children.map((node, index) => [keyOf(node), precedingKey(published, index)]),
    );
  }

  get doc(): Node {
    return this.#doc;
  }

  /** @throws RangeError when the step does not fit */
  follow(step: Step, person: Changer): void {
    const before = this.#doc;
    const { doc: after } = step.apply(before);
    if (!after) throw new RangeError("A step of the log does not fit the text before it");
    this.#doc = after;
    if (before.attrs !== after.attrs) this.#noteFields(before, after, person);
    this.#noteBlocks(before, after, person);
  }

  /** Empty where nobody is known. */
  of(change: BlockChange | FieldChange): Changer[] {
    const people = this.#people.get(changeKey(change));
    if (people?.size) return [...people];
    return "kind" in change && change.kind === "moved" ? [...this.#movers] : [];
  }

  #note(key: string, person: Changer): void {
    const people = this.#people.get(key) ?? new Set();
    this.#people.set(key, people.add(person));
  }

  #noteFields(before: Node, after: Node, person: Changer): void {
    const same = (a: unknown, b: unknown) => a === b || (Array.isArray(a) && JSON.stringify(a) === JSON.stringify(b));
    for (const [name, value] of Object.entries(after.attrs)) {
      if (same(before.attrs[name], value)) continue;
      if (same(this.#published.attrs[name], value)) this.#people.delete(`field ${name}`);
      else this.#note(`field ${name}`, person);
    }
  }

  #noteBlocks(before: Node, after: Node, person: Changer): void {
    const [old, now] = [before.children, after.children];
    let [head, tail] = [0, 0];
    const shorter = Math.min(old.length, now.length);
    while (head < shorter && old[head] === now[head]) head++;
    while (tail < shorter - head && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail++;
    const was = new Map(old.slice(head, old.length - tail).map((node) => [keyOf(node), node]));
    const is = new Map(now.slice(head, now.length - tail).map((node) => [keyOf(node), node]));
    const common = [...was.keys()].filter((key) => is.has(key));
    const hasOtherOrder = [...is.keys()].filter((key) => was.has(key)).some((key, index) => key !== common[index]);
    if (hasOtherOrder || was.size !== common.length || is.size !== common.length) this.#movers.add(person);
    for (const key of was.keys()) if (!is.has(key)) this.#note(key, person);
    for (let index = head; index < now.length - tail; index++) {
      const node = after.child(index);
      const key = keyOf(node);
      const former = was.get(key);
      if (former && !hasOtherOrder && isSameForReaders(former, node)) continue;
      const published = this.#publishedBlocks.get(key);
      const follows = precedingKey(after, index) === this.#publishedOrder.get(key);
      const isBack = published && follows && isSameForReaders(published, node);
      if (isBack) this.#people.delete(key);
      else this.#note(key, person);
    }
  }
}
