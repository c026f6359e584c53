"use server";
import { action } from "../action.ts";
import { getReplacementPlan } from "./replace-data.ts";
import * as replace from "./replace-mutations.ts";
import { picturePairSchema, replaceInStoriesSchema } from "./replace-schema.ts";

export const readReplacementPlan = action(picturePairSchema, getReplacementPlan);
export const replaceInStories = action(replaceInStoriesSchema, replace.replaceInStories);
export const replaceElsewhere = action(picturePairSchema, replace.replaceElsewhere);
