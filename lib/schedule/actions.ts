"use server";
import { action, nothing } from "../action.ts";
import { getCalendarPath } from "./calendar-data.ts";
import { renewCalendar as renew } from "./calendar-mutations.ts";
import * as read from "./data.ts";
import * as embargo from "./embargo-mutations.ts";
import * as plan from "./mutations.ts";
import { performNow as perform } from "./perform-mutations.ts";
import {
  includeChangesSchema,
  liftEmbargoSchema,
  onlyAct,
  rescheduleSchema,
  scheduleCorrectionSchema,
  schedulePublicationSchema,
  scheduleTakeDownSchema,
  scheduleUnlistingSchema,
  setEmbargoSchema,
} from "./schema.ts";

export const schedulePublication = action(schedulePublicationSchema, plan.schedulePublication);
export const scheduleCorrection = action(scheduleCorrectionSchema, plan.scheduleCorrection);
export const scheduleTakeDown = action(scheduleTakeDownSchema, plan.scheduleTakeDown);
export const scheduleUnlisting = action(scheduleUnlistingSchema, plan.scheduleUnlisting);
export const reschedule = action(rescheduleSchema, plan.reschedule);
export const unschedule = action(onlyAct, plan.unschedule);
export const includeChanges = action(includeChangesSchema, plan.includeChanges);
export const retryStopped = action(onlyAct, plan.retryStopped);
export const dismissStopped = action(onlyAct, plan.dismissStopped);
export const performNow = action(onlyAct, perform);
export const setEmbargo = action(setEmbargoSchema, embargo.setEmbargo);
export const liftEmbargo = action(liftEmbargoSchema, embargo.liftEmbargo);
export const countLeftOut = action(onlyAct, (actor, { actId }) => read.countLeftOut(actor, actId));
export const readCalendarPath = action(nothing, async (actor) => ({ path: await getCalendarPath(actor) }));
export const renewCalendar = action(nothing, renew);
