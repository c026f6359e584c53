// Whether the audit log is what was sealed.
import type { Actor } from "../actor.ts";
import { DomainError } from "../errors.ts";
import { appClient, type Transaction } from "../postgres/app.ts";
import { canReadAudit } from "./policy.ts";
import { hashEvent, hashLink, type SealedEvent, sealedColumns } from "./seal-data.ts";

/** Seals read at once. */
const pageSize = 1_000;

export type AuditChainCheck = {
  events: number;
  /** Events that wait for their seal; it takes about a second. */
  waiting: number;
  /** Events from which words were blanked by law. */
  blanked: number;
  /** The first thing that does not fit, as a sentence; null when all fits. */
  broken: string | null;
  /** The newest seal: kept elsewhere, it proves later that nothing before it was replaced. */
  newest: { number: string; hash: string } | null;
};

type Seal = NonNullable<Awaited<ReturnType<typeof readSeals>>[number]>;

const readSeals = (tx: Transaction, after: bigint) =>
  tx.auditSeal.findMany({ where: { number: { gt: after } }, orderBy: { number: "asc" }, take: pageSize });

/** Follows the chain of the audit log from its oldest seal, at one moment, and looks for events outside of it. */
export function checkAuditChain(): Promise<AuditChainCheck> {
  return appClient().$transaction(
    async (tx) => {
      const chain = await followChain(tx);
      const waiting = await tx.unsealedEvent.count();
      return { ...chain, waiting, broken: chain.broken ?? (await outsideOfChain(tx)) };
    },
    { isolationLevel: "RepeatableRead", timeout: 600_000, maxWait: 10_000 },
  );
}

/** The same for a person who may read the log. @throws NOT_ALLOWED */
export async function verifyAuditLog(actor: Actor): Promise<AuditChainCheck> {
  if (!canReadAudit(actor)) throw new DomainError("NOT_ALLOWED");
  return checkAuditChain();
}

async function followChain(tx: Transaction): Promise<Omit<AuditChainCheck, "waiting">> {
  let [last, broken, events, blanked]: [Seal | null, string | null, number, number] = [null, null, 0, 0];
  for (;;) {
    const seals: Seal[] = await readSeals(tx, last?.number ?? -1n);
    const known = await eventsOf(tx, seals);
    for (const seal of seals) {
      broken ??= last === null ? await breakAtStart(tx, seal) : breakAfter(last, seal);
      broken ??= breakOfEvent(seal, known.get(seal.eventId));
      if (seal.replacedHash) blanked++;
      last = seal;
    }
    events += seals.length;
    if (seals.length < pageSize) break;
  }
  const newest = last && { number: String(last.number), hash: Buffer.from(last.hash).toString("hex") };
  return { events, blanked, broken, newest };
}

async function eventsOf(tx: Transaction, seals: readonly Seal[]): Promise<Map<string, SealedEvent>> {
  const ids = seals.map(({ eventId }) => eventId);
  const events = await tx.auditEvent.findMany({ where: { id: { in: ids } }, select: sealedColumns });
  return new Map(events.map((event) => [event.id, event]));
}

/** A chain begins with its first event, or behind the last one that the retention setting removed. */
async function breakAtStart(tx: Transaction, seal: Seal): Promise<string | null> {
  if (seal.number === 1n) return breakOfSeal(seal, null);
  const through = String(seal.number - 1n);
  const [trimmed] = await tx.$queryRaw<{ hash: string | null }[]>`
    select detail->>'hash' as hash from audit_event
    where action = 'setting.log_trimmed' and actor_id is null and detail->>'through' = ${through}`;
  if (!trimmed?.hash) return `The events up to number ${through} are missing, and no deletion of them is recorded.`;
  return breakOfSeal(seal, Buffer.from(trimmed.hash, "hex"));
}

function breakAfter(last: Seal, seal: Seal): string | null {
  const [first, end] = [last.number + 1n, seal.number - 1n];
  if (first === end) return `Event ${first} was removed with its seal.`;
  if (first < end) return `Events ${first} to ${end} were removed with their seals.`;
  return breakOfSeal(seal, last.hash);
}

const breakOfSeal = (seal: Seal, previous: Uint8Array | null): string | null =>
  isSame(hashLink(seal, previous), seal.hash) ? null : `The seal of event ${seal.number} was changed.`;

function breakOfEvent(seal: Seal, event: SealedEvent | undefined): string | null {
  if (!event) return `Event ${seal.number} (${seal.eventId}, sealed at ${seal.at.toISOString()}) was removed.`;
  return isSame(hashEvent(event, seal.salt), seal.replacedHash ?? seal.eventHash)
    ? null
    : `Event ${seal.number} (${nameOf(event)}) was changed after it was sealed.`;
}

/** Events are added and removed together with their place in the chain or in the queue for it. */
async function outsideOfChain(tx: Transaction): Promise<string | null> {
  const [added] = await tx.$queryRaw<Pick<SealedEvent, "id" | "action" | "at">[]>`
    select e.id, e.action, e.at from audit_event e
    where not exists (select from audit_seal s where s.event_id = e.id)
      and not exists (select from unsealed_event u where u.event_id = e.id)
    order by e.id limit 1`;
  if (added) return `The event ${nameOf(added)} has no seal: it was added to the log, or its seal was removed.`;
  const [lost] = await tx.$queryRaw<{ id: string }[]>`
    select u.event_id as id from unsealed_event u
    where not exists (select from audit_event e where e.id = u.event_id) order by 1 limit 1`;
  return lost ? `The event ${lost.id} was removed before it was sealed.` : null;
}

const nameOf = ({ action, at, id }: Pick<SealedEvent, "id" | "action" | "at">): string =>
  `${action} at ${at.toISOString()}, ${id}`;

const isSame = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;
