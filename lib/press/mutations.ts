import type { Transaction } from "../postgres/app.ts";

/**
 * Tells every node that what these tags stand for has changed, in the transaction of the change.
 * `erase`: the old page may never be served again, not even when rendering fails.
 */
export async function purge(
  tx: Transaction,
  tags: Iterable<string>,
  options: { erase: boolean } = { erase: false },
): Promise<void> {
  const all = [...new Set(tags)].sort();
  if (all.length === 0) return;
  const row = await tx.pressPurge.create({ data: { tags: all, erase: options.erase }, select: { id: true } });
  await tx.$executeRaw`select pg_notify('galley_purge', ${String(row.id)})`;
}
