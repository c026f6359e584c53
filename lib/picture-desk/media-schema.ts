import * as z from "zod";
import { mediaKinds } from "../media/types.ts";

export const onlyMedia = z.object({ mediaId: z.uuid() });

const terms = z.object({
  rightsNote: z.string().trim().max(2_000, { error: "Use at most 2,000 characters." }),
  /** An instant. */
  usableUntil: z.iso.datetime({ offset: true, error: "Enter a date and a time." }).nullable(),
});
export type MediaTerms = z.output<typeof terms>;

/** `seen`: the terms that the person saw, so that nothing newer is replaced unseen. */
export const mediaRightsSchema = terms.extend({ ...onlyMedia.shape, seen: terms });
export type MediaRightsChange = z.output<typeof mediaRightsSchema>;

/** The list of files, as its address names it. Anything else counts as absent. */
export const mediaListSchema = z.object({
  q: z.string().trim().max(200).catch(""),
  kind: z.enum(mediaKinds).nullable().catch(null),
  /** The last file of the page before. */
  after: z.uuid().nullable().catch(null),
});
export type MediaListQuery = z.output<typeof mediaListSchema>;
