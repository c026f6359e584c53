// The press renders each public page as for an anonymous reader, caches it, and serves it until something that the page
// shows changes. It is the only cache of public pages.
import type { IncomingMessage, ServerResponse } from "node:http";
import { log } from "../log.ts";
import type { CdnSettings } from "../settings.ts";
import { sendBackSoon } from "./back-soon.ts";
import type { CachedPage } from "./cached-page.ts";
import type { RequestHandler } from "./capture.ts";
import { Cdn } from "./cdn.ts";
import type { PostedForm } from "./context.ts";
import { Generations } from "./generations.ts";
import { type Host, privateHeaders } from "./headers.ts";
import { metricsOf, noCounts } from "./metrics.ts";
import { PageCache } from "./page-cache.ts";
import { PageRenderer, type PrivateParts } from "./page-renderer.ts";
import { Parts } from "./parts.ts";
import { type Purge, PurgeLog } from "./purge-log.ts";
import { type NetworkOf, ReadCounts } from "./read-counts.ts";
import { RedirectCounts } from "./redirect-counts.ts";
import { RenderQueue, RetryLaterError } from "./render-queue.ts";
import { send } from "./send.ts";

/** Maximum number of purges whose ids are remembered, because each arrives a second time through the log. */
const maxRememberedPurges = 10_000;

export type PressOptions = {
  /** In development nothing is cached, because pages change while they are edited. */
  dev: boolean;
  /** Maximum bytes of pages in memory. */
  memory: number;
  /** See PurgeLog. */
  maxStaleMs?: number | undefined;
  /** The CDN in front of all nodes. */
  cdn?: CdnSettings | undefined;
  node?: string;
  name?: string;
  /** The network from which a request comes. */
  networkOf?: NetworkOf;
  now?: () => number;
};

const none: readonly string[] = [];

export class Press {
  readonly generations: Generations;
  readonly cache: PageCache;
  readonly renders: RenderQueue;
  readonly purges: PurgeLog;
  readonly cdn: Cdn | undefined;
  readonly counts = noCounts();
  readonly metrics = metricsOf(this);
  readonly reads: ReadCounts;
  readonly redirects = new RedirectCounts();
  readonly #now: () => number;
  readonly #applied = new Set<string>();

  constructor(handler: RequestHandler, { dev, memory, cdn, networkOf, now = Date.now, ...given }: PressOptions) {
    this.#now = now;
    this.reads = new ReadCounts(now, networkOf);
    this.generations = new Generations(now);
    this.cache = new PageCache(this.generations, { maxBytes: memory, isEnabled: !dev, now });
    this.cdn = cdn && !dev ? new Cdn(cdn, () => this.purges.catchUp()) : undefined;
    this.purges = new PurgeLog(
      {
        onPurges: (purges) => this.apply(purges),
        onGap: () => {
          this.generations.revokeAll();
          this.cdn?.requestFullPurge();
        },
      },
      given,
    );
    const mayShare = () => !dev && this.purges.lease === "held" && this.purges.snapshot !== undefined;
    this.renders = new RenderQueue({
      renderer: new PageRenderer(handler),
      parts: new Parts(this.generations, mayShare),
      generations: this.generations,
      cache: this.cache,
      purges: this.purges,
      counts: this.counts,
      renderTime: this.metrics.renderTime,
      now,
    });
  }

  /** Resolves when the press has read every purge, or when the database is unreachable. */
  async start(): Promise<void> {
    await this.purges.start();
    await this.cdn?.start();
  }

  async stop(): Promise<void> {
    this.cache.stop();
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
      if (!erase) continue;
      this.counts.erasures++;
      this.cache.sweepSoon();
    }
    if (isNew) void this.cdn?.catchUp();
    for (const id of this.#applied) {
      if (this.#applied.size <= maxRememberedPurges) break;
      this.#applied.delete(id); // the oldest first
    }
  }

  /** @param url canonical path and query: see lib/press/canonical.ts */
  serve(url: string, host: Host, request: IncomingMessage, response: ServerResponse): void | Promise<void> {
    const key = `${host.proto}://${host.name}${url}`;
    const cached = this.cache.get(key);
    const { lease } = this.purges;
    if (cached && lease !== "over" && this.generations.freshness(cached) === "fresh") {
      this.counts.hits++;
      this.#count(request, cached);
      if (lease === "held") return send(request, response, cached, "fresh", this.#cdnHeaders(cached));
      this.counts.stale++;
      return send(request, response, cached, "stale");
    }
    this.counts.misses++;
    return this.#renderAndServe(key, url, host, request, response);
  }

  async #renderAndServe(
    key: string,
    url: string,
    host: Host,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    try {
      const page = await this.renders.render(key, url, host);
      this.#count(request, page);
      const cached = this.cache.get(key);
      const mayCdnCache =
        cached?.hash === page.hash && this.purges.lease === "held" && this.generations.freshness(cached) === "fresh";
      await send(request, response, page, "fresh", mayCdnCache ? this.#cdnHeaders(cached) : none);
    } catch (error) {
      const fallback = this.purges.lease === "over" ? undefined : this.cache.getFallback(key);
      if (fallback) {
        this.counts.stale++;
        this.reads.count(request, fallback);
        await send(request, response, fallback, "stale");
        return;
      }
      if (!(error instanceof RetryLaterError))
        log.error({ error, url }, "page could not be rendered and no cached page may be shown; answered 503");
      this.counts.unavailable++;
      if (response.headersSent) response.destroy();
      else sendBackSoon(request, response, host);
    }
  }

  /** Renders a refused form for its sender, without caching it. @throws when it cannot be rendered */
  async showForm(url: string, host: Host, form: PostedForm, response: ServerResponse): Promise<void> {
    const { rendered, page } = await this.renders.renderForOne(url, host, { form });
    const status = page.status ?? form.status;
    response.writeHead(status, { ...rendered.headers, "cache-control": "no-store" }).end(rendered.body);
  }

  /** Renders a page that one person gets by a secret. No cache keeps it, and no link on it says where it is. @throws when it cannot be rendered */
  async showPrivate(
    url: string,
    host: Host,
    given: PrivateParts,
    { method }: Pick<IncomingMessage, "method">,
    response: ServerResponse,
  ): Promise<void> {
    const { rendered, page } = await this.renders.renderForOne(url, host, given);
    const status = page.status ?? given.form?.status ?? rendered.status;
    response.writeHead(status, { ...rendered.headers, ...privateHeaders });
    response.end(method === "HEAD" ? undefined : rendered.body);
  }

  #count(request: IncomingMessage, page: CachedPage): void {
    if (page.status === 301) this.redirects.count(page.url);
    this.reads.count(request, page);
  }

  /** CDN headers of a cached page that is known to be fresh. */
  #cdnHeaders(cached: CachedPage): readonly string[] {
    return this.cdn?.headersOf(cached, this.generations.freshUntil(cached) - this.#now()) ?? none;
  }
}
