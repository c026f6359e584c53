import * as z from "zod";
import { slugSchema, topicNameSchema } from "../topics/schema.ts";

const sectionId = z.uuid({ error: "This section was not found." });

const fields = z.object({
  name: topicNameSchema,
  slug: slugSchema,
  description: z
    .string()
    .transform((value) => value.replace(/\s+/g, " ").trim())
    .pipe(z.string().max(300, { error: "Use at most 300 characters." })),
  /** A picture of the library, null for none; absent: as it is. */
  picture: z.uuid().nullable().optional(),
});

export const createSectionSchema = fields.extend({
  /** The section above it; null: a section of the first level. */
  parentId: z.uuid({ error: "Choose a top-level section." }).nullable(),
});
export type CreateSection = z.output<typeof createSectionSchema>;

export const changeSectionSchema = fields.extend({ sectionId });
export type ChangeSection = z.output<typeof changeSectionSchema>;

export const moveSectionSchema = z.object({ sectionId, direction: z.enum(["up", "down"]) });
export type MoveSection = z.output<typeof moveSectionSchema>;

export const deleteSectionSchema = z.object({ sectionId });
export type DeleteSection = z.output<typeof deleteSectionSchema>;
