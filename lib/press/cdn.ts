// A cache in front of all nodes (Varnish, Fastly, Cloudflare): what it may keep and for how long, and that it hears of
// every purge. Without one, or while it does not answer, no shared cache is told to keep anything.
import { log } from "../log.ts";
import type { CdnSettings } from "../settings.ts";
import { type Adapter, adapterOf } from "./adapters/adapter.ts";
import { RetryLater } from "./adapters/ask.ts";
import { everyKey, keyOf, keysOf, nobodysKey } from "./adapters/keys.ts";
import { type CdnState, findCdn, listUnconfirmed, mostFailures, untilNodesKnow } from "./cdn-data.ts";
import { confirmCdn, failCdn, meetCdn, takeCdn } from "./cdn-mutations.ts";
import type { Copy } from "./copy.ts";
import { Rounds } from "./rounds.ts";

const beatMs = 1_000;
/** What was read of the cache counts for so long. */
const believedMs = 5_000;
/** When nothing changes it is asked now and then whether it still hears. */
const probeMs = 60_000;
/** An answer that was on its way while its page was purged may be kept after the purge: each is sent once more. */
const onTheWayMs = 2_000;
/** More tags than that cost more requests than printing would: then everything goes. */
const mostTags = 300;

/** With other addresses it is another cache. Holds no token. */
export const cdnIdOf = ({ kind, service, addresses }: CdnSettings): string =>
  [kind, service, ...addresses].filter(Boolean).join(" ");

export class Cdn {
  readonly id: string;
  readonly adapter: Adapter;
  readonly seconds: number;
  readonly #ready: () => Promise<void>;
  #state: CdnState | undefined;
  #readAt = Number.NEGATIVE_INFINITY;
  readonly #rounds = new Rounds(
    () => this.#tell().catch((error) => log.warn({ error }, "CDN purge round failed; retrying in 1 s")),
    beatMs,
  );
  /** What it keeps may be of another build, or of a past that the database has forgotten. */
  #isUnsure = true;
  readonly #repeats = new Set<NodeJS.Timeout>();

  /** @param ready resolves when this node has read what is to be known */
  constructor(settings: CdnSettings, ready: () => Promise<void>) {
    this.id = cdnIdOf(settings);
    this.adapter = adapterOf(settings);
    this.seconds = settings.seconds;
    this.#ready = ready;
  }

  async start(): Promise<void> {
    await meetCdn(this.id).catch((error) => log.warn({ error }, "CDN registration failed; retrying in 1 s"));
    void this.catchUp().then(() => this.#rounds.beat());
  }

  async stop(): Promise<void> {
    const ended = this.#rounds.stop();
    for (const timer of this.#repeats) clearTimeout(timer);
    await ended;
  }

  get state(): CdnState | undefined {
    return this.#state;
  }

  /** It is to drop everything. */
  doubt(): void {
    this.#isUnsure = true;
    void this.catchUp();
  }

  /** False before it has answered, after it has failed too often, and where nobody knows. */
  get answers(): boolean {
    const state = this.#state;
    if (this.#isUnsure || !state || performance.now() - this.#readAt > believedMs) return false;
    return state.seen !== "" && state.failures < mostFailures;
  }

  /**
   * What lets the cache keep a page; none where it may not.
   * @param left ms for which the page is right by the clock
   */
  headersOf(copy: Copy, left: number): readonly string[] {
    const seconds = Math.min(this.seconds, Math.floor(left / 1_000));
    if (!this.answers || copy.isPassing || seconds < 1) return [];
    const keys = keysOf(copy);
    return keys ? this.adapter.headers(keys, seconds) : [];
  }

  /** Tells the cache what it has not confirmed, if no other node does. Calls that come meanwhile share the next round. Never rejects. */
  catchUp(): Promise<void> {
    return this.#rounds.catchUp();
  }

  async #tell(): Promise<void> {
    const state = await this.#read();
    if (!state) return meetCdn(this.id);
    const isQuiet = state.answeredAt !== null && Date.now() - state.answeredAt.getTime() < probeMs;
    const hasAll = !this.#isUnsure && state.seen !== "" && state.waiting === 0;
    if (!state.isFree || (hasAll && state.failures === 0 && isQuiet)) return;
    if (!(await takeCdn(this.id))) return;
    try {
      const open = await listUnconfirmed(this.id);
      if (!open) return;
      const { snapshot, tags, xids, isUnknown } = open;
      await this.#ready();
      if (xids.length > 0) await untilNodesKnow(xids);
      const isUnsure = this.#isUnsure || isUnknown;
      this.#isUnsure = isUnsure; // until it has confirmed
      const keys = isUnsure || tags.length > mostTags ? [everyKey] : tags.map(keyOf);
      await this.adapter.purge(keys.length > 0 ? keys : [nobodysKey]);
      await confirmCdn(this.id, state.seen, snapshot);
      this.#isUnsure = false;
      if (keys.length > 0) this.#repeat(keys);
    } catch (error) {
      const { message } = error as Error;
      log.warn({ cdn: this.adapter.name, reason: message }, "CDN purge failed; retrying later");
      await failCdn(this.id, message, error instanceof RetryLater ? error.seconds : undefined);
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
    }, onTheWayMs);
    timer.unref();
    this.#repeats.add(timer);
  }
}
