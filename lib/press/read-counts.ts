import type { IncomingMessage } from "node:http";
import { isbot } from "isbot";
import type { CachedPage } from "./cached-page.ts";

/** Maximum number of addresses and user agents remembered between two calls of `take`. */
const maxRemembered = 50_000;

/** Counts reads by address, without anything about the reader. */
export class ReadCounts {
  #reads = new Map<string, number>();
  readonly #agents = new Map<string, boolean>();

  /** Counts a page that is sent to a reader. Whether it is a story is decided when the counts are stored. */
  count(
    { method, headers }: Pick<IncomingMessage, "method" | "headers">,
    { status, url, headers: of }: CachedPage,
  ): void {
    if (method !== "GET" || status !== 200 || url.includes("?")) return;
    if (!of["content-type"]?.startsWith("text/html")) return;
    // Ignores prefetches (`Sec-Purpose` and its older names).
    if (/prefetch|prerender/i.test(String(headers["sec-purpose"] ?? headers.purpose ?? headers["x-moz"] ?? ""))) return;
    if (this.#isBot(headers["user-agent"] ?? "")) return;
    if (this.#reads.size >= maxRemembered && !this.#reads.has(url)) return;
    this.#reads.set(url, (this.#reads.get(url) ?? 0) + 1);
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
