// The press renders each public page as for an anonymous reader, caches it, and serves it until something that the page
// shows changes. It is the only cache of public pages.
import type { IncomingMessage, ServerResponse } from "node:http";
import { log } from "../log.ts";
import type { CdnSettings } from "../settings.ts";
import { sendBackSoon } from "./back-soon.ts";
import { type CachedPage, makeCachedPage, type RenderedPage, recompress } from "./cached-page.ts";
import type { RequestHandler } from "./capture.ts";
import { Cdn } from "./cdn.ts";
import type { PostedForm } from "./context.ts";
import { DiskCache, type DiskCacheOptions } from "./disk-cache.ts";
import { Generations } from "./generations.ts";
import type { Host } from "./headers.ts";
import { MemoryCache } from "./memory-cache.ts";
import { metricsOf, noCounts } from "./metrics.ts";
import { PageRenderer } from "./page-renderer.ts";
import { tagsByHand } from "./page-tags.ts";
import { Parts } from "./parts.ts";
import { type Purge, PurgeLog } from "./purge-log.ts";
import { ReadCounts } from "./read-counts.ts";
import { QueueFullError, Semaphore } from "./semaphore.ts";
import { send } from "./send.ts";
import { shuffled } from "./shuffled.ts";

/** Maximum concurrent renders: more would only share one processor and eight connections. */
const maxRenders = 6;
const maxQueuedRenders = 500;
const maxSearches = 2;
const maxQueuedSearches = 50;
/** Maximum attempts. A page that changes during each render is then sent as it was read and not cached. */
const maxAttempts = 4;
/** Delay before the next render after a failure, to spare the database. */
const retryMs = 2_000;
/** How long readers without a cached page wait for a database that restarts. */
const outageTimeoutMs = 10_000;
const outageRetryMs = 200;
const sweepDelayMs = 1_000;
/** A page is recompressed only after it stayed the same for this long: while news breaks, processors have other work. */
const recompressDelayMs = 1_000;

export type PressOptions = {
  /** In development nothing is cached, because pages change while they are edited. */
  dev: boolean;
  /** Maximum bytes of pages in memory. */
  memory: number;
  /** ms; see PurgeLog. */
  maxStaleMs?: number | undefined;
  /** The disk cache, where pages survive a restart. */
  disk?: DiskCacheOptions | undefined;
  /** The CDN in front of all nodes. */
  cdn?: CdnSettings | undefined;
  node?: string;
  name?: string;
  now?: () => number;
};

const none: readonly string[] = [];

/** No cached page can be served, and it is too early to render again. */
class NotYet extends Error {}

export class Press {
  readonly generations: Generations;
  readonly memory: MemoryCache;
  readonly purges: PurgeLog;
  readonly diskCache: DiskCache | undefined;
  readonly cdn: Cdn | undefined;
  readonly counts = noCounts();
  readonly metrics = metricsOf(this);
  readonly #renderer: PageRenderer;
  readonly #parts: Parts;
  readonly #keeps: boolean;
  readonly #now: () => number;
  readonly #flights = new Map<string, Promise<CachedPage>>();
  readonly #renderSlots = new Semaphore(maxRenders, maxQueuedRenders);
  /** A search takes as long as many pages, so searches have a queue of their own. */
  readonly #searchSlots = new Semaphore(maxSearches, maxQueuedSearches);
  /** Brotli is slow, so pages are recompressed one at a time. */
  readonly #recompressSlots = new Semaphore(1, 1_000);
  readonly #retryAt = new Map<string, number>();
  readonly #applied = new Set<string>();
  readonly reads = new ReadCounts();
  /** Number of redirects served, by address. */
  #redirected = new Map<string, number>();
  #sweepAgain = false;
  #isOver = false;
  #sweeping: NodeJS.Timeout | undefined;

  constructor(handler: RequestHandler, { dev, memory, disk, cdn, now = Date.now, ...given }: PressOptions) {
    this.#renderer = new PageRenderer(handler);
    this.#keeps = !dev;
    this.#now = now;
    this.generations = new Generations(now);
    this.memory = new MemoryCache(memory, now);
    this.#parts = new Parts(
      this.generations,
      () => this.#keeps && this.purges.lease === "held" && this.purges.snapshot !== undefined,
    );
    this.diskCache = disk && !dev ? new DiskCache(this.generations, disk) : undefined;
    this.cdn = cdn && !dev ? new Cdn(cdn, () => this.purges.catchUp()) : undefined;
    this.purges = new PurgeLog(
      {
        onPurges: (purges) => this.apply(purges),
        onGap: () => {
          this.generations.revokeAll();
          this.cdn?.requestFullPurge();
        },
        onHistory: async (history) => this.diskCache?.open(history),
        onReported: (snapshot) => void this.diskCache?.write(snapshot, (key) => this.memory.get(key)),
      },
      given,
    );
  }

  /** Resolves when the press has read every purge, or when the database is unreachable. */
  async start(): Promise<void> {
    await this.purges.start();
    await this.cdn?.start();
  }

  async stop(): Promise<void> {
    this.#isOver = true;
    clearTimeout(this.#sweeping);
    await this.purges.stop();
    await this.cdn?.stop(); // last, as other nodes do not wait for its current round
  }

  /** Applies purges. Those that this node applied itself arrive again through the log and count once. */
  apply(purges: readonly Purge[]): void {
    let isNew = false;
    for (const { id, tags, erase, ageMs } of purges) {
      if (this.#applied.has(id)) continue;
      this.#applied.add(id);
      this.generations.apply(tags, erase, ageMs);
      isNew = true;
      this.counts.purges++;
      if (erase) this.counts.erasures++;
      if (erase) this.#sweepSoon();
    }
    if (isNew) void this.cdn?.catchUp();
    for (const id of this.#applied) {
      if (this.#applied.size <= 10_000) break;
      this.#applied.delete(id); // the oldest first
    }
  }

  /** @param url canonical path and query: see lib/press/canonical.ts */
  serve(url: string, host: Host, request: IncomingMessage, response: ServerResponse): void | Promise<void> {
    const key = `${host.proto}://${host.name}${url}`;
    const cached = this.#keeps ? this.memory.get(key) : undefined;
    const { lease } = this.purges;
    if (cached && lease !== "over" && this.generations.freshness(cached) === "fresh") {
      this.counts.hits++;
      this.#countRedirect(cached);
      this.reads.count(request, cached);
      if (lease === "held") return send(request, response, cached, "fresh", this.#cdnHeaders(cached));
      this.counts.stale++;
      return send(request, response, cached, "stale");
    }
    this.counts.misses++;
    return this.#serveAnew(key, url, host, request, response);
  }

  /** CDN headers of a cached page that is known to be fresh. */
  #cdnHeaders(cached: CachedPage): readonly string[] {
    return this.cdn?.headersOf(cached, this.generations.freshUntil(cached) - this.#now()) ?? none;
  }

  /** Renders a refused form for its sender, without caching it. @throws when it cannot be rendered */
  async showForm(url: string, host: Host, form: PostedForm, response: ServerResponse): Promise<void> {
    const { rendered, page } = await this.#renderSlots.run(() =>
      this.#renderer.render(url, host, { form, parts: this.#parts }),
    );
    const status = page.status ?? form.status;
    response.writeHead(status, { ...rendered.headers, "cache-control": "no-store" }).end(rendered.body);
  }

  #countRedirect({ status, url }: CachedPage): void {
    if (status === 301) this.countRedirect(url);
  }

  /** Remembers that a reader was redirected from this address; see `takeRedirected`. */
  countRedirect(url: string): void {
    if (this.#redirected.size > 10_000 && !this.#redirected.has(url)) return;
    this.#redirected.set(url, (this.#redirected.get(url) ?? 0) + 1);
  }

  /** Number of redirects by address since the last call. */
  takeRedirected(): ReadonlyMap<string, number> {
    const counted = this.#redirected;
    this.#redirected = new Map();
    return counted;
  }

  async #serveAnew(
    key: string,
    url: string,
    host: Host,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    try {
      const cached = await this.#render(key, url, host);
      this.#countRedirect(cached);
      this.reads.count(request, cached);
      const kept = this.memory.get(key);
      const isLent = this.cdn && kept?.hash === cached.hash && this.purges.lease === "held";
      const isFresh = isLent && this.generations.freshness(kept) === "fresh";
      await send(request, response, cached, "fresh", isFresh ? this.#cdnHeaders(kept) : none);
    } catch (error) {
      const old = this.memory.get(key);
      if (old && this.#mayServeStale(old)) {
        this.counts.stale++;
        this.reads.count(request, old);
        await send(request, response, old, "stale");
        return;
      }
      if (!(error instanceof NotYet))
        log.error({ error, url }, "page could not be rendered and no cached cached may be shown; answered 503");
      this.counts.unavailable++;
      if (response.headersSent) {
        response.destroy();
        return;
      }
      sendBackSoon(request, response, host);
    }
  }

  /** Whether an old page may be served when rendering fails: not after an erasure or the end of the lease. */
  #mayServeStale(cached: CachedPage): boolean {
    return this.#keeps && this.purges.lease !== "over" && this.generations.freshness(cached) !== "revoked";
  }

  /**
   * One render per page at a time. Concurrent requests share it: if anything on the page changed since the render
   * began to read, the page is rendered again before anybody gets it.
   */
  #render(key: string, url: string, host: Host): Promise<CachedPage> {
    const waiting = this.#flights.get(key);
    if (waiting) {
      this.counts.joined++;
      return waiting;
    }
    if (this.#now() < (this.#retryAt.get(key) ?? 0)) return Promise.reject(new NotYet(url));
    const flight = this.#fromDisk(key)
      .then((cached) => cached ?? this.#renderDespiteOutage(key, url, host))
      .catch((error) => {
        this.counts.failures++;
        if (!(error instanceof QueueFullError)) this.#waitBeforeRetry(key);
        throw error;
      })
      .finally(() => this.#flights.delete(key));
    this.#flights.set(key, flight);
    return flight;
  }

  async #fromDisk(key: string): Promise<CachedPage | undefined> {
    if (this.memory.get(key)) return undefined;
    const cached = await this.diskCache?.take(key);
    if (cached) this.memory.set(key, cached); // even a stale one, as a fallback
    if (!cached || this.generations.freshness(cached) !== "fresh" || this.purges.lease === "over") return undefined;
    return cached;
  }

  /** Waits without holding a render slot, so that pages that can be rendered need not wait. */
  async #renderDespiteOutage(key: string, url: string, host: Host): Promise<CachedPage> {
    for (let attempt = 1; ; attempt++) {
      try {
        const slots = url.startsWith("/search?") ? this.#searchSlots : this.#renderSlots;
        return await slots.run(() => this.#renderUntilFresh(key, url, host));
      } catch (error) {
        const old = this.memory.get(key);
        const mayHelp = attempt === 1 || (!this.purges.isConnected && this.purges.sinceContactMs < outageTimeoutMs);
        if (error instanceof QueueFullError || !mayHelp || this.purges.lease === "over") throw error;
        if (old && this.#mayServeStale(old)) throw error;
        await new Promise((resolve) => setTimeout(resolve, outageRetryMs));
      }
    }
  }

  #waitBeforeRetry(key: string): void {
    if (!this.memory.get(key)) return; // no cached page can be served meanwhile
    if (this.#retryAt.size > 10_000) this.#retryAt.clear();
    this.#retryAt.set(key, this.#now() + retryMs);
  }

  async #renderUntilFresh(key: string, url: string, host: Host): Promise<CachedPage> {
    for (let attempt = 1; ; attempt++) {
      const began = this.generations.current;
      const hasReadAll = this.purges.snapshot !== undefined; // otherwise a purge may be missed
      const done = this.metrics.renderTime.startTimer();
      this.counts.renders++;
      const { rendered, page, unfit } = await this.#renderer.render(url, host, { parts: this.#parts }).finally(done);
      const cached = await makeCachedPage(
        url,
        rendered,
        {
          began,
          tags: [...page.tags, ...tagsByHand(url)],
          soon: [...page.soon],
          until: page.until,
          isPassing: page.isPassing,
        },
        this.#now(),
      );
      const freshness = this.generations.freshness(cached);
      if (freshness === "fresh") {
        if (unfit) log.warn({ url, unfit }, "page rendered but not cacheable");
        else if (this.#keeps && hasReadAll) this.#keep(key, cached);
        return cached;
      }
      this.counts.discardedRenders++;
      if (attempt < maxAttempts && this.generations.current !== began) continue; // otherwise the page expired by time
      // The page may lack changes made after the request, but must not show anything erased since.
      if (freshness === "revoked") throw new Error(`${url} was revoked during each render`);
      return cached;
    }
  }

  /** Random cached pages that count as fresh, from memory, and from disk if not in memory. */
  async sample(maxCount: number): Promise<[key: string, cached: CachedPage][]> {
    const isFresh = ([, cached]: [string, CachedPage]) => !cached.isPassing && this.generations.isUntouched(cached);
    const inMemory = [...this.memory.entries()].filter(isFresh);
    const chosen = shuffled(inMemory).slice(0, maxCount);
    const known = new Set(inMemory.map(([key]) => key));
    for await (const one of this.diskCache?.some(maxCount) ?? []) {
      if (chosen.length >= maxCount) break;
      if (!known.has(one[0]) && isFresh(one)) chosen.push(one);
    }
    return chosen;
  }

  /** Renders a page for comparison only. Waits for a render slot like any other. */
  async renderAfresh(key: string, url: string): Promise<RenderedPage> {
    const { protocol, host } = new URL(key);
    const of = { proto: protocol.slice(0, -1), name: host };
    return (await this.#renderSlots.run(() => this.#renderer.render(url, of))).rendered;
  }

  /** Deletes erased cached pages soon. They are never served in the meantime. */
  #sweepSoon(): void {
    this.#sweepAgain = true;
    this.#sweeping ??= setTimeout(async () => {
      this.#sweepAgain = false;
      for (const [key, cached] of [...this.memory.entries()])
        if (this.generations.freshness(cached) === "revoked") this.memory.delete(key);
      await this.diskCache
        ?.sweep()
        .catch((error) =>
          log.warn({ error }, "disk cache: erased pages could not be deleted; retrying after the next erasure"),
        );
      this.#sweeping = undefined;
      if (this.#sweepAgain) this.#sweepSoon();
    }, sweepDelayMs);
    this.#sweeping.unref();
  }

  #keep(key: string, cached: CachedPage): void {
    this.memory.set(key, cached);
    if (cached.isPassing) return;
    const isStored = cached.status !== 404;
    if (isStored) this.diskCache?.want(key);
    if (!cached.encodings.gzip) return;
    const recompressLater = () => this.#recompressSlots.run(() => this.#recompress(key, cached));
    const leave = () => isStored && this.diskCache?.want(key, { asItIs: true });
    setTimeout(() => void recompressLater().catch(leave), recompressDelayMs).unref();
  }

  /** Recompresses a page if it is still the cached one. */
  async #recompress(key: string, cached: CachedPage): Promise<void> {
    if (this.#isOver) return;
    if (this.memory.get(key) !== cached || this.generations.freshness(cached) !== "fresh") return;
    const smaller = await recompress(cached);
    if (this.memory.get(key) === cached) this.memory.set(key, smaller);
  }
}
