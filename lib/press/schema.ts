import * as z from "zod";

/** A path of this site, given as a path or a full URL. */
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
  /** Null for every page. */
  page: page.nullable(),
});
export type PurgeByHand = z.output<typeof purgeByHandSchema>;
