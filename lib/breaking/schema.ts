import * as z from "zod";

const storyId = z.union([z.uuid(), z.literal("")]);

/** The breaking-news line above every public page: one at a time, with an expiry. One row of `setting`. */
export const breakingSchema = z.object({
  text: z
    .string()
    .trim()
    .min(1, { error: "Enter the text of the alert." })
    .max(120, { error: "Use at most 120 characters." }),
  /** A path of the paper or an https address; empty: there is no story yet. */
  href: z
    .string()
    .trim()
    .max(500, { error: "Use at most 500 characters." })
    .regex(/^(?:|\/(?!\/)\S*|https:\/\/\S+)$/, {
      error: "Enter a path such as /city, or a URL that begins with https://.",
    }),
  /** The published story to which it leads, and with which it is removed; "" for none. Its address is kept in `href`. */
  story: storyId.default(""),
  /** An instant. */
  until: z.iso.datetime({ offset: true, error: "Choose when the alert ends." }),
});
export type Breaking = z.output<typeof breakingSchema>;

export const breakingKey = "breaking";
/** What every public page depends on. */
export const breakingTag = "breaking";

/** What a row holds, unless it is over or cannot be read. */
export function parseBreaking(value: unknown, now: Date): Breaking | null {
  const parsed = breakingSchema.safeParse(value);
  return parsed.success && Date.parse(parsed.data.until) > now.getTime() ? parsed.data : null;
}
