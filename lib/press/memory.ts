import { LRUCache } from "lru-cache";
import { type Copy, sizeOf } from "./copy.ts";

/**
 * Limits for missing pages and for pages that are kept briefly (searches), so that requests for nonsense do not evict
 * real pages.
 */
const mostPassing = 1_000;
const passingLife = 60_000;

/** Memory cache of pages. Evicts the least recently used. */
export class Memory {
  readonly limit: number;
  readonly #pages: LRUCache<string, Copy>;
  readonly #passing: LRUCache<string, Copy>;

  /** @param limit bytes for existing pages; missing and brief ones are few and small */
  constructor(limit: number, now: () => number = Date.now) {
    this.limit = limit;
    this.#pages = new LRUCache({ maxSize: limit, sizeCalculation: sizeOf });
    this.#passing = new LRUCache({ max: mostPassing, ttl: passingLife, perf: { now }, ttlResolution: 0 });
  }

  get(key: string): Copy | undefined {
    return this.#pages.get(key) ?? this.#passing.get(key);
  }

  /** Does not store a page that is larger than the limit. */
  set(key: string, copy: Copy): void {
    this.delete(key);
    (copy.status === 404 || copy.isPassing ? this.#passing : this.#pages).set(key, copy);
  }

  delete(key: string): void {
    this.#pages.delete(key);
    this.#passing.delete(key);
  }

  get bytes(): number {
    return this.#pages.calculatedSize;
  }

  get count(): number {
    return this.#pages.size + this.#passing.size;
  }

  /** Most recently used first. */
  *copies(): IterableIterator<[string, Copy]> {
    yield* this.#pages.entries();
    yield* this.#passing.entries();
  }
}
