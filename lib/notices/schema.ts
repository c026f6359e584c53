import * as z from "zod";

export const watchKind = z.enum(["STORY", "SECTION", "PERSON"]);
/** `how`: get all notices of it, only those that concern oneself directly, or the usual ones. */
export const watchSchema = z.object({
  kind: watchKind,
  subjectId: z.uuid(),
  how: z.enum(["WATCH", "MUTE", "USUAL"]),
});
export type WatchChange = z.output<typeof watchSchema>;
