// Removes characters that cannot be stored from a change before it is applied, however it was made.
import { Fragment, type Node, Slice } from "@tiptap/pm/model";
import { type EditorState, Selection, TextSelection, type Transaction } from "@tiptap/pm/state";
import { ReplaceAroundStep, ReplaceStep, type Step, StepMap } from "@tiptap/pm/transform";
import { isStorable, storable } from "#lib/document/characters.ts";
import { isReceived } from "../saving/collab.ts";

const isClean = (fragment: Fragment): boolean => {
  let clean = true;
  fragment.descendants((node) => {
    clean &&= !node.isText || isStorable(node.text ?? "");
    return clean;
  });
  return clean;
};

/** The part of a text that can be stored. A lone surrogate is dropped. */
const cleanText = (text: string): string => storable(text.replace(/\p{Surrogate}/gu, ""));

type Range = { from: number; to: number };

/** The slice without characters that cannot be stored, and the dropped ranges as offsets into the slice. */
function cleanContent(content: Fragment, offset: number, dropped: Range[]): Fragment {
  const nodes: Node[] = [];
  content.forEach((node, at) => {
    const from = offset + at;
    if (!node.isText) {
      nodes.push(node.isLeaf ? node : node.copy(cleanContent(node.content, from + 1, dropped)));
      return;
    }
    const text = node.text ?? "";
    const kept = cleanText(text);
    if (kept === text) {
      nodes.push(node);
      return;
    }
    let place = from;
    for (const character of text) {
      if (cleanText(character) === "") dropped.push({ from: place, to: place + character.length });
      place += character.length;
    }
    if (kept !== "") nodes.push(node.type.schema.text(kept, node.marks));
  });
  return Fragment.fromArray(nodes);
}

function cleanStep(step: Step): { step: Step; dropped: Range[] } {
  if (!(step instanceof ReplaceStep || step instanceof ReplaceAroundStep) || isClean(step.slice.content))
    return { step, dropped: [] };
  const inSlice: Range[] = [];
  const { slice, from, to } = step;
  const clean = new Slice(cleanContent(slice.content, -slice.openStart, inSlice), slice.openStart, slice.openEnd);
  if (step instanceof ReplaceAroundStep) {
    const before = inSlice
      .filter((range) => range.to <= step.insert)
      .reduce((sum, { from: a, to: b }) => sum + b - a, 0);
    const gap = step.gapTo - step.gapFrom;
    return {
      step: new ReplaceAroundStep(from, to, step.gapFrom, step.gapTo, clean, step.insert - before),
      dropped: inSlice.map((range) => {
        const shift = from + (range.from >= step.insert ? gap : 0);
        return { from: range.from + shift, to: range.to + shift };
      }),
    };
  }
  return {
    step: new ReplaceStep(from, to, clean),
    dropped: inSlice.map((range) => ({ from: from + range.from, to: from + range.to })),
  };
}

const holds = (tr: Transaction): boolean =>
  tr.steps.some(
    (step) => (step instanceof ReplaceStep || step instanceof ReplaceAroundStep) && !isClean(step.slice.content),
  );

/** One map for the deletion of sorted, disjoint ranges. */
const withoutRanges = (ranges: readonly Range[]): StepMap =>
  new StepMap([...ranges].sort((a, b) => a.from - b.from).flatMap(({ from, to }) => [from, to - from, 0]));

/** Whether a change inserts only characters that cannot be stored. Such a change must not delete the selection. */
function bringsNothing(tr: Transaction): boolean {
  const [only, more] = tr.steps;
  return more === undefined && only instanceof ReplaceStep && cleanContent(only.slice.content, 0, []).size === 0;
}

/**
 * Returns the change without characters that cannot be stored, or the same transaction if it holds none. Returns null if
 * nothing remains.
 */
export function cleanChange(state: EditorState, tr: Transaction): Transaction | null {
  if (!tr.docChanged || isReceived(tr) || !holds(tr)) return tr;
  if (bringsNothing(tr)) return null;
  const clean = state.tr;
  /** The dropped ranges, in coordinates of the original change. */
  let dropped: Range[] = [];
  for (const original of tr.steps) {
    const cleaned = cleanStep(original);
    const step = cleaned.step.map(withoutRanges(dropped));
    if (step && !isNothing(step)) clean.maybeStep(step);
    const map = original.getMap();
    dropped = dropped
      .map(({ from, to }) => ({ from: map.map(from, 1), to: map.map(to, -1) }))
      .filter(({ from, to }) => to > from)
      .concat(cleaned.dropped);
  }
  const back = withoutRanges(dropped);
  const { selection } = tr;
  const at = (pos: number) => clean.doc.resolve(Math.min(back.map(pos), clean.doc.content.size));
  clean.setSelection(
    selection instanceof TextSelection
      ? TextSelection.between(at(selection.anchor), at(selection.head))
      : Selection.near(at(selection.from)),
  );
  return dressed(clean, tr);
}

const isNothing = (step: Step): boolean =>
  step instanceof ReplaceStep && step.from === step.to && step.slice.size === 0;

/** The other metadata of the change, for example that it is a paste or an undo event of its own. */
function dressed(clean: Transaction, tr: Transaction): Transaction {
  const metaOf = (one: Transaction) => (one as unknown as { meta: Record<string, unknown> }).meta; // not in the types
  Object.assign(metaOf(clean), metaOf(tr));
  clean.setTime(tr.time);
  if (tr.storedMarksSet) clean.setStoredMarks(tr.storedMarks);
  return tr.scrolledIntoView ? clean.scrollIntoView() : clean;
}

/** The first half of a surrogate pair that an input method sent alone. The second half follows with the next input. */
export type Half = { text: string; pos: number };

const firstHalf = /[\ud800-\udbff]$/;
const secondHalf = /^[\udc00-\udfff]/;
const typedText = (tr: Transaction): { step: ReplaceStep; text: Node } | null => {
  const [step, more] = tr.steps;
  if (more !== undefined || !(step instanceof ReplaceStep) || step.slice.content.childCount !== 1) return null;
  const text = step.slice.content.firstChild;
  return text?.isText ? { step, text } : null;
};

/** The lone first half that cleaning removed from a change, or null. */
export function halfOf(tr: Transaction): Half | null {
  const typed = typedText(tr);
  const half = typed && firstHalf.exec(typed.text.text ?? "")?.[0];
  return half ? { text: half, pos: typed.step.from + typed.text.nodeSize - 1 } : null;
}

/** Returns the change with the stored first half put before the second half that it inserts. */
export function withHalf(state: EditorState, tr: Transaction, half: Half): Transaction {
  const typed = typedText(tr);
  if (!typed || typed.step.from !== half.pos || !secondHalf.test(typed.text.text ?? "")) return tr;
  const text = state.schema.text(half.text + typed.text.text, typed.text.marks);
  const whole = state.tr.replaceWith(typed.step.from, typed.step.to, text);
  whole.setSelection(TextSelection.create(whole.doc, typed.step.from + text.nodeSize));
  return dressed(whole, tr);
}
