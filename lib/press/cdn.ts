// A CDN in front of all nodes (Varnish, Fastly, Cloudflare): decides what it may cache and for how long, and sends it
// every purge. Without a CDN, or while it does not answer, no shared cache may store anything.
import { log } from "../log.ts";
import type { CdnSettings } from "../settings.ts";
import { adapterOf } from "./adapters/adapter.ts";
import { RetryLater } from "./adapters/ask.ts";
import { everythingKey, keyOf, keysOf, probeKey } from "./adapters/keys.ts";
import type { Adapter } from "./adapters/types.ts";
import type { CachedPage } from "./cached-page.ts";
import { type CdnState, findCdn, listUnconfirmed, maxFailures, untilNodesKnow } from "./cdn-data.ts";
import { claimCdn, confirmCdn, recordCdnFailure, registerCdn } from "./cdn-mutations.ts";
import { Poller } from "./poller.ts";

const pollMs = 1_000;
/** How long the state that was read from the database counts as current. */
const maxStateAgeMs = 5_000;
/** Interval of health checks while nothing is purged. */
const probeMs = 60_000;
/** Delay of the second purge: a response in flight during the first one may be cached after it. */
const secondPurgeDelayMs = 2_000;
/** Beyond this number of tags everything is purged: single purges would cost more requests than rendering. */
const maxTags = 300;

/** Identifies the CDN by its kind, service and addresses. Contains no token. */
export const cdnIdOf = ({ kind, service, addresses }: CdnSettings): string =>
  [kind, service, ...addresses].filter(Boolean).join(" ");

export class Cdn {
  readonly id: string;
  readonly adapter: Adapter;
  readonly seconds: number;
  readonly #readAllPurges: () => Promise<void>;
  #state: CdnState | undefined;
  #readAt = Number.NEGATIVE_INFINITY;
  readonly #poller = new Poller(
    () => this.#purgeOutstanding().catch((error) => log.warn({ error }, "CDN purge round failed; retrying in 1 s")),
    pollMs,
  );
  /** True while the CDN may hold pages of another build, or pages whose purges the database no longer has. */
  #needsFullPurge = true;
  readonly #repeats = new Set<NodeJS.Timeout>();

  /** @param readAllPurges resolves when this node has read every purge so far */
  constructor(settings: CdnSettings, readAllPurges: () => Promise<void>) {
    this.id = cdnIdOf(settings);
    this.adapter = adapterOf(settings);
    this.seconds = settings.seconds;
    this.#readAllPurges = readAllPurges;
  }

  async start(): Promise<void> {
    await registerCdn(this.id).catch((error) => log.warn({ error }, "CDN registration failed; retrying in 1 s"));
    void this.catchUp().then(() => this.#poller.start());
  }

  async stop(): Promise<void> {
    const ended = this.#poller.stop();
    for (const timer of this.#repeats) clearTimeout(timer);
    await ended;
  }

  get state(): CdnState | undefined {
    return this.#state;
  }

  /** Makes the next round purge everything. */
  requestFullPurge(): void {
    this.#needsFullPurge = true;
    void this.catchUp();
  }

  /** False before the CDN has answered, after too many failures, and when its state is unknown. */
  get isAnswering(): boolean {
    const state = this.#state;
    if (this.#needsFullPurge || !state || performance.now() - this.#readAt > maxStateAgeMs) return false;
    return state.seen !== "" && state.failures < maxFailures;
  }

  /**
   * Header lines that let the CDN cache a page; none when it may not.
   * @param leftMs ms until the page expires
   */
  headersOf(cached: CachedPage, leftMs: number): readonly string[] {
    const seconds = Math.min(this.seconds, Math.floor(leftMs / 1_000));
    if (!this.isAnswering || cached.isPassing || seconds < 1) return [];
    const keys = keysOf(cached);
    return keys ? this.adapter.headers(keys, seconds) : [];
  }

  /** Sends unconfirmed purges, unless another node does. Concurrent calls share the next round. Never rejects. */
  catchUp(): Promise<void> {
    return this.#poller.catchUp();
  }

  async #purgeOutstanding(): Promise<void> {
    const state = await this.#read();
    if (!state) return registerCdn(this.id);
    const isQuiet = state.answeredAt !== null && Date.now() - state.answeredAt.getTime() < probeMs;
    const hasAll = !this.#needsFullPurge && state.seen !== "" && state.waiting === 0;
    if (!state.isFree || (hasAll && state.failures === 0 && isQuiet)) return;
    if (!(await claimCdn(this.id))) return;
    try {
      const open = await listUnconfirmed(this.id);
      if (!open) return;
      const { snapshot, tags, xids, isUnknown } = open;
      await this.#readAllPurges();
      if (xids.length > 0) await untilNodesKnow(xids);
      const needsFullPurge = this.#needsFullPurge || isUnknown;
      this.#needsFullPurge = needsFullPurge; // until the CDN has confirmed
      const keys = needsFullPurge || tags.length > maxTags ? [everythingKey] : tags.map(keyOf);
      await this.adapter.purge(keys.length > 0 ? keys : [probeKey]);
      await confirmCdn(this.id, state.seen, snapshot);
      this.#needsFullPurge = false;
      if (keys.length > 0) this.#repeat(keys);
    } catch (error) {
      const { message } = error as Error;
      log.warn({ cdn: this.adapter.name, reason: message }, "CDN purge failed; retrying later");
      await recordCdnFailure(this.id, message, error instanceof RetryLater ? error.seconds : undefined);
    }
    await this.#read();
  }

  async #read(): Promise<CdnState | undefined> {
    this.#state = (await findCdn(this.id)) ?? undefined;
    this.#readAt = performance.now();
    return this.#state;
  }

  #repeat(keys: readonly string[]): void {
    const timer = setTimeout(() => {
      this.#repeats.delete(timer);
      this.adapter
        .purge(keys)
        .catch((error) => log.warn({ error }, "CDN purge: the second pass for late answers failed; not retried"));
    }, secondPurgeDelayMs);
    timer.unref();
    this.#repeats.add(timer);
  }
}
