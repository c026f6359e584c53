import { LRUCache } from "lru-cache";
import { type Copy, sizeOf } from "./copy.ts";

/** So many pages that are not there are kept, for so long: whoever asks for nonsense does not push out pages. */
const mostLost = 1_000;
const lostLife = 60_000;

/** The copies in memory, the least used go first. */
export class Memory {
  readonly limit: number;
  readonly #pages: LRUCache<string, Copy>;
  readonly #lost: LRUCache<string, Copy>;

  /** @param limit bytes for pages that exist; those that do not are few and small */
  constructor(limit: number, now: () => number = Date.now) {
    this.limit = limit;
    this.#pages = new LRUCache({ maxSize: limit, sizeCalculation: sizeOf });
    this.#lost = new LRUCache({ max: mostLost, ttl: lostLife, perf: { now }, ttlResolution: 0 });
  }

  get(key: string): Copy | undefined {
    return this.#pages.get(key) ?? this.#lost.get(key);
  }

  /** A copy that is larger than the limit is not kept. */
  set(key: string, copy: Copy): void {
    this.delete(key);
    (copy.status === 404 ? this.#lost : this.#pages).set(key, copy);
  }

  delete(key: string): void {
    this.#pages.delete(key);
    this.#lost.delete(key);
  }

  get bytes(): number {
    return this.#pages.calculatedSize;
  }

  get count(): number {
    return this.#pages.size + this.#lost.size;
  }

  /** Most recently used first. */
  *copies(): IterableIterator<[string, Copy]> {
    yield* this.#pages.entries();
    yield* this.#lost.entries();
  }
}
