"use server";
import { action, nothing } from "../action.ts";
import {
  compareLaunch,
  findFrontSince,
  findFrontStories,
  getFrontView,
  listCardPictures,
  listFronts,
  listLauncherOptions,
  listLaunches,
} from "./desk-data.ts";
import { discardDraft, editFront, launchFront, restoreLaunch } from "./draft-mutations.ts";
import {
  chooseLaunchersSchema,
  discardDraftSchema,
  editFrontSchema,
  endHeadlineTestSchema,
  frontSince,
  frontStoriesSchema,
  launchFrontSchema,
  lockFrontSchema,
  moveLaunchSchema,
  oneLaunch,
  oneStory,
  onlyFront,
  onlyScheduledLaunch,
  placeOnFrontSchema,
  restoreLaunchSchema,
  scheduleLaunchSchema,
  startHeadlineTestSchema,
} from "./draft-schema.ts";
import { findHeadlineTest } from "./headline-data.ts";
import { endHeadlineTest, startHeadlineTest } from "./headline-mutations.ts";
import { chooseLaunchers, removeFrontLock, setFrontLock } from "./lock-mutations.ts";
import { placeOnFront } from "./place-mutations.ts";
import { cancelScheduledLaunch, moveScheduledLaunch, scheduleLaunch } from "./schedule-mutations.ts";

export const readFront = action(onlyFront, (actor, { front }) => getFrontView(actor, front));
/** Asked again and again by every open page: null while nothing has changed. */
export const readFrontSince = action(frontSince, findFrontSince);
/** The front after the change, also with those of others that came meanwhile. */
export const changeFront = action(editFrontSchema, async (actor, input) => {
  await editFront(actor, input);
  return getFrontView(actor, input.front);
});
export const launchDraft = action(launchFrontSchema, launchFront);
export const discardChanges = action(discardDraftSchema, discardDraft);
export const restoreAsDraft = action(restoreLaunchSchema, restoreLaunch);
export const lockFront = action(lockFrontSchema, setFrontLock);
export const unlockFront = action(onlyFront, removeFrontLock);
export const setLaunchers = action(chooseLaunchersSchema, chooseLaunchers);
export const readLauncherOptions = action(nothing, listLauncherOptions);
export const scheduleDraft = action(scheduleLaunchSchema, scheduleLaunch);
export const placeOnLiveFront = action(placeOnFrontSchema, placeOnFront);
export const moveScheduled = action(moveLaunchSchema, moveScheduledLaunch);
export const takeBackScheduled = action(onlyScheduledLaunch, cancelScheduledLaunch);
export const findStoriesForFront = action(frontStoriesSchema, findFrontStories);
export const readLaunches = action(onlyFront, (_actor, { front }) => listLaunches(front, null));
export const readLaunch = action(oneLaunch, compareLaunch);
export const startTest = action(startHeadlineTestSchema, startHeadlineTest);
export const endTest = action(endHeadlineTestSchema, endHeadlineTest);
export const readTest = action(endHeadlineTestSchema, (_actor, { front, story }) => findHeadlineTest(front, story));
export const readFronts = action(nothing, listFronts);
export const readCardPictures = action(oneStory, listCardPictures);
