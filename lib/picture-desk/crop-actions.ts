"use server";
import { action } from "../action.ts";
import { changeCrops as change } from "./crop-mutations.ts";
import { changeCropsSchema } from "./crop-schema.ts";

export const changeCrops = action(changeCropsSchema, change);
