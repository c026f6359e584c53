"use server";
import { action } from "../action.ts";
import { changeSiteSettings } from "./mutations.ts";
import { siteSettingsSchema } from "./schema.ts";

export const saveSiteSettings = action(siteSettingsSchema, changeSiteSettings);
