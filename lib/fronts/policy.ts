import { type Actor, personId } from "../actor.ts";
import { has, hasIn } from "../roles/policy.ts";

/** Whether the actor arranges any front. */
export const canArrangeFronts = (actor: Actor): boolean => has(actor, "fronts");

/** The front of a section has the id of the section; the front page belongs to none. */
export const canArrangeFront = (actor: Actor, front: string): boolean =>
  hasIn(actor, "fronts", front === "front" ? null : front);

/** Admins run the fronts of the whole paper. */
const runsFronts = (actor: Actor): boolean => has(actor, "settings") && hasIn(actor, "fronts", null);

/** Everybody who may arrange a front may launch it, unless it names those who may; admins always may. */
export const canLaunchFront = (
  actor: Actor,
  { id, launchers }: { id: string; launchers: readonly string[] },
): boolean =>
  canArrangeFront(actor, id) &&
  (launchers.length === 0 || runsFronts(actor) || launchers.includes(personId(actor) ?? ""));

/** Admins choose who may launch a front. */
export const canChooseLaunchers = (actor: Actor): boolean => runsFronts(actor);

/** A lock stops everybody but the person who set it. */
export const isLockedFor = (actor: Actor, lock: { id: string } | null): boolean =>
  lock !== null && lock.id !== personId(actor);

/** Admins may launch a front that somebody else has locked, if they say so, and may unlock it. */
export const canOverrideLock = (actor: Actor): boolean => runsFronts(actor);
