import { type Actor, hasRole, personId } from "../actor.ts";

export const canArrangeFronts = (actor: Actor): boolean => hasRole(actor, "EDITOR");

/** Every editor may launch a front, unless it names those who may; admins always may. */
export const canLaunchFront = (actor: Actor, { launchers }: { launchers: readonly string[] }): boolean =>
  canArrangeFronts(actor) &&
  (launchers.length === 0 || hasRole(actor, "ADMIN") || launchers.includes(personId(actor) ?? ""));

/** Admins choose who may launch a front. */
export const canChooseLaunchers = (actor: Actor): boolean => hasRole(actor, "ADMIN");

/** A lock stops everybody but the person who set it. */
export const isLockedFor = (actor: Actor, lock: { id: string } | null): boolean =>
  lock !== null && lock.id !== personId(actor);

/** Admins may launch a front that somebody else has locked, if they say so, and may unlock it. */
export const canOverrideLock = (actor: Actor): boolean => hasRole(actor, "ADMIN");
