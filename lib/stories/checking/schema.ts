import * as z from "zod";
import { onlyStory } from "../schema.ts";

/** A finding, as the panel shows it. */
export const findingSchema = onlyStory.extend({
  code: z.string().max(40),
  block: z.string().max(80).default(""),
  words: z.string().max(200).default(""),
  style: z.union([z.literal(""), z.uuid()]).default(""),
});
export type Finding = z.output<typeof findingSchema>;
export const acceptedStyleSchema = onlyStory.extend({
  ruleId: z.uuid(),
  count: z.number().int().min(1).max(500).default(1),
});
