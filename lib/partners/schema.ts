import * as z from "zod";
import { language as languageTag } from "../document/fields.ts";
import { inputOf } from "../document/value-input.ts";
import { partnerFormats } from "./policy.ts";

const partnerId = z.uuid({ error: "This partner was not found." });
const line = (max: number) =>
  z
    .string()
    .transform((text) => text.replace(/\s+/g, " ").trim())
    .pipe(z.string().max(max, { error: `Use at most ${max} characters.` }));

export const savePartnerSchema = z.object({
  /** Null: a new one. */
  partnerId: partnerId.nullable(),
  name: line(100).pipe(z.string().min(1, { error: "Enter the name of the partner." })),
  format: z.enum(partnerFormats, { error: "Choose a format." }),
  sectionId: z.uuid({ error: "Choose a section from the list." }).nullable(),
  topicId: z.uuid({ error: "Choose a topic from the list." }).nullable(),
  words: line(200),
  language: z.union([z.literal(""), inputOf(languageTag)], {
    error: "Enter a language code, such as “en” or “de-AT”.",
  }),
  isFullText: z.boolean(),
  hasPictures: z.boolean(),
  endsAt: z.iso.datetime({ offset: true, error: "Enter a date." }).nullable(),
});
export type SavePartner = z.output<typeof savePartnerSchema>;

export const onlyPartner = z.object({ partnerId });
export const onlyFetchedStory = z.object({ storyId: z.uuid({ error: "This story was not found." }) });
export const endPartnerSchema = z.object({ partnerId, isEnded: z.boolean() });
