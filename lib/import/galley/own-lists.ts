// The lists of an export of Galley: pictures, videos, sounds, documents, snippets and collections, by their ids.
import * as z from "zod";
import { maxCollectionStories, maxCollectionTitle, maxCoverAlt, maxIntro } from "#lib/collections/schema.ts";
import { rowId } from "#lib/document/attributes.ts";
import type { NodeJson } from "#lib/document/json.ts";
import { inputOf } from "#lib/document/value-input.ts";
import { parseCrop, readCrops } from "#lib/pictures/crops.ts";
import { CollectionKind, PictureRights } from "#lib/postgres/generated/enums.ts";
import type { Source } from "../source.ts";
import { SourceError } from "../types.ts";

const id = inputOf(rowId);
const text = (max: number) => z.string().max(max).default("");
const instant = z.iso
  .datetime()
  .nullable()
  .default(null)
  .transform((at) => at && new Date(at));
const fraction = z.number().min(0).max(1).nullable().default(null);
const words = z.array(z.string().max(100)).max(60).default([]);

const pictureSchema = z.object({
  id,
  sha256: z.string(),
  fileName: text(300),
  file: z.string(),
  /** Fields that older exports do not have are empty. */
  facts: z.object({
    alt: text(1_000),
    caption: text(4_000),
    credit: text(200),
    source: text(200),
    copyright: text(300),
    place: text(200),
    people: words,
    keywords: words,
    takenAt: instant,
    focalX: fraction,
    focalY: fraction,
    crops: z.unknown().transform(readCrops),
    rights: z.enum(PictureRights).default("UNKNOWN"),
    rightsNote: text(2_000),
    fileTerms: text(10_000),
    territory: text(300),
    usesAllowed: z.int().positive().nullable().default(null),
    usableFrom: instant,
    usableUntil: instant,
    withdrawnAt: instant,
    withdrawalReason: text(1_000),
  }),
});
export type OwnPicture = z.output<typeof pictureSchema>;

const mediaSchema = z.object({
  id,
  sha256: z.string(),
  fileName: text(300),
  file: z.string(),
  facts: z.object({
    captions: text(1_000_000),
    captionsLanguage: text(40),
    transcript: text(500_000),
    rightsNote: text(2_000),
    usableUntil: instant,
  }),
});
export type OwnMedia = z.output<typeof mediaSchema>;

const snippetSchema = z.object({
  id,
  name: z.string().min(1).max(200),
  schema: z.int(),
  blocks: z.array(z.custom<NodeJson>((value) => typeof value === "object" && value !== null)).min(1),
});
export type OwnSnippet = z.output<typeof snippetSchema>;

const collectionSchema = z.object({
  id,
  kind: z.enum(CollectionKind),
  title: z.string().min(1).max(maxCollectionTitle),
  slug: z.string().min(1).max(200),
  intro: text(maxIntro),
  cover: z
    .object({
      picture: id,
      alt: text(maxCoverAlt),
      crop: z
        .string()
        .refine((crop) => parseCrop(crop) !== null)
        .nullable(),
    })
    .nullable(),
  stories: z.array(id).max(maxCollectionStories),
  firstPublishedAt: instant,
  isPublished: z.boolean(),
});
export type OwnCollection = z.output<typeof collectionSchema>;

export type OwnLists = {
  pictures: ReadonlyMap<string, OwnPicture>;
  media: ReadonlyMap<string, OwnMedia>;
  snippets: ReadonlyMap<string, OwnSnippet>;
  collections: ReadonlyMap<string, OwnCollection>;
};

/** Reads `pictures.json`, `files.json`, `snippets.json` and `collections.json`. A list that is missing is empty. @throws SourceError if one is damaged */
export async function readOwnLists(source: Source): Promise<OwnLists> {
  const withFacts = (row: unknown) => (typeof row === "object" && row !== null ? { ...row, facts: row } : row);
  return {
    pictures: await readList(source, "pictures.json", z.preprocess(withFacts, pictureSchema)),
    media: await readList(source, "files.json", z.preprocess(withFacts, mediaSchema)),
    snippets: await readList(source, "snippets.json", snippetSchema),
    collections: await readList(source, "collections.json", collectionSchema),
  };
}

async function readList<Row extends { id: string }>(
  source: Source,
  file: string,
  schema: z.ZodType<Row>,
): Promise<ReadonlyMap<string, Row>> {
  if (!source.data.includes(file)) return new Map();
  let given: unknown;
  try {
    given = JSON.parse((await source.read(file)).toString());
  } catch (error) {
    throw new SourceError(`${file} of the export cannot be read: ${(error as Error).message}`);
  }
  const read = z.array(schema).safeParse(given);
  if (read.success) return new Map(read.data.map((row) => [row.id, row]));
  const [issue] = read.error.issues;
  throw new SourceError(`${file} of the export is damaged: ${issue?.path.join(".")} ${issue?.message ?? ""}`);
}
