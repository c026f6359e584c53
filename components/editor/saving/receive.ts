// Applies steps of the log: confirms our own, and rebases unconfirmed steps over those of others.
import { Fragment, type Node, Slice } from "@tiptap/pm/model";
import { type EditorState, TextSelection, type Transaction } from "@tiptap/pm/state";
import { Mapping, ReplaceAroundStep, ReplaceStep, type Step } from "@tiptap/pm/transform";
import { type CollabState, collabKey, collabOf, type Unconfirmed } from "./collab.ts";
import { ForeignWords, merged } from "./foreign-words.ts";
import { inverse } from "./mark-sets.ts";
import { followMove, movesBlocks } from "./moved-blocks.ts";
import {
  isStructure,
  movedAround,
  movedInsertion,
  movedPlace,
  OwnWords,
  type Way,
  type WordRange,
} from "./own-words.ts";
import { noteTheirs } from "./undo.ts";

export type StepSender = { clientId: string; personId: string | null };

export type Received = {
  tr: Transaction;
  /** Our steps whose position was deleted; their text must be kept. */
  lost: readonly Unconfirmed[];
  /** Words of ours between insertions of others that our deletion meant to delete; delete them next, last first. */
  leftover: readonly WordRange[];
};

/**
 * Marks the step at `redone` as the mirror of the inverted step at `inverse`; rebasing and the history rely on it. Our step may be smaller than before: a position in the missing part is mapped to its end, not past it.
 */
function mirror(mapping: Mapping, inverse: number, redone: number): void {
  mapping.setMirror(inverse, redone);
  const map = mapping.maps[redone];
  let end = 0;
  map?.forEach((_oldStart, _oldEnd, _newStart, newEnd) => {
    end = newEnd;
  });
  // Internal to prosemirror-transform, and the only place where it looks up a mirrored position.
  const recovering = map as unknown as { recover(value: number): number };
  const recover = recovering.recover.bind(map);
  recovering.recover = (value) => {
    const at = recover(value);
    return at <= end ? at : end; // NaN if there are fewer ranges than before
  };
}

/** `after` is the index of the step after which the range is valid; `meant`: the words that the deletion was made for. */
type Leftover = WordRange & { after: number; meant: string };

/**
 * Redoes our replacement without deleting what its author could not see: the deletion skips what others inserted. Returns
 * whether a step was made. Text between two insertions stays for now and is listed in `leftover`.
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
  // Skipping is impossible (whole blocks of both are mixed): our deletion is dropped, our insertion is kept.
  return step.slice.size > 0 && !tr.maybeStep(new ReplaceStep(step.from, step.from, step.slice)).failed;
}

/** What our replacement must skip. One that skips something already must skip this as well. */
function keptInside(step: Step, foreign: ForeignWords): WordRange[] {
  if (step instanceof ReplaceStep) return foreign.inside(step.from, step.to);
  if (!(step instanceof ReplaceAroundStep) || step.insert !== step.slice.size) return [];
  const before = foreign.inside(step.from, step.gapFrom);
  const after = foreign.inside(step.gapTo, step.to);
  return before.length + after.length === 0 ? [] : [...before, { from: step.gapFrom, to: step.gapTo }, ...after];
}

/** The words that a step deletes from a document. */
function takenBy(step: Step, doc: Node): string {
  let words = "";
  step.getMap().forEach((from, to) => {
    if (to > from) words += doc.textBetween(from, to);
  });
  return words;
}

/** Whether all words of `part` occur in `whole` in this order. */
function isWithin(part: string, whole: string): boolean {
  let at = 0;
  for (const sign of whole) if (at < part.length && part.startsWith(sign, at)) at += sign.length;
  return at >= part.length;
}

/** Whether our step would delete words that it did not delete when it was made. It is then dropped, because text comes first. */
function takesMore(moved: Step, doc: Node, mine: Unconfirmed): boolean {
  if (!(moved instanceof ReplaceStep || moved instanceof ReplaceAroundStep)) return false;
  const words = takenBy(moved, doc);
  return words !== "" && !isWithin(words, restoredBy(mine.inverted));
}
/** The words that undoing a step restores. */
function restoredBy(inverted: Step): string {
  if (!(inverted instanceof ReplaceStep || inverted instanceof ReplaceAroundStep)) return "";
  return wordsIn(inverted.slice);
}
const wordsIn = ({ content }: Slice): string => content.textBetween(0, content.size);

/**
 * What our deletion deleted when it was made (`words`, `whole`), and what it deletes now that others deleted too: `taken`,
 * and as a slice in `rest` if it is contiguous.
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

/** A slice with only those of its words that are in `left`, in this order and in its own blocks; `at` is mapped along. */
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
 * Our own undo of a deletion that deleted less after a rebase, or the other half of a move, restores only that much.
 * Otherwise restoring what others deleted would double it once they undo as well. New text is never held back.
 */
function restoring(mine: Unconfirmed, step: Step | null, all: readonly Deletion[]): Step | null | "nothing" {
  if (!(step instanceof ReplaceStep || step instanceof ReplaceAroundStep) || step.slice.size === 0) return step;
  // Compared by words, because split or renamed blocks still hold the same text.
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

/** Whether two steps of ours move blocks: the second inserts what the first deletes. */
const movesOn = (deletion: Unconfirmed, insertion: Unconfirmed): boolean =>
  insertion.step instanceof ReplaceStep &&
  insertion.step.from === insertion.step.to &&
  insertion.step.slice.size > 0 &&
  insertion.origin === deletion.origin &&
  bringsBack(deletion.inverted, insertion.step.slice);

/** Whether the document is long enough for a step. */
const fitsInto = (step: Step, doc: Node): boolean =>
  !(step instanceof ReplaceStep || step instanceof ReplaceAroundStep) || step.to <= doc.content.size;

/**
 * Our step mapped over theirs; null if its position was deleted. If somebody else deleted the text at the end of our
 * deletion, mapping alone would spare words that it should delete, so it is extended to their end.
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

/** The mapping from the document with the first `done` of our `count` steps to the end of the transform. */
const wayOf = ({ mapping }: Transaction, done: number, count: number, theirs: readonly Step[]): Way => ({
  mapping: mapping.slice(count - done),
  undone: mapping.slice(count - done, count),
  theirs: mapping.slice(count, count + theirs.length),
});

/**
 * Inverts our steps, applies theirs, and applies ours again, all but the first `superseded`. The transform then has the form
 * that prosemirror-history expects of a rebase: n inverted steps, theirs, and for each redone step of ours one that mirrors
 * its inverse. `own`: our words in the confirmed document, mapped along with ours.
 */
function rebase(
  tr: Transaction,
  ours: readonly Unconfirmed[],
  theirs: readonly Step[],
  superseded: number,
  own: OwnWords,
) {
  const foreign = new ForeignWords();
  const lost: Unconfirmed[] = [];
  const redone: Unconfirmed[] = [];
  const leftover: Leftover[] = [];
  for (const { inverted } of ours.toReversed()) tr.step(inverted);
  let inside: WordRange[] = []; // what others wrote into the range that the step before deleted
  for (const [i, step] of theirs.entries()) {
    const deletion = theirs[i - 1];
    const isMove = movesBlocks(deletion, step, tr.docs.at(-1));
    const deleted = step instanceof ReplaceStep ? foreign.inside(step.from, step.to) : [];
    tr.step(step);
    const index = tr.steps.length - 1;
    if (isMove) {
      followMove(tr.mapping, index - 1, index);
      foreign.move(tr, index, inside, deletion as ReplaceStep, step as ReplaceStep);
    } else foreign.note(tr, index);
    inside = deleted;
  }
  const deletions: Deletion[] = [];
  /** Returns whether our step was applied again. */
  const redo = (mine: Unconfirmed, i: number): boolean => {
    if (i < superseded) return false;
    const next = ours[i + 1];
    if (next && movesOn(mine, next) && !next.step.map(tr.mapping.slice(ours.length - i - 1))) {
      // Others deleted the place that our move leads to: the blocks stay where they are.
      deletions.push(deletionOf(mine, null));
      lost.push(mine);
      return false;
    }
    const place = mapped(mine.step, wayOf(tr, i, ours.length, theirs), own, tr.doc);
    const former = ours[i - 1];
    const isHalf = place === null && former !== undefined && lost.at(-1) === former && movesOn(former, mine);
    const moved = isHalf ? "nothing" : restoring(mine, place, deletions);
    if (moved === "nothing") {
      // Our move is dropped: what we wrote into the block since belongs to where it is still.
      const deletion = lost.at(-1);
      const blocks = deletion && deletion === ours[i - 1] && mine.step instanceof ReplaceStep ? mine.step.slice : null;
      if (blocks && deletion && bringsBack(deletion.inverted, blocks))
        followMove(tr.mapping, ours.length - 1 - i, ours.length - i);
      return false;
    }
    const index = tr.steps.length;
    const kept = moved ? keptInside(moved, foreign) : [];
    const done =
      moved !== null &&
      fitsInto(moved, tr.doc) &&
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
  // Text that was written there since is kept, with what surrounds it.
  const isMeant = ({ from, to, meant }: (typeof now)[number]) =>
    to > from && isWithin(tr.doc.textBetween(from, to), meant);
  return { redone, lost, leftover: merged(now.filter(isMeant)) };
}

/** Maximum number of remembered ranges of our own words; the newest are kept. */
const maxWritten = 20;

const isSame = (a: Step, b: Step): boolean => a === b || JSON.stringify(a.toJSON()) === JSON.stringify(b.toJSON());

/**
 * Applies the next steps of the log, as many as form one transaction: our own that the server confirms, then those of others
 * up to the next of our own. Must be called until `taken` adds up. Our own steps differ only if this tab's memory is older
 * than what it sent (as in a recovered tab); the server's form then replaces ours.
 * `theirs`: how many of the last `taken` are of others; in `tr` they follow the inverted steps of ours.
 * @param senders person and tab of each step; both must be ours, because colleagues can see a tab's id
 */
export function receive(
  state: EditorState,
  steps: readonly Step[],
  senders: readonly StepSender[],
  me: StepSender,
): Received & { taken: number; theirs: number } {
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
    if (superseded === 0) noteTheirs(tr, ours.length, theirs.length);
    keepSelection(state, tr, own, wayOf(tr, ours.length, ours.length, theirs));
  }
  return { tr, lost, leftover, taken: end, theirs: theirs.length };
}

/** The caret stays where the person would continue typing; insertions at the edges of a selection stay outside it. */
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

/** The ranges of text that lost steps inserted, in `state.doc`, which still contains them. `unconfirmed` is all of ours. */
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
