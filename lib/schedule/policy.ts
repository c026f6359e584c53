import type { Actor } from "../actor.ts";
import { has } from "../roles/policy.ts";
import { mayUse, type StoryFacts } from "../stories/policy.ts";

/** Changing what is scheduled is for those who may schedule the story. */
export const canChangeSchedule = (actor: Actor, story: StoryFacts): boolean => mayUse(actor, "schedule", story);

/** Failures of all stories with their technical messages. */
export const canSeeJobs = (actor: Actor): boolean => has(actor, "settings");
