"use server";
import { action } from "../action.ts";
import { findLiveStories } from "./data.ts";
import { clearPin, setPin } from "./mutations.ts";
import { clearPinSchema, findLiveSchema, setPinSchema } from "./schema.ts";

export const pinStory = action(setPinSchema, setPin);
export const unpinPlace = action(clearPinSchema, clearPin);
export const findStoriesToPin = action(findLiveSchema, findLiveStories);
