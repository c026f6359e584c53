// Who wrote which words. Ranges of the text carry their writer through every step, and are frozen with each revision.
import type { Node } from "@tiptap/pm/model";
import type { Step } from "@tiptap/pm/transform";
import * as z from "zod";
import { keyOf } from "./compare.ts";

/**
 * How words came in. "COPIED": with the story, from another; "SUGGESTED": as a suggestion that somebody made; "UNKNOWN":
 * they stood there at `at`, and what came before is not kept.
 */
export const writingKinds = ["TYPED", "PASTED", "IMPORTED", "COPIED", "RESTORED", "SUGGESTED", "UNKNOWN"] as const;
export type WritingKind = (typeof writingKinds)[number];

/** Who, when and how. `at` is an ISO instant, rounded to the minute. */
export type Writer = { personId: string | null; at: string; kind: WritingKind };

/** `length` positions of the document, by the writer with this number; -1: not known. */
type Run = { length: number; who: number };

/** The form stored in a revision: for each top-level block its runs as length, writer, length, writer … */
const storedSchema = z.object({
  writers: z.array(z.object({ personId: z.string().nullable(), at: z.string(), kind: z.enum(writingKinds) })),
  blocks: z.record(z.string(), z.array(z.int())),
});
export type StoredAuthorship = z.infer<typeof storedSchema>;

/** Words that were taken out: undone or moved, they are still their writers'. They lay between `from` and `to`. */
type Removed = { letters: string; runs: Run[]; from: number; to: number };
const mostRemoved = 200;
/** So many words in a row that come back elsewhere were moved, not written anew. UTF-16 units. */
const surelyMoved = 20;

/** A range of the text with one writer; null: not known. */
export type WrittenRange = { from: number; to: number; writer: Writer | null };

/** A range as it is shown: text that one person wrote in one session is one range, from `at` to `until`. */
export type WrittenPiece = {
  from: number;
  to: number;
  personId: string | null;
  kind: WritingKind;
  at: string;
  until: string;
};

/** Edits by one person less than 30 minutes apart form one session. */
const inOneGo = 30 * 60_000;

/** Merges neighbouring ranges that one person wrote in one session and in the same way. */
export function piecesOf(ranges: readonly WrittenRange[], nobody: Writer): WrittenPiece[] {
  const pieces: WrittenPiece[] = [];
  for (const { from, to, writer } of ranges) {
    const { personId, kind, at } = writer ?? nobody;
    const last = pieces.at(-1);
    const isSame = last?.personId === personId && last.kind === kind;
    const [first, latest] = [Date.parse(last?.at ?? at), Date.parse(last?.until ?? at)];
    const moment = Date.parse(at);
    if (last && isSame && moment >= first - inOneGo && moment <= latest + inOneGo) {
      last.to = to;
      if (moment < first) last.at = at;
      if (moment > latest) last.until = at;
    } else pieces.push({ from, to, personId, kind, at, until: at });
  }
  return pieces;
}

const minute = (at: Date): string => new Date(Math.floor(at.getTime() / 60_000) * 60_000).toISOString();

/** Follows the writers of a document from step to step. */
export class Authorship {
  doc: Node;
  readonly #writers: Writer[] = [];
  readonly #numbers = new Map<string, number>();
  #runs: Run[];
  #removed: Removed[] = [];

  private constructor(doc: Node, runs: Run[]) {
    this.doc = doc;
    this.#runs = runs;
  }

  /** A text that came in whole. */
  static of(doc: Node, personId: string | null, at: Date, kind: WritingKind): Authorship {
    const made = new Authorship(doc, []);
    made.#runs = [{ length: doc.content.size, who: made.#number({ personId, at: minute(at), kind }) }];
    return made;
  }

  /** As it was frozen with `doc`. Of a block for which it does not fit, the writers are not known. */
  static read(doc: Node, stored: unknown): Authorship {
    const parsed = storedSchema.safeParse(stored);
    const { writers, blocks } = parsed.success ? parsed.data : { writers: [], blocks: {} };
    const made = new Authorship(doc, []);
    const numbers = writers.map((writer) => made.#number(writer));
    for (const node of doc.children) {
      const flat = blocks[keyOf(node)] ?? [];
      const runs: Run[] = [];
      for (let at = 0; at + 1 < flat.length; at += 2)
        runs.push({ length: flat[at] ?? 0, who: numbers[flat[at + 1] ?? -1] ?? -1 });
      const fits = sizeOf(runs) === node.nodeSize && runs.every(({ length }) => length > 0);
      made.#runs.push(...(fits ? runs : [{ length: node.nodeSize, who: -1 }]));
    }
    made.#runs = joined(made.#runs);
    return made;
  }

  #number(writer: Writer): number {
    const key = `${writer.personId} ${writer.at} ${writer.kind}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#writers.push(writer);
    this.#numbers.set(key, this.#writers.length - 1);
    return this.#writers.length - 1;
  }

  /** Takes in one step. @throws RangeError when it does not fit the document */
  follow(step: Step, { personId, at, kind }: { personId: string | null; at: Date; kind: WritingKind }): void {
    const { doc: after } = step.apply(this.doc);
    if (!after) throw new RangeError("A step of the log does not fit the text before it");
    const who = this.#number({ personId, at: minute(at), kind });
    const changes: [number, number, number, number][] = [];
    const map = step.getMap();
    map.forEach((...change) => {
      changes.push(change);
    });
    const gone: Removed[] = [];
    for (const [from, to, start, end] of changes.toReversed()) {
      const [before, now] = [signsOf(this.doc, from, to), signsOf(after, start, end)];
      const [head, tail] = sameEnds(before, now);
      const old = cut(this.#runs, from + head, to - tail);
      const letters = lettersOf(before.slice(head, before.length - tail));
      const written = this.#written(after, start + head, now.slice(head, now.length - tail), who, kind);
      replace(this.#runs, from + head, to - tail, written);
      if (letters !== "")
        gone.push({
          letters,
          runs: onlyLetters(before.slice(head, before.length - tail), old),
          from: start + head,
          to: start + head,
        });
    }
    if (changes.length > 0) {
      const moved = this.#removed.map((one) => ({ ...one, from: map.map(one.from, -1), to: map.map(one.to, 1) }));
      this.#removed = [...moved, ...gone].slice(-mostRemoved);
    }
    this.doc = after;
  }

  /** The writers of what a step put in at `start`: those who wrote it before, where it is what was taken out. */
  #written(after: Node, start: number, signs: string, who: number, kind: WritingKind): Run[] {
    if (signs === "") return [];
    const letters = lettersOf(signs);
    const back = letters === "" ? null : this.#takeBack(letters, start, kind);
    if (!back) return this.#proposed(after, start, signs.length, who);
    const runs: Run[] = [];
    let at = 0;
    for (let i = 0; i < signs.length; i++) {
      const [run] = isLetter(signs[i]) ? cut(back, at, ++at) : [];
      runs.push({ length: 1, who: run?.who ?? who });
    }
    return joined(runs);
  }

  /** Undo puts words back where they stood; a long text that comes back elsewhere was moved. */
  #takeBack(letters: string, start: number, kind: WritingKind): Run[] | null {
    for (let i = this.#removed.length - 1; i >= 0; i--) {
      const one = this.#removed[i];
      const at = one?.letters.indexOf(letters) ?? -1;
      if (!one || at < 0) continue;
      const isThere = kind === "RESTORED" && one.from <= start && start <= one.to;
      if (!isThere && letters.length < surelyMoved) continue;
      const runs = cut(one.runs, at, at + letters.length);
      const rest = [...cut(one.runs, 0, at), ...cut(one.runs, at + letters.length, one.letters.length)];
      const left = one.letters.slice(0, at) + one.letters.slice(at + letters.length);
      this.#removed =
        left === "" ? this.#removed.toSpliced(i, 1) : this.#removed.with(i, { ...one, letters: left, runs: rest });
      return runs;
    }
    return null;
  }

  /** What came in as a suggestion is its sender's; what the mark says is asked only where nobody is known to have sent it. */
  #proposed(after: Node, start: number, length: number, who: number): Run[] {
    const runs: Run[] = [];
    let at = start;
    const writer = this.#writers[who];
    after.nodesBetween(start, start + length, (node, pos) => {
      const mark = node.marks.find(({ type }) => type.name === "insertion");
      if (!node.isText || !mark || !writer) return true;
      const [from, to] = [Math.max(pos, start), Math.min(pos + node.nodeSize, start + length)];
      const marked = typeof mark.attrs.person === "string" ? mark.attrs.person : null;
      const personId = writer.personId ?? marked;
      runs.push(
        { length: from - at, who },
        { length: to - from, who: this.#number({ ...writer, personId, kind: "SUGGESTED" }) },
      );
      at = to;
      return false;
    });
    return joined([...runs, { length: start + length - at, who }]);
  }

  /** Who wrote the words between two positions, in order; borders of blocks belong to nobody. */
  between(from: number, to: number): WrittenRange[] {
    const ranges: WrittenRange[] = [];
    this.doc.nodesBetween(from, to, (node, pos) => {
      if (!node.isText) return true;
      let at = Math.max(pos, from);
      for (const { length, who } of cut(this.#runs, at, Math.min(pos + node.nodeSize, to))) {
        const writer = this.#writers[who] ?? null;
        const last = ranges.at(-1);
        if (last?.to === at && last.writer === writer) last.to = at + length;
        else ranges.push({ from: at, to: at + length, writer });
        at += length;
      }
      return false;
    });
    return ranges;
  }

  /** For freezing with a revision. Only writers of whom something is left. */
  toStored(): StoredAuthorship {
    const numbers = new Map<number, number>();
    const writers: Writer[] = [];
    const blocks: StoredAuthorship["blocks"] = {};
    this.doc.forEach((node, pos) => {
      blocks[keyOf(node)] = cut(this.#runs, pos, pos + node.nodeSize).flatMap(({ length, who }) => {
        const writer = this.#writers[who];
        if (!writer) return [length, -1];
        if (!numbers.has(who)) numbers.set(who, writers.push(writer) - 1);
        return [length, numbers.get(who) ?? -1];
      });
    });
    return { writers, blocks };
  }
}

const sizeOf = (runs: readonly Run[]): number => runs.reduce((sum, { length }) => sum + length, 0);

/** Neighbours of one writer as one, without empty ones. */
function joined(runs: readonly Run[]): Run[] {
  const out: Run[] = [];
  for (const { length, who } of runs) {
    const last = out.at(-1);
    if (length <= 0) continue;
    if (last?.who === who) last.length += length;
    else out.push({ length, who });
  }
  return out;
}

/** Puts other runs in place of a range, in place: a story that many wrote has thousands. */
function replace(runs: Run[], from: number, to: number, put: readonly Run[]): void {
  let first = 0;
  let start = 0;
  for (; first < runs.length && start + (runs[first]?.length ?? 0) < from; first++) start += runs[first]?.length ?? 0;
  let last = first;
  let end = start;
  for (; last < runs.length && end <= to; last++) end += runs[last]?.length ?? 0;
  const old = runs.slice(first, last);
  runs.splice(
    first,
    last - first,
    ...joined([...cut(old, 0, from - start), ...put, ...cut(old, to - start, end - start)]),
  );
}

function cut(runs: readonly Run[], from: number, to: number): Run[] {
  const out: Run[] = [];
  let at = 0;
  for (const { length, who } of runs) {
    if (at >= to) break;
    const size = Math.min(at + length, to) - Math.max(at, from);
    if (size > 0) out.push({ length: size, who });
    at += length;
  }
  return out;
}

/** A sign for each position that is no letter: borders of nodes and what has no text. They are in no text that is kept. */
const opens = "\u0001";
const closes = "\u0002";
const leaf = "\u0003";
const isLetter = (sign: string | undefined): boolean => sign !== undefined && sign > leaf;
const lettersOf = (signs: string): string => signs.split("").filter(isLetter).join("");

/** One sign for each position between two. */
function signsOf(doc: Node, from: number, to: number): string {
  let signs = "";
  const border = (pos: number, sign: string) => {
    if (pos >= from && pos < to) signs += sign;
  };
  const walk = (node: Node, start: number) => {
    let pos = start;
    for (const child of node.children) {
      const end = pos + child.nodeSize;
      if (end > from && pos < to) {
        if (child.isText) signs += (child.text ?? "").slice(Math.max(0, from - pos), to - pos);
        else if (child.isLeaf) border(pos, leaf);
        else {
          border(pos, opens);
          walk(child, pos + 1);
          border(end - 1, closes);
        }
      }
      pos = end;
    }
  };
  walk(doc, 0);
  return signs;
}

/** The runs of the letters alone. */
function onlyLetters(signs: string, runs: readonly Run[]): Run[] {
  const out: Run[] = [];
  let at = 0;
  for (const { length, who } of runs) {
    out.push({ length: lettersOf(signs.slice(at, at + length)).length, who });
    at += length;
  }
  return joined(out);
}

/** How many positions at the start and at the end a change left as they were. */
function sameEnds(before: string, now: string): [number, number] {
  const most = Math.min(before.length, now.length);
  let head = 0;
  while (head < most && before[head] === now[head]) head++;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === now[now.length - 1 - tail]) tail++;
  return [head, tail];
}
