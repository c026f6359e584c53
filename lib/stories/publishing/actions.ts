"use server";
import { action } from "../../action.ts";
import { listOpenComments } from "../../comments/data.ts";
import { listChecklist } from "../../templates/checklist-data.ts";
import { onlyStory } from "../schema.ts";
import { recorded } from "../sharing/read-mutations.ts";
import { getChanges } from "./changes-data.ts";
import { findTakenDown, getPublishBrief } from "./data.ts";

export const readPublishBrief = action(onlyStory, async (actor, { storyId }) => ({
  ...(await getPublishBrief(actor, storyId)),
  comments: await listOpenComments(actor, storyId),
  checklist: await listChecklist(actor, storyId),
}));
export const readChanges = action(
  onlyStory,
  recorded((actor, { storyId }: { storyId: string }) => getChanges(actor, storyId)),
);
export const readTakenDown = action(onlyStory, (actor, { storyId }) => findTakenDown(actor, storyId));
