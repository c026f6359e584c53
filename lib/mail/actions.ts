"use server";
import { action, nothing } from "../action.ts";
import { saveMailChoices } from "./choice-mutations.ts";
import { mailChoicesSchema, retryMailSchema } from "./schema.ts";
import { retryMail, sendTestMail } from "./send-mutations.ts";

export const saveOwnMailChoices = action(mailChoicesSchema, saveMailChoices);
export const sendTestMessage = action(nothing, sendTestMail);
export const sendAgain = action(retryMailSchema, retryMail);
