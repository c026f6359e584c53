"use server";
import { redirect } from "next/navigation";
import { action, nothing } from "../action.ts";
import { requirePerson } from "../auth/loaders.ts";
import { newId } from "../ids.ts";
import { withSectionName } from "../sections/data.ts";
import * as begin from "./creating/mutations.ts";
import { getOpenStory, listNamesForNewStory } from "./data.ts";
import { getRevision as revision, listRevisions as revisions, whoWrote as writers } from "./history/data.ts";
import { restoreRevision as restore } from "./history/mutations.ts";
import { hideWords as hide } from "./history/version-mutations.ts";
import { findDeadTargets as deadTargets, lookUpAddresses as lookUp } from "./link-data.ts";
import { findLinkTargets } from "./link-search-data.ts";
import { findStories } from "./list-data.ts";
import { newStoryAddress } from "./policy.ts";
import { moveStoryAddress as moveAddress } from "./publishing/address-mutations.ts";
import * as lists from "./publishing/list-mutations.ts";
import * as publish from "./publishing/mutations.ts";
import * as takeDowns from "./publishing/take-down-mutations.ts";
import * as save from "./saving/mutations.ts";
import {
  addressesSchema,
  approveSchema,
  batchSchema,
  correctSchema,
  handOverSchema,
  moveAddressSchema,
  nameVersionSchema,
  onlyStory,
  ownTargetsSchema,
  publishSchema,
  restoreSchema,
  revisionSchema,
  revisionsSchema,
  searchSchema,
  takeDownSchema,
  takeDownStoriesSchema,
  translateSchema,
  whoWroteSchema,
} from "./schema.ts";
import { recorded } from "./sharing/read-mutations.ts";
import * as verbs from "./verbs/mutations.ts";

/** What the button "New story" does before the page's script is there, by a plain form. Nothing is stored. */
export async function openNewStory(): Promise<void> {
  await requirePerson();
  redirect(newStoryAddress(newId(), "STORY"));
}
/** The same for "New page". */
export async function openNewPage(): Promise<void> {
  await requirePerson();
  redirect(newStoryAddress(newId(), "PAGE"));
}
/** The sections that the panel of a new story offers: the server does not know that story yet. */
export const namesForNewStory = action(nothing, listNamesForNewStory);
export const copyStory = action(onlyStory, begin.copyStory);
export const translateStory = action(translateSchema, begin.translateStory);
export const saveSteps = action(batchSchema, save.saveSteps, { asSent: true });
/** Names and pictures of what the story refers to now, for a tab into which a colleague brought something new. */
export const namesOfStory = action(onlyStory, async (actor, { storyId }) => (await getOpenStory(actor, storyId)).names);
export const searchLinkTargets = action(searchSchema, (actor, { query }) => findLinkTargets(actor, query));
export const searchStories = action(searchSchema, (actor, { query, live }) => findStories(actor, query, live));

/** What addresses of the paper lead to, for links in a text. */
export const lookUpAddresses = action(addressesSchema, lookUp);

/** Which of the paper's own pages that a text links to readers cannot open. */
export const findDeadTargets = action(ownTargetsSchema, (_actor, targets) => deadTargets(targets));

export const fileStory = action(handOverSchema, verbs.fileStory);
export const withdrawStory = action(onlyStory, verbs.withdrawStory);
export const sendBackStory = action(handOverSchema, verbs.sendBackStory);
export const approveStory = action(approveSchema, verbs.approveStory);
export const spikeStory = action(onlyStory, verbs.spikeStory);
export const unspikeStory = action(onlyStory, verbs.unspikeStory);
export const nameVersion = action(nameVersionSchema, verbs.nameVersion);

export const listRevisions = action(revisionsSchema, revisions);
export const getRevision = action(revisionSchema, recorded(revision));
export const restoreRevision = action(restoreSchema, restore);
export const whoWrote = action(whoWroteSchema, writers);
export const hideWords = action(revisionSchema, hide);

export const publishStory = action(publishSchema, publish.publishStory);
export const correctStory = action(correctSchema, publish.correctStory);
export const takeDownStory = action(takeDownSchema, publish.takeDownStory);
export const takeDownStories = action(takeDownStoriesSchema, async (actor, input) => {
  const result = await takeDowns.takeDownStories(actor, input);
  const named = result.refused.map(async (one) => ({ ...one, failure: await withSectionName(one.failure) }));
  return { ...result, refused: await Promise.all(named) };
});
export const unlistStory = action(onlyStory, lists.unlistStory);
export const relistStory = action(onlyStory, lists.relistStory);
export const moveStoryAddress = action(moveAddressSchema, moveAddress);
export const reinstateStory = action(onlyStory, publish.reinstateStory);
