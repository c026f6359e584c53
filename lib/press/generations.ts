/** ms by which a page may lag behind a change of its `soon` tags. */
export const maxLagMs = 60_000;
/** Maximum number of remembered tags. Beyond it every older page counts as revoked, because its changes are unknown. */
const maxTags = 200_000;

export type Freshness = "fresh" | "stale" | "revoked";

/** The facts that decide whether a page is fresh. `began` is the generation at which its render began to read. */
export type FreshnessFacts = {
  began: number;
  tags: readonly string[];
  soon: readonly string[];
  /** Epoch ms. */
  until: number | undefined;
  /** The last result, valid while the generation stays the same. */
  lastCheck?: { generation: number; freshness: Freshness; until: number };
};

/** When a page shows that these tags have changed: with the next request, within `maxLagMs`, or not because of them. */
export function showsChange(
  page: Pick<FreshnessFacts, "tags" | "soon">,
  changed: ReadonlySet<string>,
): "now" | "soon" | "never" {
  if (page.tags.some((tag) => changed.has(tag))) return "now";
  return page.soon.some((tag) => changed.has(tag)) ? "soon" : "never";
}

/** `times`: changes in order. Of changes older than `maxLagMs` only the newest is kept. */
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

  /** @param ageMs ms since the change was made, from which the allowed lag is counted */
  apply(tags: readonly string[], erase: boolean, ageMs = 0): void {
    const generation = ++this.#generation;
    const at = this.#now() - ageMs;
    for (const tag of tags) {
      const known = this.#tags.get(tag) ?? { last: 0, erased: 0, times: [] };
      known.last = generation;
      if (erase) known.erased = generation;
      known.times.push({ generation, at });
      while ((known.times[1]?.at ?? Number.POSITIVE_INFINITY) + maxLagMs <= this.#now()) known.times.shift();
      this.#tags.set(tag, known);
    }
    if (this.#tags.size > maxTags) this.revokeAll();
  }

  /** Marks every page rendered so far as revoked. */
  revokeAll(): void {
    this.#floor = ++this.#generation;
    this.#tags.clear();
  }

  /** `stale`: render the page again, and serve this one only if that fails. `revoked`: never serve it again. */
  freshness(page: FreshnessFacts): Freshness {
    if (page.lastCheck?.generation !== this.#generation) page.lastCheck = this.#check(page);
    const { freshness, until } = page.lastCheck;
    return freshness === "fresh" && this.#now() >= until ? "stale" : freshness;
  }

  /** Epoch ms at which a fresh page expires by time, infinite when it does not. */
  freshUntil(page: FreshnessFacts): number {
    return this.freshness(page) === "fresh" ? (page.lastCheck?.until ?? Number.POSITIVE_INFINITY) : 0;
  }

  /** True when no tag of the page has changed, not even one that may lag. */
  isUntouched(page: FreshnessFacts): boolean {
    return this.freshness(page) === "fresh" && page.lastCheck?.until === (page.until ?? Number.POSITIVE_INFINITY);
  }

  #check({
    began,
    tags,
    soon,
    until = Number.POSITIVE_INFINITY,
  }: FreshnessFacts): NonNullable<FreshnessFacts["lastCheck"]> {
    const generation = this.#generation;
    if (began < this.#floor) return { generation, freshness: "revoked", until };
    let freshness: Freshness = "fresh";
    for (const tag of tags) {
      const known = this.#tags.get(tag);
      if (known === undefined || known.last <= began) continue;
      if (known.erased > began) return { generation, freshness: "revoked", until };
      freshness = "stale";
    }
    let earliest = until;
    for (const tag of soon) {
      const first = this.#tags.get(tag)?.times.find((change) => change.generation > began);
      if (first) earliest = Math.min(earliest, first.at + maxLagMs);
    }
    return { generation, freshness, until: earliest };
  }
}
