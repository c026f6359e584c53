"use server";
import { action } from "../action.ts";
import * as breaking from "./mutations.ts";
import { breakingSchema, noInput } from "./schema.ts";

export const setBreaking = action(breakingSchema, breaking.setBreaking);
export const clearBreaking = action(noInput, (actor) => breaking.clearBreaking(actor));
