import type { Actor } from "../actor.ts";
import { recordEvent } from "../audit/mutations.ts";
import { DomainError } from "../errors.ts";
import { afterCommit, appClient, type Transaction, transaction } from "../postgres/app.ts";
import { settings, shared } from "../process.ts";
import { adapterOf } from "./adapters/adapter.ts";
import { cdnIdOf } from "./cdn.ts";
import { waitForCdn } from "./cdn-data.ts";
import { checkKept } from "./check.ts";
import type { Check } from "./check-schema.ts";
import { type CutOff, type Erasure, waitForNodes } from "./nodes-data.ts";
import { everything, tagOfPage } from "./page-tags.ts";
import { canManagePress } from "./policy.ts";
import type { Press } from "./press.ts";
import type { PurgeByHand } from "./schema.ts";

const ownPress = () => shared().press as Press | undefined;

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
  // Said in the statement that writes it: each statement is a way to the database and back, while the row is locked.
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    with made as (insert into press_purge (tags, erase, at) values (${all}::text[], ${erase}, clock_timestamp()) returning id)
    select id::text as id, pg_notify('galley_purge', id::text)::text from made`;
  const id = row?.id ?? "";
  afterCommit(tx, () => ownPress()?.apply([{ id, tags: all, erase, age: 0 }]));
}

/** A transaction that takes something back: returns when it is gone from every node, or says from which it is not. */
export async function erasing<T extends object>(
  work: (tx: Transaction) => Promise<T>,
): Promise<T & { erasure: Erasure }> {
  const { done, xid } = await transaction(async (tx) => {
    const done = await work(tx);
    const [row] = await tx.$queryRaw<{ xid: string }[]>`select pg_current_xact_id()::text as xid`;
    return { done, xid: row?.xid ?? "" };
  });
  const nodes = await waitForNodes(xid, ownPress()?.purges.node);
  if (nodes === "UNKNOWN") return { ...done, erasure: nodes };
  const cdn = await findUnconfirmed(xid);
  if (!cdn) return { ...done, erasure: nodes };
  return { ...done, erasure: nodes === "EVERYWHERE" ? [cdn] : [...nodes, cdn] };
}

/** The cache in front, where it did not confirm: no copy there is older than the time for which it may keep one. */
async function findUnconfirmed(xid: string): Promise<CutOff | null> {
  const given = settings().cdn;
  const cdn = ownPress()?.cdn ?? (given && { id: cdnIdOf(given), seconds: given.seconds, adapter: adapterOf(given) });
  if (!cdn || (await waitForCdn(cdn.id, xid))) return null;
  const stopsAt = new Date(Date.now() + cdn.seconds * 1_000).toISOString();
  return { name: cdn.adapter.name, stopsAt, isCdn: true };
}

/** Everything that stands at an address, or every page: printed afresh on each node, and no copy is left. @throws NOT_ALLOWED */
export async function purgeByHand(actor: Actor, { page }: PurgeByHand): Promise<{ erasure: Erasure }> {
  if (!canManagePress(actor)) throw new DomainError("NOT_ALLOWED");
  return erasing(async (tx) => {
    await purge(tx, [page === null ? everything : tagOfPage(page)], { erase: true });
    await recordEvent(tx, actor, "press.purged", { kind: "page", id: null, name: page ?? "every page" });
    return {};
  });
}

/**
 * Compares some of this node's pages with fresh prints. A page that is wrong is purged everywhere: whatever was forgotten
 * when it changed was forgotten for every node. Safe to repeat. @param signal ends it before the next page
 */
export async function checkPages(signal?: AbortSignal): Promise<Check | null> {
  const press = ownPress();
  if (!press) return null;
  const check = await checkKept(press, signal);
  const wrong = check.wrong.map(({ url }) => tagOfPage(url.replace(/\?.*$/s, "")));
  if (wrong.length > 0) await transaction((tx) => purge(tx, wrong, { erase: true }));
  await appClient().pressNode.updateMany({ where: { id: press.purges.node }, data: { checked: check } });
  return check;
}

/** Rows that every node has read long ago, and nodes that have not been heard of for a week. Safe to repeat. */
export async function forgetOldPurges(): Promise<{ purges: number; nodes: number }> {
  const week = new Date(Date.now() - 7 * 24 * 3_600_000);
  const purges = await appClient().pressPurge.deleteMany({ where: { at: { lt: week } } });
  const nodes = await appClient().pressNode.deleteMany({ where: { leaseUntil: { lt: week } } });
  await appClient().pressCdn.deleteMany({ where: { takenUntil: { lt: week } } });
  return { purges: purges.count, nodes: nodes.count };
}
