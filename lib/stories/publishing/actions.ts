"use server";
import { action } from "../../action.ts";
import { listOpenComments } from "../../comments/data.ts";
import { listChecklist } from "../../templates/checklist-data.ts";
import { onlyStory } from "../schema.ts";
import { getChanges } from "./changes-data.ts";
import { findTakenDown, getPublishBrief } from "./data.ts";

export const readPublishBrief = action(onlyStory, async (actor, { storyId }) => ({
  ...(await getPublishBrief(actor, storyId)),
  comments: await listOpenComments(actor, storyId),
  checklist: await listChecklist(actor, storyId),
}));
export const readChanges = action(onlyStory, (actor, { storyId }) => getChanges(actor, storyId));
export const readTakenDown = action(onlyStory, (actor, { storyId }) => findTakenDown(actor, storyId));
