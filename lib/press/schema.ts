import * as z from "zod";

/** A path of this site, given as such or as a whole address. */
const page = z
  .string()
  .trim()
  .min(1)
  .max(2_000)
  .transform((given, context) => {
    try {
      return new URL(given, "http://press").pathname;
    } catch {
      context.addIssue({ code: "custom", message: "INVALID" });
      return z.NEVER;
    }
  });

export const purgeByHandSchema = z.object({
  /** Null: every page there is. */
  page: page.nullable(),
});
export type PurgeByHand = z.output<typeof purgeByHandSchema>;
