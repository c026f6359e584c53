import type { Actor } from "../actor.ts";
import { has } from "../roles/policy.ts";

/** Everybody in the newsroom may upload videos, sounds and documents. */
export const canUploadMedia = (_actor: Actor): boolean => true;

/** Everybody in the newsroom may see all of them. */
export const canSeeMedia = (_actor: Actor): boolean => true;

/** Captions and transcripts that readers see are changed by those who may change published stories. */
export const canEditMedia = (actor: Actor, isPublished: boolean): boolean => !isPublished || has(actor, "correct");
