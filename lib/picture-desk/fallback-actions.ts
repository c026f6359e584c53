"use server";
import { action } from "../action.ts";
import { setPaperFallback } from "./fallback-mutations.ts";
import { paperFallbackSchema } from "./fallback-schema.ts";

export const savePaperFallback = action(paperFallbackSchema, setPaperFallback);
