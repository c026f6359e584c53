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
 * Purges these tags on every node, in the transaction of the change. This node has applied the purge
 * when the transaction returns, the others when they are notified.
 * `erase`: the old page may never be served again, not even when rendering fails.
 */
export async function purge(
  tx: Transaction,
  tags: Iterable<string>,
  options: { erase: boolean } = { erase: false },
): Promise<void> {
  const all = [...new Set(tags)].sort();
  if (all.length === 0) return;
  const plan = plans.get(tx);
  if (plan) {
    for (const tag of all) plan.add(tag);
    return;
  }
  const { erase } = options;
  // One statement writes and notifies: each statement is a round trip to the database while the row is locked.
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    with made as (insert into press_purge (tags, erase, at) values (${all}::text[], ${erase}, clock_timestamp()) returning id)
    select id::text as id, pg_notify('galley_purge', id::text)::text from made`;
  const id = row?.id ?? "";
  afterCommit(tx, () => ownPress()?.apply([{ id, tags: all, erase, ageMs: 0 }]));
}

/** The tags that were purged so far in transactions that only plan. */
const plans = new WeakMap<Transaction, Set<string>>();

/** Ends a transaction that only plans. */
class OnlyPlanned extends Error {}

/**
 * The tags that a change would purge. The change itself is made and rolled back, so that the plan cannot differ from what is
 * purged when it is made; until then it holds its locks. Throws what the change throws.
 */
export async function planPurge(change: (tx: Transaction) => Promise<unknown>): Promise<Set<string>> {
  const plan = new Set<string>();
  try {
    await transaction(async (tx) => {
      plans.set(tx, plan);
      await change(tx);
      throw new OnlyPlanned();
    });
  } catch (error) {
    if (!(error instanceof OnlyPlanned)) throw error;
  }
  return plan;
}

/** A transaction that erases something. Returns once every node has dropped it, or names the nodes that have not. */
export async function erasing<T extends object>(
  work: (tx: Transaction) => Promise<T>,
): Promise<T & { erasure: Erasure }> {
  const { done, xid } = await commitErasure(work);
  return { ...done, erasure: await waitUntilErased(xid) };
}

/** As `erasing`, without the wait: for several transactions, of which `waitUntilErased` needs only the last one. */
export async function commitErasure<T>(work: (tx: Transaction) => Promise<T>): Promise<{ done: T; xid: string }> {
  return transaction(async (tx) => {
    const done = await work(tx);
    const [row] = await tx.$queryRaw<{ xid: string }[]>`select pg_current_xact_id()::text as xid`;
    return { done, xid: row?.xid ?? "" };
  });
}

/** Waits until every node knows a committed transaction, and with it all that were committed before. Never throws. */
export async function waitUntilErased(xid: string): Promise<Erasure> {
  const nodes = await waitForNodes(xid, ownPress()?.purges.node);
  if (nodes === "UNKNOWN") return nodes;
  const cdn = await findUnconfirmed(xid);
  if (!cdn) return nodes;
  return nodes === "EVERYWHERE" ? [cdn] : [...nodes, cdn];
}

/** The CDN if it did not confirm the purge, with the time at which its last page expires; null if it did. */
async function findUnconfirmed(xid: string): Promise<CutOff | null> {
  const given = settings().cdn;
  const cdn = ownPress()?.cdn ?? (given && { id: cdnIdOf(given), seconds: given.seconds, adapter: adapterOf(given) });
  if (!cdn || (await waitForCdn(cdn.id, xid))) return null;
  const stopsAt = new Date(Date.now() + cdn.seconds * 1_000).toISOString();
  return { name: cdn.adapter.name, stopsAt, isCdn: true };
}

/** Erases the cached pages of an address, or all pages, on every node. They are rendered again on request. @throws NOT_ALLOWED */
export async function purgeByHand(actor: Actor, { page }: PurgeByHand): Promise<{ erasure: Erasure }> {
  if (!canManagePress(actor)) throw new DomainError("NOT_ALLOWED");
  return erasing(async (tx) => {
    await purge(tx, [page === null ? everything : tagOfPage(page)], { erase: true });
    await recordEvent(tx, actor, "press.purged", { kind: "page", id: null, name: page ?? "every page" });
    return {};
  });
}

/**
 * Compares some of this node's pages with fresh renders. A wrong page is purged everywhere, because the missing purge
 * is missing on every node. Safe to repeat. @param signal stops it before the next page
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

/** Deletes purges older than a week, and nodes and CDNs that have been silent for a week. Safe to repeat. */
export async function forgetOldPurges(): Promise<{ purges: number; nodes: number }> {
  const week = new Date(Date.now() - 7 * 24 * 3_600_000);
  const purges = await appClient().pressPurge.deleteMany({ where: { at: { lt: week } } });
  const nodes = await appClient().pressNode.deleteMany({ where: { leaseUntil: { lt: week } } });
  await appClient().pressCdn.deleteMany({ where: { takenUntil: { lt: week } } });
  return { purges: purges.count, nodes: nodes.count };
}
