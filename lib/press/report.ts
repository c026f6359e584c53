import type { Actor } from "../actor.ts";
import { DomainError } from "../errors.ts";
import { shared } from "../process.ts";
import type { Cdn } from "./cdn.ts";
import type { Check } from "./check-schema.ts";
import type { Counts } from "./metrics.ts";
import { listNodes } from "./nodes-data.ts";
import { tagsByHand } from "./page-tags.ts";
import { canManagePress } from "./policy.ts";
import type { Press } from "./press.ts";

/** Maximum number of listed pages, the most recently requested first. */
const maxListed = 100;

export type StoredPage = {
  key: string;
  url: string;
  status: number;
  renderedAt: string;
  /** Bytes of the smallest encoding, which most readers get. */
  bytes: number;
  tags: string[];
  freshness: "fresh" | "stale" | "revoked";
};
export type NodeState = {
  id: string;
  name: string;
  isThis: boolean;
  startedAt: string;
  state: "knows all" | "cut off" | "stopped";
  /** When the node was cut off or stopped. */
  since: string;
  /** When the node stops serving pages; null: never by itself. */
  stopsAt: string | null;
  /** Result of its last comparison with fresh renders. */
  checked: Check | null;
};
/** The CDN in front of the nodes. */
export type CdnReport = {
  name: string;
  /** True while nodes let the CDN cache pages. */
  isAnswering: boolean;
  seconds: number;
  answeredAt: string | null;
  failures: number;
  lastError: string;
  nextTryAt: string | null;
  /** Number of purges that the CDN has not confirmed. */
  waiting: number;
};
export type PressReport = {
  counts: Counts;
  memory: { pages: number; bytes: number; limit: number };
  cdn: CdnReport | null;
  nodes: NodeState[];
  pages: StoredPage[];
};

/** The cached pages of this node and the state of the others. Null in a process that serves no pages. @throws NOT_ALLOWED */
export async function reportPress(actor: Actor, now = new Date()): Promise<PressReport | null> {
  if (!canManagePress(actor)) throw new DomainError("NOT_ALLOWED");
  const press = shared().press as Press | undefined;
  if (!press) return null;
  const nodes = (await listNodes()).map(({ id, name, startedAt, leaseUntil, stopsAt, checked }): NodeState => {
    const state = leaseUntil > now ? "knows all" : stopsAt && stopsAt <= leaseUntil ? "stopped" : "cut off";
    return {
      id,
      name,
      isThis: id === press.purges.node,
      startedAt: startedAt.toISOString(),
      state,
      since: leaseUntil.toISOString(),
      stopsAt: stopsAt?.toISOString() ?? null,
      checked,
    };
  });
  const pages: StoredPage[] = [];
  for (const [key, cached] of press.cache.memory.entries()) {
    if (pages.length >= maxListed) break;
    const byHand = tagsByHand(cached.url);
    const encoded = cached.encodings.br ?? cached.encodings.gzip ?? cached.encodings.identity;
    pages.push({
      key,
      url: cached.url,
      status: cached.status,
      renderedAt: new Date(cached.renderedAt).toISOString(),
      bytes: encoded?.body.length ?? 0,
      tags: [...cached.tags.filter((tag) => !byHand.includes(tag)), ...cached.soon.map((tag) => `${tag} (60 s)`)],
      freshness: press.generations.freshness(cached),
    });
  }
  const { memory } = press.cache;
  return {
    counts: { ...press.counts },
    memory: { pages: memory.count, bytes: memory.bytes, limit: memory.limit },
    cdn: press.cdn ? reportCdn(press.cdn) : null,
    nodes,
    pages,
  };
}

function reportCdn({ adapter, isAnswering, seconds, state }: Cdn): CdnReport {
  return {
    name: adapter.name,
    isAnswering,
    seconds,
    answeredAt: state?.answeredAt?.toISOString() ?? null,
    failures: state?.failures ?? 0,
    lastError: state?.lastError ?? "",
    nextTryAt: state?.nextTryAt.toISOString() ?? null,
    waiting: state?.waiting ?? 0,
  };
}
