import * as z from "zod";

const readers = {
  isConfidential: z.boolean(),
  /** Ids of those with whom it is shared. */
  people: z.array(z.uuid()).max(200, { error: "Share it with at most 200 people." }),
};
const storyId = z.uuid({ error: "This story was not found." });

export const onlySharedStory = z.object({ storyId });
export const nameReadersSchema = z.object({
  storyId,
  ...readers,
  /** As the person saw it before the change. */
  seen: z.object(readers),
});
export type NameReaders = z.output<typeof nameReadersSchema>;
