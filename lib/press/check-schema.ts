import * as z from "zod";

/** Result of comparing cached pages with fresh renders. */
export const checkSchema = z.object({
  /** ISO 8601. */
  at: z.string(),
  /** Number of pages that were rendered again and compared. */
  pages: z.number(),
  wrong: z.array(z.object({ url: z.string(), how: z.string() })),
});
export type Check = z.output<typeof checkSchema>;
