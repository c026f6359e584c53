// The press renders each public page as for an anonymous reader, caches it, and serves it until something that the page
// shows changes. It is the only cache of public pages.
import type { IncomingMessage, ServerResponse } from "node:http";
import { log } from "../log.ts";
import type { CdnSettings } from "../settings.ts";
import { sendBackSoon } from "./back-soon.ts";
import type { RequestHandler } from "./capture.ts";
import { Cdn } from "./cdn.ts";
import type { PostedForm } from "./context.ts";
import { type Copy, makeCopy, type Print, pressHarder } from "./copy.ts";
import { Generations } from "./generations.ts";
import type { Host } from "./headers.ts";
import { LiveFolder, type LiveFolderOptions } from "./live-folder.ts";
import { Memory } from "./memory.ts";
import { metricsOf, noCounts } from "./metrics.ts";
import { tagsByHand } from "./page-tags.ts";
import { Parts } from "./parts.ts";
import { Printer } from "./printer.ts";
import { type Purge, PurgeLog } from "./purge-log.ts";
import { ReadCounts } from "./read-counts.ts";
import { send } from "./send.ts";
import { Shelf, type ShelfOptions } from "./shelf.ts";
import { shuffled } from "./shuffled.ts";
import { TooMany, Turns } from "./turns.ts";

/** Maximum concurrent renders: more would only share one processor and eight connections. */
const printsAtOnce = 6;
const printsWaiting = 500;
const searchesAtOnce = 2;
const searchesWaiting = 50;
/** Maximum attempts. A page that changes during each render is then sent as it was read and not cached. */
const mostTries = 4;
/** Delay before the next render after a failure, to spare the database. */
const retryMs = 2_000;
/** How long readers without a cached copy wait for a database that restarts. */
const patienceMs = 10_000;
const pauseMs = 200;
const sweepMs = 1_000;
/** A page is recompressed only after it stayed the same for this long: while news breaks, processors have other work. */
const pressAfterMs = 1_000;

export type PressOptions = {
  /** In development nothing is cached, because pages change while they are edited. */
  dev: boolean;
  /** Maximum bytes of pages in memory. */
  memory: number;
  /** ms; see PurgeLog. */
  staleMax?: number | undefined;
  /** The disk cache, where pages survive a restart. */
  disk?: ShelfOptions | undefined;
  /** The static folder for a web server. */
  live?: Omit<LiveFolderOptions, "holds"> | undefined;
  /** The CDN in front of all nodes. */
  cdn?: CdnSettings | undefined;
  node?: string;
  name?: string;
  now?: () => number;
};

const none: readonly string[] = [];

/** No copy can be served, and it is too early to render again. */
class NotYet extends Error {}

export class Press {
  readonly generations: Generations;
  readonly memory: Memory;
  readonly purges: PurgeLog;
  readonly shelf: Shelf | undefined;
  readonly live: LiveFolder | undefined;
  readonly cdn: Cdn | undefined;
  readonly counts = noCounts();
  readonly metrics = metricsOf(this);
  readonly #printer: Printer;
  readonly #parts: Parts;
  readonly #keeps: boolean;
  readonly #now: () => number;
  readonly #flights = new Map<string, Promise<Copy>>();
  readonly #turns = new Turns(printsAtOnce, printsWaiting);
  /** A search takes as long as many pages, so searches have a queue of their own. */
  readonly #searching = new Turns(searchesAtOnce, searchesWaiting);
  /** Brotli is slow, so pages are recompressed one at a time. */
  readonly #pressing = new Turns(1, 1_000);
  readonly #retryAt = new Map<string, number>();
  readonly #applied = new Set<string>();
  readonly reads = new ReadCounts();
  /** Number of redirects served, by address. */
  #redirected = new Map<string, number>();
  #sweepAgain = false;
  #isOver = false;
  #sweeping: NodeJS.Timeout | undefined;

  constructor(handler: RequestHandler, { dev, memory, disk, live, cdn, now = Date.now, ...given }: PressOptions) {
    this.#printer = new Printer(handler, { tellsPolicy: live !== undefined });
    this.#keeps = !dev;
    this.#now = now;
    this.generations = new Generations(now);
    this.memory = new Memory(memory, now);
    this.#parts = new Parts(
      this.generations,
      () => this.#keeps && this.purges.lease === "held" && this.purges.snapshot !== undefined,
    );
    this.shelf = disk && !dev ? new Shelf(this.generations, disk) : undefined;
    const holds = () => this.purges.lease === "held";
    this.live = live && !dev ? new LiveFolder(this.generations, { ...live, holds }) : undefined;
    this.cdn = cdn && !dev ? new Cdn(cdn, () => this.purges.catchUp()) : undefined;
    this.purges = new PurgeLog(
      {
        purges: (purges) => this.apply(purges),
        lost: () => {
          this.generations.eraseAll();
          this.live?.judge();
          this.cdn?.doubt();
        },
        past: async (past) => this.shelf?.open(past),
        told: (snapshot) => void this.shelf?.write(snapshot, (key) => this.memory.get(key)),
      },
      given,
    );
  }

  /** Resolves when the press has read every purge, or when the database is unreachable. */
  async start(): Promise<void> {
    await this.purges.start();
    this.live?.open();
    await this.cdn?.start();
  }

  async stop(): Promise<void> {
    this.#isOver = true;
    this.live?.close(); // before others are told that this node is gone
    clearTimeout(this.#sweeping);
    await this.purges.stop();
    await this.cdn?.stop(); // last, as other nodes do not wait for its current round
  }

  /** Applies purges. Those that this node applied itself arrive again through the log and count once. */
  apply(purges: readonly Purge[]): void {
    let erased = false;
    let isNew = false;
    for (const { id, tags, erase, age } of purges) {
      if (this.#applied.has(id)) continue;
      this.#applied.add(id);
      this.generations.apply(tags, erase, age);
      isNew = true;
      this.counts.purges++;
      if (erase) this.counts.erasures++;
      if (erase) this.#sweepSoon();
      erased ||= erase;
    }
    if (erased) this.live?.judge(); // before this node reports the purge as applied
    if (isNew) void this.cdn?.catchUp();
    for (const id of this.#applied) {
      if (this.#applied.size <= 10_000) break;
      this.#applied.delete(id); // the oldest first
    }
  }

  /** @param url canonical path and query: see lib/press/canonical.ts */
  serve(url: string, host: Host, request: IncomingMessage, response: ServerResponse): void | Promise<void> {
    const key = `${host.proto}://${host.name}${url}`;
    const copy = this.#keeps ? this.memory.get(key) : undefined;
    const { lease } = this.purges;
    if (copy && lease !== "over" && this.generations.standing(copy) === "good") {
      this.counts.hits++;
      this.#countRedirect(copy);
      this.reads.count(request, copy);
      if (lease === "held") return send(request, response, copy, "good", this.#cdnHeaders(copy));
      this.counts.stale++;
      return send(request, response, copy, "stale");
    }
    this.counts.misses++;
    return this.#serveAnew(key, url, host, request, response);
  }

  /** CDN headers of a cached page that is known to be fresh. */
  #cdnHeaders(copy: Copy): readonly string[] {
    return this.cdn?.headersOf(copy, this.generations.goodUntil(copy) - this.#now()) ?? none;
  }

  /** Renders a refused form for its sender, without caching it. @throws when it cannot be rendered */
  async showForm(url: string, host: Host, form: PostedForm, response: ServerResponse): Promise<void> {
    const { print, page } = await this.#turns.take(() => this.#printer.print(url, host, { form, parts: this.#parts }));
    const status = page.status ?? form.status;
    response.writeHead(status, { ...print.headers, "cache-control": "no-store" }).end(print.body);
  }

  #countRedirect({ status, url }: Copy): void {
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
      const copy = await this.#print(key, url, host);
      this.#countRedirect(copy);
      this.reads.count(request, copy);
      const kept = this.memory.get(key);
      const isLent = this.cdn && kept?.hash === copy.hash && this.purges.lease === "held";
      const isRight = isLent && this.generations.standing(kept) === "good";
      await send(request, response, copy, "good", isRight ? this.#cdnHeaders(kept) : none);
    } catch (error) {
      const old = this.memory.get(key);
      if (old && this.#mayShowOld(old)) {
        this.counts.stale++;
        this.reads.count(request, old);
        await send(request, response, old, "stale");
        return;
      }
      if (!(error instanceof NotYet))
        log.error({ error, url }, "page could not be rendered and no cached copy may be shown; answered 503");
      this.counts.unavailable++;
      if (response.headersSent) {
        response.destroy();
        return;
      }
      sendBackSoon(request, response, host);
    }
  }

  /** Whether an old copy may be served when rendering fails: not after an erasure or the end of the lease. */
  #mayShowOld(copy: Copy): boolean {
    return this.#keeps && this.purges.lease !== "over" && this.generations.standing(copy) !== "erased";
  }

  /**
   * One render per page at a time. Concurrent requests share it: if anything on the page changed since the render
   * began to read, the page is rendered again before anybody gets it.
   */
  #print(key: string, url: string, host: Host): Promise<Copy> {
    const waiting = this.#flights.get(key);
    if (waiting) {
      this.counts.joined++;
      return waiting;
    }
    if (this.#now() < (this.#retryAt.get(key) ?? 0)) return Promise.reject(new NotYet(url));
    const flight = this.#fromDisk(key)
      .then((copy) => copy ?? this.#printPatiently(key, url, host))
      .catch((error) => {
        this.counts.failures++;
        if (!(error instanceof TooMany)) this.#waitBeforeRetry(key);
        throw error;
      })
      .finally(() => this.#flights.delete(key));
    this.#flights.set(key, flight);
    return flight;
  }

  async #fromDisk(key: string): Promise<Copy | undefined> {
    if (this.memory.get(key)) return undefined;
    const copy = await this.shelf?.take(key);
    if (copy) this.memory.set(key, copy); // even an outdated one, as a fallback
    if (!copy || this.generations.standing(copy) !== "good" || this.purges.lease === "over") return undefined;
    void this.live?.put(key, copy);
    return copy;
  }

  /** Waits without holding a render slot, so that pages that can be rendered need not wait. */
  async #printPatiently(key: string, url: string, host: Host): Promise<Copy> {
    for (let tries = 1; ; tries++) {
      try {
        const turns = url.startsWith("/search?") ? this.#searching : this.#turns;
        return await turns.take(() => this.#printUntilRight(key, url, host));
      } catch (error) {
        const old = this.memory.get(key);
        const mayHelp = tries === 1 || (!this.purges.hears && this.purges.silence < patienceMs);
        if (error instanceof TooMany || !mayHelp || this.purges.lease === "over") throw error;
        if (old && this.#mayShowOld(old)) throw error;
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    }
  }

  #waitBeforeRetry(key: string): void {
    if (!this.memory.get(key)) return; // no copy can be served meanwhile
    if (this.#retryAt.size > 10_000) this.#retryAt.clear();
    this.#retryAt.set(key, this.#now() + retryMs);
  }

  async #printUntilRight(key: string, url: string, host: Host): Promise<Copy> {
    for (let tries = 1; ; tries++) {
      const began = this.generations.current;
      const heardAll = this.purges.snapshot !== undefined; // otherwise a purge may be missed
      const done = this.metrics.printTime.startTimer();
      this.counts.prints++;
      const { print, page, unfit } = await this.#printer.print(url, host, { parts: this.#parts }).finally(done);
      const copy = await makeCopy(
        url,
        print,
        {
          began,
          tags: [...page.tags, ...tagsByHand(url)],
          soon: [...page.soon],
          until: page.until,
          isPassing: page.isPassing,
        },
        this.#now(),
      );
      const standing = this.generations.standing(copy);
      if (standing === "good") {
        if (unfit) log.warn({ url, unfit }, "page rendered but not cacheable");
        else if (this.#keeps && heardAll) this.#keep(key, copy);
        return copy;
      }
      this.counts.reprints++;
      if (tries < mostTries && this.generations.current !== began) continue; // otherwise the page expired by time
      // The page may lack changes made after the request, but must not show anything erased since.
      if (standing === "erased") throw new Error(`${url} was erased each time that it was printed`);
      return copy;
    }
  }

  /** Random cached pages that count as fresh, from memory, and from disk if not in memory. */
  async sample(most: number): Promise<[key: string, copy: Copy][]> {
    const isRight = ([, copy]: [string, Copy]) => !copy.isPassing && this.generations.isUntouched(copy);
    const inMemory = [...this.memory.copies()].filter(isRight);
    const chosen = shuffled(inMemory).slice(0, most);
    const known = new Set(inMemory.map(([key]) => key));
    for await (const one of this.shelf?.some(most) ?? []) {
      if (chosen.length >= most) break;
      if (!known.has(one[0]) && isRight(one)) chosen.push(one);
    }
    return chosen;
  }

  /** Renders a page for comparison only. Waits for a render slot like any other. */
  async printAfresh(key: string, url: string): Promise<Print> {
    const { protocol, host } = new URL(key);
    const of = { proto: protocol.slice(0, -1), name: host };
    return (await this.#turns.take(() => this.#printer.print(url, of))).print;
  }

  /** Deletes erased copies soon. They are never served in the meantime. */
  #sweepSoon(): void {
    this.#sweepAgain = true;
    this.#sweeping ??= setTimeout(async () => {
      this.#sweepAgain = false;
      for (const [key, copy] of [...this.memory.copies()])
        if (this.generations.standing(copy) === "erased") this.memory.delete(key);
      await this.shelf
        ?.sweep()
        .catch((error) =>
          log.warn({ error }, "disk cache: erased pages could not be deleted; retrying after the next erasure"),
        );
      this.#sweeping = undefined;
      if (this.#sweepAgain) this.#sweepSoon();
    }, sweepMs);
    this.#sweeping.unref();
  }

  #keep(key: string, copy: Copy): void {
    this.memory.set(key, copy);
    if (copy.isPassing) return;
    const isStored = copy.status !== 404;
    if (isStored) this.shelf?.want(key);
    if (!copy.forms.gzip) {
      void this.live?.put(key, copy);
      return;
    }
    const press = () => this.#pressing.take(() => this.#pressHarder(key, copy));
    const leave = () => isStored && this.shelf?.want(key, { asItIs: true });
    setTimeout(() => void press().catch(leave), pressAfterMs).unref();
  }

  /** Recompresses a page if it is still the cached one. */
  async #pressHarder(key: string, copy: Copy): Promise<void> {
    if (this.#isOver) return;
    if (this.memory.get(key) !== copy || this.generations.standing(copy) !== "good") return;
    const smaller = await pressHarder(copy);
    if (this.memory.get(key) === copy) this.memory.set(key, smaller);
    await this.live?.put(key, smaller);
  }
}
