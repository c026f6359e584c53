import * as z from "zod";
import { normalisePath } from "../addresses/paths.ts";
import { blockId } from "../document/attributes.ts";
import { storable } from "../document/characters.ts";
import { inputOf } from "../document/value-input.ts";

/** The address of the form and of its submission; the thank-you page is below it. */
export const reportPath = "/report";
export const thanksPath = `${reportPath}/thanks`;

/** @param block of the story, chosen beforehand */
export const reportHref = (story: string, block = ""): string =>
  `${reportPath}?${new URLSearchParams({ story, ...(block ? { block } : {}) })}`;
export const thanksHref = (story: string): string => `${thanksPath}?${new URLSearchParams({ story })}`;

/** UTF-16 units of what a reader may write. */
export const maxMessage = 2_000;

const line = (max: number) =>
  z
    .string()
    .trim()
    .max(max, { error: `Use at most ${max} characters.` });

/** The form as a browser sends it. */
export const reportSchema = z.object({
  /** Path of the story. */
  story: z
    .string()
    .max(1_000)
    .transform((given) => normalisePath(given) ?? ""),
  /** Id of a block; what is none counts as the whole story. */
  block: inputOf(blockId).or(z.literal("")).catch(""),
  message: z
    .string()
    .transform((text) => storable(text.replace(/\r\n?/g, "\n")).trim()) // a browser sends two signs for what it counts as one
    .pipe(
      z.string().min(1, { error: "Describe the error." }).max(maxMessage, { error: "Use at most 2,000 characters." }),
    ),
  email: line(200)
    .pipe(
      z.email({ error: "This is not a valid email address. Correct it, or leave the field empty." }).or(z.literal("")),
    )
    .default(""),
});
export type Report = z.output<typeof reportSchema>;

export const onlyReport = z.object({ reportId: z.uuid() });
export type OnlyReport = z.output<typeof onlyReport>;

/** Filters of the list in the address; invalid ones are ignored. */
export const reportsQuerySchema = z.object({
  show: z.literal("done").optional().catch(undefined),
  after: z.string().max(400).optional().catch(undefined),
});
export type ReportsQuery = z.output<typeof reportsQuerySchema>;
