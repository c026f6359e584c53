import * as z from "zod";
import { correctSchema, onlyStory, publishSchema } from "../schema.ts";

/** A change of what readers get that somebody is about to make. A correction may have no note yet. */
export const effectsSchema = z.discriminatedUnion("verb", [
  publishSchema.extend({ verb: z.literal("publish") }),
  correctSchema.extend({ verb: z.literal("correct"), note: z.string().trim().max(1000).default("") }),
  onlyStory.extend({ verb: z.literal("takeDown") }),
  onlyStory.extend({ verb: z.literal("unlist") }),
]);
export type Intent = z.output<typeof effectsSchema>;
/** The same as a browser sends it. */
export type EffectsInput = z.input<typeof effectsSchema>;
