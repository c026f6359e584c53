"use server";
import { action } from "../../action.ts";
import { onlyStory } from "../schema.ts";
import { getStoryChecks } from "./data.ts";
import * as checking from "./mutations.ts";
import * as named from "./named-data.ts";
import { acceptedStyleSchema, findingSchema } from "./schema.ts";

export const readStoryChecks = action(onlyStory, (actor, { storyId }) => getStoryChecks(actor, storyId));
export const findNamedStories = action(onlyStory, (actor, { storyId }) => named.findNamedStories(actor, storyId));
export const ignoreFinding = action(findingSchema, (actor, finding) => checking.ignoreFinding(actor, finding));
export const restoreFindings = action(onlyStory, checking.restoreFindings);
export const countAccepted = action(acceptedStyleSchema, (actor, input) => checking.countAccepted(actor, input));
