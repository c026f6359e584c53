// Performing what is due: once, through the same mutations, policy and checks as a click.

import { type Actor, type Role, SYSTEM } from "../actor.ts";
import { DomainError } from "../errors.ts";
import { appClient, type Transaction, transaction } from "../postgres/app.ts";
import type { PersonState } from "../postgres/generated/enums.ts";
import { erasing } from "../press/mutations.ts";
import { getRevisionDocument } from "../revisions/data.ts";
import { type ActorRow, asPerson, customRoleColumn } from "../roles/data.ts";
import { getSiteSettings } from "../site/data.ts";
import { getStatus } from "../stories/data.ts";
import { assertReadable, type LockedStory, lockedColumns } from "../stories/lock.ts";
import { unlist } from "../stories/publishing/list-mutations.ts";
import { correctText, type Outgoing, type Published, publishText, takeDown } from "../stories/publishing/mutations.ts";
import { notifyStoryChanged } from "../stories/saving/notify.ts";
import { databaseNow } from "../stories/scheduling/data.ts";
import { readActInput } from "../stories/scheduling/schema.ts";
import { endingVerbs } from "../stories/scheduling/types.ts";
import { endEmbargo } from "./embargo-mutations.ts";
import { type ActRow, assertState, lockStoryOfAct } from "./mutations.ts";
import { canChangeSchedule } from "./policy.ts";
import { stopAct, type Taken } from "./stop-mutations.ts";
import type { PerformedNow } from "./types.ts";

/** What became of an act that was taken. */
export type Performed = { id: string; storyId: string; outcome: "DONE" | "STOPPED" | "CANCELLED"; lateMs: number };

/**
 * Takes the earliest due act that no other node holds, performs it and records what became of it, in one transaction.
 * Null when there is none. What fails for a technical cause is rolled back and tried again later.
 */
export async function performNextDue(given?: { timeZone: string }): Promise<Performed | null> {
  const { timeZone } = given ?? (await getSiteSettings()); // before, as in `publishStory`
  let taken: TakenRow | null = null;
  try {
    return await transaction(async (tx) => {
      taken = await takeNext(tx);
      return taken && (await performTaken(tx, taken, timeZone));
    });
  } catch (error) {
    if (!taken) throw error;
    await noteFailure(taken, error);
    return null;
  }
}

/** After so many ms without a statement PostgreSQL ends the transaction: a node that was cut off must not keep the act to itself. */
const maxSilenceMs = 10_000;

/** An act that is locked together with its story, and the person who scheduled it: null where there is none. */
type TakenRow = Taken & {
  story: LockedStory;
  actorName: string | null;
  actorEmail: string | null;
  actorRole: Role | null;
  customRole: ActorRow["customRole"];
  actorState: PersonState | null;
};

/**
 * Locks act and story together and waits for neither, so that it can never be part of a deadlock: everybody else locks
 * the story first. Of one story the earliest act comes first. `statement_timestamp` can use the index, unlike `clock_timestamp`.
 */
async function takeNext(tx: Transaction): Promise<TakenRow | null> {
  const [row] = await tx.$queryRaw<(Omit<TakenRow, "id" | "story"> & LockedStory & { actId: string })[]>`
    select ${lockedColumns}, a.id::text as "actId", a.verb::text, a.story_id::text as "storyId", a.revision_id::text as "revisionId", a.due_at as "dueAt",
      a.actor_id::text as "actorId", a.input, a.copy_before::text as "copyBefore", a.state::text, a.attempts,
      a.finished_at as "finishedAt",
      statement_timestamp() as now, p.name as "actorName", p.email as "actorEmail", p.role::text as "actorRole",
      ${customRoleColumn},
      p.state::text as "actorState",
      set_config('idle_in_transaction_session_timeout', ${String(maxSilenceMs)}, true)
    from story s join scheduled_act a on a.story_id = s.id left join person p on p.id = a.actor_id
    where a.state = 'DUE' and a.due_at <= statement_timestamp()
      and (a.retry_at is null or a.retry_at <= statement_timestamp())
      and not exists (
        select from scheduled_act earlier where earlier.story_id = a.story_id and earlier.state = 'DUE'
          and (earlier.due_at, earlier.id) < (a.due_at, a.id))
    order by a.due_at, a.id limit 1
    for update of s, a skip locked`;
  return row ? { ...row, id: row.actId, story: row } : null;
}

async function performTaken(tx: Transaction, act: TakenRow, timeZone: string): Promise<Performed> {
  const lateMs = act.now.getTime() - act.dueAt.getTime();
  const base = { id: act.id, storyId: act.storyId, lateMs };
  // A refusal may come after half of the work is written.
  await tx.$executeRaw`savepoint scheduled_act`;
  try {
    const actor = actorOf(act);
    const { scheduledFor } = await finish(tx, act, "DONE", act.now);
    const story = { ...assertReadable(actor, act.story), scheduledFor };
    if (isOneOf(endingVerbs, act.verb) && story.publication !== "LIVE") {
      await finish(tx, act, "CANCELLED", act.now, "NOT_PUBLISHED");
      await notifyStoryChanged(tx, act.storyId, "status");
      return { ...base, outcome: "CANCELLED" };
    }
    await perform(tx, actor, story, act, { at: act.now, timeZone });
    return { ...base, outcome: "DONE" };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    await tx.$executeRaw`rollback to savepoint scheduled_act`;
    await stopAct(tx, act, { reason: error.code, detail: error.detail });
    return { ...base, outcome: "STOPPED" };
  }
}
const isOneOf = (verbs: readonly string[], verb: string): boolean => verbs.includes(verb);

/** The person who scheduled it, with the rights of this moment. @throws NOT_ALLOWED, SUSPENDED */
function actorOf({ verb, actorId, actorName, actorEmail, actorRole, actorState, customRole }: TakenRow): Actor {
  if (verb === "END_EMBARGO") return SYSTEM;
  if (actorId === null) throw new DomainError("NOT_ALLOWED");
  const works = actorState === "ACTIVE" || actorState === "SERVICE";
  if (!works || actorName === null || actorEmail === null || actorRole === null)
    throw new DomainError("SUSPENDED", { name: actorName ?? "" });
  return asPerson({ id: actorId, name: actorName, email: actorEmail, role: actorRole, customRole }, "");
}

/** Records how the act ended. @returns when the next act of the story is due, apart from the end of an embargo */
async function finish(
  tx: Transaction,
  act: ActRow,
  state: "DONE" | "CANCELLED",
  at: Date,
  reason = "",
): Promise<Pick<LockedStory, "scheduledFor">> {
  // One statement: hundreds of acts may be due at one instant.
  const [row] = await tx.$queryRaw<Pick<LockedStory, "scheduledFor">[]>`
    with finished as (
      update scheduled_act set state = ${state}::scheduled_state, finished_at = ${at}, reason = ${reason}, retry_at = null
      where id = ${act.id}::uuid)
    update story set scheduled_for = (
      select min(due_at) from scheduled_act
      where story_id = ${act.storyId}::uuid and state = 'DUE' and verb <> 'END_EMBARGO' and id <> ${act.id}::uuid)
    where id = ${act.storyId}::uuid returning scheduled_for as "scheduledFor"`;
  return { scheduledFor: row?.scheduledFor ?? null };
}

async function perform(
  tx: Transaction,
  actor: Actor,
  story: LockedStory,
  act: ActRow,
  when: { at: Date; timeZone: string },
): Promise<Published | null> {
  const input = readActInput(act.input);
  const how = { ...when, scheduled: { act: act.id, due: act.dueAt.toISOString() } };
  switch (act.verb) {
    case "PUBLISH":
      return publishText(tx, actor, story, await frozenText(tx, story, act), input, how);
    case "CORRECT":
    case "CLARIFY": {
      const kind = act.verb === "CORRECT" ? "CORRECTION" : "CLARIFICATION";
      return correctText(tx, actor, story, await frozenText(tx, story, act), { ...input, kind }, how);
    }
    case "TAKE_DOWN":
      await takeDown(tx, actor, story, input.note, how);
      return null;
    case "UNLIST":
      await unlist(tx, actor, story, how);
      return null;
    case "END_EMBARGO":
      await endEmbargo(tx, actor, story);
      return null;
  }
}

/** What was frozen; the copy may have gone on since. */
async function frozenText(tx: Transaction, story: LockedStory, act: ActRow): Promise<Outgoing> {
  if (act.revisionId === null) throw new DomainError("NOT_FOUND");
  const { doc, version } = await getRevisionDocument(tx, act.revisionId);
  // A scheduled publication ends the way of the copy, as one by a click does; a correction leaves what it does not hold.
  return { doc, version, isPart: act.verb !== "PUBLISH" && version !== story.version };
}

const maxAttempts = 10;
/** ms after the first failure; doubled after each, at most a minute. */
const firstPauseMs = 1_000;

/** After ten failures it stops: by then it is no passing trouble of the database. */
async function noteFailure(act: Taken, error: unknown): Promise<void> {
  const message = (error instanceof Error ? error.message : String(error)).trim().slice(-2_000);
  await transaction(async (tx) => {
    const { act: found } = await lockStoryOfAct(tx, SYSTEM, act.id);
    if (found.state !== "DUE") return; // another node has performed it meanwhile
    const attempts = found.attempts + 1;
    if (attempts >= maxAttempts) return stopAct(tx, act, { reason: "FAILED", detail: { attempts }, error: message });
    const pauseMs = Math.min(firstPauseMs * 2 ** (attempts - 1), 60_000);
    const retryAt = new Date((await databaseNow(tx)).getTime() + pauseMs);
    await tx.scheduledAct.update({
      where: { id: act.id },
      data: { attempts, error: message, retryAt },
      select: { id: true },
    });
  });
}

/** ms until the next act is due or may be tried again, by the database's clock; 0 when it is already, null when nothing is due. */
export async function msUntilNextDue(): Promise<number | null> {
  const [row] = await appClient().$queryRaw<{ ms: number | null }[]>`
    select (extract(epoch from (min(greatest(due_at, coalesce(retry_at, due_at))) - clock_timestamp())) * 1000)::float8 as ms
    from scheduled_act where state = 'DUE'`;
  return row?.ms == null ? null : Math.max(0, row.ms);
}

/**
 * Performs a due act now, by the person who asks: "Publish now". Waits for every node where a take-down or a correction does.
 * @throws as the verb itself; WRONG_STATE when it is not due any more
 */
export async function performNow(actor: Actor, { actId }: { actId: string }): Promise<PerformedNow> {
  const { timeZone } = await getSiteSettings();
  return erasing(async (tx) => {
    const { story, act } = await lockStoryOfAct(tx, actor, actId);
    if (!canChangeSchedule(actor, story)) throw new DomainError("NOT_ALLOWED", { verb: "schedule" });
    assertState(act, "DUE");
    if (act.verb === "END_EMBARGO") throw new DomainError("WRONG_STATE", { why: "EMBARGO" });
    const now = await databaseNow(tx);
    await finish(tx, act, "DONE", now);
    const published = await perform(tx, actor, { ...story, scheduledFor: null }, act, { at: now, timeZone });
    const status = await getStatus(actor, story.id, tx);
    return { receipt: published && { ...published, status }, status };
  });
}
