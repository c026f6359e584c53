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
};

export class Ledger {
  #next = 0;
  readonly #typed = new Set<string>();
  readonly #deleted = new Set<string>();

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
  /** A person did something: what stood before their eyes and stands no more was deleted by one who could see it. */
  noticed(before: string, after: string): void {
    if (before === after) return;
    const stands = new Map<string, number>();
    for (const sign of after) stands.set(sign, (stands.get(sign) ?? 0) + 1);
    for (const sign of before) {
      const left = stands.get(sign) ?? 0;
      if (left > 0) stands.set(sign, left - 1);
      else if (this.#typed.has(sign)) this.#deleted.add(sign);
    }
  }
  count(text: string, kept: string): Count {
    const stands = new Map<string, number>();
    for (const sign of text) if (this.#typed.has(sign)) stands.set(sign, (stands.get(sign) ?? 0) + 1);
    const aside = new Set(kept);
    const missing = [...this.#typed].filter((sign) => !stands.has(sign) && !this.#deleted.has(sign));
    return {
      typed: this.#typed.size,
      deleted: this.#deleted.size,
      stands: stands.size,
      keptAside: missing.filter((sign) => aside.has(sign)).length,
      lost: missing.filter((sign) => !aside.has(sign)),
      doubled: [...stands].filter(([, times]) => times > 1).map(([sign]) => sign),
    };
  }
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
