// How a node receives purges: a dedicated connection LISTENs, reads rows and renews the lease.
import pg from "pg";
import { newId } from "../ids.ts";
import { log } from "../log.ts";
import { connections } from "../process.ts";
import { Poller } from "./poller.ts";

/** How long after its last contact with the database a node is sure to know every purge. */
export const leaseMs = 5_000;
const pollMs = 1_000;
/** ms. A node that was away for longer cannot catch up, because older rows may be deleted. See `forgetOldPurges`. */
export const maxOfflineMs = 6 * 24 * 3_600_000;

export type Purge = {
  id: string;
  tags: string[];
  erase: boolean;
  /** ms since the change */
  ageMs: number;
};

type PurgeHandlers = {
  /** Each row once, in no particular order. Called before the node reports them as applied. */
  onPurges(purges: readonly Purge[]): void;
  /** Missed purges may have been deleted, so every page is in doubt. */
  onGap(): void;
};

export type Lease = "held" | "cut off" | "over";

/**
 * Reads every purge row that its last snapshot could not see. Ids are assigned before commit, so the highest
 * known id proves nothing. NOTIFY only makes it quick; a poll each second finds rows whose NOTIFY was missed.
 */
export class PurgeLog {
  /** The node id. The server keeps it in the data folder; a node without one belongs to this process. */
  readonly node: string;
  readonly name: string;
  readonly #handlers: PurgeHandlers;
  readonly #maxStaleMs: number | undefined;
  #client: pg.Client | undefined;
  #snapshot: string | undefined;
  #snapshotAt = 0;
  readonly #poller = new Poller(() => this.#read(), pollMs);
  #renewed = Number.NEGATIVE_INFINITY;
  #contactAt = 0;
  #leaseEnds = Number.NEGATIVE_INFINITY;
  #ends = Number.NEGATIVE_INFINITY;

  /** @param given.maxStaleMs ms for which a node serves stale pages after its lease; undefined: forever as the only node, otherwise 30 s */
  constructor(handlers: PurgeHandlers, given: { node?: string; name?: string; maxStaleMs?: number | undefined } = {}) {
    this.#handlers = handlers;
    this.node = given.node ?? newId();
    this.name = given.name ?? "this node";
    this.#maxStaleMs = given.maxStaleMs;
  }

  /** The PostgreSQL snapshot up to which every purge is known; undefined before the first read. */
  get snapshot(): string | undefined {
    return this.#snapshot;
  }

  /** Whether the node is connected. */
  get isConnected(): boolean {
    return this.#client !== undefined;
  }

  /** ms since the last contact with the database. */
  get sinceContactMs(): number {
    return performance.now() - this.#contactAt;
  }

  /** `cut off`: the lease has ended, cached pages may be served as stale. `over`: no cached page may be served. */
  get lease(): Lease {
    const now = performance.now();
    return now < this.#leaseEnds ? "held" : now < this.#ends ? "cut off" : "over";
  }

  /** Resolves after the first read, even if it failed; it is then retried forever. */
  async start(): Promise<void> {
    await this.catchUp();
    this.#poller.start();
  }

  async stop(): Promise<void> {
    await this.#poller.stop();
    const client = this.#client;
    this.#client = undefined;
    this.#leaseEnds = this.#ends = Number.NEGATIVE_INFINITY; // before other nodes learn that this node is gone
    // The row stays, so that Admin → Page cache shows when the node stopped.
    await client
      ?.query("update press_node set lease_until = clock_timestamp(), stops_at = clock_timestamp() where id = $1", [
        this.node,
      ])
      .catch(() => {});
    await client?.end().catch(() => {});
  }

  /** Reads new rows. Concurrent calls share the next read. Never rejects. */
  catchUp(): Promise<void> {
    return this.#poller.catchUp();
  }

  async #read(): Promise<void> {
    try {
      const client = this.#client ?? (await this.#connect());
      const readAt = performance.now();
      const { rows } = await client.query<{ snapshot: string; back: boolean } & Partial<Purge>>(unseen, [
        this.#snapshot ?? null,
      ]);
      const snapshot = rows[0]?.snapshot;
      if (snapshot === undefined) return;
      // A database restored from a backup continues from an earlier transaction id, so nothing is comparable any more.
      const wasOfflineTooLong = this.#snapshot !== undefined && Date.now() - this.#snapshotAt > maxOfflineMs;
      if (rows[0]?.back || wasOfflineTooLong) this.#handlers.onGap();
      const purges = rows.filter((row): row is typeof row & Purge => typeof row.id === "string");
      if (purges.length > 0) this.#handlers.onPurges(purges);
      this.#snapshot = snapshot;
      this.#snapshotAt = Date.now();
      this.#contactAt = performance.now();
      // Without a renewal each time, 100 purges a second would be 100 writes a second on every node.
      if (purges.some(({ erase }) => erase) || readAt - this.#renewed > pollMs * 0.8) await this.#renew(client, readAt);
    } catch (error) {
      this.#drop(error as Error);
    }
  }

  /** @param readAt when the read began: later commits are not known */
  async #renew(client: pg.Client, readAt: number): Promise<void> {
    const { rows } = await client.query<{ stops: boolean }>(renewal, [
      this.node,
      this.name,
      this.#snapshot,
      leaseMs,
      this.#maxStaleMs ?? 30_000,
      this.#maxStaleMs === undefined,
    ]);
    this.#renewed = readAt;
    this.#leaseEnds = readAt + leaseMs;
    this.#ends = rows[0]?.stops === false ? Number.POSITIVE_INFINITY : readAt + leaseMs + (this.#maxStaleMs ?? 30_000);
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: connections().listen,
      application_name: "galley press",
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
      query_timeout: 4_000, // detects a dead connection
    });
    client.on("error", (error) => this.#drop(error, client));
    client.on("end", () => this.#drop(undefined, client));
    client.on("notification", () => void this.catchUp());
    try {
      await client.connect();
      await client.query("listen galley_purge");
    } catch (error) {
      client.end().catch(() => {});
      throw error;
    }
    this.#client = client;
    return client;
  }

  #drop(error?: Error, client = this.#client): void {
    if (client !== this.#client || this.#poller.stopped) return;
    if (client || this.lease !== "held")
      log.warn({ error }, "purge log: no connection to the database; retrying in 1 s");
    this.#client = undefined;
    client?.end().catch(() => {});
  }
}

// Uses one statement, so that rows and snapshot are consistent.
const unseen = `
  with now as materialized (select pg_current_snapshot() as snapshot)
  select now.snapshot::text as snapshot,
    coalesce(pg_snapshot_xmax(now.snapshot) < pg_snapshot_xmax($1::pg_snapshot), false) as back,
    p.id::text as id, p.tags, p.erase,
    greatest(0, extract(epoch from clock_timestamp() - p.at) * 1000)::float8 as "ageMs"
  from now left join press_purge p
    on p.xid >= pg_snapshot_xmin($1::pg_snapshot)::text::bigint
    and not pg_visible_in_snapshot(p.xid::text::xid8, $1::pg_snapshot)`;

// The only node continues forever, unless `maxStaleMs` is set.
const renewal = `
  insert into press_node as node (id, name, started_at, seen, lease_until, stops_at)
  select $1, $2, now(), $3, clock_timestamp() + $4::float8 * interval '1 ms',
    case when $6::boolean and not exists (
      select 1 from press_node other where other.id <> $1 and other.lease_until > clock_timestamp())
    then null else clock_timestamp() + ($4::float8 + $5::float8) * interval '1 ms' end
  on conflict (id) do update set name = excluded.name, seen = excluded.seen, lease_until = excluded.lease_until,
    stops_at = excluded.stops_at
  returning stops_at is not null as stops`;
