"use server";
import { action } from "../action.ts";
import { listHolders } from "./data.ts";
import * as partners from "./mutations.ts";
import { endPartnerSchema, onlyFetchedStory, onlyPartner, savePartnerSchema } from "./schema.ts";

/** The key of a new one is in the answer to the person who made it, and nowhere else. */
export const savePartner = action(savePartnerSchema, (actor, input) => partners.savePartner(actor, input));
export const renewPartnerKey = action(onlyPartner, (actor, input) => partners.renewPartnerKey(actor, input));
export const endPartner = action(endPartnerSchema, (actor, input) => partners.endPartner(actor, input));
export const readHolders = action(onlyFetchedStory, listHolders);
export const deletePartner = action(onlyPartner, (actor, input) => partners.deletePartner(actor, input));
