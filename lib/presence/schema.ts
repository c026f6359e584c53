import * as z from "zod";

const position = z.int().min(0).max(10_000_000);

export const presenceSchema = z.object({
  tabs: z
    .array(
      z.object({
        storyId: z.uuid(),
        tabId: z.string().regex(/^[\w-]{8,64}$/),
        activity: z.enum(["typing", "idle", "away"]),
        place: z.object({ anchor: position, head: position, version: position }).nullable(),
        /** The tab is closed or shows something else now. */
        gone: z.boolean().default(false),
      }),
    )
    .min(1)
    .max(60),
});
export type Announcement = z.output<typeof presenceSchema>;
