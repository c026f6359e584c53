import { afterCommit, type Transaction } from "../postgres/app.ts";
import { shared } from "../process.ts";
import type { Press } from "./press.ts";

/**
 * Tells every node that what these tags stand for has changed, in the transaction of the change. This node knows it
 * when the transaction returns, the others when they are told.
 * `erase`: the old page may never be served again, not even when rendering fails.
 */
export async function purge(
  tx: Transaction,
  tags: Iterable<string>,
  options: { erase: boolean } = { erase: false },
): Promise<void> {
  const all = [...new Set(tags)].sort();
  if (all.length === 0) return;
  const { erase } = options;
  const row = await tx.pressPurge.create({ data: { tags: all, erase }, select: { id: true } });
  const id = String(row.id);
  await tx.$executeRaw`select pg_notify('galley_purge', ${id})`;
  afterCommit(tx, () => (shared().press as Press | undefined)?.apply([{ id, tags: all, erase, age: 0 }]));
}
