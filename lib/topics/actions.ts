"use server";
import { action } from "../action.ts";
import { searchTopics } from "./data.ts";
import { changeTopic, createTopic, mergeTopics } from "./mutations.ts";
import { changeTopicSchema, createTopicSchema, mergeTopicsSchema, searchSchema } from "./schema.ts";

export const addTopic = action(createTopicSchema, createTopic);
export const saveTopic = action(changeTopicSchema, changeTopic);
export const joinTopics = action(mergeTopicsSchema, mergeTopics);
export const findTopics = action(searchSchema, (actor, { q }) => searchTopics(actor, q));
