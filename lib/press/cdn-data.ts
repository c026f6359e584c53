import { appClient } from "../postgres/app.ts";
import { leaseMs, longestAway } from "./purge-log.ts";

/** After so many failed attempts nodes stop lending pages to a cache until it answers again. */
export const mostFailures = 3;

export type CdnState = {
  /** The snapshot up to which it has confirmed every purge; "": it has never answered. */
  seen: string;
  answeredAt: Date | null;
  failures: number;
  said: string;
  nextTryAt: Date;
  /** Nobody speaks with it, and it may be asked. */
  isFree: boolean;
  /** Purges that it has not confirmed. */
  waiting: number;
};

const unconfirmed = `p.xid >= pg_snapshot_xmin(nullif(c.seen, '')::pg_snapshot)::text::bigint
  and not pg_visible_in_snapshot(p.xid::text::xid8, nullif(c.seen, '')::pg_snapshot)`;

/** Null: no node has looked after such a cache yet. */
export async function findCdn(id: string): Promise<CdnState | null> {
  const rows = await appClient().$queryRawUnsafe<CdnState[]>(
    `select c.seen, c.answered_at as "answeredAt", c.failures, c.said, c.next_try_at as "nextTryAt",
       c.taken_until <= clock_timestamp() and c.next_try_at <= clock_timestamp() as "isFree",
       (select count(*)::int from press_purge p where ${unconfirmed}) as waiting
     from press_cdn c where c.id = $1`,
    id,
  );
  return rows[0] ?? null;
}

export type Unconfirmed = {
  /** What has been confirmed once all of this has. */
  snapshot: string;
  tags: string[];
  /** Transactions. */
  xids: string[];
  /** Nobody can tell any more what the cache may have missed. */
  isUnknown: boolean;
};

/** One statement, so that the rows and the snapshot belong together. Null: there is no such cache. */
export async function listUnconfirmed(id: string): Promise<Unconfirmed | null> {
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
    longestAway,
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
 * Waits until every node that may lend pages knows these transactions: a cache that is purged before would fetch the old
 * page again. Takes at most a lease, after which a silent node lends nothing.
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
 * True when the cache has confirmed the purges of a transaction, or keeps nothing yet. False once an attempt has failed: others
 * follow, but nobody waits for them. Never throws: what was to be done is done.
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
      if (row.failures > before || before >= mostFailures) return false;
    } catch {
      // The database may come back.
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  return false;
}
