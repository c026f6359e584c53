import * as z from "zod";
import { searchForm } from "#lib/document/search-words.ts";
import { withoutVariants } from "#lib/document/spelling-variants.ts";
import { maxTerm } from "./policy.ts";

/**
 * A query as a term: its words in small letters without accents, quotation marks and other signs, with one space between
 * them. Queries with the same term are answered with the same promoted result, and counted together.
 */
export const termOf = (query: string): string =>
  (withoutVariants(searchForm(query)).match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).join(" ");

const id = z.uuid({ error: "This promoted result was not found." });

export const promotedKinds = ["STORY", "PAGE", "SECTION", "TOPIC", "AUTHOR", "COLLECTION"] as const;
/** As the newsroom reads them. */
export const promotedKindNames: Record<(typeof promotedKinds)[number], string> = {
  STORY: "Story",
  PAGE: "Page",
  SECTION: "Section",
  TOPIC: "Topic",
  AUTHOR: "Author",
  COLLECTION: "Collection",
};

export const savePromotionSchema = z.object({
  /** Null for a new one. */
  id: id.nullable(),
  term: z
    .string()
    .transform((text) => text.replace(/\s+/g, " ").trim())
    .pipe(
      z
        .string()
        .min(1, { error: "Enter the words that readers search for." })
        .max(maxTerm, { error: `Use at most ${maxTerm} characters.` })
        .refine((text) => termOf(text) !== "", { error: "Use letters or digits." }),
    ),
  kind: z.enum(promotedKinds),
  target: z.uuid({ error: "Choose what comes first." }),
  endsAt: z.iso.datetime({ offset: true, error: "Choose a date and time." }).nullable(),
});
export type SavePromotion = z.output<typeof savePromotionSchema>;

export const onlyPromotion = z.object({ id });
export type OnlyPromotion = z.output<typeof onlyPromotion>;

export const findTargetsSchema = z.object({ q: z.string().trim().max(100) });
