import * as z from "zod";

/** Filters of the audit log in the address; invalid ones are ignored. */
export const eventsQuerySchema = z.object({
  /** In the name that the subject had. */
  q: z.string().trim().max(100).catch(""),
  /** The id of a person, or "system". */
  person: z
    .union([z.uuid(), z.literal("system")])
    .optional()
    .catch(undefined),
  action: z
    .string()
    .regex(/^[a-z]+\.[a-z_]+$/)
    .max(60)
    .optional()
    .catch(undefined),
  /** Days on the newsroom's calendar, both included: "2026-11-24". */
  from: z.iso.date().optional().catch(undefined),
  to: z.iso.date().optional().catch(undefined),
  after: z.string().max(400).optional().catch(undefined),
});
/** The same filters for a file. */
export const eventsExportSchema = eventsQuerySchema.extend({ format: z.enum(["csv", "json"]) });

export type EventsQuery = z.output<typeof eventsQuerySchema>;
