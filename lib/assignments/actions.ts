"use server";
import { action, nothing } from "../action.ts";
import { getAssignment, listAssignable } from "./data.ts";
import { handOverWork as handOver } from "./hand-over-mutations.ts";
import * as assignments from "./mutations.ts";
import {
  answerSchema,
  assignSchema,
  flagSchema,
  handOverSchema,
  ideaSchema,
  onlyStory,
  planSchema,
  removeFlagSchema,
} from "./schema.ts";

export const readAssignment = action(onlyStory, (actor, { storyId }) => getAssignment(actor, storyId));
export const readAssignable = action(nothing, listAssignable);
export const assignStory = action(assignSchema, assignments.assignStory);
export const handOverWork = action(handOverSchema, handOver);
export const claimStory = action(onlyStory, assignments.claimStory);
export const answerAssignment = action(answerSchema, assignments.answerAssignment);
export const planStory = action(planSchema, assignments.planStory);
export const createIdea = action(ideaSchema, assignments.createIdea);
export const flagStory = action(flagSchema, assignments.flagStory);
export const removeFlag = action(removeFlagSchema, assignments.removeFlag);
export const dismissNote = action(onlyStory, assignments.dismissNote);
