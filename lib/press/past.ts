import type pg from "pg";

/** What was purged while this node was off, as far as the database still knows. */
export type Past = {
  /** Transactions of the last purge and of the last erasure of a tag. */
  tags: ReadonlyMap<string, { changed: bigint; erased: bigint }>;
  /** The last thing that this node said about itself: below that transaction it knew everything. */
  knew: bigint | undefined;
};

/** The lowest transaction that a snapshot ("xmin:xmax:…") was not sure of. */
export const xminOf = (snapshot: string): bigint => BigInt(/^\d+/.exec(snapshot)?.[0] ?? 0);

/** Reads it before the node says anything new about itself. */
export async function readPast(client: pg.Client, node: string): Promise<Past> {
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
