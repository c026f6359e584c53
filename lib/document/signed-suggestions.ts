// A suggestion is its sender's. A mark that names somebody else, or another time, is believed only where it puts back or
// moves what that person did propose; otherwise the server signs it anew.
import type { Mark, Node } from "@tiptap/pm/model";
import { type Step, Transform } from "@tiptap/pm/transform";
import { amountsOf, changedRange, Former, type Proposed, proposedBetween } from "./former.ts";
import { hasSuggestions } from "./suggestions.ts";
import { innerSteps, stepCost, type Work } from "./work.ts";

/** Milliseconds by which the clock of a browser may differ from the server's. */
const maxClockSkewMs = 120_000;

/** More changed places than these are followed as one: each step moves them all. */
const maxRanges = 100;

export type Sender = { personId: string; now: Date };
/** What is wrongly signed, in the coordinates of the last document. */
export type Wrong = { mark: Mark; isNode: boolean; from: number; to: number };
type Range = { from: number; to: number };

const isRecent = (at: unknown, now: Date): boolean =>
  typeof at === "string" && Math.abs(Date.parse(at) - now.getTime()) <= maxClockSkewMs;

/** Whether any suggestion in a document might need a look; most documents have none. */
export const holdsForeign = (doc: Node, { personId, now }: Sender): boolean =>
  hasSuggestions(doc, ({ attrs }) => attrs.person !== personId || !isRecent(attrs.at, now));

/** What the steps put in or marked, in the coordinates of the last document, which is given back with it. */
function* follow(before: Node, steps: readonly Step[]): Work<{ doc: Node; touched: Range[] }> {
  let doc = before;
  let touched: Range[] = [];
  for (const step of steps) {
    let [after, units] = [doc, 0];
    for (const part of innerSteps(step)) {
      units += stepCost(part, after);
      const { doc: next } = part.apply(after);
      if (!next) throw new RangeError("A step does not fit the text before it");
      after = next;
      yield units;
      units = 0;
    }
    const map = step.getMap();
    touched = touched.map(({ from, to }) => ({ from: map.map(from, 1), to: map.map(to, -1) }));
    const changed = changedRange(doc, after);
    if (changed) touched.push({ from: changed.from, to: changed.afterTo });
    if (touched.length > maxRanges)
      touched = [{ from: Math.min(...touched.map(({ from }) => from)), to: Math.max(...touched.map(({ to }) => to)) }];
    doc = after;
    yield touched.length / 10;
  }
  return { doc, touched: touched.filter(({ from, to }) => to > from) };
}

/**
 * What the steps propose under a name or at a time that is not their sender's.
 * @param former what the story held before, where the document alone does not explain it
 */
export function* wronglySigned(before: Node, steps: readonly Step[], sender: Sender, former?: Former): Work<Wrong[]> {
  const known = new Former().note(before);
  const { doc, touched } = yield* follow(before, steps);
  const proposed = proposedBetween(doc);
  const amounts = amountsOf(proposed);
  const isRight = (one: Proposed): boolean => {
    const { attrs } = one.mark;
    if (attrs.person === sender.personId)
      return (
        isRecent(attrs.at, sender.now) || known.hasSuggestion(one.mark) || former?.hasSuggestion(one.mark) === true
      );
    return known.explains(one, amounts) || former?.explains(one, amounts) === true;
  };
  return proposed.flatMap((one): Wrong[] => {
    const { mark } = one;
    const isNode = one.node !== null;
    const parts = touched.flatMap((range) => {
      // A block in which something changed is not touched itself.
      if (isNode) return range.from <= one.from && one.from < range.to ? [{ from: one.from, to: one.to }] : [];
      const [from, to] = [Math.max(one.from, range.from), Math.min(one.to, range.to)];
      return to > from ? [{ from, to }] : [];
    });
    return parts.length === 0 || isRight(one) ? [] : parts.map((part) => ({ mark, isNode, ...part }));
  });
}

/** Of what a sender put under a colleague's suggestion: the same each time, so that it stays one suggestion while they type. */
const idUnder = (id: string, personId: string): string => `${id.slice(0, 23)}-${personId.slice(-12)}`;

/** The steps that put the sender's name and the present time under what is wrongly signed. */
export function signingSteps(doc: Node, wrong: readonly Wrong[], { personId, now }: Sender): Step[] {
  const tr = new Transform(doc);
  const begun = new Map<unknown, unknown>();
  const isWrong = new Set(wrong.map(({ mark }) => JSON.stringify(mark)));
  for (const { mark } of wrong.length > 0 ? proposedBetween(doc) : [])
    if (mark.attrs.person === personId && !isWrong.has(JSON.stringify(mark))) begun.set(mark.attrs.id, mark.attrs.at);
  for (const { from, to, mark, isNode } of wrong) {
    const isOwn = mark.attrs.person === personId;
    const id = isOwn ? mark.attrs.id : idUnder(mark.attrs.id, personId);
    const at = begun.get(id) ?? now.toISOString();
    const signed = mark.type.create({ ...mark.attrs, id, person: personId, at });
    if (!isNode || tr.doc.nodeAt(from)?.isInline) tr.removeMark(from, to, mark).addMark(from, to, signed);
    else tr.removeNodeMark(from, mark).addNodeMark(from, signed);
  }
  return tr.steps;
}
