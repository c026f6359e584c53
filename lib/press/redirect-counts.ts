/** Maximum number of addresses remembered between two calls of `take`. */
const maxRemembered = 10_000;

/** Counts how often readers were redirected, by address. */
export class RedirectCounts {
  #counts = new Map<string, number>();

  count(url: string): void {
    if (this.#counts.size >= maxRemembered && !this.#counts.has(url)) return;
    this.#counts.set(url, (this.#counts.get(url) ?? 0) + 1);
  }

  /** The counts since the last call. */
  take(): ReadonlyMap<string, number> {
    const counts = this.#counts;
    this.#counts = new Map();
    return counts;
  }
}
