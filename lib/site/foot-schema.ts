import * as z from "zod";
import { placeOfPurpose, purposes } from "#lib/document/fields.ts";

/** A standing page that is out, as the foot of every page and the description of the paper name it. */
const footPageSchema = z.object({
  purpose: z.enum(purposes),
  name: z.string(),
  path: z.string(),
  language: z.string(),
});
export type FootPage = z.output<typeof footPageSchema>;

/** One row of `setting`, written with what readers get of pages, so that the paper is read in one query. */
export const footKey = "pages";

/** In the order of the foot; none where the row is absent or broken. */
export const parseFoot = (value: unknown): FootPage[] => z.array(footPageSchema).catch([]).parse(value);

/** By what they are for, others at the end by name. */
export const inFootOrder = (pages: readonly FootPage[]): FootPage[] =>
  pages.toSorted(
    (a, b) =>
      placeOfPurpose(a.purpose) - placeOfPurpose(b.purpose) ||
      a.name.localeCompare(b.name) ||
      (a.path < b.path ? -1 : 1),
  );
