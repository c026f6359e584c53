import * as z from "zod";
import { maxLibraryQuery } from "./query.ts";

const id = z.uuid({ error: "must be the id of a picture" });
const text = (max: number) =>
  z
    .string()
    .trim()
    .max(max, { error: `Use at most ${max.toLocaleString("en-GB")} characters.` });

/** Maximum lengths in UTF-16 units, and of lists. */
export const maxLengths = {
  caption: 4_000,
  alt: 1_000,
  credit: 200,
  source: 200,
  copyright: 300,
  place: 200,
  item: 100,
  items: 60,
} as const;
/** Maximum number of pictures that are changed at once. */
export const maxSelected = 500;

const items = z
  .array(text(maxLengths.item))
  .max(maxLengths.items, { error: `Use at most ${maxLengths.items} entries.` })
  .transform((list) => uniqueItems(list));

/** Without empty entries, and each once; case does not matter. */
export function uniqueItems(list: readonly string[]): string[] {
  const seen = new Map<string, string>();
  for (const item of list) {
    const clean = item.replace(/\s+/g, " ").trim();
    const key = clean.toLowerCase();
    if (clean !== "" && !seen.has(key)) seen.set(key, clean);
  }
  return [...seen.values()];
}

const description = {
  caption: text(maxLengths.caption),
  alt: text(maxLengths.alt),
  credit: text(maxLengths.credit),
  source: text(maxLengths.source),
  copyright: text(maxLengths.copyright),
  place: text(maxLengths.place),
  people: items,
  keywords: items,
  takenAt: z.iso.datetime({ error: "Choose a date and a time." }).nullable(),
};
const partOfDescription = z.object(description).partial();
export type DescriptionChanges = z.output<typeof partOfDescription>;

/**
 * `version` is that of the picture when the person opened it; `seen` has the values of the changed fields at that time, so that
 * nothing newer is replaced unseen.
 */
export const describeSchema = z.object({
  id,
  version: z.int().min(1),
  changes: partOfDescription,
  seen: partOfDescription,
});

export const rightsSchema = z.enum([
  "UNKNOWN",
  "STAFF",
  "AGENCY",
  "HANDOUT",
  "CREATIVE_COMMONS",
  "ASK_FIRST",
  "PAY_PER_USE",
]);
const bulkValues = z.object({ credit: text(200), source: text(200), rights: rightsSchema }).partial();

/** One change of many pictures: `set` replaces a value, keywords are added and removed. */
export const bulkSchema = z.object({
  /** `seen`: the values that the person saw in the fields of `set`. */
  pictures: z
    .array(z.object({ id, seen: bulkValues }))
    .min(1, { error: "Select a picture first." })
    .max(maxSelected, { error: `Select at most ${maxSelected} pictures.` }),
  set: bulkValues,
  addKeywords: items.default([]),
  removeKeywords: items.default([]),
});
export type BulkChange = z.output<typeof bulkSchema>;

export const onlyPicture = z.object({ id });
export const libraryQuerySchema = z.object({
  /** As typed into the search field. */
  q: z.string().max(maxLibraryQuery).catch(""),
  cursor: z.string().max(400).optional().catch(undefined),
});
export const suggestSchema = z.object({
  name: z.enum(["credit", "source", "place", "person", "keyword", "uploaded-by", "collection"]),
  value: z.string().max(200),
});

const collectionId = z.uuid({ error: "must be the id of a collection" });
const collectionName = text(100).pipe(
  z
    .string()
    .min(1, { error: "Enter a name." })
    .refine((name) => !/[/"]/.test(name), { error: "A name cannot contain / or quotation marks." }),
);
export const createCollectionSchema = z.object({ name: collectionName, parentId: collectionId.nullable() });
export const renameCollectionSchema = z.object({ id: collectionId, name: collectionName });
export const moveCollectionSchema = z.object({ id: collectionId, parentId: collectionId.nullable() });
export const onlyCollection = z.object({ id: collectionId });
export const collectSchema = z.object({
  collectionId,
  pictureIds: z.array(id).min(1, { error: "Select a picture first." }).max(maxSelected),
});

export const presetSchema = z.object({
  /** Null: a new preset. */
  id: z.uuid({ error: "must be the id of a preset" }).nullable(),
  name: text(100).pipe(z.string().min(1, { error: "Enter a name." })),
  credit: text(200).default(""),
  source: text(200).default(""),
  copyright: text(300).default(""),
  keywords: items.default([]),
  rights: rightsSchema.default("UNKNOWN"),
  rightsNote: text(1000).default(""),
});
export type PresetInput = z.output<typeof presetSchema>;
export const onlyPreset = z.object({ id: z.uuid({ error: "must be the id of a preset" }) });
