import { type Node, Slice } from "@tiptap/pm/model";
import { type Step, Transform } from "@tiptap/pm/transform";
import { keyOf, zoneRank } from "./compare.ts";
import { alignWords, CompareBudget } from "./compare-text.ts";
import { FieldStep } from "./field-step.ts";
import { type StoryFields, scalarFields, setFields } from "./fields.ts";
import { stayingPairs } from "./sequence.ts";
import { setStepsTo } from "./steps.ts";

/**
 * The steps that make `current` say what `target` says: fields one by one, blocks by id, and within a paragraph only the
 * words that differ. So that comments, carets and the unsent work of others find their places again wherever the words
 * around them stay. Applying them to `current` gives `target`.
 */
export function stepsTo(current: Node, target: Node): Step[] {
  const transform = new Transform(current);
  for (const field of scalarFields) {
    const [before, after] = [current.attrs[field], target.attrs[field]] as StoryFields[typeof field][];
    if (before !== undefined && after !== undefined && before !== after)
      transform.step(new FieldStep(null, field, before, after));
  }
  for (const field of setFields)
    for (const step of setStepsTo(current, field, target.attrs[field] as string[])) transform.step(step);
  restoreBlocks(transform, current.children, target.children);
  return transform.steps;
}

/** Puts in first and takes out last, for a story always has a block; each zone before the one that comes after it. */
function restoreBlocks(transform: Transform, current: readonly Node[], target: readonly Node[]): void {
  const places = new Map(current.map((node, index) => [keyOf(node), index]));
  const common = target.map((node) => places.get(keyOf(node))).filter((index) => index !== undefined);
  const staying = new Set(stayingPairs(common).map((at) => common[at]));
  const stays = (node: Node | undefined) => node !== undefined && staying.has(places.get(keyOf(node)));
  const gone: { from: number; to: number }[] = [];
  const budget = new CompareBudget();
  let [pos, c, t] = [0, 0, 0];
  while (c < current.length || t < target.length) {
    const [now, wanted] = [current[c], target[t]];
    const isNew = wanted !== undefined && !stays(wanted);
    const isGone = now !== undefined && !stays(now);
    if (wanted && isNew && !(now && isGone && zoneRank(now) < zoneRank(wanted))) {
      transform.insert(pos, wanted);
      pos += wanted.nodeSize;
      t++;
    } else if (now && isGone) {
      gone.push({ from: pos, to: pos + now.nodeSize });
      pos += now.nodeSize;
      c++;
    } else if (now && wanted) {
      restoreBlock(transform, pos, now, wanted, budget);
      pos += wanted.nodeSize;
      c++;
      t++;
    } else break;
  }
  for (const { from, to } of gone.reverse()) transform.delete(from, to);
}

/** Makes the block at `pos` the one wanted, from the smallest part that differs. */
export function restoreBlock(
  transform: Transform,
  pos: number,
  now: Node,
  wanted: Node,
  budget = new CompareBudget(),
): void {
  if (now.eq(wanted)) return;
  if (!now.sameMarkup(wanted)) {
    transform.replaceWith(pos, pos + now.nodeSize, wanted);
    return;
  }
  if (now.isTextblock) {
    restoreWords(transform, pos + 1, now, wanted, budget);
    return;
  }
  const children = now.children;
  const matches =
    children.length === wanted.childCount && children.every((child, index) => child.sameMarkup(wanted.child(index)));
  if (!matches) {
    const start = now.content.findDiffStart(wanted.content) ?? 0;
    const end = now.content.findDiffEnd(wanted.content);
    if (start === null || !end) return;
    // If a text is repeated, the two ends may overlap.
    const overlap = Math.max(0, start - Math.min(end.a, end.b));
    const inside =
      transform.doc.resolve(pos + 1 + start).parent === transform.doc.resolve(pos + 1 + end.a + overlap).parent;
    const slice = wanted.slice(start, end.b + overlap);
    if (inside && slice.openStart === 0 && slice.openEnd === 0)
      transform.replace(pos + 1 + start, pos + 1 + end.a + overlap, slice);
    else transform.replace(pos + 1, pos + now.nodeSize - 1, new Slice(wanted.content, 0, 0));
    return;
  }
  let at = pos + 1;
  children.forEach((child, index) => {
    restoreBlock(transform, at, child, wanted.child(index), budget);
    at += wanted.child(index).nodeSize;
  });
}

/** Word by word, from the end, so that earlier positions stay true. */
function restoreWords(transform: Transform, start: number, now: Node, wanted: Node, budget: CompareBudget): void {
  const aligned = alignWords(now, wanted, budget);
  let [from, to] = [now.content.size, wanted.content.size];
  for (const { kind, before, after } of aligned.toReversed()) {
    const [oldFrom, newFrom] = [before[0]?.from ?? from, after[0]?.from ?? to];
    const isSame = kind === "same" && now.cut(oldFrom, from).content.eq(wanted.cut(newFrom, to).content);
    if (!isSame) transform.replace(start + oldFrom, start + from, wanted.slice(newFrom, to));
    [from, to] = [oldFrom, newFrom];
  }
}
