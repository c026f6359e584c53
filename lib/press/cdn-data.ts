import { appClient } from "../postgres/app.ts";
import { leaseMs, maxOfflineMs } from "./purge-log.ts";

/** After so many failed attempts nodes stop lending pages to a cache until it answers again. */
export const maxFailures = 3;

export type CdnState = {
  /** The database snapshot up to which the CDN has confirmed every purge; "" when it has never answered. */
  seen: string;
  answeredAt: Date | null;
  failures: number;
  lastError: string;
  nextTryAt: Date;
  /** No node is purging it right now, and the next attempt is due. */
  isFree: boolean;
  /** Purges that the CDN has not confirmed. */
  waiting: number;
};

const unconfirmed = `p.xid >= pg_snapshot_xmin(nullif(c.seen, '')::pg_snapshot)::text::bigint
  and not pg_visible_in_snapshot(p.xid::text::xid8, nullif(c.seen, '')::pg_snapshot)`;

/** Null when no node has registered this CDN yet. */
export async function findCdn(id: string): Promise<CdnState | null> {
  const rows = await appClient().$queryRawUnsafe<CdnState[]>(
    `select c.seen, c.answered_at as "answeredAt", c.failures, c.last_error as "lastError", c.next_try_at as "nextTryAt",
       c.taken_until <= clock_timestamp() and c.next_try_at <= clock_timestamp() as "isFree",
       (select count(*)::int from press_purge p where ${unconfirmed}) as waiting
     from press_cdn c where c.id = $1`,
    id,
  );
  return rows[0] ?? null;
}

export type UnconfirmedPurges = {
  /** The snapshot that is confirmed once all of these purges are. */
  snapshot: string;
  tags: string[];
  /** Ids of the transactions of these purges. */
  xids: string[];
  /** Purges that the CDN missed may have been deleted, so everything has to be purged. */
  isUnknown: boolean;
};

/** Uses one statement, so that rows and snapshot are consistent. Null when this CDN is not registered. */
export async function listUnconfirmed(id: string): Promise<UnconfirmedPurges | null> {
  const rows = await appClient().$queryRawUnsafe<
    { snapshot: string; isUnknown: boolean; tags: string[] | null; xid: string | null }[]
  >(
    `with now as materialized (select pg_current_snapshot() as snapshot)
     select now.snapshot::text as snapshot, p.tags, p.xid::text as xid,
       c.seen = '' or c.answered_at is null
         or c.answered_at < clock_timestamp() - $2::float8 * interval '1 ms'
         or pg_snapshot_xmax(now.snapshot) < pg_snapshot_xmax(nullif(c.seen, '')::pg_snapshot) as "isUnknown"
     from press_cdn c cross join now left join press_purge p on ${unconfirmed}
     where c.id = $1`,
    id,
    maxOfflineMs,
  );
  const [first] = rows;
  if (!first) return null;
  return {
    snapshot: first.snapshot,
    isUnknown: first.isUnknown,
    tags: [...new Set(rows.flatMap(({ tags }) => tags ?? []))],
    xids: [...new Set(rows.flatMap(({ xid }) => xid ?? []))],
  };
}

/**
 * Waits until every node that serves pages knows these transactions: a CDN that is purged earlier would fetch the old
 * page again. Takes at most a lease, after which a silent node gives no pages to a CDN.
 */
export async function untilNodesKnow(xids: readonly string[]): Promise<void> {
  const until = performance.now() + leaseMs + 1_000;
  for (let pause = 4; performance.now() < until; pause = Math.min(pause * 1.5, 100)) {
    const rows = await appClient().$queryRaw<object[]>`
      select 1 from press_node where lease_until > clock_timestamp()
        and exists (select 1 from unnest(${xids}::text[]) as xid
          where seen = '' or not pg_visible_in_snapshot(xid::xid8, nullif(seen, '')::pg_snapshot))
      limit 1`;
    if (rows.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/**
 * True when the CDN has confirmed the purges of a transaction, or caches nothing yet. False once an attempt has failed:
 * retries follow, but the caller does not wait for them. Never throws, as the change itself is already committed.
 */
export async function waitForCdn(id: string, xid: string): Promise<boolean> {
  const until = performance.now() + 2 * leaseMs + 2_000;
  let before: number | undefined;
  for (let pause = 4; performance.now() < until; pause = Math.min(pause * 1.5, 100)) {
    try {
      const [row] = await appClient().$queryRaw<{ failures: number; isDone: boolean }[]>`
        select failures, seen = '' or pg_visible_in_snapshot(${xid}::xid8, nullif(seen, '')::pg_snapshot) as "isDone"
        from press_cdn where id = ${id}`;
      if (!row || row.isDone) return true;
      before ??= row.failures;
      if (row.failures > before || before >= maxFailures) return false;
    } catch {
      // The database may become reachable again.
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  return false;
}
