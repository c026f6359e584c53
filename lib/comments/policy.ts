import type { Actor } from "../actor.ts";

/** What somebody said stays theirs: nobody else rewrites it, editors included. */
export const canEditComment = (actor: Actor, comment: { personId: string | null }): boolean =>
  actor.kind === "person" && actor.id === comment.personId;
