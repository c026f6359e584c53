/** How long what a page depends on "soon" may lag behind its change. */
export const lag = 60_000;
/** So many tags are remembered; beyond, everything older counts as erased, because nobody knows any more. */
const mostTags = 200_000;

export type Standing = "good" | "outdated" | "erased";

/** What has to be known of a page to judge it. `began` is the generation at which its print began to read. */
export type Judged = {
  began: number;
  tags: readonly string[];
  soon: readonly string[];
  /** Epoch ms. */
  until: number | undefined;
  /** The last judgement, valid while the generation stays the same. */
  judged?: { generation: number; standing: Standing; until: number };
};

/** `times`: changes in order. Of those that lie back more than `lag` only the newest is kept. */
type Changes = { last: number; erased: number; times: { generation: number; at: number }[] };

/**
 * What changed since this process began to hear of changes, by tag. Whether a page is still right is a comparison of
 * numbers when it is served; a purge touches no page.
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

  /** @param age ms since the change was made: what may lag, lags from then on */
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

  /** Nothing that was printed until now may be served again. */
  eraseAll(): void {
    this.#floor = ++this.#generation;
    this.#tags.clear();
  }

  /** `outdated`: print it again, and show this one only where that fails. `erased`: never show it again. */
  standing(page: Judged): Standing {
    if (page.judged?.generation !== this.#generation) page.judged = this.#judge(page);
    const { standing, until } = page.judged;
    return standing === "good" && this.#now() >= until ? "outdated" : standing;
  }

  /** Epoch ms until which a page that is good now stays so by the clock, infinite where nothing ends it. */
  goodUntil(page: Judged): number {
    return this.standing(page) === "good" ? (page.judged?.until ?? Number.POSITIVE_INFINITY) : 0;
  }

  /** Nothing at all has changed on it, not even what may lag. */
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
