"use server";
import { action } from "../../action.ts";
import { getReaders } from "./data.ts";
import { nameReaders as name } from "./mutations.ts";
import { nameReadersSchema, onlySharedStory } from "./schema.ts";

export const readReaders = action(onlySharedStory, (actor, { storyId }) => getReaders(actor, storyId));
export const nameReaders = action(nameReadersSchema, name);
