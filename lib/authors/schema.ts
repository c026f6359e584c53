import * as z from "zod";
import { slugSchema } from "../topics/schema.ts";

const line = (max: number) =>
  z
    .string()
    .transform((value) => value.replace(/\s+/g, " ").trim())
    .pipe(z.string().max(max, { error: `Use at most ${max} characters.` }));

const authorId = z.uuid({ error: "This author was not found." });

export const createAuthorSchema = z.object({
  name: line(120).pipe(z.string().min(1, { error: "Enter the name as it appears in the byline." })),
  slug: slugSchema,
  jobTitle: line(120),
  bio: z.string().trim().max(1000, { error: "Use at most 1,000 characters." }),
  /** Id of an uploaded picture. */
  portrait: z.uuid({ error: "This picture was not found. Upload it again." }).nullable(),
});
export type CreateAuthor = z.output<typeof createAuthorSchema>;

export const changeAuthorSchema = createAuthorSchema.extend({ authorId });
export type ChangeAuthor = z.output<typeof changeAuthorSchema>;

export const ownPortraitSchema = createAuthorSchema.pick({ portrait: true });
export type ChangeOwnPortrait = z.output<typeof ownPortraitSchema>;

export const mergeAuthorsSchema = z.object({ authorId, into: z.uuid({ error: "Choose the author to keep." }) });
export type MergeAuthors = z.output<typeof mergeAuthorsSchema>;
