import * as z from "zod";
import { rightsSchema } from "../pictures/library/schema.ts";

const text = (max: number) =>
  z
    .string()
    .trim()
    .max(max, { error: `Use at most ${max} characters.` });
const instant = z.iso.datetime({ offset: true, error: "Enter a date and a time." }).nullable();

export const onlyPicture = z.object({ pictureId: z.uuid() });

/** The terms of one picture as the form has them. */
const terms = z.object({
  rights: rightsSchema,
  rightsNote: text(2_000),
  territory: text(300),
  usesAllowed: z
    .int({ error: "Enter a whole number." })
    .min(1, { error: "Enter at least 1." })
    .max(1_000_000)
    .nullable(),
  usableFrom: instant,
  usableUntil: instant,
});
export type RightsTerms = z.output<typeof terms>;

/** Some terms; `seen` has the values of the changed ones that the person saw, so that nothing newer is replaced unseen. */
export const changeRightsSchema = onlyPicture.extend({ changes: terms.partial(), seen: terms.partial() });
export type ChangeRights = z.output<typeof changeRightsSchema>;

export const withdrawSchema = onlyPicture.extend({ reason: text(1_000).min(1, { error: "Give a reason." }) });

export const manyPictures = z.object({ pictureIds: z.array(z.uuid()).min(1).max(500) });
