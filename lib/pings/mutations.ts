import { type FeedFormat, feedFiles, feedPath, hrefOf } from "../addresses/paths.ts";
import { newId } from "../ids.ts";
import { log } from "../log.ts";
import { appClient, type Transaction } from "../postgres/app.ts";
import { settings } from "../process.ts";
import { findListeners, indexNowService, notifyHub, notifyIndexNow } from "./data.ts";
import { claimedFor, maxAttempts, waitAfter } from "./policy.ts";
import type { PingKind, PingOutcome } from "./types.ts";

/** Rows of one run; the rest waits for the next. */
const maxAtOnce = 200;
const formats = Object.keys(feedFiles) as FeedFormat[];

/**
 * Records changed pages and feeds in the transaction of the change, so that a ping is sent exactly for changes that were
 * committed. Does nothing without a hub or key, or if GALLEY_URL is not set.
 * @param changed.places paths of what has feeds: "/" is the paper
 */
export async function queuePings(
  tx: Transaction,
  changed: { pages: readonly string[]; places: () => Promise<readonly string[]> },
  now = new Date(),
): Promise<void> {
  if (settings().url === undefined) return;
  const { hub, indexNowKey } = await findListeners(tx);
  const rows: { kind: PingKind; paths: string[] }[] = [];
  if (hub)
    rows.push({
      kind: "hub",
      paths: (await changed.places()).flatMap((path) => formats.map((one) => feedPath(path, one))),
    });
  if (indexNowKey) rows.push({ kind: "indexnow", paths: [...changed.pages] });
  if (rows.length > 0) await tx.ping.createMany({ data: rows.map((row) => ({ id: newId(), dueAt: now, ...row })) });
}

/**
 * Sends all due pings, those of a kind in one request. A failed ping is retried with growing delays; a refused one is
 * dropped and logged. Two nodes never send the same ping.
 */
export async function sendPings(now = new Date(), service = indexNowService): Promise<Record<PingOutcome, number>> {
  const done = { done: 0, again: 0, refused: 0 };
  const origin = settings().url;
  const rows = await appClient().$queryRaw<{ id: string; kind: PingKind; paths: string[]; tries: number }[]>`
    update ping set tries = tries + 1, due_at = ${new Date(now.getTime() + claimedFor)}
    where id in (select id from ping where due_at <= ${now} order by due_at limit ${maxAtOnce} for update skip locked)
    returning id, kind, paths, tries`;
  const listeners = await findListeners(appClient());
  for (const kind of ["hub", "indexnow"] as const) {
    const due = rows.filter((row) => row.kind === kind);
    const paths = [...new Set(due.flatMap((row) => row.paths))];
    if (due.length === 0) continue;
    const urls = paths.map((path) => `${origin}${hrefOf(path)}`);
    const { hub, indexNowKey } = listeners;
    // Switched off meanwhile: there is nobody to tell.
    const isOff = origin === undefined || (kind === "hub" ? hub : indexNowKey) === "";
    const outcome = isOff
      ? "done"
      : kind === "hub"
        ? await notifyHub(hub, urls)
        : await notifyIndexNow(service, indexNowKey, origin, urls);
    if (outcome === "refused") log.warn({ kind, urls: urls.slice(0, 5) }, "ping refused by the receiver; not retried");
    await settle(due, outcome, now);
    done[outcome] += due.length;
  }
  return done;
}

async function settle(rows: readonly { id: string; tries: number }[], outcome: PingOutcome, now: Date): Promise<void> {
  const [later, over] = [
    outcome === "again" ? rows.filter(({ tries }) => tries < maxAttempts) : [],
    outcome === "again" ? rows.filter(({ tries }) => tries >= maxAttempts) : rows,
  ];
  if (outcome === "again" && over.length > 0)
    log.warn({ dropped: over.length, attempts: maxAttempts }, "pings dropped after the last attempt");
  await appClient().ping.deleteMany({ where: { id: { in: over.map(({ id }) => id) } } });
  for (const { id, tries } of later)
    await appClient().ping.updateMany({ where: { id }, data: { dueAt: new Date(now.getTime() + waitAfter(tries)) } });
}
