"use server";
import { action, nothing } from "../action.ts";
import { watchSchema } from "../notices/schema.ts";
import { countOpenReports } from "../reports/data.ts";
import * as data from "./data.ts";
import * as inbox from "./mutations.ts";
import { onlyNotice, onlyStory, onlyThread } from "./schema.ts";
import { getWatching } from "./watch-data.ts";
import { setWatching as set } from "./watch-mutations.ts";

const maxNewest = 10;

export const readNotice = action(onlyNotice, (actor, input) => inbox.readNotice(actor, input));
export const readThread = action(onlyThread, (actor, input) => inbox.readThread(actor, input));
export const readStoryNotices = action(onlyStory, (actor, input) => inbox.readStoryNotices(actor, input));
export const readAllNotices = action(nothing, (actor) => inbox.readAllNotices(actor));
/** Beside the inbox: what is written to this person, and for an editor what readers have written to the paper. */
export const countUnread = action(
  nothing,
  async (actor) => (await data.countUnread(actor)) + (await countOpenReports(actor)),
);

/** The newest unread notices, for the notifications of the browser. */
export const listNewestUnread = action(
  nothing,
  async (actor) => (await data.listNotices(actor, { show: "unread" }, maxNewest)).rows,
);

export const readWatching = action(onlyStory, (actor, { storyId }) => getWatching(actor, "STORY", storyId));
export const setWatching = action(watchSchema, set);
