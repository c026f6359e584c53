"use server";
import { action } from "../action.ts";
import * as webhooks from "./mutations.ts";
import { enableSchema, onlyDelivery, onlyWebhook, saveWebhookSchema } from "./schema.ts";

/** The secret of a new one is in the answer to the person who made it, and nowhere else. */
export const saveWebhook = action(saveWebhookSchema, (actor, input) => webhooks.saveWebhook(actor, input));
export const enableWebhook = action(enableSchema, (actor, input) => webhooks.enableWebhook(actor, input));
export const deleteWebhook = action(onlyWebhook, (actor, input) => webhooks.deleteWebhook(actor, input));
export const replayDelivery = action(onlyDelivery, (actor, input) => webhooks.replayDelivery(actor, input));
