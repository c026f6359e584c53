"use server";
import { action } from "../action.ts";
import { purgeByHand } from "./mutations.ts";
import { purgeByHandSchema } from "./schema.ts";

export const purgePages = action(purgeByHandSchema, purgeByHand);
