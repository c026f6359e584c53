// The preceding block under a verdict, as `settle` in lib/document/suggestions.ts determines it: a suggested border refers to
// the nearest block that stays.
import type { Mark, Node } from "@tiptap/pm/model";
import { borderOf } from "./proposal.ts";
import { keyOf } from "./tokens.ts";

type Sight = { drops: "insertion" | "deletion"; joins: "split" | "join" };
export const rejected: Sight = { drops: "insertion", joins: "split" };
export const accepted: Sight = { drops: "deletion", joins: "join" };

export class View {
  readonly #sight: Sight;
  /** The ids that are one block with the last one that stays; none after something that cannot be joined. */
  #one = new Set<string>();
  #last: string | null = null;

  constructor(sight: Sight) {
    this.#sight = sight;
  }

  /** The block to which a border may be suggested here, or null. */
  get last(): string | null {
    return this.#last;
  }
  isOneWith(key: string): boolean {
    return this.#one.has(key);
  }
  drops(marks: readonly Mark[]): boolean {
    return marks.some(({ type }) => type.name === this.#sight.drops);
  }
  /** Whether the verdict joins a block with the preceding one. */
  joins(node: Node): boolean {
    const to: unknown = borderOf(node, this.#sight.joins)?.attrs.previousValue;
    return typeof to === "string" && this.#one.has(to);
  }

  /** Passes a block. `joinable`: a text block, or a list item. */
  pass(node: Node, key: string, joinable: boolean): void {
    if (this.drops(node.marks)) return;
    if (joinable && this.joins(node)) {
      this.#one.add(key);
      return;
    }
    this.#one = new Set(joinable ? [key] : []);
    this.#last = joinable ? key : null;
  }
  passAll(children: readonly Node[]): void {
    for (const child of children) {
      const joinable = child.type.name === "listItem" || (child.isTextblock && typeof child.attrs.id === "string");
      this.pass(child, keyOf(child), joinable);
    }
  }
}
