import * as z from "zod";
import { formats } from "../import/item.ts";
import { mappingSchema } from "../import/mapping.ts";
import { patternProblem } from "../import/path-pattern.ts";

/** Items that are imported once more at a time. */
const maxOnly = 500;

const optional = (max: number) => z.string().trim().max(max).optional();

/** What a person may set for an import. */
export const importOptionsSchema = z.object({
  /** Guessed from the files when absent. */
  format: z.enum(formats).optional(),
  section: optional(300),
  pattern: optional(300).refine((given) => !given || patternProblem(given) === null),
  expired: z.enum(["draft", "live"]).optional(),
  /** The address of the old site, for exports that do not hold it. */
  site: optional(300).refine((given) => !given || /^https?:\/\/[^/]/.test(given)),
  mapping: mappingSchema.optional(),
  /** CSV: the column of each field. */
  columns: z.record(z.string(), z.string().max(300)).optional(),
  /** Only these items, once more: see `ImportOptions`. */
  only: z.array(z.string().trim().min(1).max(1_000)).min(1).max(maxOnly).optional(),
  /** Whether pictures that are not among the files are loaded from their sites. */
  fetchesPictures: z.boolean().optional(),
});
export type RunOptions = z.output<typeof importOptionsSchema>;

export const startImportSchema = z.object({
  /** A folder or file on the server, or the name of an uploaded file. */
  place: z.string().trim().min(1).max(1_000),
  /** A folder or archive with the pictures, where they are elsewhere. */
  pictures: z.string().trim().max(1_000).default(""),
  isDryRun: z.boolean(),
  options: importOptionsSchema,
});
export type StartImport = z.input<typeof startImportSchema>;

/** After a dry run: the same import with the names that a person has chosen. `only`: single items of it, once more. */
export const repeatImportSchema = z.object({
  importId: z.uuid(),
  isDryRun: z.boolean(),
  mapping: mappingSchema.optional(),
  only: importOptionsSchema.shape.only,
});
export type RepeatImport = z.output<typeof repeatImportSchema>;

/** Problems of an import whose items or words hold a text. */
export const findProblemsSchema = z.object({ importId: z.uuid(), query: z.string().trim().max(300).default("") });
export type FindProblems = z.output<typeof findProblemsSchema>;

export const onlyImport = z.object({ importId: z.uuid() });
export type OnlyImport = z.output<typeof onlyImport>;
