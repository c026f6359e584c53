// Launches for an instant. They lock the row of the front as every other change of it does.

import { type Actor, type Person, type Role, SYSTEM } from "../actor.ts";
import { recordEvent } from "../audit/mutations.ts";
import { checkedInput } from "../checked-input.ts";
import { DomainError } from "../errors.ts";
import { newId } from "../ids.ts";
import { appClient, type Transaction, transaction } from "../postgres/app.ts";
import { type ActorRow, asPerson, customRoleColumn } from "../roles/data.ts";
import { databaseNow } from "../stories/scheduling/data.ts";
import { notifySchedule } from "../stories/scheduling/mutations.ts";
import {
  asJson,
  assertMayArrange,
  assertMayLaunch,
  assertSeen,
  getLaunchedLayout,
  type LockedFront,
  lockFront,
  rebaseDraft,
  storeDraft,
  subjectOf,
  trailOfAll,
  writeLaunch,
} from "./draft-mutations.ts";
import {
  type MoveLaunch,
  moveLaunchSchema,
  type OnlyScheduledLaunch,
  onlyScheduledLaunch,
  type ScheduleLaunch,
  scheduleLaunchSchema,
} from "./draft-schema.ts";
import { mergeLayouts } from "./edit-policy.ts";
import { type FrontLayout, readLayout } from "./layout-schema.ts";
import { assertMayShow } from "./picture-mutations.ts";
import { canArrangeFronts, canLaunchFront } from "./policy.ts";

/**
 * Freezes the draft, to be launched at an instant; the front can be edited further meanwhile, from what is live.
 * @throws NOT_ALLOWED, NOT_FOUND, CHANGED_MEANWHILE, IN_THE_PAST, PICTURE_RIGHTS, WRONG_STATE `NO_DRAFT`, `LOCKED`
 */
export async function scheduleLaunch(actor: Person, input: ScheduleLaunch): Promise<{ id: string }> {
  const { front: id, version, dueAt } = checkedInput(scheduleLaunchSchema, input);
  assertMayArrange(actor, id);
  return transaction(async (tx) => {
    const front = await lockFront(tx, id);
    const due = new Date(dueAt);
    assertMayLaunchAt(actor, front, due);
    assertSeen(front, version);
    if (!front.draft) throw new DomainError("WRONG_STATE", { why: "NO_DRAFT" });
    const now = await databaseNow(tx);
    if (due <= now) throw new DomainError("IN_THE_PAST", { now: now.toISOString() });
    await assertMayShow(tx, front.live, front.draft, due);
    const scheduled = await tx.scheduledLaunch.create({
      data: { id: newId(), front: id, layout: asJson(front.draft), base: front.launch, dueAt: due, actorId: actor.id },
      select: { id: true },
    });
    await storeDraft(tx, actor, front, null);
    await recordEvent(tx, actor, "front.scheduled", subjectOf(front), { due: due.toISOString() });
    await notifySchedule(tx);
    return scheduled;
  });
}

/**
 * Cancels a scheduled launch, or settles a stopped one, and makes what it held the draft.
 * @throws NOT_ALLOWED, NOT_FOUND, WRONG_STATE: it was launched meanwhile, or `DRAFT`: there is another draft, which would be lost
 */
export async function cancelScheduledLaunch(actor: Actor, input: OnlyScheduledLaunch): Promise<{ version: number }> {
  const { id } = checkedInput(onlyScheduledLaunch, input);
  if (!canArrangeFronts(actor)) throw new DomainError("NOT_ALLOWED");
  const found = await appClient().scheduledLaunch.findUnique({ where: { id }, select: { front: true } });
  if (!found) throw new DomainError("NOT_FOUND");
  return transaction(async (tx) => {
    const front = await lockFront(tx, found.front);
    const row = await tx.scheduledLaunch.findUniqueOrThrow({ where: { id } });
    if (!canLaunchFront(actor, front)) throw new DomainError("NOT_ALLOWED");
    if (row.state !== "DUE" && row.state !== "STOPPED") throw new DomainError("WRONG_STATE", { why: row.state });
    if (front.draft) throw new DomainError("WRONG_STATE", { why: "DRAFT" });
    const layout = readLayout(row.layout);
    if (!layout) throw new DomainError("NOT_FOUND");
    await tx.scheduledLaunch.update({
      where: { id },
      data: { state: "CANCELLED", finishedAt: await databaseNow(tx) },
      select: { id: true },
    });
    const { layout: draft, clashes } = mergeLayouts(await baseOf(tx, row), front.live ?? layout, layout);
    await recordEvent(tx, actor, "front.schedule_cancelled", subjectOf(front), { due: row.dueAt.toISOString() });
    await notifySchedule(tx);
    return storeDraft(tx, actor, front, draft, { clashes, trail: trailOfAll(actor, front, draft) });
  });
}

/**
 * Gives a scheduled launch another time.
 * @throws NOT_ALLOWED, NOT_FOUND, IN_THE_PAST, WRONG_STATE `LOCKED`, or its state: it was performed, stopped or cancelled meanwhile
 */
export async function moveScheduledLaunch(actor: Actor, input: MoveLaunch): Promise<{ version: number }> {
  const { id, dueAt } = checkedInput(moveLaunchSchema, input);
  if (!canArrangeFronts(actor)) throw new DomainError("NOT_ALLOWED");
  const found = await appClient().scheduledLaunch.findUnique({ where: { id }, select: { front: true } });
  if (!found) throw new DomainError("NOT_FOUND");
  return transaction(async (tx) => {
    const front = await lockFront(tx, found.front);
    const due = new Date(dueAt);
    assertMayLaunchAt(actor, front, due);
    const row = await tx.scheduledLaunch.findUniqueOrThrow({ where: { id } });
    if (row.state !== "DUE") throw new DomainError("WRONG_STATE", { why: row.state });
    const now = await databaseNow(tx);
    if (due <= now) throw new DomainError("IN_THE_PAST", { now: now.toISOString() });
    await tx.scheduledLaunch.update({ where: { id }, data: { dueAt: due }, select: { id: true } });
    await recordEvent(tx, actor, "front.rescheduled", subjectOf(front), {
      due: due.toISOString(),
      from: row.dueAt.toISOString(),
    });
    await notifySchedule(tx);
    const version = front.version + 1;
    return tx.front.update({ where: { id: front.id }, data: { version }, select: { version: true } });
  });
}

/** A lock that ends before the launch is due does not stop it. @throws as `assertMayLaunch` */
function assertMayLaunchAt(actor: Actor, front: LockedFront, due: Date): void {
  const until = front.lock?.until;
  assertMayLaunch(actor, until && Date.parse(until) <= due.getTime() ? { ...front, lock: null } : front);
}

/** What was live when a launch was scheduled. */
const baseOf = async (tx: Transaction, { front, base }: { front: string; base: number }): Promise<FrontLayout> =>
  base === 0 ? { containers: [] } : getLaunchedLayout(tx, front, base);

export type PerformedLaunch = { id: string; front: string; outcome: "DONE" | "STOPPED"; lateMs: number };

type DueRow = {
  id: string;
  front: string;
  base: number;
  layout: unknown;
  due_at: Date;
  now: Date;
  actor_id: string;
  name: string | null;
  email: string | null;
  role: Role | null;
  customRole: ActorRow["customRole"];
};

/** Performs the earliest due launch that no other node holds; null where there is none. */
export function performNextLaunch(): Promise<PerformedLaunch | null> {
  return transaction(async (tx) => {
    const [row] = await tx.$queryRaw<DueRow[]>`
      select s.id::text, s.front, s.base, s.layout, s.due_at, statement_timestamp() as now, s.actor_id::text,
        p.name, p.email, p.role::text, ${customRoleColumn}
      from front f join scheduled_launch s on s.front = f.id
        left join person p on p.id = s.actor_id and p.state = 'ACTIVE'
      where s.state = 'DUE' and s.due_at <= statement_timestamp()
        and not exists (select from scheduled_launch earlier where earlier.front = s.front and earlier.state = 'DUE'
          and (earlier.due_at, earlier.id) < (s.due_at, s.id))
      order by s.due_at, s.id limit 1 for update of f, s skip locked`;
    if (!row) return null;
    const outcome = await perform(tx, row);
    return { id: row.id, front: row.front, outcome, lateMs: row.now.getTime() - row.due_at.getTime() };
  });
}

async function perform(tx: Transaction, row: DueRow): Promise<PerformedLaunch["outcome"]> {
  const front = await lockFront(tx, row.front);
  const layout = readLayout(row.layout);
  const finish = (state: "DONE" | "STOPPED", reason = "") =>
    tx.scheduledLaunch.update({
      where: { id: row.id },
      data: { state, reason, finishedAt: row.now },
      select: { id: true },
    });
  const { actor_id: id, name, email, role, customRole } = row;
  const actor: Person | null =
    name !== null && email !== null && role !== null ? asPerson({ id, name, email, role, customRole }, "") : null;
  if (!actor || !canLaunchFront(actor, front) || !layout) {
    await finish("STOPPED", layout ? "NOT_ALLOWED" : "DAMAGED");
    await recordEvent(tx, SYSTEM, "front.schedule_stopped", subjectOf(front), {
      due: row.due_at.toISOString(),
    });
    return "STOPPED";
  }
  // What was launched since and this launch does not change stays. The person who launched the rest was asked: see `launchFront`.
  const merged = front.live ? mergeLayouts(await baseOf(tx, row), front.live, layout).layout : layout;
  await finish("DONE");
  await writeLaunch(tx, actor, front, merged, { scheduled: row.id });
  await rebaseDraft(tx, front, { from: front.live ?? (await baseOf(tx, row)), to: merged });
  return "DONE";
}

/** ms until the next launch is due, by the database's clock; 0 when it is already, null when nothing is due. */
export async function msUntilNextLaunch(): Promise<number | null> {
  const [row] = await appClient().$queryRaw<{ ms: number | null }[]>`
    select (extract(epoch from (min(due_at) - clock_timestamp())) * 1000)::float8 as ms
    from scheduled_launch where state = 'DUE'`;
  return row?.ms == null ? null : Math.max(0, row.ms);
}
