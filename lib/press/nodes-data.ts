import { appClient } from "../postgres/app.ts";
import { type Check, checkSchema } from "./check-schema.ts";
import { leaseMs } from "./purge-log.ts";

/**
 * A node that could not be reached. It stops serving pages at `stopsAt`; null: it was the only node when last seen and may continue.
 * `isCdn`: a CDN that has not confirmed the purge; its cached pages expire at `stopsAt`.
 */
export type CutOff = { name: string; stopsAt: string | null; isCdn?: boolean };
/** Result of an erasure. `UNKNOWN`: it is committed, but the state of the nodes could not be read. */
export type Erasure = "EVERYWHERE" | "UNKNOWN" | CutOff[];

export type NodeRow = {
  id: string;
  name: string;
  startedAt: Date;
  leaseUntil: Date;
  stopsAt: Date | null;
  checked: Check | null;
};

export async function listNodes(): Promise<NodeRow[]> {
  const rows = await appClient().pressNode.findMany({
    select: { id: true, name: true, startedAt: true, leaseUntil: true, stopsAt: true, checked: true },
    orderBy: [{ startedAt: "asc" }, { id: "asc" }],
  });
  return rows.map((row) => ({ ...row, checked: checkSchema.safeParse(row.checked).data ?? null }));
}

/**
 * Waits until every node with a lease knows the purges of a transaction. Returns the nodes that lost their lease before.
 * Takes some ms, or the rest of a lease when a node was just cut off. Never throws, as the change itself is committed.
 * @param xid the number of the transaction, which is committed
 * @param own the node that applied it itself
 */
export async function waitForNodes(xid: string, own: string | undefined): Promise<Erasure> {
  const until = performance.now() + leaseMs + 2_000;
  for (let pause = 4; ; pause = Math.min(pause * 1.5, 100)) {
    try {
      const rows = await appClient().$queryRaw<{ name: string; stops_at: Date | null; holds: boolean }[]>`
        select name, stops_at, lease_until > clock_timestamp() as holds from press_node
        where id <> ${own ?? ""} and (stops_at is null or stops_at > clock_timestamp())
          and (seen = '' or not pg_visible_in_snapshot(${xid}::xid8, nullif(seen, '')::pg_snapshot))
        order by name`;
      if (rows.length === 0) return "EVERYWHERE";
      if (rows.every(({ holds }) => !holds) || performance.now() > until)
        return rows.map(({ name, stops_at }) => ({ name, stopsAt: stops_at?.toISOString() ?? null }));
    } catch {
      if (performance.now() > until) return "UNKNOWN";
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
