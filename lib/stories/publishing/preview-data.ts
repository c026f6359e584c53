// The working copy as readers would see it, for people who may read the story. Nothing is stored.
import type { Node } from "@tiptap/pm/model";
import { authorPath, storyPath, topicPath } from "#lib/addresses/paths.ts";
import { type LiveProjection, projectLive } from "#lib/document/project-live.ts";
import { storyRow } from "#lib/document/published-row.ts";
import type { Actor } from "../../actor.ts";
import { slugFrom } from "../../addresses/slug.ts";
import { DomainError } from "../../errors.ts";
import { isId, newId } from "../../ids.ts";
import { mediaForPreview } from "../../media/data.ts";
import { appClient, type Transaction } from "../../postgres/app.ts";
import { listCards } from "../../published/card-data.ts";
import { badgeAt, resolveAuthors, withLiveLinks } from "../../published/cards.ts";
import { bodyStories } from "../../published/data.ts";
import { findFallbacks } from "../../published/fallback-data.ts";
import { hasHiddenPicture, rowOfCopy, withFallback } from "../../published/fallback-policy.ts";
import { findFieldDates } from "../../published/field-dates-data.ts";
import { listNear, newestIds } from "../../published/list-data.ts";
import { withShared } from "../../published/shared-data.ts";
import { listTranslations } from "../../published/translations/data.ts";
import type { LiveCard, LiveStoryPage, LiveTranslation, Named } from "../../published/types.ts";
import { factsForPreview } from "../../rights/data.ts";
import { getSiteSettings } from "../../site/data.ts";
import { visibleTo } from "../data.ts";
import { isCorrection, listPreviewedCorrections, loadPreviewed, type PreviewedText } from "./previewed-data.ts";

export type Preview = {
  story: LiveStoryPage;
  translations: LiveTranslation[];
  cards: LiveCard[];
  readAlso: LiveCard[];
  latest: LiveCard[];
  isOld: boolean;
  version: number;
};

const readAlsoCount = 3;
const latestCount = 6;
const year = 365 * 24 * 3_600_000;
const named = { id: true, name: true, path: true } as const;
const slugged = { id: true, name: true, slug: true } as const;

/**
 * The story as readers would see it if it were published at `now`.
 * @param text which text of it is shown
 * @throws NOT_FOUND
 */
export async function getPreview(
  actor: Actor,
  storyId: string,
  now = new Date(),
  text: PreviewedText = "copy",
): Promise<Preview> {
  if (!isId(storyId)) throw new DomainError("NOT_FOUND");
  const { timeZone } = await getSiteSettings();
  const {
    story: copy,
    row,
    version,
  } = await appClient().$transaction(
    async (tx) => {
      const row = await tx.story.findFirst({
        where: { AND: [{ id: storyId }, visibleTo(actor)] },
        select: {
          id: true,
          version: true,
          publishedRevisionId: true,
          approvedRevisionId: true,
          path: true,
          firstPublishedAt: true,
          updatedAt: true,
        },
      });
      if (!row) throw new DomainError("NOT_FOUND");
      const { doc, version } = await loadPreviewed(tx, row, text);
      return { ...(await storyPageOf(tx, doc, row, text, timeZone, now)), version };
    },
    { isolationLevel: "RepeatableRead" },
  );
  const fallback = hasHiddenPicture(row) ? (await findFallbacks([copy.section.id]))(copy.section.id) : null;
  const { caption: pictureCaption, credit: pictureCredit, ...shown } = withFallback(row, fallback);
  const story = { ...copy, ...shown, pictureCaption, pictureCredit };
  const translations = await listTranslations(story);
  const same = translations.map(({ id }) => id);
  const inText = story.bodyStories.filter((id) => id !== story.id);
  const { readAlso: toReadAlso } = await listNear(story, readAlsoCount, [...inText, ...same]);
  const newest = (await newestIds(latestCount + 1)).filter((id) => id !== story.id).slice(0, latestCount);
  const [cards, readAlso, latest] = await listCards([inText, toReadAlso, newest]);
  return {
    story: withLiveLinks(story, cards),
    version,
    translations,
    cards,
    readAlso,
    latest,
    isOld: now.getTime() - story.publishedAt.getTime() > year,
  };
}

type Row = { id: string; path: string | null; firstPublishedAt: Date | null; updatedAt: Date | null };

type Copy = { story: Omit<LiveStoryPage, keyof ShownPictures>; row: ReturnType<typeof rowOfCopy> };
/** What a fallback may change. */
type ShownPictures = Pick<LiveStoryPage, "document" | "pictures" | "picture" | "pictureCaption" | "pictureCredit">;

async function storyPageOf(
  tx: Transaction,
  doc: Node,
  row: Row,
  text: PreviewedText,
  timeZone: string,
  now: Date,
): Promise<Copy> {
  const copy = projectLive(doc);
  const [document = copy.document] = await withShared([copy.document], tx);
  const projected = { ...copy, document, bodyStories: bodyStories(document) };
  const { fields } = projected;
  const publishedAt = fields.displayDate ? new Date(fields.displayDate) : (row.firstPublishedAt ?? now);
  const trail = await trailOf(tx, fields.section);
  const section = trail.at(-1) ?? noSection();
  const facts = await factsForPreview(tx, projected.pictures);
  const path = row.path ?? addressToBe(projected, section.path, row.firstPublishedAt ?? now, timeZone);
  const dates = await findFieldDates(tx, { id: row.id, kind: "STORY" }, fields, { upTo: null, otherwise: now });
  const { sectionId: _, revisionNumber: __, ...columns } = storyRow(projected, { path, revisionNumber: 0, dates });
  const story = {
    ...columns,
    id: row.id,
    badge: badgeAt(columns, now),
    translationOf: fields.translationOf,
    section,
    trail: trail.length > 0 ? trail : [section],
    authors: await authorsOf(tx, fields.authors),
    topics: await topicsOf(tx, fields.topics),
    publishedAt,
    updatedAt: isCorrection(text) ? now : row.updatedAt,
    corrections: await listPreviewedCorrections(tx, row.id, text, now),
    bodyStories: projected.bodyStories,
    media: await mediaForPreview(tx, projected.media),
    words: projected.words,
    versions: 0,
  };
  return { story, row: rowOfCopy(projected, facts) };
}

/** An id that no section has: nothing is listed beside the story then. */
const noSection = (): Named => ({ id: newId(), name: "No section yet", path: "/" });

/** The address that the story will have, unless another one takes it first. */
export const addressToBe = (projected: LiveProjection, sectionPath: string, at: Date, zone: string): string =>
  storyPath({
    sectionPath: sectionPath === "/" ? "" : sectionPath,
    at,
    zone,
    slug: projected.fields.slug || slugFrom(projected.headline) || "…",
  });

/** From the top down to the section itself; empty without one. */
async function trailOf(tx: Transaction, id: string | null): Promise<Named[]> {
  if (!id) return [];
  const row = await tx.section.findUnique({ where: { id }, select: { ...named, parent: { select: named } } });
  if (!row) return [];
  const { parent, ...section } = row;
  return parent ? [parent, section] : [section];
}

async function authorsOf(tx: Transaction, ids: string[]): Promise<LiveStoryPage["authors"]> {
  const byline = { ...slugged, jobTitle: true, bio: true } as const;
  const rows = await tx.author.findMany({
    where: { id: { in: ids } },
    select: { ...byline, aliasOf: { select: byline } },
  });
  const authors = resolveAuthors(rows.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id)));
  return authors.map(({ id, name, slug, jobTitle, bio }) => ({ id, name, path: authorPath(slug), jobTitle, bio }));
}

async function topicsOf(tx: Transaction, ids: string[]): Promise<Named[]> {
  const rows = await tx.topic.findMany({
    where: { id: { in: ids } },
    select: { ...slugged, aliasOf: { select: slugged } },
  });
  const topics = new Map<string, Named>();
  for (const row of rows.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))) {
    const { id, name, slug } = row.aliasOf ?? row;
    topics.set(id, { id, name, path: topicPath(slug) });
  }
  return [...topics.values()];
}
