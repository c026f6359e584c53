"use server";
import { action } from "../action.ts";
import type { Person } from "../actor.ts";
import * as data from "./data.ts";
import * as comments from "./mutations.ts";
import { beginSchema, editSchema, onlyStory, onlyThread, replySchema } from "./schema.ts";

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
