import type { Node } from "@tiptap/pm/model";
import type { Transaction } from "@tiptap/pm/state";
import type { ReplaceStep } from "@tiptap/pm/transform";
import { isCaptioned } from "#lib/document/nodes.ts";
import type { WordRange } from "./own-words.ts";

/** Whether a range has text or pictures. */
export const holdsContent = (doc: Node, { from, to }: WordRange): boolean => {
  let found = false;
  doc.nodesBetween(from, to, (node) => {
    found ||= node.isText || node.isAtom || isCaptioned(node);
    return !found;
  });
  return found;
};

/** What others inserted, in coordinates of the growing transform; only ranges with text or pictures. */
export class ForeignWords {
  #ranges: WordRange[] = [];
  note(tr: Transaction, index: number): void {
    this.follow(tr, index);
    tr.mapping.maps[index]?.forEach((_oldStart, _oldEnd, from, to) => {
      if (to > from && holdsContent(tr.doc, { from, to })) this.#ranges.push({ from, to });
    });
  }
  /** Maps all ranges through the step at `index`. */
  follow(tr: Transaction, index: number): void {
    const map = tr.mapping.maps[index];
    if (!map) return;
    this.#ranges = this.#ranges
      .map(({ from, to }) => ({ from: map.map(from, 1), to: map.map(to, -1) }))
      .filter(({ from, to }) => to > from);
  }
  /** A move of blocks inserts nothing new; ranges `inside` them move along. */
  move(tr: Transaction, index: number, inside: readonly WordRange[], deletion: ReplaceStep, to: ReplaceStep): void {
    this.follow(tr, index);
    const shift = to.from - deletion.from;
    this.#ranges.push(...inside.map((range) => ({ from: range.from + shift, to: range.to + shift })));
  }
  /** Keeps ranges disjoint and sorted: an insertion into an earlier insertion is merged with it. */
  inside(from: number, to: number): WordRange[] {
    return merged(
      this.#ranges
        .map((range) => ({ from: Math.max(from, range.from), to: Math.min(to, range.to) }))
        .filter((range) => range.to > range.from),
    );
  }
}

export function merged(ranges: WordRange[]): WordRange[] {
  const out: WordRange[] = [];
  for (const range of ranges.sort((a, b) => a.from - b.from)) {
    const last = out.at(-1);
    if (last && range.from <= last.to) last.to = Math.max(last.to, range.to);
    else out.push({ ...range });
  }
  return out;
}
