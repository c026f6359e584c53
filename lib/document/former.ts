// What a story's text held before: words that were taken out, and what was proposed there. It tells a change that puts
// something back from one that only claims to.
import type { Mark, Node } from "@tiptap/pm/model";
import { isSuggestion } from "./suggestions.ts";

/** The part of a document that a change replaced, and its replacement. */
export type Changed = { from: number; beforeTo: number; afterTo: number };

/** Where two documents differ; null where they do not. */
export function changedRange(before: Node, after: Node): Changed | null {
  const from = before.content.findDiffStart(after.content);
  const ends = before.content.findDiffEnd(after.content);
  if (from === null || !ends) return null;
  // In repeated letters the two searches may pass each other.
  const overlap = Math.max(0, from - Math.min(ends.a, ends.b));
  return { from, beforeTo: ends.a + overlap, afterTo: ends.b + overlap };
}

/** The words between two positions; blocks are apart from each other. */
export const wordsBetween = (doc: Node, from: number, to: number): string => doc.textBetween(from, to, "\n", "\n");

/** The content under one suggestion mark: adjacent words (`node` is null then), or a node. */
export type Proposed = { mark: Mark; node: Node | null; from: number; to: number; text: string };

/** All that is proposed between two positions, whole. */
export function proposedBetween(doc: Node, from = 0, to = doc.content.size): Proposed[] {
  const found: Proposed[] = [];
  // Words that end where the next ones may go on.
  let open: Proposed[] = [];
  let end = -1;
  doc.nodesBetween(from, to, (node, pos) => {
    const marks = node.marks.filter(isSuggestion);
    if (!node.isText) {
      for (const mark of marks) found.push({ mark, node, from: pos, to: pos + node.nodeSize, text: node.textContent });
      return true;
    }
    const before = end === pos ? open : [];
    end = pos + node.nodeSize;
    open = marks.map((mark) => {
      const one = before.find((other) => other.mark.eq(mark)) ?? { mark, node: null, from: pos, to: pos, text: "" };
      if (one.text === "") found.push(one);
      one.to = end;
      one.text += node.text;
      return one;
    });
    return false;
  });
  return found;
}

const markKey = ({ mark, node }: Proposed): string =>
  `${node === null ? "words" : "node"} ${mark.type.name} ${JSON.stringify(mark.attrs)}`;
/** The suggestion, whatever it does: its id, person and time. */
const suggestionKey = ({ attrs }: Mark): string => JSON.stringify([attrs.id, attrs.person, attrs.at]);
/** The marked node, without its id, which may have changed when the block was moved. */
function nodeKey({ node }: Proposed): string {
  if (node === null) return "";
  const { id: _, ...attrs } = node.attrs;
  return `${node.type.name} ${JSON.stringify(attrs)}`;
}

/** How much each mark covers: characters, or nodes. */
export type Amounts = ReadonlyMap<string, number>;
export function amountsOf(proposed: readonly Proposed[]): Amounts {
  const sums = new Map<string, number>();
  for (const one of proposed)
    sums.set(markKey(one), (sums.get(markKey(one)) ?? 0) + (one.node === null ? one.text.length : 1));
  return sums;
}

/** Gathers what there was, and answers whether something is of it. */
export class Former {
  readonly #words: string[] = [];
  readonly #suggestions = new Set<string>();
  readonly #proposed = new Map<string, { on: string; text: string }[]>();
  readonly #most = new Map<string, number>();

  /** A document as it was. */
  note(doc: Node): this {
    this.#words.push(wordsBetween(doc, 0, doc.content.size));
    return this.#noteProposed(doc);
  }

  /** What a step took out. */
  noteRemoved(before: Node, after: Node): this {
    const changed = changedRange(before, after);
    if (!changed || changed.beforeTo === changed.from) return this;
    this.#words.push(wordsBetween(before, changed.from, changed.beforeTo));
    const tookProposed = proposedBetween(before, changed.from, changed.beforeTo).length > 0;
    return tookProposed ? this.#noteProposed(before) : this;
  }

  #noteProposed(doc: Node): this {
    const proposed = proposedBetween(doc);
    for (const one of proposed) {
      this.#suggestions.add(suggestionKey(one.mark));
      const known = this.#proposed.get(markKey(one)) ?? [];
      const [on, text] = [nodeKey(one), one.text];
      if (!known.some((other) => other.on === on && other.text === text)) known.push({ on, text });
      this.#proposed.set(markKey(one), known);
    }
    for (const [key, amount] of amountsOf(proposed)) this.#most.set(key, Math.max(amount, this.#most.get(key) ?? 0));
    return this;
  }

  hasWords(words: string): boolean {
    return this.#words.some((one) => one.includes(words));
  }

  /** Whether this suggestion was there, on whatever. */
  hasSuggestion(mark: Mark): boolean {
    return this.#suggestions.has(suggestionKey(mark));
  }

  /**
   * Whether this was proposed by just this mark, or is a part of what was.
   * @param now of the whole document: it must not hold more under the mark than there ever was
   */
  explains(one: Proposed, now: Amounts): boolean {
    const on = nodeKey(one);
    const was = this.#proposed.get(markKey(one))?.some((known) => known.on === on && known.text.includes(one.text));
    return was === true && (now.get(markKey(one)) ?? 0) <= (this.#most.get(markKey(one)) ?? 0);
  }
}
