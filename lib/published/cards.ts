import * as z from "zod";
import { authorPath, hrefOf } from "#lib/addresses/paths.ts";
import { type Badge, badges } from "#lib/document/fields.ts";
import type { NodeJson } from "#lib/document/json.ts";
import { withStoryLinks } from "#lib/document/story-links.ts";
import { readCropParts } from "#lib/pictures/crops.ts";
import type { PictureFacts } from "#lib/pictures/types.ts";
import type { CardPicture, LiveCorrection, Named } from "./types.ts";

/** The page with its links to stories at their present addresses. `cards`: those of its `bodyStories` that are live. */
export function withLiveLinks<Page extends { id: string; path: string; document: NodeJson }>(
  page: Page,
  cards: readonly { id: string; path: string }[],
): Page {
  const paths = new Map([page, ...cards].map(({ id, path }) => [id, path]));
  const document = withStoryLinks(page.document, (id) => {
    const path = paths.get(id);
    return path === undefined ? null : hrefOf(path);
  });
  return { ...page, document };
}

// The JSON columns of live_story are written by Galley, and validated nevertheless when they are read.

const rendition = z.object({
  format: z.enum(["avif", "webp", "jpeg"]),
  width: z.int().positive(),
  height: z.int().positive(),
  bytes: z.number().catch(0),
});
const factsSchema = z
  .object({
    key: z.string().catch(""),
    width: z.int().positive(),
    height: z.int().positive(),
    color: z.string().catch(""),
    renditions: z.array(rendition).min(1),
    focal: z.unknown().optional(),
    crops: z.unknown().optional(),
    uses: z.unknown().optional(),
  })
  .transform(
    ({ focal, crops, uses, ...facts }): PictureFacts => ({ ...facts, ...readCropParts({ focal, crops, uses }) }),
  );
const shownSchema = z.object({
  picture: z.string(),
  alt: z.string().catch(""),
  caption: z.string().catch(""),
  credit: z.string().catch(""),
  crop: z.string().nullable().catch(null),
});
const cardSchema = shownSchema.extend({ facts: factsSchema });
const correctionsSchema = z
  .array(
    z.object({
      number: z.int().positive(),
      kind: z.enum(["CORRECTION", "CLARIFICATION"]),
      note: z.string(),
      at: z.coerce.date(),
    }),
  )
  .catch([]);

/** The facts of a picture, or null for a damaged row. */
export function readFacts(json: unknown): PictureFacts | null {
  const parsed = factsSchema.safeParse(json);
  return parsed.success ? parsed.data : null;
}

/** The facts of each picture by its id, without damaged ones. */
export const readPictures = (rows: readonly { pictureId: string; facts: unknown }[]): Record<string, PictureFacts> =>
  Object.fromEntries(
    rows.flatMap(({ pictureId, facts }) => {
      const read = readFacts(facts);
      return read ? [[pictureId, read]] : [];
    }),
  );

export type PictureWithCaption = z.output<typeof shownSchema>;
export function readShown(json: unknown): PictureWithCaption | null {
  const parsed = shownSchema.safeParse(json);
  return parsed.success ? parsed.data : null;
}

/** Oldest first. */
export const readCorrections = (json: unknown): LiveCorrection[] => correctionsSchema.parse(json);

/** The picture of a card, from a row of live_story; null where there is none or the row is damaged. */
export function readCardPicture(json: unknown): CardPicture | null {
  const { data } = cardSchema.safeParse(json);
  return data ? cardPicture(data, data.facts) : null;
}

export function cardPicture(
  shown: PictureWithCaption | null,
  facts: PictureFacts | null | undefined,
): CardPicture | null {
  return shown && facts ? { id: shown.picture, alt: shown.alt, crop: shown.crop, facts } : null;
}

const isBadge = (badge: string): badge is Badge => (badges as readonly string[]).includes(badge);
/** A badge expires; one without an expiry is not shown. */
export const badgeAt = (row: { badge: string; badgeUntil: Date | null }, now: Date): Badge =>
  isBadge(row.badge) && row.badgeUntil !== null && row.badgeUntil > now ? row.badge : "";

type AuthorRow = { id: string; name: string; slug: string };
/** Bylines in order, each once: a merged author is shown as the author that it was merged into. */
export function resolveAuthors<T extends AuthorRow>(rows: readonly (T & { aliasOf: T | null })[]): (T & Named)[] {
  const seen = new Map<string, T & Named>();
  for (const row of rows) {
    const author = row.aliasOf ?? row;
    if (!seen.has(author.id)) seen.set(author.id, { ...author, path: authorPath(author.slug) });
  }
  return [...seen.values()];
}
