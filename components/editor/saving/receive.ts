// Takes in what the server logged: confirms our own steps, and rebases what is unconfirmed over the steps of others.
import { Fragment, type Node, Slice } from "@tiptap/pm/model";
import { type EditorState, TextSelection, type Transaction } from "@tiptap/pm/state";
import { Mapping, ReplaceAroundStep, ReplaceStep, type Step } from "@tiptap/pm/transform";
import { isPicture } from "#lib/document/nodes.ts";
import { type CollabState, collabKey, collabOf, type Unconfirmed } from "./collab.ts";
import { inverse } from "./mark-sets.ts";
import {
  isStructure,
  movedAround,
  movedInsertion,
  movedPlace,
  OwnWords,
  type Way,
  type WordRange,
} from "./own-words.ts";

export type StepSender = { clientId: string; personId: string | null };

export type Received = {
  tr: Transaction;
  /** Our steps that found no place any more; what they wrote must not vanish. */
  lost: readonly Unconfirmed[];
  /** Words of ours, between words that others put in meanwhile, which our deletion meant to take; delete them next, last first. */
  leftover: readonly WordRange[];
};

const holdsContent = (doc: Node, { from, to }: WordRange): boolean => {
  let found = false;
  doc.nodesBetween(from, to, (node) => {
    found ||= node.isText || node.isAtom || isPicture(node);
    return !found;
  });
  return found;
};

/** What others put in, kept in the coordinates of the growing transform; only what holds words or pictures. */
class Foreign {
  #ranges: WordRange[] = [];
  note(tr: Transaction, index: number): void {
    this.follow(tr, index);
    tr.mapping.maps[index]?.forEach((_oldStart, _oldEnd, from, to) => {
      if (to > from && holdsContent(tr.doc, { from, to })) this.#ranges.push({ from, to });
    });
  }
  /** Moves all ranges along with the step at `index`. */
  follow(tr: Transaction, index: number): void {
    const map = tr.mapping.maps[index];
    if (!map) return;
    this.#ranges = this.#ranges
      .map(({ from, to }) => ({ from: map.map(from, 1), to: map.map(to, -1) }))
      .filter(({ from, to }) => to > from);
  }
  /** Apart from each other and in order: what was put into what others had put in before is one with it. */
  inside(from: number, to: number): WordRange[] {
    return merged(
      this.#ranges
        .map((range) => ({ from: Math.max(from, range.from), to: Math.min(to, range.to) }))
        .filter((range) => range.to > range.from),
    );
  }
}

/**
 * Says that the step at `redone` does again what the one at `inverse` took back. Not in the types, but what rebasing and
 * the history rest on. Ours may come back smaller than it was: a place in what is missing is then at its end, not past it.
 */
function mirror(mapping: Mapping, inverse: number, redone: number): void {
  (mapping as unknown as { setMirror(a: number, b: number): void }).setMirror(inverse, redone);
  const map = mapping.maps[redone];
  let end = 0;
  map?.forEach((_oldStart, _oldEnd, _newStart, newEnd) => {
    end = newEnd;
  });
  // Internal to prosemirror-transform, and the one place where a mirrored position is looked up.
  const recovering = map as unknown as { recover(value: number): number };
  const recover = recovering.recover.bind(map);
  recovering.recover = (value) => {
    const at = recover(value);
    return at <= end ? at : end; // not a number where there are fewer ranges than before
  };
}

/** `after` is the index of the step after which the range is true; `meant`: the words that the deletion took when it was made. */
type Leftover = WordRange & { after: number; meant: string };

/**
 * Redoes a replacement of ours without taking what its author could not see: the deletion goes around what others put in.
 * Answers whether a step was made. What lies between two insertions stays for now and is named in `leftover`.
 */
function replaceAround(
  tr: Transaction,
  step: ReplaceStep | ReplaceAroundStep,
  kept: readonly WordRange[],
  leftover: Leftover[],
  meant: string,
): boolean {
  const gap = { from: kept[0]?.from ?? step.from, to: kept.at(-1)?.to ?? step.to };
  if (step.slice.openStart === 0 && step.slice.openEnd === 0) {
    const around = new ReplaceAroundStep(step.from, step.to, gap.from, gap.to, step.slice, step.slice.size);
    const index = tr.steps.length;
    if (isWithin(takenBy(around, tr.doc), meant) && !tr.maybeStep(around).failed) {
      const map = around.getMap();
      for (let i = 1; i < kept.length; i++) {
        const from = map.map(kept[i - 1]?.to ?? 0, 1);
        const to = map.map(kept[i]?.from ?? 0, -1);
        if (to > from) leftover.push({ from, to, after: index, meant });
      }
      return true;
    }
  }
  // No way around (whole blocks of both are mixed): our deletion gives way, what we wrote instead of it goes in.
  return step.slice.size > 0 && !tr.maybeStep(new ReplaceStep(step.from, step.from, step.slice)).failed;
}

/** What a replacement of ours must go around. One that goes around something already has to do so with it, too. */
function keptInside(step: Step, foreign: Foreign): WordRange[] {
  if (step instanceof ReplaceStep) return foreign.inside(step.from, step.to);
  if (!(step instanceof ReplaceAroundStep) || step.insert !== step.slice.size) return [];
  const before = foreign.inside(step.from, step.gapFrom);
  const after = foreign.inside(step.gapTo, step.to);
  return before.length + after.length === 0 ? [] : [...before, { from: step.gapFrom, to: step.gapTo }, ...after];
}

/** The words in what a step takes away from a document. */
function takenBy(step: Step, doc: Node): string {
  let words = "";
  step.getMap().forEach((from, to) => {
    if (to > from) words += doc.textBetween(from, to);
  });
  return words;
}

/** Whether the words of `part` all stand in `whole`, in this order. */
function isWithin(part: string, whole: string): boolean {
  let at = 0;
  for (const sign of whole) if (at < part.length && part.startsWith(sign, at)) at += sign.length;
  return at >= part.length;
}

/** Whether a step of ours would take words that it did not take when it was made. It then gives way: words come first. */
function takesMore(moved: Step, doc: Node, mine: Unconfirmed): boolean {
  if (!(moved instanceof ReplaceStep || moved instanceof ReplaceAroundStep)) return false;
  const words = takenBy(moved, doc);
  return words !== "" && !isWithin(words, restoredBy(mine.inverted));
}
/** The words that undoing a step brings back. */
function restoredBy(inverted: Step): string {
  if (!(inverted instanceof ReplaceStep || inverted instanceof ReplaceAroundStep)) return "";
  return wordsIn(inverted.slice);
}
const wordsIn = ({ content }: Slice): string => content.textBetween(0, content.size);

/**
 * What a deletion of ours took when it was made (`words`, `whole`) and takes now that others deleted too: `taken`, and
 * as a slice in `rest` where it is in one piece.
 */
type Deletion = { origin: object; words: string; whole: Step; taken: string; rest: Slice | null; isWhole: boolean };

function deletionOf({ inverted, origin }: Unconfirmed, done: { step: Step; before: Node } | null): Deletion {
  const words = restoredBy(inverted);
  if (!done) return { origin, words, whole: inverted, taken: "", rest: Slice.empty, isWhole: false };
  const { step, before } = done;
  const rest = step instanceof ReplaceStep ? before.slice(step.from, step.to) : null;
  const taken = takenBy(step, before);
  const isWhole = rest && inverted instanceof ReplaceStep ? rest.eq(inverted.slice) : taken === words;
  return { origin, words, whole: inverted, taken, rest, isWhole };
}

/** A slice with only those of its words that are in `left`, in this order, in its own blocks; `at` is moved along. */
function withWords({ content, openStart, openEnd }: Slice, left: string, at: number): { slice: Slice; at: number } {
  let next = 0;
  let gone = 0;
  const keep = (whole: Fragment, start: number): Fragment => {
    const nodes: Node[] = [];
    whole.forEach((node, offset) => {
      if (!node.isText) {
        nodes.push(node.isLeaf ? node : node.copy(keep(node.content, start + offset + 1)));
        return;
      }
      let text = "";
      let place = start + offset;
      for (const sign of node.text ?? "") {
        if (left.startsWith(sign, next)) {
          text += sign;
          next += sign.length;
        } else if (place < at) gone += sign.length;
        place += sign.length;
      }
      if (text !== "") nodes.push(node.type.schema.text(text, node.marks));
    });
    return Fragment.from(nodes);
  };
  return { slice: new Slice(keep(content, 0), openStart, openEnd), at: at - gone };
}

/**
 * Our own undo of a deletion that found less to delete, or the other half of a move, brings back only that much: who
 * brings back what others took doubles it as soon as they undo as well. What is typed anew is never held back.
 */
function restoring(mine: Unconfirmed, step: Step | null, all: readonly Deletion[]): Step | null | "nothing" {
  if (!(step instanceof ReplaceStep || step instanceof ReplaceAroundStep) || step.slice.size === 0) return step;
  // By their words: what was split or renamed since is still the same text.
  const words = wordsIn(step.slice);
  const deletions = mine.restores ? all : all.filter(({ origin }) => origin === mine.origin);
  const known = deletions.findLast((one) => one.words === words && (words !== "" || bringsBack(one.whole, step.slice)));
  if (!known || known.isWhole) return step;
  if (step instanceof ReplaceStep) {
    const rest = known.rest ?? withWords(step.slice, known.taken, 0).slice;
    return rest.size === 0 && step.from === step.to ? "nothing" : new ReplaceStep(step.from, step.to, rest);
  }
  const { from, to, gapFrom, gapTo } = step;
  if (known.rest?.size === 0) return "nothing";
  const { slice, at } = withWords(step.slice, known.taken, step.insert);
  return new ReplaceAroundStep(from, to, gapFrom, gapTo, slice, at);
}
const bringsBack = (inverted: Step, slice: Slice): boolean =>
  inverted instanceof ReplaceStep && inverted.slice.eq(slice);

const lies = (step: Step, doc: Node): boolean =>
  !(step instanceof ReplaceStep || step instanceof ReplaceAroundStep) || step.to <= doc.content.size;

/**
 * A step of ours where it belongs after theirs; null when its place is gone. The end of a deletion can be lost with words
 * that somebody else deleted, and then it would spare words of our own which it took: it reaches as far as those do.
 */
function mapped(step: Step, way: Way, own: OwnWords, doc: Node): Step | null {
  if (step instanceof ReplaceStep && step.from === step.to) return movedInsertion(step, own, way, doc);
  if (step instanceof ReplaceAroundStep) return movedAround(step, way, doc);
  const { mapping } = way;
  const moved = step.map(mapping);
  if (!(step instanceof ReplaceStep) || (moved !== null && !(moved instanceof ReplaceStep))) return moved;
  const ours = own
    .inside(step.from, step.to)
    .map((range) => ({ from: mapping.map(range.from, 1), to: mapping.map(range.to, -1) }))
    .filter((range) => range.to > range.from);
  if (ours.length === 0 || isStructure(step)) return moved;
  const from = Math.min(...ours.map((range) => range.from), moved?.from ?? Number.POSITIVE_INFINITY);
  const to = Math.max(...ours.map((range) => range.to), moved?.to ?? 0);
  return moved?.from === from && moved.to === to ? moved : new ReplaceStep(from, to, step.slice);
}

/** From the document with the first `done` of our steps to the end of the transform; of ours there are `count`. */
const wayOf = ({ mapping }: Transaction, done: number, count: number, theirs: readonly Step[]): Way => ({
  mapping: mapping.slice(count - done),
  undone: mapping.slice(count - done, count),
  theirs: mapping.slice(count, count + theirs.length),
});

/**
 * Takes our steps back, does theirs, and does ours again, all but the first `superseded`. The transform then has the form
 * that prosemirror-history expects of a rebase: n inverted steps, theirs, and for each of ours that was redone one step
 * that mirrors its inverse. `own`: our words in what the server has, moved along with ours.
 */
function rebase(
  tr: Transaction,
  ours: readonly Unconfirmed[],
  theirs: readonly Step[],
  superseded: number,
  own: OwnWords,
) {
  const foreign = new Foreign();
  const lost: Unconfirmed[] = [];
  const redone: Unconfirmed[] = [];
  const leftover: Leftover[] = [];
  for (const { inverted } of ours.toReversed()) tr.step(inverted);
  for (const step of theirs) {
    tr.step(step);
    foreign.note(tr, tr.steps.length - 1);
  }
  const deletions: Deletion[] = [];
  /** Answers whether a step of ours was done again. */
  const redo = (mine: Unconfirmed, i: number): boolean => {
    if (i < superseded) return false;
    const place = mapped(mine.step, wayOf(tr, i, ours.length, theirs), own, tr.doc);
    const moved = restoring(mine, place, deletions);
    if (moved === "nothing") return false;
    const index = tr.steps.length;
    const kept = moved ? keptInside(moved, foreign) : [];
    const done =
      moved !== null &&
      lies(moved, tr.doc) &&
      (kept.length > 0 && (moved instanceof ReplaceStep || moved instanceof ReplaceAroundStep)
        ? replaceAround(tr, moved, kept, leftover, restoredBy(mine.inverted))
        : !takesMore(moved, tr.doc, mine) && !tr.maybeStep(moved).failed);
    const step = tr.steps[index];
    const before = tr.docs[index];
    if (!done || !step || !before) {
      deletions.push(deletionOf(mine, null));
      lost.push(mine);
      return false;
    }
    mirror(tr.mapping, ours.length - i - 1, index);
    foreign.follow(tr, index);
    const inverted = inverse(step, before);
    deletions.push(deletionOf(mine, { step, before }));
    redone.push({ ...mine, step, inverted });
    return true;
  };
  for (const [i, mine] of ours.entries()) {
    if (redo(mine, i)) own.follow(mine.step);
    else own.followForeign(mine.step);
  }
  const now = leftover.map(({ from, to, after, meant }) => {
    const rest = tr.mapping.slice(after + 1);
    return { from: rest.map(from, 1), to: rest.map(to, -1), meant };
  });
  // What was written there since stays, and with it what stands around it.
  const isMeant = ({ from, to, meant }: (typeof now)[number]) =>
    to > from && isWithin(tr.doc.textBetween(from, to), meant);
  return { redone, lost, leftover: merged(now.filter(isMeant)) };
}

/** How many ranges of our own words are remembered, the newest. */
const maxWritten = 20;

const isSame = (a: Step, b: Step): boolean => a === b || JSON.stringify(a.toJSON()) === JSON.stringify(b.toJSON());

/**
 * Takes the next steps of the log, as many as form one move: our own that the server confirms, then those of others up to
 * the next of our own. Call it until `taken` adds up. Our own steps come back changed only where this tab's memory is
 * older than what it sent (a recovered one may be); the server's form then replaces ours.
 * @param senders by whom and from which tab each step is; both must be ours, for a tab's id is no secret among colleagues
 */
export function receive(
  state: EditorState,
  steps: readonly Step[],
  senders: readonly StepSender[],
  me: StepSender,
): Received & { taken: number } {
  const { version, unconfirmed, written } = collabOf(state);
  const isOurs = (i: number): boolean => senders[i]?.clientId === me.clientId && senders[i]?.personId === me.personId;
  let confirmed = 0;
  while (confirmed < unconfirmed.length && confirmed < steps.length && isOurs(confirmed)) {
    const sent = unconfirmed[confirmed];
    const stored = steps[confirmed];
    if (!sent || !stored || !isSame(sent.step, stored)) break;
    confirmed++;
  }
  const ours = unconfirmed.slice(confirmed);
  const superseded = confirmed < steps.length && isOurs(confirmed) && ours.length > 0 ? 1 : 0;
  let end = confirmed + (confirmed < steps.length ? 1 : 0);
  while (superseded === 0 && end < steps.length && !isOurs(end)) end++;
  const theirs = steps.slice(confirmed, end);

  const tr = state.tr.setMeta("addToHistory", false);
  const stored = new OwnWords(written);
  for (const step of steps.slice(0, confirmed)) stored.follow(step);
  const own = new OwnWords(stored.ranges);
  const { redone, lost, leftover } =
    theirs.length > 0 ? rebase(tr, ours, theirs, superseded, own) : { redone: ours, lost: [], leftover: [] };
  for (const step of theirs) {
    if (superseded > 0) stored.follow(step);
    else stored.followForeign(step);
  }
  const next: CollabState = { version: version + end, unconfirmed: redone, written: stored.ranges.slice(-maxWritten) };
  tr.setMeta(collabKey, next);
  if (theirs.length > 0) {
    tr.setMeta("rebased", ours.length);
    keepSelection(state, tr, own, wayOf(tr, ours.length, ours.length, theirs));
  }
  return { tr, lost, leftover, taken: end };
}

/** The caret stays where what is typed next belongs; what others insert at the edges of a selection stays outside of it. */
function keepSelection(state: EditorState, tr: Transaction, own: OwnWords, way: Way): void {
  const { selection } = state;
  if (selection instanceof TextSelection) {
    const { from, to, empty, anchor } = selection;
    const end = empty ? movedPlace(to, own.isLeftOf(to), way, tr.doc) : tr.mapping.map(to, -1);
    const start = empty ? end : Math.min(tr.mapping.map(from, 1), end);
    const [$start, $end] = [tr.doc.resolve(start), tr.doc.resolve(end)];
    const isForward = anchor === from;
    tr.setSelection(TextSelection.between(isForward ? $start : $end, isForward ? $end : $start, -1));
  }
  if (state.storedMarks) tr.setStoredMarks(state.storedMarks);
}

/** Where the words that lost steps put in stand in `state.doc`, in which they still are. `unconfirmed` is all of ours then. */
export function lostRanges(unconfirmed: readonly Unconfirmed[], lost: readonly Unconfirmed[]): WordRange[] {
  const maps = unconfirmed.map(({ step }) => step.getMap());
  const ranges: WordRange[] = [];
  for (const mine of lost) {
    const i = unconfirmed.indexOf(mine);
    const rest = new Mapping(maps.slice(i + 1));
    if (!(mine.step instanceof ReplaceStep || mine.step instanceof ReplaceAroundStep)) continue;
    maps[i]?.forEach((_oldStart, _oldEnd, newStart, newEnd) => {
      const range = { from: rest.map(newStart, 1), to: rest.map(newEnd, -1) };
      if (range.to > range.from) ranges.push(range);
    });
  }
  return merged(ranges);
}

function merged(ranges: WordRange[]): WordRange[] {
  const out: WordRange[] = [];
  for (const range of ranges.sort((a, b) => a.from - b.from)) {
    const last = out.at(-1);
    if (last && range.from <= last.to) last.to = Math.max(last.to, range.to);
    else out.push({ ...range });
  }
  return out;
}
