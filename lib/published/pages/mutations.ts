import type { Node } from "@tiptap/pm/model";
import { type LiveProjection, projectLive } from "#lib/document/project-live.ts";
import { pageRow } from "#lib/document/published-row.ts";
import { mediaForReaders } from "../../media/data.ts";
import type { Transaction } from "../../postgres/app.ts";
import { jsonValue, jsonValueOrNull } from "../../postgres/json.ts";
import { purge } from "../../press/mutations.ts";
import { factsForReaders } from "../../rights/data.ts";
import { footKey, inFootOrder, parseFoot } from "../../site/foot-schema.ts";
import { findFieldDates } from "../field-dates-data.ts";
import type { Publishing } from "../mutations.ts";
import { pagesTag, standingTag } from "./data.ts";

/** Only one transaction at a time changes the published pages: each purpose has one page, and the foot names them all. */
export const lockPages = (tx: Transaction) =>
  tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('standing pages', 0))`;

/**
 * The one place that writes what readers may see of a page; null removes it. As `writeLive`: what was there is erased
 * where asked. When the foot of the site changes, every page is rendered again.
 * The caller holds `lockPages` and keeps the address row.
 */
export async function writeLivePage(
  tx: Transaction,
  pageId: string,
  live: { doc: Node; publishing: Publishing } | null,
  { erase }: { erase: boolean },
): Promise<void> {
  const projected = live && projectLive(live.doc);
  const facts = await factsForReaders(tx, projected ?? { pictures: [], crops: [] });
  const media = await mediaForReaders(tx, projected?.media ?? []);
  const before = await tx.livePage.findUnique({ where: { storyId: pageId }, select: { path: true } });
  // Its pictures go with it (on delete cascade).
  if (before) await tx.livePage.delete({ where: { storyId: pageId }, select: { storyId: true } });
  if (live && projected) await insert(tx, pageId, { projected, facts, media }, live.publishing);
  const paths = [before?.path, live?.publishing.path].filter((path) => path !== undefined);
  await purge(tx, [standingTag(pageId), ...paths.map((path) => `address:${path}`)], { erase });
  await purge(tx, [pagesTag]);
  await writeFoot(tx);
}

type Shown = {
  projected: LiveProjection;
  facts: Awaited<ReturnType<typeof factsForReaders>>;
  media: Awaited<ReturnType<typeof mediaForReaders>>;
};

async function insert(
  tx: Transaction,
  storyId: string,
  { projected, facts, media }: Shown,
  publishing: Publishing,
): Promise<void> {
  const upTo = publishing.revisionNumber;
  const dates = await findFieldDates(tx, { id: storyId, kind: "PAGE" }, projected.fields, { upTo, otherwise: null });
  const { document, ...columns } = pageRow(projected, { ...publishing, dates });
  await tx.livePage.create({
    data: {
      storyId,
      ...columns,
      // JSON of our own type, as in live_story.
      document: jsonValue(document),
      ...(projected.cardPicture ? { picture: projected.cardPicture } : {}),
      corrections: publishing.corrections,
      publishedAt: publishing.firstPublishedAt,
      updatedAt: publishing.updatedAt,
      pictures: {
        create: projected.pictures.flatMap((pictureId) => {
          const known = facts.get(pictureId);
          return known === undefined ? [] : [{ pictureId, facts: jsonValueOrNull(known) }];
        }),
      },
      media: {
        create: [...media].map(([mediaId, known]) => ({
          mediaId,
          facts: jsonValueOrNull(known),
        })),
      },
    },
    select: { storyId: true },
  });
}

/** The row of `setting` from which every page reads its foot. */
async function writeFoot(tx: Transaction): Promise<void> {
  const rows = await tx.livePage.findMany({ select: { purpose: true, headline: true, path: true, language: true } });
  const value = inFootOrder(parseFoot(rows.map(({ headline, ...page }) => ({ ...page, name: headline }))));
  const row = await tx.setting.findUnique({ where: { key: footKey }, select: { value: true } });
  if (row && JSON.stringify(parseFoot(row.value)) === JSON.stringify(value)) return;
  await tx.setting.upsert({
    where: { key: footKey },
    create: { key: footKey, value },
    update: { value },
    select: { key: true },
  });
  await purge(tx, ["settings"]);
}
