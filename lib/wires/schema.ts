import * as z from "zod";
import { maxKeptDays } from "./policy.ts";

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

export const onlySource = z.object({ sourceId });
export const onlyWireItem = z.object({ itemId: z.uuid({ error: "This item was not found." }) });

/** Filters of the list in the address; invalid ones are ignored. */
export const wireQuerySchema = z.object({
  q: z.string().trim().max(200).optional().catch(undefined),
  source: z.uuid().optional().catch(undefined),
  item: z.uuid().optional().catch(undefined),
  after: z.string().max(400).optional().catch(undefined),
});
export type WireQuery = z.output<typeof wireQuerySchema>;
