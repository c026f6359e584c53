import * as z from "zod";

export const onlyNotice = z.object({ noticeId: z.uuid() });
export const onlyStory = z.object({ storyId: z.uuid() });
export const onlyThread = z.object({ threadId: z.uuid() });

/** Filters of the inbox in its address; a value that is not valid counts as absent. */
export const inboxSchema = z.object({
  show: z.literal("unread").optional().catch(undefined),
  story: z.uuid().optional().catch(undefined),
  after: z.string().max(400).optional().catch(undefined),
});
export type InboxQuery = z.output<typeof inboxSchema>;
