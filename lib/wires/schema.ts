import * as z from "zod";
import { maxKeptDays } from "./policy.ts";
import { maxEntries } from "./rule-policy.ts";

const sourceId = z.uuid({ error: "This wire was not found." });

export const saveSourceSchema = z.object({
  /** Null: a new one. */
  sourceId: sourceId.nullable(),
  name: z
    .string()
    .transform((name) => name.replace(/\s+/g, " ").trim())
    .pipe(z.string().min(1, { error: "Enter a name." }).max(100, { error: "Use at most 100 characters." })),
  address: z
    .string()
    .trim()
    .max(1_000, { error: "Use at most 1,000 characters." })
    .refine((given) => (/^https?:\/\//i.test(given) ? URL.canParse(given) : /^(?:\/|[a-z]:[\\/])/i.test(given)), {
      error: "Enter the URL of a feed, which begins with https://, or the path of a folder on the server.",
    }),
  sectionId: z.uuid().nullable(),
  isOn: z.boolean(),
  keptDays: z
    .int({ error: "Enter a number of days." })
    .min(1, { error: "Enter at least 1 day." })
    .max(maxKeptDays, { error: `Enter at most ${maxKeptDays} days.` }),
});
export type SaveSource = z.output<typeof saveSourceSchema>;

const ruleId = z.uuid({ error: "This rule was not found." });
/** Entries of a condition: without empty ones, each once. */
const entries = z
  .array(z.string().max(100, { error: "Use at most 100 characters for each." }))
  .transform((given) => [...new Set(given.map((entry) => entry.replace(/\s+/g, " ").trim()).filter(Boolean))])
  .pipe(z.array(z.string()).max(maxEntries, { error: `Use at most ${maxEntries}.` }));

export const saveRuleSchema = z
  .object({
    /** Null: a new one. */
    ruleId: ruleId.nullable(),
    name: z
      .string()
      .transform((name) => name.replace(/\s+/g, " ").trim())
      .pipe(z.string().min(1, { error: "Enter a name." }).max(100, { error: "Use at most 100 characters." })),
    isOn: z.boolean(),
    sourceId: sourceId.nullable(),
    words: entries.refine((given) => given.every((entry) => /[\p{L}\p{N}]/u.test(entry)), {
      error: "Use letters or digits in each entry.",
    }),
    categories: entries,
    languages: entries.refine((given) => given.every((entry) => /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(entry)), {
      error: "Enter language codes, such as en or de-AT.",
    }),
    urgency: z.int().min(1).max(9).nullable(),
    isDropping: z.boolean(),
    sectionId: z.uuid().nullable(),
    topicId: z.uuid().nullable(),
    personId: z.uuid().nullable(),
  })
  .refine(
    ({ sourceId: source, words, categories, languages, urgency }) =>
      source !== null || urgency !== null || words.length + categories.length + languages.length > 0,
    { path: ["words"], error: "Enter at least one condition: words, categories, languages, an urgency or a wire." },
  )
  .refine(
    ({ isDropping, sectionId, topicId, personId }) =>
      isDropping || sectionId !== null || topicId !== null || personId !== null,
    { path: ["sectionId"], error: "Choose a section, a topic or a person, or drop the items." },
  )
  // What is dropped goes nowhere.
  .transform((rule) => (rule.isDropping ? { ...rule, sectionId: null, topicId: null, personId: null } : rule));
export type SaveRule = z.output<typeof saveRuleSchema>;

export const onlyRule = z.object({ ruleId });
export const moveRuleSchema = onlyRule.extend({ by: z.union([z.literal(-1), z.literal(1)]) });

export const onlySource = z.object({ sourceId });
export const onlyWireItem = z.object({ itemId: z.uuid({ error: "This item was not found." }) });

export const itemAndStory = onlyWireItem.extend({ storyId: z.uuid({ error: "This story was not found." }) });
export const searchWireSchema = z.object({ q: z.string().trim().max(200) });
/** Items whose words a story has. */
export const getOriginsSchema = z.object({ itemIds: z.array(z.uuid()).max(200) });

/** Filters of the list in the address; invalid ones are ignored. */
export const wireQuerySchema = z.object({
  q: z.string().trim().max(200).optional().catch(undefined),
  source: z.uuid().optional().catch(undefined),
  show: z.enum(["mine", "dropped"]).optional().catch(undefined),
  item: z.uuid().optional().catch(undefined),
  after: z.string().max(400).optional().catch(undefined),
});
export type WireQuery = z.output<typeof wireQuerySchema>;

export const countNewItemsSchema = wireQuerySchema.pick({ q: true, source: true, show: true }).extend({
  /** The position of the first item of the list; null for an empty list. */
  since: z.string().max(400).nullable(),
});
export type CountNewItems = z.output<typeof countNewItemsSchema>;
