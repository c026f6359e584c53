// Decides where this tab's text goes when others write in the same position.
//
// Text that a person types directly after their own words stays directly after them. Everything else (the first letter in a
// new position, a paragraph break, the caret) stays before what its author saw to the right, but on the line where the author
// saw it: a break that somebody else inserts there comes after it. Text typed in place of words that were just deleted stays
// in their position: after what others wrote before them, before what others wrote after them.
//
// So nobody splits words that they could not see. People write from left to right: a gap directly after one's own letter is
// never inside another person's words, and an existing letter never continues words that arrive later. A break gives way to
// others' words, because it would move them into the next paragraph.
import type { Node } from "@tiptap/pm/model";
import { type Mapping, ReplaceAroundStep, ReplaceStep, type Step } from "@tiptap/pm/transform";

export type WordRange = { from: number; to: number };

const isNotEmpty = ({ from, to }: WordRange): boolean => to > from;

/** The ranges that our own steps inserted, in coordinates of the last tracked step. The newest range is the last one. */
export class OwnWords {
  #ranges: readonly WordRange[];
  constructor(ranges: readonly WordRange[]) {
    this.#ranges = ranges;
  }
  get ranges(): readonly WordRange[] {
    return this.#ranges;
  }
  inside(from: number, to: number): WordRange[] {
    return this.#ranges
      .map((range) => ({ from: Math.max(from, range.from), to: Math.min(to, range.to) }))
      .filter(isNotEmpty);
  }
  /** Whether the text directly before `pos` is ours. */
  isLeftOf(pos: number): boolean {
    return this.#ranges.some(({ from, to }) => from < pos && pos <= to);
  }
  #moved(step: Step): WordRange[] {
    const map = step.getMap();
    return this.#ranges.map(({ from, to }) => ({ from: map.map(from, 1), to: map.map(to, -1) })).filter(isNotEmpty);
  }
  /** Tracks a step of our own. */
  follow(step: Step): void {
    let ranges = this.#moved(step);
    step.getMap().forEach((_oldStart, _oldEnd, from, to) => {
      if (to === from) return;
      const touches = (range: WordRange): boolean => range.from <= to && range.to >= from;
      const parts = [...ranges.filter(touches), { from, to }];
      const whole = {
        from: Math.min(...parts.map((part) => part.from)),
        to: Math.max(...parts.map((part) => part.to)),
      };
      ranges = [...ranges.filter((range) => !touches(range)), whole];
    });
    this.#ranges = ranges;
  }
  /** Tracks a step of somebody else, or an inverted one of ours: what it inserts splits our ranges. */
  followForeign(step: Step): void {
    let ranges = this.#moved(step);
    step.getMap().forEach((_oldStart, _oldEnd, from, to) => {
      ranges = ranges.flatMap((range) =>
        range.from < from && to < range.to
          ? [
              { from: range.from, to: from },
              { from: to, to: range.to },
            ]
          : [range],
      );
    });
    this.#ranges = ranges;
  }
}

/** The mapping from a document with our steps to one with theirs and ours; it consists of `undone`, our inverted steps, `theirs`, and ours again. */
export type Way = { mapping: Mapping; undone: Mapping; theirs: Mapping };

/** Maps a position: `pos` in the document with our steps, `doc` the one after `mapping`. */
export function movedPlace(pos: number, isBehindOwn: boolean, { mapping, undone, theirs }: Way, doc: Node): number {
  const left = mapping.map(pos, -1);
  if (isBehindOwn) return left;
  // The end of the words that we deleted there, where others left them.
  const end = undone.map(pos, 1);
  const { pos: endAfterTheirs, deletedBefore } = theirs.mapResult(end, -1);
  const isInsteadOfWords = end > undone.map(pos, -1) && !deletedBefore;
  const right = isInsteadOfWords ? mapping.slice(theirs.to).map(endAfterTheirs, -1) : mapping.map(pos, 1);
  return onSameLine(doc, left, right);
}

/** `right`, or the end of the line that contains `left` if that comes first. */
function onSameLine(doc: Node, left: number, right: number): number {
  if (right <= left || left > doc.content.size) return right;
  const $left = doc.resolve(left);
  if (!$left.parent.isTextblock) return right;
  let end = Math.min(right, $left.end());
  doc.nodesBetween(left, end, (node, pos) => {
    if (node.type.name === "hardBreak") end = Math.min(end, pos);
  });
  return end;
}

/** Whether a step inserts only text and marks, and no line or paragraph break. */
function isWithinLine({ slice }: ReplaceStep | ReplaceAroundStep): boolean {
  let found = slice.openStart === 0 && slice.openEnd === 0;
  slice.content.forEach((node) => {
    found &&= node.isInline && node.type.name !== "hardBreak";
  });
  return found;
}

/** Our insertion mapped over theirs; null if its position was deleted. `own` as before the step. */
export function movedInsertion(step: ReplaceStep, own: OwnWords, way: Way, doc: Node): ReplaceStep | null {
  const moved = step.map(way.mapping);
  if (!(moved instanceof ReplaceStep)) return null;
  const at = isWithinLine(step)
    ? movedPlace(step.from, own.isLeftOf(step.from), way, doc)
    : onSameLine(doc, way.mapping.map(step.from, -1), moved.from);
  return at === moved.from && at === moved.to ? moved : new ReplaceStep(at, at, step.slice, isStructure(step));
}

/** Maps an undo that restores words on both sides of others' words: those after them go after what follows, too. */
export function movedAround(step: ReplaceAroundStep, way: Way, doc: Node): Step | null {
  const moved = step.map(way.mapping);
  const putsBehind = step.to === step.gapTo && step.insert < step.slice.size && isWithinLine(step);
  if (!(moved instanceof ReplaceAroundStep) || !putsBehind) return moved;
  const to = movedPlace(step.to, false, way, doc);
  return new ReplaceAroundStep(moved.from, to, moved.gapFrom, to, moved.slice, moved.insert);
}

/** Internal to prosemirror-transform: such a step only splits or joins and deletes no text. */
export const isStructure = (step: ReplaceStep): boolean => (step as unknown as { structure: boolean }).structure;
