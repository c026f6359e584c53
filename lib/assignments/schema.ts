import * as z from "zod";
import { maxAnswer, maxBrief, maxPictureWish, maxReason } from "./policy.ts";

const storyId = z.uuid({ error: "must be the id of a story" });
const text = (max: number) =>
  z
    .string()
    .trim()
    .max(max, { error: `Use at most ${max.toLocaleString("en-GB")} characters.` });

/** Only the fields that are named; without the defaults of the whole plan. */
const partPlan = () =>
  z.object({
    dueAt: plan.dueAt.unwrap().optional(),
    brief: plan.brief.unwrap().optional(),
    length: plan.length.unwrap().optional(),
    pictureWish: plan.pictureWish.unwrap().optional(),
  });

const plan = {
  /** An instant, null for none. */
  dueAt: z.iso.datetime({ error: "Choose a date and a time." }).nullable().default(null),
  brief: text(maxBrief).default(""),
  length: z
    .int({ error: "Use a whole number of words." })
    .min(1, { error: "Use at least 1 word." })
    .max(100_000, { error: "Use at most 100,000 words." })
    .nullable()
    .default(null),
  pictureWish: text(maxPictureWish).default(""),
};

export const onlyStory = z.object({ storyId });
/** `seen`: who had the story when the actor chose, so that no newer choice is replaced unseen. */
export const assignSchema = z.object({
  storyId,
  personId: z.uuid({ error: "Choose a person." }).nullable(),
  seen: z.uuid({ error: "must be the id of a person" }).nullable().optional(),
});
export const handOverSchema = z.object({
  personId: z.uuid({ error: "Choose a person." }),
  to: z.uuid({ error: "Choose who takes the work over." }),
});
export const answerSchema = z.object({ storyId, accepts: z.boolean(), answer: text(maxAnswer).default("") });
const wholePlan = z.object(plan);
export type Plan = z.output<typeof wholePlan>;
/** `seen`: what the person saw in the fields that they change, so that nothing newer is replaced unseen. */
export const planSchema = z.object({ storyId, changes: partPlan(), seen: partPlan() });
/** A story that exists only as a headline and a brief. */
export const ideaSchema = z.object({
  headline: text(200).pipe(z.string().min(1, { error: "Write a working headline." })),
  sectionId: z.uuid({ error: "Choose a section." }).nullable().default(null),
  personId: z.uuid({ error: "Choose a person." }).nullable().default(null),
  ...plan,
});
export type Idea = z.output<typeof ideaSchema>;
export const flagSchema = z.object({
  storyId,
  kind: z.enum(["LEGAL", "SENSITIVE"]),
  reason: text(maxReason).pipe(z.string().min(1, { error: "Write the reason." })),
});
export const removeFlagSchema = flagSchema.omit({ reason: true });
