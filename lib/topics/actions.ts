"use server";
import { action } from "../action.ts";
import { searchTopics } from "./data.ts";
import { changeTopic, createTopic, deleteTopic, mergeTopics } from "./mutations.ts";
import { changeTopicSchema, createTopicSchema, deleteTopicSchema, mergeTopicsSchema, searchSchema } from "./schema.ts";

export const addTopic = action(createTopicSchema, createTopic);
export const saveTopic = action(changeTopicSchema, changeTopic);
export const joinTopics = action(mergeTopicsSchema, mergeTopics);
export const removeTopic = action(deleteTopicSchema, deleteTopic);
export const findTopics = action(searchSchema, (actor, { q }) => searchTopics(actor, q));
