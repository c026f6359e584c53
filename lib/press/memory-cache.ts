import { LRUCache } from "lru-cache";
import { type CachedPage, sizeOf } from "./cached-page.ts";

/**
 * Limits for missing pages and for pages that are kept briefly (searches), so that requests for nonsense do not evict
 * real pages.
 */
const maxPassing = 1_000;
const passingTtlMs = 60_000;

/** Memory cache of pages. Evicts the least recently used. */
export class MemoryCache {
  readonly limit: number;
  readonly #pages: LRUCache<string, CachedPage>;
  readonly #passing: LRUCache<string, CachedPage>;

  /** @param limit bytes for existing pages; missing and brief ones are few and small */
  constructor(limit: number, now: () => number = Date.now) {
    this.limit = limit;
    this.#pages = new LRUCache({ maxSize: limit, sizeCalculation: sizeOf });
    this.#passing = new LRUCache({ max: maxPassing, ttl: passingTtlMs, perf: { now }, ttlResolution: 0 });
  }

  get(key: string): CachedPage | undefined {
    return this.#pages.get(key) ?? this.#passing.get(key);
  }

  /** Does not store a page that is larger than the limit. */
  set(key: string, cached: CachedPage): void {
    this.delete(key);
    (cached.status === 404 || cached.isPassing ? this.#passing : this.#pages).set(key, cached);
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
  *entries(): IterableIterator<[string, CachedPage]> {
    yield* this.#pages.entries();
    yield* this.#passing.entries();
  }
}
