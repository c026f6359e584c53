import { LRUCache } from "lru-cache";
import type { Histogram } from "prom-client";
import { log } from "../log.ts";
import { type CachedPage, makeCachedPage, type RenderedPage } from "./cached-page.ts";
import type { Generations } from "./generations.ts";
import type { Host } from "./headers.ts";
import type { Counts } from "./metrics.ts";
import type { PageCache } from "./page-cache.ts";
import type { PageRenderer, PrivateParts, RenderResult } from "./page-renderer.ts";
import { tagsByHand } from "./page-tags.ts";
import type { Parts } from "./parts.ts";
import type { PurgeLog } from "./purge-log.ts";
import { QueueFullError, Semaphore } from "./semaphore.ts";

/** Maximum concurrent renders: more would only share one processor and eight connections. */
const maxRenders = 6;
const maxQueuedRenders = 500;
const maxSearches = 2;
const maxQueuedSearches = 50;
/** Maximum attempts. A page that changes during each render is then sent as it was read and not cached. */
const maxAttempts = 4;
/** Delay before the next render after a failure, to spare the database. */
const retryDelayMs = 2_000;
/** Maximum number of pages whose next render is delayed. */
const maxDelayedRetries = 10_000;
/** How long readers without a cached page wait for a database that restarts. */
const outageTimeoutMs = 10_000;
const outageRetryMs = 200;

/** No cached page can be served, and it is too early to render again. */
export class RetryLaterError extends Error {}

export type RenderQueueOptions = {
  renderer: PageRenderer;
  parts: Parts;
  generations: Generations;
  cache: PageCache;
  purges: PurgeLog;
  counts: Counts;
  renderTime: Histogram;
  /** Epoch ms. */
  now: () => number;
};

/** Renders pages, each once for all who wait for it, and a limited number at a time. */
export class RenderQueue {
  readonly #options: RenderQueueOptions;
  readonly #underWay = new Map<string, Promise<CachedPage>>();
  readonly #slots = new Semaphore(maxRenders, maxQueuedRenders);
  /** A search takes as long as many pages, so searches have a queue of their own. */
  readonly #searchSlots = new Semaphore(maxSearches, maxQueuedSearches);
  /** Epoch ms of the next attempt, by key. */
  readonly #retryAt = new LRUCache<string, number>({ max: maxDelayedRetries });

  constructor(options: RenderQueueOptions) {
    this.#options = options;
  }

  /**
   * Renders a page and keeps it. Concurrent requests share one render: if anything on the page changed since the render
   * began to read, the page is rendered again before anybody gets it. @throws RetryLaterError, QueueFullError, and what rendering throws
   */
  render(key: string, url: string, host: Host): Promise<CachedPage> {
    const { counts, now } = this.#options;
    const underWay = this.#underWay.get(key);
    if (underWay) {
      counts.joined++;
      return underWay;
    }
    if (now() < (this.#retryAt.get(key) ?? 0)) return Promise.reject(new RetryLaterError(url));
    const render = this.#renderDespiteOutage(key, url, host)
      .catch((error) => {
        counts.failures++;
        if (!(error instanceof QueueFullError)) this.#delayRetry(key);
        throw error;
      })
      .finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, render);
    return render;
  }

  /** Renders a page for one person: a refused form for its sender, or a page behind a secret. It is not kept. */
  renderForOne(url: string, host: Host, given: PrivateParts): Promise<RenderResult> {
    const { renderer, parts } = this.#options;
    return this.#slots.run(() => renderer.render(url, host, { ...given, parts }));
  }

  /** Renders a page to learn what it depends on. The page is not kept: kept, it could lag behind the change that is asked about. */
  inspect(url: string, host: Host): Promise<RenderResult> {
    const { renderer, parts } = this.#options;
    return this.#slots.run(() => renderer.render(url, host, { parts }));
  }

  /** Renders a page for comparison only, without anything that was loaded before. */
  async renderAfresh(url: string, host: Host): Promise<RenderedPage> {
    return (await this.#slots.run(() => this.#options.renderer.render(url, host))).rendered;
  }

  /** Waits without holding a render slot, so that pages that can be rendered need not wait. */
  async #renderDespiteOutage(key: string, url: string, host: Host): Promise<CachedPage> {
    const { purges, cache } = this.#options;
    const isSearch = url.startsWith("/search?") || /^\/api\/v1\/stories\?(?:.*&)?q=/.test(url);
    const slots = isSearch ? this.#searchSlots : this.#slots;
    for (let attempt = 1; ; attempt++) {
      try {
        return await slots.run(() => this.#renderUntilFresh(key, url, host));
      } catch (error) {
        const mayHelp = attempt === 1 || (!purges.isConnected && purges.sinceContactMs < outageTimeoutMs);
        if (error instanceof QueueFullError || !mayHelp || purges.lease === "over") throw error;
        if (cache.getFallback(key)) throw error;
        await new Promise((resolve) => setTimeout(resolve, outageRetryMs));
      }
    }
  }

  async #renderUntilFresh(key: string, url: string, host: Host): Promise<CachedPage> {
    const { generations, purges, cache, counts, renderer, parts, renderTime, now } = this.#options;
    for (let attempt = 1; ; attempt++) {
      const began = generations.current;
      const hasReadAll = purges.snapshot !== undefined; // otherwise a purge may be missed
      const done = renderTime.startTimer();
      counts.renders++;
      const { rendered, page, unfit } = await renderer.render(url, host, { parts }).finally(done);
      const tags = [...page.tags, ...tagsByHand(url)];
      const { until, isPassing, missedTerm } = page;
      const facts = { began, tags, soon: [...page.soon], until, isPassing, missedTerm };
      const cached = await makeCachedPage(url, rendered, facts, now());
      const freshness = generations.freshness(cached);
      if (freshness === "fresh") {
        if (unfit) log.warn({ url, unfit }, "page cannot be cached; rendering it for each request");
        else if (hasReadAll) cache.keep(key, cached);
        return cached;
      }
      counts.discardedRenders++;
      if (attempt < maxAttempts && generations.current !== began) continue; // otherwise the page expired by time
      // The page may lack changes made after the request, but must not show anything erased since.
      if (freshness === "revoked") throw new Error(`${url} was revoked during each render`);
      return cached;
    }
  }

  #delayRetry(key: string): void {
    const { cache, now } = this.#options;
    if (!cache.get(key)) return; // no cached page can be served meanwhile
    this.#retryAt.set(key, now() + retryDelayMs);
  }
}
