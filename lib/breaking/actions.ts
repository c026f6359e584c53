"use server";
import { action, nothing } from "../action.ts";
import * as breaking from "./mutations.ts";
import { breakingSchema } from "./schema.ts";

export const setBreaking = action(breakingSchema, breaking.setBreaking);
export const clearBreaking = action(nothing, (actor) => breaking.clearBreaking(actor));
