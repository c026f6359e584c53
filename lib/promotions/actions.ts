"use server";
import { action } from "../action.ts";
import { findPromotedTargets } from "./desk-data.ts";
import { removePromotion, savePromotion } from "./mutations.ts";
import { findTargetsSchema, onlyPromotion, savePromotionSchema } from "./schema.ts";

export const putFirst = action(savePromotionSchema, (actor, input) => savePromotion(actor, input));
export const dropPromotion = action(onlyPromotion, removePromotion);
export const findTargets = action(findTargetsSchema, findPromotedTargets);
