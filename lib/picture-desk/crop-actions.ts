"use server";
import { action } from "../action.ts";
import { getPictureCrops } from "./crop-data.ts";
import { changeCrops as change } from "./crop-mutations.ts";
import { changeCropsSchema, croppedPicture } from "./crop-schema.ts";

export const readPictureCrops = action(croppedPicture, (actor, { id }) => getPictureCrops(actor, id));
export const changeCrops = action(changeCropsSchema, change);
