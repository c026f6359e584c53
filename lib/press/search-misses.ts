import { createHmac, randomBytes } from "node:crypto";

/** How many readers searched for a term on a day (YYYY-MM-DD, UTC) and found nothing. */
export type MissCount = { day: string; term: string; readers: number };

/** New terms of a minute, and readers of a day: a flood of requests is not remembered. */
const maxTerms = 200;
const maxSeen = 50_000;

/**
 * Counts searches that found nothing, each reader once a day and term. To tell readers apart it keeps a hash of address,
 * browser and term in memory, with a key that is made anew each day and stored nowhere.
 */
export class SearchMisses {
  #day = "";
  #key = randomBytes(32);
  #seen = new Set<string>();
  #counts = new Map<string, MissCount>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** @param reader what tells readers apart: network and browser */
  count(reader: string, term: string): void {
    const day = new Date(this.#now()).toISOString().slice(0, 10);
    if (day !== this.#day) {
      this.#day = day;
      this.#key = randomBytes(32);
      this.#seen = new Set();
    }
    const hash = createHmac("sha256", this.#key).update(`${reader}\n${term}`).digest("base64url");
    if (this.#seen.has(hash) || this.#seen.size >= maxSeen) return;
    const known = this.#counts.get(`${day} ${term}`);
    if (!known && this.#counts.size >= maxTerms) return;
    this.#seen.add(hash);
    if (known) known.readers++;
    else this.#counts.set(`${day} ${term}`, { day, term, readers: 1 });
  }

  /** The counts since the last call. */
  take(): readonly MissCount[] {
    const counts = [...this.#counts.values()];
    this.#counts = new Map();
    return counts;
  }
}
