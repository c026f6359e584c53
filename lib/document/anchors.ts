// Where a comment is about in a text that goes on changing. The server moves its rows with this, the editor what it shows.
import type { Node } from "@tiptap/pm/model";
import type { Step, StepMap } from "@tiptap/pm/transform";
import { atOnce, innerSteps, stepCost, type Work } from "./work.ts";

/** A place in a document. `from` and `to` are one where the text was deleted. */
export type Anchor = {
  readonly from: number;
  readonly to: number;
  /** The block in which the text began; "" where that has no id. */
  readonly blockId: string;
  /** The text as it was when the comment was made. */
  readonly quote: string;
};

/** Words of at most this many UTF-16 units are kept whole, and found again when they come back. */
export const longestQuote = 1_000;

/** Deleted words of at least this many UTF-16 units are found again wherever they are pasted; shorter ones may be there by chance. */
const shortestMoved = 20;

/** The text of a range, one character for each place in a textblock; lines of several blocks are joined by a break. */
export const quoteOf = (doc: Node, from: number, to: number): string =>
  doc.textBetween(from, to, "\n", "\n").slice(0, longestQuote);

/** The innermost block with an id around a place; "" where there is none, as in the headline. */
export function blockIdAt(doc: Node, pos: number): string {
  const $pos = doc.resolve(pos);
  for (let depth = $pos.depth; depth > 0; depth--) {
    const id: unknown = $pos.node(depth).attrs.id;
    if (typeof id === "string" && id) return id;
  }
  return "";
}

/** The position of a block; null if the document does not contain it any more. */
export function findBlock(doc: Node, blockId: string): { pos: number; node: Node } | null {
  let found: { pos: number; node: Node } | null = null;
  if (!blockId) return null;
  doc.descendants((node, pos) => {
    if (!found && node.attrs.id === blockId) found = { pos, node };
    return !found && !node.isTextblock;
  });
  return found;
}

/** The anchor after one step. What others write at its borders stays outside. */
export function moveAnchor<A extends Anchor>(anchor: A, map: StepMap, after: Node): A {
  if (anchor.from < anchor.to) {
    const from = map.map(anchor.from, 1);
    const to = map.map(anchor.to, -1);
    return from < to ? { ...anchor, from, to } : { ...anchor, from: to, to };
  }
  const place = map.map(anchor.from, -1);
  return returned(anchor, map, after, place) ?? { ...anchor, from: place, to: place };
}

/**
 * Undo, or a move: what a step puts in where the words stood, or in their own block, brings them back. So do a few words or more that are
 * cut and pasted in another place.
 */
function returned<A extends Anchor>(anchor: A, map: StepMap, after: Node, place: number): A | null {
  const { quote, blockId } = anchor;
  if (!quote || quote.length >= longestQuote) return null;
  let back: A | null = null;
  map.forEach((_oldFrom, _oldTo, start, end) => {
    if (back || end - start < quote.length) return;
    after.nodesBetween(start, Math.min(end, after.content.size), (node, pos) => {
      if (!node.isTextblock) return !back;
      const inner = pos + 1;
      const at = quoteOf(after, inner, inner + node.content.size).indexOf(quote, Math.max(0, start - inner));
      const from = inner + at;
      const isThere = start <= place && place <= end;
      const isTheirs = isThere || quote.length >= shortestMoved || blockIdAt(after, inner) === blockId;
      if (!back && at >= 0 && from + quote.length <= end && isTheirs)
        back = { ...anchor, from, to: from + quote.length };
      return false;
    });
  });
  return back;
}

/** Anchors of the document `before`, after steps that fit it. */
export const followSteps = <A extends Anchor>(anchors: readonly A[], before: Node, steps: readonly Step[]): A[] =>
  atOnce(following(anchors, before, steps));

/** `followSteps` in pieces. The steps are done again only as far as one may bring words back: that takes most of the time. */
export function* following<A extends Anchor>(anchors: readonly A[], before: Node, steps: readonly Step[]): Work<A[]> {
  const maps = steps.map((step) => step.getMap());
  const shortest = Math.min(...anchors.map(({ quote }) => quote.length || Number.POSITIVE_INFINITY));
  const last = maps.findLastIndex((map) => longestInsertion(map) >= shortest);
  let doc = before;
  let now = [...anchors];
  for (const [i, step] of steps.entries()) {
    let units = now.length;
    if (i <= last)
      for (const part of innerSteps(step)) {
        units += stepCost(part, doc);
        doc = part.apply(doc).doc ?? doc;
      }
    const map = maps[i] ?? step.getMap();
    now = now.map((anchor) => moveAnchor(anchor, map, doc));
    yield units;
  }
  return now;
}

function longestInsertion(map: StepMap): number {
  let longest = 0;
  map.forEach((_oldFrom, _oldTo, from, to) => {
    longest = Math.max(longest, to - from);
  });
  return longest;
}
