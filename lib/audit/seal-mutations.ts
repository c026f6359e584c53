// Seals the audit log into a hash chain, and deletes its oldest part by the retention setting.
import { randomBytes } from "node:crypto";
import { SYSTEM } from "../actor.ts";
import { log } from "../log.ts";
import { type Transaction, transaction } from "../postgres/app.ts";
import { recordEvent } from "./mutations.ts";
import { hashEvent, hashLink, type SealedEvent, sealedColumns } from "./seal-data.ts";
import { checkAuditChain } from "./verify-data.ts";

/** Events sealed in one transaction. */
const batchSize = 500;

/**
 * Seals the events that wait, at most 500. Each event is queued by the transaction that writes it, so an event that is
 * committed late is sealed late, and none is left out. Another node that is sealing makes this one return 0.
 * @returns how many
 */
export const sealEvents = (): Promise<number> =>
  transaction(async (tx) => {
    const [lock] = await tx.$queryRaw<{ isOurs: boolean }[]>`
      select pg_try_advisory_xact_lock(hashtext('galley audit seal')) as "isOurs"`;
    if (!lock?.isOurs) return 0;
    const waiting = await tx.$queryRaw<{ id: string }[]>`
      select e.id from unsealed_event u join audit_event e on e.id = u.event_id order by e.id limit ${batchSize}::int`;
    if (waiting.length === 0) return 0;
    const ids = waiting.map(({ id }) => id);
    const events = await tx.auditEvent.findMany({
      where: { id: { in: ids } },
      orderBy: { id: "asc" },
      select: sealedColumns,
    });
    await addSeals(tx, events);
    await tx.unsealedEvent.deleteMany({ where: { eventId: { in: ids } } });
    return events.length;
  });

async function addSeals(tx: Transaction, events: readonly SealedEvent[]): Promise<void> {
  const last = await tx.auditSeal.findFirst({ orderBy: { number: "desc" }, select: { number: true, hash: true } });
  const at = new Date();
  let { number, hash: previous } = last ?? { number: 0n, hash: null };
  const seals = events.map((event) => {
    number++;
    const salt = new Uint8Array(randomBytes(16));
    const link = { number, eventId: event.id, eventHash: hashEvent(event, salt), at };
    const hash = hashLink(link, previous);
    previous = hash;
    return { ...link, salt, hash };
  });
  await tx.auditSeal.createMany({ data: seals });
}

/** Keeps the sealer away until the transaction ends. */
export async function holdSeals(tx: Transaction): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('galley audit seal'))`;
}

/** Notes the new hashes of events from which words had to go by law. Only the owner of the tables may. */
export async function replaceHashes(tx: Transaction, eventIds: readonly string[]): Promise<void> {
  const events = await tx.auditEvent.findMany({ where: { id: { in: [...eventIds] } }, select: sealedColumns });
  for (const event of events)
    await tx.auditSeal.updateMany({
      where: { eventId: event.id },
      data: { salt: null, replacedHash: hashEvent(event, null) },
    });
}

/**
 * Deletes sealed events that are older than the retention setting, from the oldest on, and records each deletion in the log
 * itself: the chain is checked from there. Nothing is deleted while the chain is broken, because the events are evidence then.
 * @param months as in the settings; empty: nothing is ever deleted
 * @returns how many
 */
export async function deleteOldEvents(months: string, now = new Date()): Promise<number> {
  if (months === "") return 0;
  const before = new Date(now);
  before.setUTCMonth(before.getUTCMonth() - Number(months));
  const { broken } = await checkAuditChain();
  if (broken) {
    log.error({ broken }, "audit log: the chain is broken; old events are kept");
    return 0;
  }
  let total = 0;
  for (;;) {
    const count = await deleteRange(before);
    if (count === 0) return total;
    total += count;
  }
}

const deleteRange = (before: Date): Promise<number> =>
  transaction(async (tx) => {
    await holdSeals(tx);
    const [range] = await tx.$queryRaw<{ through: bigint | null; hash: Uint8Array; dropped: number }[]>`
      select through, hash, dropped from drop_old_events(${before})`;
    if (!range || range.through === null) return 0;
    await recordEvent(
      tx,
      SYSTEM,
      "setting.log_trimmed",
      { kind: "setting", id: null, name: "Audit log" },
      {
        before: before.toISOString(),
        count: range.dropped,
        through: String(range.through),
        hash: Buffer.from(range.hash).toString("hex"),
      },
    );
    return range.dropped;
  });
