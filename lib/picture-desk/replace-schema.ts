import * as z from "zod";

export const picturePairSchema = z.object({ from: z.uuid(), to: z.uuid() });
export type PicturePair = z.output<typeof picturePairSchema>;

/** The stories of one request. The browser sends one request after the other, so that each is short and shows its progress. */
export const maxStoriesAtOnce = 10;
export const replaceInStoriesSchema = picturePairSchema.extend({
  storyIds: z.array(z.uuid()).min(1).max(maxStoriesAtOnce),
});
