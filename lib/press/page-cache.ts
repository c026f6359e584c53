import { type CachedPage, recompress } from "./cached-page.ts";
import type { Generations } from "./generations.ts";
import { MemoryCache } from "./memory-cache.ts";
import { Semaphore } from "./semaphore.ts";
import { shuffled } from "./shuffled.ts";

/** A page is recompressed only after it stayed the same for this long: while news breaks, processors have other work. */
const recompressDelayMs = 1_000;
const maxQueuedRecompressions = 1_000;
const sweepDelayMs = 1_000;

/** The pages in memory, which of them are still fresh, and their recompression. */
export class PageCache {
  readonly memory: MemoryCache;
  readonly #generations: Generations;
  readonly #isEnabled: boolean;
  /** Brotli is slow, so pages are recompressed one at a time. */
  readonly #recompressions = new Semaphore(1, maxQueuedRecompressions);
  #isStopped = false;
  #sweep: NodeJS.Timeout | undefined;

  /** @param options.maxBytes of all pages. @param options.isEnabled false: nothing is kept or found */
  constructor(generations: Generations, options: { maxBytes: number; isEnabled: boolean; now: () => number }) {
    this.#generations = generations;
    this.#isEnabled = options.isEnabled;
    this.memory = new MemoryCache(options.maxBytes, options.now);
  }

  /** The cached page, fresh or not. */
  get(key: string): CachedPage | undefined {
    return this.#isEnabled ? this.memory.get(key) : undefined;
  }

  /** A page that may be served when rendering fails, because nothing on it was erased. */
  getFallback(key: string): CachedPage | undefined {
    const cached = this.get(key);
    return cached && this.#generations.freshness(cached) !== "revoked" ? cached : undefined;
  }

  /** Keeps a rendered page and recompresses it a second later. */
  keep(key: string, page: CachedPage): void {
    if (!this.#isEnabled) return;
    this.memory.set(key, page);
    if (page.isPassing || !page.encodings.gzip) return;
    const start = () => {
      // A page beyond the end of the queue stays as it is.
      this.#recompressions.run(() => this.#recompress(key, page)).catch(() => {});
    };
    setTimeout(start, recompressDelayMs).unref();
  }

  /** Recompresses a page if it is still the cached one. */
  async #recompress(key: string, page: CachedPage): Promise<void> {
    if (this.#isStopped || this.memory.get(key) !== page || this.#generations.freshness(page) !== "fresh") return;
    const smaller = await recompress(page);
    if (this.memory.get(key) === page) this.memory.set(key, smaller);
  }

  /** Random cached pages that count as fresh. */
  sample(maxCount: number): [key: string, cached: CachedPage][] {
    const fresh = [...this.memory.entries()].filter(
      ([, cached]) => !cached.isPassing && this.#generations.isUntouched(cached),
    );
    return shuffled(fresh).slice(0, maxCount);
  }

  /** Deletes revoked pages soon. They are never served in the meantime. */
  sweepSoon(): void {
    this.#sweep ??= setTimeout(() => {
      for (const [key, cached] of [...this.memory.entries()])
        if (this.#generations.freshness(cached) === "revoked") this.memory.delete(key);
      this.#sweep = undefined;
    }, sweepDelayMs);
    this.#sweep.unref();
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#sweep);
  }
}
