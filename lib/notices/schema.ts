import * as z from "zod";

export const watchKind = z.enum(["STORY", "SECTION", "PERSON"]);
/** `how`: hear about it, hear nothing of it, or what is usual. A person cannot be muted. */
export const watchSchema = z
  .object({ kind: watchKind, subjectId: z.uuid(), how: z.enum(["WATCH", "MUTE", "USUAL"]) })
  .refine(({ kind, how }) => kind !== "PERSON" || how !== "MUTE", { error: "A person cannot be muted." });
export type WatchChange = z.output<typeof watchSchema>;
