/** ms by which a page may lag behind a change of its `soon` tags. */
export const lag = 60_000;
/** Maximum number of remembered tags. Beyond it every older page counts as erased, because its changes are unknown. */
const mostTags = 200_000;

export type Standing = "good" | "outdated" | "erased";

/** The facts that decide whether a page is fresh. `began` is the generation at which its render began to read. */
export type Judged = {
  began: number;
  tags: readonly string[];
  soon: readonly string[];
  /** Epoch ms. */
  until: number | undefined;
  /** The last result, valid while the generation stays the same. */
  judged?: { generation: number; standing: Standing; until: number };
};

/** `times`: changes in order. Of changes older than `lag` only the newest is kept. */
type Changes = { last: number; erased: number; times: { generation: number; at: number }[] };

/**
 * The changes since this process began to receive them, by tag. Checking whether a page is fresh compares
 * numbers when it is served; a purge does not touch any page.
 */
export class Generations {
  readonly #now: () => number;
  readonly #tags = new Map<string, Changes>();
  #generation = 1;
  #floor = 0;

  /** @param now epoch ms */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  get current(): number {
    return this.#generation;
  }

  /** @param age ms since the change was made, from which the allowed lag is counted */
  apply(tags: readonly string[], erase: boolean, age = 0): void {
    const generation = ++this.#generation;
    const at = this.#now() - age;
    for (const tag of tags) {
      const known = this.#tags.get(tag) ?? { last: 0, erased: 0, times: [] };
      known.last = generation;
      if (erase) known.erased = generation;
      known.times.push({ generation, at });
      while ((known.times[1]?.at ?? Number.POSITIVE_INFINITY) + lag <= this.#now()) known.times.shift();
      this.#tags.set(tag, known);
    }
    if (this.#tags.size > mostTags) this.eraseAll();
  }

  /** Marks every page rendered so far as erased. */
  eraseAll(): void {
    this.#floor = ++this.#generation;
    this.#tags.clear();
  }

  /** `outdated`: render the page again, and serve this copy only if that fails. `erased`: never serve it again. */
  standing(page: Judged): Standing {
    if (page.judged?.generation !== this.#generation) page.judged = this.#judge(page);
    const { standing, until } = page.judged;
    return standing === "good" && this.#now() >= until ? "outdated" : standing;
  }

  /** Epoch ms at which a fresh page expires by time, infinite when it does not. */
  goodUntil(page: Judged): number {
    return this.standing(page) === "good" ? (page.judged?.until ?? Number.POSITIVE_INFINITY) : 0;
  }

  /** True when no tag of the page has changed, not even one that may lag. */
  isUntouched(page: Judged): boolean {
    return this.standing(page) === "good" && page.judged?.until === (page.until ?? Number.POSITIVE_INFINITY);
  }

  #judge({ began, tags, soon, until = Number.POSITIVE_INFINITY }: Judged): NonNullable<Judged["judged"]> {
    const generation = this.#generation;
    if (began < this.#floor) return { generation, standing: "erased", until };
    let standing: Standing = "good";
    for (const tag of tags) {
      const known = this.#tags.get(tag);
      if (known === undefined || known.last <= began) continue;
      if (known.erased > began) return { generation, standing: "erased", until };
      standing = "outdated";
    }
    let earliest = until;
    for (const tag of soon) {
      const first = this.#tags.get(tag)?.times.find((change) => change.generation > began);
      if (first) earliest = Math.min(earliest, first.at + lag);
    }
    return { generation, standing, until: earliest };
  }
}
