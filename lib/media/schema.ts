import * as z from "zod";
import { rowId } from "../document/attributes.ts";
import { inputOf } from "../document/value-input.ts";
import { mediaKinds } from "./types.ts";
import { maxVttCharacters, normalVtt, readVtt, type VttProblem } from "./vtt.ts";

export const takeMediaSchema = z.object({
  /** The story whose editor takes it, as of a picture. */
  storyId: z.uuid().nullish(),
});

const problems: Record<VttProblem["problem"], string> = {
  "no-header": "The captions must begin with WEBVTT.",
  "bad-time": "This line is no time such as 00:01.000 --> 00:03.500.",
  "ends-before-start": "These captions end before they begin.",
  "no-text": "There are no words under this time.",
};

const captions = z
  .string()
  .max(maxVttCharacters, { error: "The captions are too long." })
  .transform(normalVtt)
  .superRefine((text, context) => {
    const { problem } = text === "" ? { problem: null } : readVtt(text);
    if (problem) context.addIssue({ code: "custom", message: `Line ${problem.line}: ${problems[problem.problem]}` });
  });

const id = inputOf(rowId);

export const updateMediaSchema = z
  .object({
    id,
    /** The version that the person has seen. */
    version: z.int(),
    captions,
    captionsLanguage: z
      .string()
      .trim()
      .regex(/^(?:|[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)$/, { error: "Enter a language such as en-GB or de." }),
    transcript: z
      .string()
      .max(500_000, { error: "Use at most 500,000 characters." })
      .transform((text) => text.replace(/\r\n?/g, "\n").trim()),
  })
  .refine(({ captions: text, captionsLanguage }) => text === "" || captionsLanguage !== "", {
    path: ["captionsLanguage"],
    error: "Enter the language of the captions.",
  });
export type UpdateMedia = z.output<typeof updateMediaSchema>;

export const setPosterSchema = z.object({ id, pictureId: id });
export type SetPoster = z.output<typeof setPosterSchema>;

export const mediaIdSchema = z.object({ id });

export const listMediaSchema = z.object({ kind: z.enum(mediaKinds), query: z.string().max(200).default("") });
export type ListMedia = z.input<typeof listMediaSchema>;
