"use server";
import { action } from "../action.ts";
import * as keys from "./mutations.ts";
import { createKeySchema, onlyKey } from "./schema.ts";

/** The key is in the answer to the person who made it, and nowhere else. */
export const createKey = action(createKeySchema, (actor, input) => keys.createKey(actor, input));
export const revokeKey = action(onlyKey, (actor, input) => keys.revokeKey(actor, input));
