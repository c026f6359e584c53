import * as z from "zod";
import { correctSchema, publishSchema, takeDownSchema } from "../stories/schema.ts";

/** An instant as ISO, "2026-11-28T06:00:00Z". Whether it is past is for the database's clock to say. */
const dueAt = z.iso
  .datetime({ offset: true, error: "Choose a date and time." })
  .refine((text) => Date.parse(text) < Date.now() + 10 * 366 * 86_400_000, {
    error: "Choose a date within the next ten years.",
  });
const actId = z.uuid({ error: "must be the id of a scheduled act" });

export const schedulePublicationSchema = publishSchema.extend({ dueAt });
export const scheduleCorrectionSchema = correctSchema.extend({ dueAt });
export const scheduleTakeDownSchema = takeDownSchema.extend({ dueAt });
export const scheduleUnlistingSchema = z.object({ storyId: publishSchema.shape.storyId, dueAt });
export const onlyAct = z.object({ actId });
export const rescheduleSchema = z.object({ actId, dueAt });
/** `version`: the copy that the person saw when they asked for its changes. */
export const includeChangesSchema = z.object({ actId, version: publishSchema.shape.version });

export const setEmbargoSchema = z.object({
  storyId: publishSchema.shape.storyId,
  until: dueAt,
  reason: z.string().trim().max(1000).default(""),
});
export const liftEmbargoSchema = takeDownSchema;

/** What the schedule lists: acts and launches (`scheduled`), stories that are due (`due`) or both, from `from` to before `to`, by section of the working copy and by the person who scheduled or writes. */
export const scheduleQuerySchema = z.object({
  from: z.iso.datetime({ offset: true }),
  to: z.iso.datetime({ offset: true }),
  section: z.uuid().optional().catch(undefined),
  person: z.uuid().optional().catch(undefined),
  show: z.enum(["scheduled", "due"]).optional().catch(undefined),
});

export type SchedulePublication = z.output<typeof schedulePublicationSchema>;
export type ScheduleCorrection = z.output<typeof scheduleCorrectionSchema>;
export type ScheduleTakeDown = z.output<typeof scheduleTakeDownSchema>;
export type SetEmbargo = z.output<typeof setEmbargoSchema>;
export type LiftEmbargo = z.output<typeof liftEmbargoSchema>;
export type ScheduleUnlisting = z.output<typeof scheduleUnlistingSchema>;
export type Reschedule = z.output<typeof rescheduleSchema>;
export type ScheduleQuery = z.output<typeof scheduleQuerySchema>;
