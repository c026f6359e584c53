"use server";
import { redirect } from "next/navigation";
import { action, nothing } from "../action.ts";
import type { Result } from "../errors.ts";
import * as begin from "./create-mutations.ts";
import { findStories, getOpenStory } from "./data.ts";
import { getRevision as revision, listRevisions as revisions, whoWrote as writers } from "./history-data.ts";
import { restoreRevision as restore } from "./history-mutations.ts";
import * as publish from "./publish-mutations.ts";
import * as save from "./save-mutations.ts";
import {
  batchSchema,
  correctSchema,
  nameVersionSchema,
  onlyStory,
  publishSchema,
  restoreSchema,
  revisionSchema,
  revisionsSchema,
  searchSchema,
  sendBackSchema,
  storyAndVersion,
  takeDownSchema,
  translateSchema,
  whoWroteSchema,
} from "./schema.ts";
import * as verbs from "./verb-mutations.ts";
import { hideWords as hide } from "./version-mutations.ts";

export const createStory = action(nothing, begin.createStory);
export const createPage = action(nothing, begin.createPage);
/** What the button "New story" does before the page's script is there, by a plain form. */
export async function beginStory(): Promise<void> {
  open(await createStory({}));
}
/** The same of "New page". */
export async function beginPage(): Promise<void> {
  open(await createPage({}));
}
function open(made: Result<{ id: string }>): never {
  if (made.ok) redirect(`/desk/stories/${made.data.id}`);
  throw new Error(`Nothing could be begun: ${made.code}`); // the newsroom's error page offers to try again
}
export const copyStory = action(onlyStory, begin.copyStory);
export const translateStory = action(translateSchema, begin.translateStory);
export const saveSteps = action(batchSchema, save.saveSteps);
/** Names and pictures of what the story refers to now, for a tab into which a colleague brought something new. */
export const namesOfStory = action(onlyStory, async (actor, { storyId }) => (await getOpenStory(actor, storyId)).names);
export const searchStories = action(searchSchema, (actor, { query, live }) => findStories(actor, query, live));

export const fileStory = action(onlyStory, verbs.fileStory);
export const withdrawStory = action(onlyStory, verbs.withdrawStory);
export const sendBackStory = action(sendBackSchema, verbs.sendBackStory);
export const approveStory = action(storyAndVersion, verbs.approveStory);
export const spikeStory = action(onlyStory, verbs.spikeStory);
export const unspikeStory = action(onlyStory, verbs.unspikeStory);
export const nameVersion = action(nameVersionSchema, verbs.nameVersion);

export const listRevisions = action(revisionsSchema, revisions);
export const getRevision = action(revisionSchema, revision);
export const restoreRevision = action(restoreSchema, restore);
export const whoWrote = action(whoWroteSchema, writers);
export const hideWords = action(revisionSchema, hide);

export const publishStory = action(publishSchema, publish.publishStory);
export const correctStory = action(correctSchema, publish.correctStory);
export const takeDownStory = action(takeDownSchema, publish.takeDownStory);
export const reinstateStory = action(onlyStory, publish.reinstateStory);
