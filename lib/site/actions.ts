"use server";
import { action, nothing } from "../action.ts";
import { removeMasthead } from "./masthead-mutations.ts";
import { changeSiteSettings } from "./mutations.ts";
import { siteSettingsSchema } from "./schema.ts";
import { dismissSetup, finishSetupStep } from "./setup-mutations.ts";
import { setupStepSchema } from "./setup-schema.ts";

export const saveSiteSettings = action(siteSettingsSchema, changeSiteSettings);
export const takeOffMasthead = action(nothing, removeMasthead);
export const finishStep = action(setupStepSchema, finishSetupStep);
export const hideSetup = action(nothing, dismissSetup);
