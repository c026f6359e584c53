import type { IncomingMessage } from "node:http";
import { isbot } from "isbot";
import type { CachedPage } from "./cached-page.ts";
import { SearchMisses } from "./search-misses.ts";

/** Maximum number of addresses and user agents remembered between two calls of `take`. */
const maxRemembered = 50_000;

export type CountedRequest = Pick<IncomingMessage, "method" | "headers"> & {
  socket?: Pick<IncomingMessage["socket"], "remoteAddress">;
};
/** The network from which a request comes: it tells readers apart and is never stored. */
export type NetworkOf = (request: CountedRequest) => string;

/** A view of a front (`story` null), or a click that led from it to a page. `at`: the beginning of the minute, epoch ms. */
export type FrontVisit = { front: string; story: string | null; at: number; count: number };
const minuteMs = 60_000;

/** Counts reads by address, without anything about the reader. */
export class ReadCounts {
  #reads = new Map<string, number>();
  #visits = new Map<string, FrontVisit>();
  #watched: ReadonlySet<string> = new Set();
  readonly #agents = new Map<string, boolean>();
  readonly #now: () => number;
  /** Searches that found nothing. */
  readonly misses: SearchMisses;

  readonly #networkOf: NetworkOf;

  constructor(now: () => number = Date.now, networkOf: NetworkOf = () => "") {
    this.#now = now;
    this.#networkOf = networkOf;
    this.misses = new SearchMisses(now);
  }

  /** Counts a page that is sent to a reader. Whether it is a story is decided when the counts are stored. */
  count(request: CountedRequest, { status, url, headers: of, missedTerm }: CachedPage): void {
    const { method, headers } = request;
    if (method !== "GET" || status !== 200 || (url.includes("?") && missedTerm === undefined)) return;
    if (!of["content-type"]?.startsWith("text/html")) return;
    // Ignores prefetches (`Sec-Purpose` and its older names).
    if (/prefetch|prerender/i.test(String(headers["sec-purpose"] ?? headers.purpose ?? headers["x-moz"] ?? ""))) return;
    if (this.#isBot(headers["user-agent"] ?? "")) return;
    if (missedTerm !== undefined) {
      this.misses.count(`${this.#networkOf(request)}\n${headers["user-agent"] ?? ""}`, missedTerm);
      return;
    }
    if (this.#reads.size >= maxRemembered && !this.#reads.has(url)) return;
    this.#reads.set(url, (this.#reads.get(url) ?? 0) + 1);
    if (this.#watched.size > 0) this.#countVisit(url, headers);
  }

  /** Views of these fronts, and clicks from them, are counted by the minute from now on; those of others no longer. */
  watch(fronts: readonly string[]): void {
    this.#watched = new Set(fronts);
  }

  /** The page before comes with the request (`Referer`) and is not kept. */
  #countVisit(url: string, headers: IncomingMessage["headers"]): void {
    if (this.#watched.has(url)) this.#add(url, null);
    const from = headers.referer && URL.canParse(headers.referer) ? new URL(headers.referer) : null;
    if (from && from.host === headers.host && this.#watched.has(from.pathname)) this.#add(from.pathname, url);
  }

  #add(front: string, story: string | null): void {
    const at = Math.floor(this.#now() / minuteMs) * minuteMs;
    const key = `${at} ${front} ${story}`;
    const known = this.#visits.get(key);
    if (known) known.count++;
    else if (this.#visits.size < maxRemembered) this.#visits.set(key, { front, story, at, count: 1 });
  }

  /** The views and clicks since the last call. */
  takeVisits(): readonly FrontVisit[] {
    const visits = [...this.#visits.values()];
    this.#visits = new Map();
    return visits;
  }

  /** Tests a pattern of a thousand names, once per user agent. */
  #isBot(agent: string): boolean {
    if (agent === "") return true;
    let known = this.#agents.get(agent);
    if (known === undefined) {
      known = isbot(agent);
      if (this.#agents.size >= 2_000) this.#agents.clear();
      if (agent.length <= 500) this.#agents.set(agent, known);
    }
    return known;
  }

  /** The counts since the last call. */
  take(): ReadonlyMap<string, number> {
    const reads = this.#reads;
    this.#reads = new Map();
    return reads;
  }
}
