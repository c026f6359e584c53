"use server";
import { action, nothing } from "../action.ts";
import { watchSchema } from "../notices/schema.ts";
import { countOpenReports } from "../reports/data.ts";
import * as data from "./data.ts";
import * as inbox from "./mutations.ts";
import { onlyNotice, onlyStory, onlyThread } from "./schema.ts";
import { getWatching } from "./watch-data.ts";
import { setWatching as set } from "./watch-mutations.ts";

export const readNotice = action(onlyNotice, (actor, input) => inbox.readNotice(actor, input));
export const readThread = action(onlyThread, (actor, input) => inbox.readThread(actor, input));
export const readAllNotices = action(nothing, (actor) => inbox.readAllNotices(actor));
/** Beside the inbox: what is written to this person, and for an editor what readers have written to the paper. */
export const countUnread = action(
  nothing,
  async (actor) => (await data.countUnread(actor)) + (await countOpenReports(actor)),
);

export const readWatching = action(onlyStory, (actor, { storyId }) => getWatching(actor, "STORY", storyId));
export const setWatching = action(watchSchema, set);
