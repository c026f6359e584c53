import type pg from "pg";

/** The purges made while this node was off that are still in the database. */
export type PurgeHistory = {
  /** Transaction ids of the last purge and the last erasure of each tag. */
  tags: ReadonlyMap<string, { changed: bigint; erased: bigint }>;
  /** The last transaction id that this node reported: it had applied every purge below it. */
  knew: bigint | undefined;
};

/** The lowest transaction id that was still open in a snapshot ("xmin:xmax:…"). */
export const xminOf = (snapshot: string): bigint => BigInt(/^\d+/.exec(snapshot)?.[0] ?? 0);

/** Reads the past. Call it before the node reports a new snapshot. */
export async function readPurgeHistory(client: pg.Client, node: string): Promise<PurgeHistory> {
  const { rows: nodes } = await client.query<{ seen: string }>("select seen from press_node where id = $1", [node]);
  const { rows } = await client.query<{ tag: string; changed: string; erased: string }>(
    `select tag, max(xid)::text as changed, coalesce(max(xid) filter (where erase), 0)::text as erased
     from press_purge, unnest(tags) as tag group by tag`,
  );
  const seen = nodes[0]?.seen;
  return {
    tags: new Map(rows.map(({ tag, changed, erased }) => [tag, { changed: BigInt(changed), erased: BigInt(erased) }])),
    knew: seen ? xminOf(seen) : undefined,
  };
}
