import { LRUCache } from "lru-cache";
import { type Copy, sizeOf } from "./copy.ts";

/**
 * So many pages are kept that are not there, or that pass (searches), for so long: whoever asks for nonsense does not push
 * out pages.
 */
const mostPassing = 1_000;
const passingLife = 60_000;

/** The copies in memory, the least used go first. */
export class Memory {
  readonly limit: number;
  readonly #pages: LRUCache<string, Copy>;
  readonly #passing: LRUCache<string, Copy>;

  /** @param limit bytes for pages that exist; those that pass are few and small */
  constructor(limit: number, now: () => number = Date.now) {
    this.limit = limit;
    this.#pages = new LRUCache({ maxSize: limit, sizeCalculation: sizeOf });
    this.#passing = new LRUCache({ max: mostPassing, ttl: passingLife, perf: { now }, ttlResolution: 0 });
  }

  get(key: string): Copy | undefined {
    return this.#pages.get(key) ?? this.#passing.get(key);
  }

  /** A copy that is larger than the limit is not kept. */
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
