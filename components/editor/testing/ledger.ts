// What was typed, kept apart from the code under test. Every character that is typed in a run is a sign of its own.
const ranges = [
  [0x4e00, 0x9fff],
  [0xac00, 0xd7a3],
  [0xe000, 0xf8ff],
] as const;

export type Count = {
  typed: number;
  deleted: number;
  stands: number;
  keptAside: number;
  lost: string[];
  doubled: string[];
  /** Places where what one person typed in one go is parted by somebody who had not seen it: "uwv" or "u / v". */
  mixed: string[];
};

/** Who typed a sign, directly after which one in the same go, and the text that was before their eyes. */
type Typing = { by: object; after: string | null; seen: string };

export class Ledger {
  #next = 0;
  readonly #typed = new Set<string>();
  readonly #deleted = new Set<string>();
  readonly #typings = new Map<string, Typing>();
  /** Signs that somebody who saw it moved to another line than the sign that they were typed after. */
  readonly #parted = new Set<string>();
  /** The sign that was typed last, by anybody. */
  newest: string | null = null;

  get size(): number {
    return this.#typed.size;
  }
  /** A sign that was never typed before. Throws when all 38,564 are used up. */
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
  /** `signs` were typed in one go, in the text `seen`; `after`: the one that the same go had typed before them. */
  typed(signs: string, by: object, after: string | null, seen: string): void {
    let last = after;
    for (const sign of signs) {
      this.#typings.set(sign, { by, after: last, seen: seen + signs });
      last = sign;
      this.newest = sign;
    }
  }
  /**
   * A person did something: what stood before their eyes and stands no more was deleted by one who could see it. The texts
   * are lists of lines.
   */
  noticed(before: readonly string[], after: readonly string[]): void {
    const stands = new Map<string, number>();
    for (const line of after) for (const sign of line) stands.set(sign, (stands.get(sign) ?? 0) + 1);
    for (const line of before)
      for (const sign of line) {
        const left = stands.get(sign) ?? 0;
        if (left > 0) stands.set(sign, left - 1);
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
    const stands = new Map<string, number>();
    for (const line of lines)
      for (const sign of line) if (this.#typed.has(sign)) stands.set(sign, (stands.get(sign) ?? 0) + 1);
    const aside = new Set(kept);
    const missing = [...this.#typed].filter((sign) => !stands.has(sign) && !this.#deleted.has(sign));
    return {
      typed: this.#typed.size,
      deleted: this.#deleted.size,
      stands: stands.size,
      keptAside: missing.filter((sign) => aside.has(sign)).length,
      lost: missing.filter((sign) => !aside.has(sign)),
      doubled: [...stands].filter(([, times]) => times > 1).map(([sign]) => sign),
      mixed: this.#mixed(lines),
    };
  }
  /** Signs that were deleted once are left out: an undo may bring them back beside what was typed meanwhile. */
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

/** The number of the line in which each sign stands. */
function linesBySign(lines: readonly string[]): Map<string, number> {
  return new Map(lines.flatMap((line, number) => [...line].map((sign) => [sign, number] as const)));
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
