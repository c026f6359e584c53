"use server";
import { action, nothing } from "../action.ts";
import type { Person } from "../actor.ts";
import { countOpenReports } from "../reports/data.ts";
import * as data from "./data.ts";
import * as comments from "./mutations.ts";
import * as notices from "./notice-mutations.ts";
import { beginSchema, editSchema, onlyNotice, onlyStory, onlyThread, replySchema } from "./schema.ts";

/** Who changed something sees all of it: others may have written meanwhile. */
const thenList =
  <I>(change: (actor: Person, input: I) => Promise<{ storyId: string }>) =>
  async (actor: Person, input: I) =>
    data.listThreads(actor, (await change(actor, input)).storyId);

export const listThreads = action(onlyStory, async (actor, { storyId }) => data.listThreads(actor, storyId));
export const listMentionable = action(onlyStory, (actor, { storyId }) => data.listMentionable(actor, storyId));
export const beginThread = action(beginSchema, thenList(comments.beginThread));
export const replyToThread = action(replySchema, thenList(comments.replyToThread));
export const editComment = action(editSchema, thenList(comments.editComment));
export const resolveThread = action(onlyThread, thenList(comments.resolveThread));
export const reopenThread = action(onlyThread, thenList(comments.reopenThread));

export const readNotice = action(onlyNotice, (actor, input) => notices.readNotice(actor, input));
export const readThread = action(onlyThread, (actor, input) => notices.readThread(actor, input));
export const readAllNotices = action(nothing, (actor) => notices.readAllNotices(actor));
/** Beside the inbox: what is written to this person, and for an editor what readers have written to the paper. */
export const countUnread = action(
  nothing,
  async (actor) => (await data.countUnread(actor)) + (await countOpenReports(actor)),
);
