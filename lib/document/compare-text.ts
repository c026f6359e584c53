// The words of one textblock against those of another.
import type { Mark, Node } from "@tiptap/pm/model";
import { diffArrays } from "diff";

/** A run of text with one fate. `format`: the words stayed, their marks did not; `was` are the former ones. */
export type Piece = {
  kind: "same" | "in" | "out" | "format";
  text: string;
  marks: readonly Mark[];
  was?: readonly Mark[];
};

/** A word, spaces or a punctuation mark, with its positions in its textblock. */
export type Token = { text: string; from: number; to: number };

// A word with its apostrophes and hyphens; spaces; one line break; any other character whole (with what combines with it).
const token =
  /[\p{L}\p{N}\p{M}]+(?:[’'.,-][\p{L}\p{N}\p{M}]+)*|\n|[^\S\n]+|(?:\p{Emoji_Presentation}|[^\p{L}\p{N}\p{M}\s])(?:\p{M}|\u200d|\ufe0f|\p{Emoji_Modifier})*/gu;

/** The text of a block with one character per position, so that offsets are positions. */
const textOf = (block: Node): string => block.textBetween(0, block.content.size, "", "\n");

export function tokensOf(block: Node): Token[] {
  return [...textOf(block).matchAll(token)].map((match) => ({
    text: match[0],
    from: match.index,
    to: match.index + match[0].length,
  }));
}

/** Beyond this many changed words the old text is shown before the new one: nobody reads a thousand scattered marks. */
const mostEdits = 1_200;

/**
 * The time to find changes grows with the square of the number of changed words. All paragraphs of one comparison share this
 * budget (about a tenth of a second); the rest is shown as old text before new text, as above.
 */
const mostWork = 1_000_000;
export class CompareBudget {
  #left = mostWork;
  get maxEdits(): number {
    return Math.min(mostEdits, Math.floor(Math.sqrt(this.#left)));
  }
  spend(edits: number): void {
    this.#left = Math.max(0, this.#left - edits * edits);
  }
}

export type Aligned = { kind: "same" | "in" | "out"; before: Token[]; after: Token[] };

/** The words of both, in order; within one change what went out comes before what came in. */
export function alignWords(before: Node, after: Node, budget = new CompareBudget()): Aligned[] {
  const [old, now] = [tokensOf(before), tokensOf(after)];
  let head = 0;
  while (head < old.length && head < now.length && old[head]?.text === now[head]?.text) head++;
  let tail = 0;
  while (
    tail < old.length - head &&
    tail < now.length - head &&
    old[old.length - 1 - tail]?.text === now[now.length - 1 - tail]?.text
  )
    tail++;
  const [oldMiddle, nowMiddle] = [old.slice(head, old.length - tail), now.slice(head, now.length - tail)];
  const aligned: Aligned[] = [{ kind: "same", before: old.slice(0, head), after: now.slice(0, head) }];
  const { maxEdits } = budget;
  const isCompared = oldMiddle.length > 0 && nowMiddle.length > 0 && maxEdits > 0;
  const changes = isCompared
    ? diffArrays(
        oldMiddle.map(({ text }) => text),
        nowMiddle.map(({ text }) => text),
        { maxEditLength: maxEdits },
      )
    : undefined;
  if (isCompared) budget.spend(changes ? editsIn(changes) : maxEdits);
  let [o, n] = [0, 0];
  for (const change of changes ?? []) {
    const { length } = change.value;
    const [a, b] = [change.added ? 0 : length, change.removed ? 0 : length];
    aligned.push({
      kind: change.added ? "in" : change.removed ? "out" : "same",
      before: oldMiddle.slice(o, o + a),
      after: nowMiddle.slice(n, n + b),
    });
    o += a;
    n += b;
  }
  aligned.push({ kind: "out", before: oldMiddle.slice(o), after: [] });
  aligned.push({ kind: "in", before: [], after: nowMiddle.slice(n) });
  aligned.push({ kind: "same", before: old.slice(old.length - tail), after: now.slice(now.length - tail) });
  return joinedAcrossSpaces(aligned.filter(({ before: a, after: b }) => a.length + b.length > 0));
}

const editsIn = (changes: readonly { added: boolean; removed: boolean; value: readonly string[] }[]): number =>
  changes.reduce((sum, { added, removed, value }) => sum + (added || removed ? value.length : 0), 0);

/** "a b" for "c d" is one change, not two with an unchanged space between: lone spaces between changes join them. */
function joinedAcrossSpaces(aligned: readonly Aligned[]): Aligned[] {
  const groups: { same: Aligned | null; out: Token[]; in: Token[] }[] = [];
  aligned.forEach((one, index) => {
    const isLone =
      one.kind === "same" &&
      one.after.every(({ text }) => text.trim() === "") &&
      index > 0 &&
      index < aligned.length - 1;
    const last = groups.at(-1);
    if (one.kind === "same" && !isLone) groups.push({ same: one, out: [], in: [] });
    else if (!last || last.same) groups.push({ same: null, out: [...one.before], in: [...one.after] });
    else {
      last.out.push(...one.before);
      last.in.push(...one.after);
    }
  });
  return groups.flatMap((group): Aligned[] =>
    group.same
      ? [group.same]
      : [
          { kind: "out" as const, before: group.out, after: [] },
          { kind: "in" as const, before: [], after: group.in },
        ].filter(({ before, after }) => before.length + after.length > 0),
  );
}

const sameMarks = (a: readonly Mark[], b: readonly Mark[]): boolean =>
  a.length === b.length && a.every((mark, index) => b[index]?.eq(mark));

/** The marks at each position of a block, shared by those of one text node. */
function marksAt(block: Node): (readonly Mark[])[] {
  const marks: (readonly Mark[])[] = [];
  block.forEach((child) => {
    for (let i = 0; i < child.nodeSize; i++) marks.push(child.marks);
  });
  return marks;
}

/**
 * What became of the words of a textblock, as runs to show one after the other.
 * @param all given when the block is in one state only, or is the same in both
 */
export function compareText(
  before: Node,
  after: Node,
  all?: "same" | "in" | "out",
  budget = new CompareBudget(),
): Piece[] {
  const pieces: Piece[] = [];
  const put = (kind: Piece["kind"], text: string, marks: readonly Mark[], was?: readonly Mark[]) => {
    if (text === "") return;
    const last = pieces.at(-1);
    if (last?.kind === kind && sameMarks(last.marks, marks) && sameMarks(last.was ?? [], was ?? [])) last.text += text;
    else pieces.push({ kind, text, marks, ...(was ? { was } : {}) });
  };
  if (all) {
    after.forEach((child) => {
      put(all, child.text ?? "\n", child.marks);
    });
    return pieces;
  }
  const [oldText, nowText, oldMarks, nowMarks] = [textOf(before), textOf(after), marksAt(before), marksAt(after)];
  for (const { kind, before: old, after: now } of alignWords(before, after, budget)) {
    const run = kind === "out" ? old : now;
    const [first, last] = [run[0], run.at(-1)];
    if (!first || !last) continue;
    const shift = kind === "same" ? (old[0]?.from ?? 0) - first.from : 0;
    for (let at = first.from; at < last.to; at++) {
      if (kind === "out") put("out", oldText[at] ?? "", oldMarks[at] ?? []);
      else if (kind === "in") put("in", nowText[at] ?? "", nowMarks[at] ?? []);
      else {
        const [was, is] = [oldMarks[at + shift] ?? [], nowMarks[at] ?? []];
        if (sameMarks(was, is)) put("same", nowText[at] ?? "", is);
        else put("format", nowText[at] ?? "", is, was);
      }
    }
  }
  return pieces;
}
