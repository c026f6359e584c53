// How a node hears of purges: over one connection of its own, which LISTENs, reads rows and renews the lease.
import pg from "pg";
import { newId } from "../ids.ts";
import { log } from "../log.ts";
import { connections } from "../process.ts";
import { type Past, readPast } from "./past.ts";
import { Rounds } from "./rounds.ts";

/** For so long after it last spoke with the database a node may be believed to know of every purge. */
export const leaseMs = 5_000;
const beatMs = 1_000;
/** A node that has been away for longer cannot catch up: older rows may be gone. See `forgetOldPurges`. */
export const longestAway = 6 * 24 * 3_600_000;

export type Purge = {
  id: string;
  tags: string[];
  erase: boolean;
  /** ms since the change */
  age: number;
};

type Heard = {
  /** Rows in no particular order; each once. Called before the database is told that they are known. */
  purges(purges: readonly Purge[]): void;
  /** What was missed can no longer be known. */
  lost(): void;
  /** Once, after the first round has read and before anybody hears of this node. */
  past?(past: Past): Promise<void>;
  /** The database has it that this node knows every purge that the snapshot can see. */
  told?(snapshot: string): void;
};

export type Lease = "held" | "cut off" | "over";

/**
 * Reads every purge row that its last snapshot could not see: ids are given before they are committed, so the highest
 * known id says nothing. NOTIFY only makes it quick; a beat each second finds what was not said or not heard.
 */
export class PurgeLog {
  /** Kept by whoever keeps copies over a restart; else of this process alone. */
  readonly node: string;
  readonly name: string;
  readonly #heard: Heard;
  readonly #staleMax: number | undefined;
  #client: pg.Client | undefined;
  #snapshot: string | undefined;
  #snapshotAt = 0;
  readonly #rounds = new Rounds(() => this.#readRound(), beatMs);
  #renewed = Number.NEGATIVE_INFINITY;
  #spoke = 0;
  #leaseEnds = Number.NEGATIVE_INFINITY;
  #ends = Number.NEGATIVE_INFINITY;

  /** @param given.staleMax ms for which a node goes on after its lease; undefined: without end when it is alone, else 30 s */
  constructor(heard: Heard, given: { node?: string; name?: string; staleMax?: number | undefined } = {}) {
    this.#heard = heard;
    this.node = given.node ?? newId();
    this.name = given.name ?? "this node";
    this.#staleMax = given.staleMax;
  }

  /** The snapshot up to which everything is known, as PostgreSQL writes it; undefined before the first. */
  get snapshot(): string | undefined {
    return this.#snapshot;
  }

  /** False while there is no connection. */
  get hears(): boolean {
    return this.#client !== undefined;
  }

  /** ms since it last spoke with the database. */
  get silence(): number {
    return performance.now() - this.#spoke;
  }

  /** `cut off`: the lease has ended, copies may still be shown as old ones. `over`: no copy may be shown. */
  get lease(): Lease {
    const now = performance.now();
    return now < this.#leaseEnds ? "held" : now < this.#ends ? "cut off" : "over";
  }

  /** Resolves after the first round, or when that failed; then it is tried for ever. */
  async start(): Promise<void> {
    await this.catchUp();
    this.#rounds.beat();
  }

  async stop(): Promise<void> {
    await this.#rounds.stop();
    const client = this.#client;
    this.#client = undefined;
    this.#leaseEnds = this.#ends = Number.NEGATIVE_INFINITY; // before others are told that this node is gone
    // The row stays: by it the node knows at its next start that the database has not been set back meanwhile.
    await client
      ?.query("update press_node set lease_until = clock_timestamp(), stops_at = clock_timestamp() where id = $1", [
        this.node,
      ])
      .catch(() => {});
    await client?.end().catch(() => {});
  }

  /** Reads what is new. Calls that come while a round runs share the next one. Never rejects. */
  catchUp(): Promise<void> {
    return this.#rounds.catchUp();
  }

  async #readRound(): Promise<void> {
    try {
      const client = this.#client ?? (await this.#connect());
      const asked = performance.now();
      const { rows } = await client.query<{ snapshot: string; back: boolean } & Partial<Purge>>(unseen, [
        this.#snapshot ?? null,
      ]);
      const snapshot = rows[0]?.snapshot;
      if (snapshot === undefined) return;
      // A database that was recovered from a backup counts from an earlier number on: nothing fits any more.
      const away = this.#snapshot !== undefined && Date.now() - this.#snapshotAt > longestAway;
      if (rows[0]?.back || away) this.#heard.lost();
      if (this.#snapshot === undefined && this.#heard.past) await this.#heard.past(await readPast(client, this.node));
      const purges = rows.filter((row): row is typeof row & Purge => typeof row.id === "string");
      if (purges.length > 0) this.#heard.purges(purges);
      this.#snapshot = snapshot;
      this.#snapshotAt = Date.now();
      this.#spoke = performance.now();
      // Without a renewal each time, 100 purges a second would be 100 writes a second on every node.
      if (purges.some(({ erase }) => erase) || asked - this.#renewed > beatMs * 0.8) await this.#renew(client, asked);
    } catch (error) {
      this.#drop(error as Error);
    }
  }

  /** @param asked when the round began: what was committed later is not known */
  async #renew(client: pg.Client, asked: number): Promise<void> {
    const { rows } = await client.query<{ stops: boolean }>(renewal, [
      this.node,
      this.name,
      this.#snapshot,
      leaseMs,
      this.#staleMax ?? 30_000,
      this.#staleMax === undefined,
    ]);
    this.#renewed = asked;
    if (this.#snapshot !== undefined) this.#heard.told?.(this.#snapshot);
    this.#leaseEnds = asked + leaseMs;
    this.#ends = rows[0]?.stops === false ? Number.POSITIVE_INFINITY : asked + leaseMs + (this.#staleMax ?? 30_000);
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: connections().listen,
      application_name: "galley press",
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
      query_timeout: 4_000, // a connection that is dead without having said so
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
    if (client !== this.#client || this.#rounds.stopped) return;
    if (client || this.lease !== "held")
      log.warn({ error }, "purge log: no connection to the database; retrying in 1 s");
    this.#client = undefined;
    client?.end().catch(() => {});
  }
}

// One statement, so that the rows and the snapshot belong together.
const unseen = `
  with now as materialized (select pg_current_snapshot() as snapshot)
  select now.snapshot::text as snapshot,
    coalesce(pg_snapshot_xmax(now.snapshot) < pg_snapshot_xmax($1::pg_snapshot), false) as back,
    p.id::text as id, p.tags, p.erase,
    greatest(0, extract(epoch from clock_timestamp() - p.at) * 1000)::float8 as age
  from now left join press_purge p
    on p.xid >= pg_snapshot_xmin($1::pg_snapshot)::text::bigint
    and not pg_visible_in_snapshot(p.xid::text::xid8, $1::pg_snapshot)`;

// A node that is alone goes on without end, unless it was told otherwise.
const renewal = `
  insert into press_node as node (id, name, started_at, seen, lease_until, stops_at)
  select $1, $2, now(), $3, clock_timestamp() + $4::float8 * interval '1 ms',
    case when $6::boolean and not exists (
      select 1 from press_node other where other.id <> $1 and other.lease_until > clock_timestamp())
    then null else clock_timestamp() + ($4::float8 + $5::float8) * interval '1 ms' end
  on conflict (id) do update set name = excluded.name, seen = excluded.seen, lease_until = excluded.lease_until,
    stops_at = excluded.stops_at
  returning stops_at is not null as stops`;
