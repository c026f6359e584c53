import type { IncomingMessage } from "node:http";
import { isbot } from "isbot";
import type { Copy } from "./copy.ts";

/** Addresses and user agents that are remembered between two takings. */
const most = 50_000;

/** How often each page was read by somebody, by its address. Nothing about who it was. */
export class ReadCounts {
  #reads = new Map<string, number>();
  readonly #agents = new Map<string, boolean>();

  /** Counts a page that is sent for reading; which of them are stories is found out where the counts are kept. */
  count({ method, headers }: Pick<IncomingMessage, "method" | "headers">, { status, url, headers: of }: Copy): void {
    if (method !== "GET" || status !== 200 || url.includes("?")) return;
    if (!of["content-type"]?.startsWith("text/html")) return;
    // A browser that fetches what might be opened next (RFC 8941 token, and older names of it).
    if (/prefetch|prerender/i.test(String(headers["sec-purpose"] ?? headers.purpose ?? headers["x-moz"] ?? ""))) return;
    if (this.#isBot(headers["user-agent"] ?? "")) return;
    if (this.#reads.size >= most && !this.#reads.has(url)) return;
    this.#reads.set(url, (this.#reads.get(url) ?? 0) + 1);
  }

  /** One pattern of a thousand names: asked once for each browser. */
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

  /** What was counted since this was asked last. */
  take(): ReadonlyMap<string, number> {
    const reads = this.#reads;
    this.#reads = new Map();
    return reads;
  }
}
