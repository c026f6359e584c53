import * as z from "zod";
import { maxSlug, slugFrom } from "../addresses/slug.ts";

const line = (max: number, error: string) =>
  z
    .string({ error })
    .transform((value) => value.replace(/\s+/g, " ").trim())
    .pipe(z.string().max(max, { error: `Use at most ${max} characters.` }));

export const topicNameSchema = line(80, "Enter a name.").pipe(z.string().min(1, { error: "Enter a name." }));

/** The last part of an address, put right by the rule for all slugs; empty: made from the name. */
export const slugSchema = z
  .string()
  .trim()
  .max(maxSlug, { error: `Use at most ${maxSlug} characters.` })
  .refine((typed) => typed === "" || slugFrom(typed) !== "", { error: "Use letters or digits." })
  .transform((typed) => slugFrom(typed));

const topicId = z.uuid({ error: "This topic was not found." });
const description = line(300, "Enter a text.");

export const createTopicSchema = z.object({ name: topicNameSchema, slug: slugSchema, description });
export type CreateTopic = z.output<typeof createTopicSchema>;

export const changeTopicSchema = createTopicSchema.extend({ topicId });
export type ChangeTopic = z.output<typeof changeTopicSchema>;

export const mergeTopicsSchema = z.object({ topicId, into: z.uuid({ error: "Choose the topic to keep." }) });
export type MergeTopics = z.output<typeof mergeTopicsSchema>;

export const deleteTopicSchema = z.object({ topicId });
export type DeleteTopic = z.output<typeof deleteTopicSchema>;

/** Filters of a list of topics or authors in the address. */
export const namesQuerySchema = z.object({
  q: z.string().trim().max(100).catch(""),
  after: z.string().max(600).optional().catch(undefined),
});
export type NamesQuery = z.output<typeof namesQuerySchema>;
export const searchSchema = z.object({ q: z.string().trim().max(100) });
