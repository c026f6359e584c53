import * as z from "zod";

/** What a comparison of kept pages with fresh prints found. */
export const checkSchema = z.object({
  /** ISO 8601. */
  at: z.string(),
  /** Pages that were printed afresh and compared. */
  pages: z.number(),
  wrong: z.array(z.object({ url: z.string(), how: z.string() })),
});
export type Check = z.output<typeof checkSchema>;
