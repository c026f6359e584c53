import * as z from "zod";
import { parseCrop } from "../pictures/crops.ts";
import { slugSchema } from "../topics/schema.ts";

/** One page shows all of them. */
export const maxCollectionStories = 100;
export const maxCollectionTitle = 120;
export const maxIntro = 3_000;
export const maxCoverAlt = 1_000;

export const collectionKinds = ["SERIES", "ISSUE"] as const;
/** As readers and the newsroom read them. */
export const collectionKindNames = { SERIES: "Series", ISSUE: "Issue" } as const;

const kind = z.enum(collectionKinds);
const title = z
  .string()
  .transform((text) => text.replace(/\s+/g, " ").trim())
  .pipe(
    z
      .string()
      .min(1, { error: "Enter a title." })
      .max(maxCollectionTitle, { error: `Use at most ${maxCollectionTitle} characters.` }),
  );
const id = z.uuid({ error: "This collection was not found." });

export const createCollectionSchema = z.object({ kind, title, slug: slugSchema });
export type CreateCollection = z.output<typeof createCollectionSchema>;

const cover = z
  .object({
    id: z.uuid({ error: "This picture was not found. Choose it again." }),
    alt: z
      .string()
      .transform((text) => text.replace(/\s+/g, " ").trim())
      .pipe(z.string().max(maxCoverAlt, { error: `Use at most ${maxCoverAlt} characters.` })),
    crop: z
      .string()
      .refine((text) => parseCrop(text) !== null)
      .nullable(),
  })
  .nullable();

const fieldsSchema = z.object({
  kind,
  title,
  /** Empty: as it is. */
  slug: slugSchema,
  intro: z
    .string()
    .transform((text) => text.replace(/\r\n?/g, "\n").trim())
    .pipe(z.string().max(maxIntro, { error: `Use at most ${maxIntro} characters.` })),
  cover,
  storyIds: z
    .array(z.uuid())
    .max(maxCollectionStories, { error: `A collection has at most ${maxCollectionStories} stories.` })
    .transform((ids) => [...new Set(ids)]),
});

/** `base`: the fields as the person had them when they began, so that changes of two people can be merged. */
export const saveCollectionSchema = z.object({
  collectionId: id,
  ...fieldsSchema.shape,
  base: z.object({
    kind,
    title: z.string(),
    slug: z.string(),
    intro: z.string(),
    cover: z.object({ id: z.string(), alt: z.string(), crop: z.string().nullable() }).nullable(),
    storyIds: z.array(z.string()).max(1_000),
  }),
});
export type SaveCollection = z.output<typeof saveCollectionSchema>;

export const onlyCollection = z.object({ collectionId: id });
export type OnlyCollection = z.output<typeof onlyCollection>;

export const findCollectionsSchema = z.object({ q: z.string().trim().max(100) });

/** Filters of the list of collections in the address. */
export const collectionsQuerySchema = z.object({
  q: z.string().trim().max(100).catch(""),
  after: z.string().max(600).optional().catch(undefined),
});
export type CollectionsQuery = z.output<typeof collectionsQuerySchema>;
