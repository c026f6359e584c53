// Records what was typed, independently of the code under test. Every typed character of a run is unique.
const ranges = [
  [0x4e00, 0x9fff],
  [0xac00, 0xd7a3],
  [0xe000, 0xf8ff],
] as const;

export type Count = {
  typed: number;
  deleted: number;
  occurrences: number;
  keptAside: number;
  lost: string[];
  doubled: string[];
  /** Positions where text that one person typed in one go is split by somebody who had not seen it: "uwv" or "u / v". */
  mixed: string[];
};

/** Who typed a character, after which one of the same go, and the text that was visible then. */
type Typing = { by: object; after: string | null; seen: string };

export class Ledger {
  #next = 0;
  readonly #typed = new Set<string>();
  readonly #deleted = new Set<string>();
  readonly #typings = new Map<string, Typing>();
  /** Characters that somebody who saw them moved to another line than the preceding one. */
  readonly #parted = new Set<string>();
  /** The character that was typed last, by anybody. */
  newest: string | null = null;

  get size(): number {
    return this.#typed.size;
  }
  /** A character that was not typed before. Throws when all 38,564 are used up. */
  sign(): string {
    let left = this.#next++;
    for (const [from, to] of ranges) {
      if (left <= to - from) {
        const sign = String.fromCodePoint(from + left);
        this.#typed.add(sign);
        return sign;
      }
      left -= to - from + 1;
    }
    throw new Error("The ledger has no sign left");
  }
  /** Records that `signs` were typed in one go in the visible text `seen`; `after`: the last character of the same go before. */
  typed(signs: string, by: object, after: string | null, seen: string): void {
    let last = after;
    for (const sign of signs) {
      this.#typings.set(sign, { by, after: last, seen: seen + signs });
      last = sign;
      this.newest = sign;
    }
  }
  /**
   * Records an edit: text that was visible before and is missing now was deleted by somebody who could see it. The texts are
   * lists of lines.
   */
  noticed(before: readonly string[], after: readonly string[]): void {
    const occurrences = new Map<string, number>();
    for (const line of after) for (const sign of line) occurrences.set(sign, (occurrences.get(sign) ?? 0) + 1);
    for (const line of before)
      for (const sign of line) {
        const left = occurrences.get(sign) ?? 0;
        if (left > 0) occurrences.set(sign, left - 1);
        else if (this.#typed.has(sign)) this.#deleted.add(sign);
      }
    if (before.length === after.length) return;
    const [was, is] = [linesBySign(before), linesBySign(after)];
    for (const [sign, line] of is) {
      const first = this.#typings.get(sign)?.after;
      if (first && is.get(first) !== line && was.get(first) === was.get(sign)) this.#parted.add(sign);
    }
  }
  count(lines: readonly string[], kept: string): Count {
    const occurrences = new Map<string, number>();
    for (const line of lines)
      for (const sign of line) if (this.#typed.has(sign)) occurrences.set(sign, (occurrences.get(sign) ?? 0) + 1);
    const aside = new Set(kept);
    const missing = [...this.#typed].filter((sign) => !occurrences.has(sign) && !this.#deleted.has(sign));
    return {
      typed: this.#typed.size,
      deleted: this.#deleted.size,
      occurrences: occurrences.size,
      keptAside: missing.filter((sign) => aside.has(sign)).length,
      lost: missing.filter((sign) => !aside.has(sign)),
      doubled: [...occurrences].filter(([, times]) => times > 1).map(([sign]) => sign),
      mixed: this.#mixed(lines),
    };
  }
  /** Characters that were deleted once are omitted, because an undo may restore them beside what was typed meanwhile. */
  #mixed(lines: readonly string[]): string[] {
    const at = linesBySign(lines);
    const mixed: string[] = [];
    for (const [sign, { by, after }] of this.#typings) {
      if (!after || this.#deleted.has(sign) || this.#deleted.has(after) || this.#parted.has(sign)) continue;
      const [line, number] = [lines[at.get(sign) ?? -1], at.get(after)];
      if (line === undefined || number === undefined) continue;
      if (at.get(sign) !== number) {
        mixed.push(`${after} / ${sign}`);
        continue;
      }
      const between = line.slice(line.indexOf(after) + 1, line.indexOf(sign));
      const isForeign = (one: string): boolean => {
        const typing = this.#typings.get(one);
        if (!typing || this.#deleted.has(one)) return !typing;
        return typing.by !== by && !(typing.seen.includes(after) && typing.seen.includes(sign));
      };
      if (line.indexOf(sign) < line.indexOf(after) || [...between].some(isForeign))
        mixed.push(`${after}${between}${sign}`);
    }
    return mixed;
  }
}

/** The line number of each character. */
function linesBySign(lines: readonly string[]): Map<string, number> {
  return new Map(lines.flatMap((line, number) => [...line].map((sign) => [sign, number] as const)));
}

/** Returns numbers from 0 to 1, the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
