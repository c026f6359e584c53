"use server";
import { action, nothing } from "../action.ts";
import { removeMasthead } from "./masthead-mutations.ts";
import { changeSiteSettings } from "./mutations.ts";
import { siteSettingsSchema } from "./schema.ts";

export const saveSiteSettings = action(siteSettingsSchema, changeSiteSettings);
export const takeOffMasthead = action(nothing, removeMasthead);
