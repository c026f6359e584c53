// The working copy of a page in the form in which readers get it. Nothing of it is stored.
import { projectLive } from "#lib/document/project-live.ts";
import { pageRow } from "#lib/document/published-row.ts";
import type { Actor } from "../../actor.ts";
import { wantedPath } from "../../addresses/page-data.ts";
import { DomainError } from "../../errors.ts";
import { isId } from "../../ids.ts";
import { mediaForPreview } from "../../media/data.ts";
import { appClient } from "../../postgres/app.ts";
import { listByIds } from "../../published/card-data.ts";
import { withLiveLinks } from "../../published/cards.ts";
import { bodyStories } from "../../published/data.ts";
import { findFallbacks } from "../../published/fallback-data.ts";
import { hasHiddenPicture, rowOfCopy, withFallback } from "../../published/fallback-policy.ts";
import { findFieldDates } from "../../published/field-dates-data.ts";
import { withShared } from "../../published/shared-data.ts";
import type { LiveCard, StandingPage } from "../../published/types.ts";
import { factsForPreview } from "../../rights/data.ts";
import { visibleTo } from "../data.ts";
import {
  isCorrection,
  listPreviewedCorrections,
  loadPreviewed,
  type PreviewedText,
} from "../publishing/previewed-data.ts";

export type PagePreview = { page: StandingPage; cards: LiveCard[]; version: number };

/** The page as readers would see it if it were published at `now`; null for a story. @throws NOT_FOUND */
export async function getPagePreview(
  actor: Actor,
  id: string,
  now = new Date(),
  text: PreviewedText = "copy",
): Promise<PagePreview | null> {
  if (!isId(id)) throw new DomainError("NOT_FOUND");
  const found = await appClient().$transaction(
    async (tx) => {
      const row = await tx.story.findFirst({
        where: { AND: [{ id }, visibleTo(actor)] },
        select: {
          id: true,
          kind: true,
          version: true,
          publishedRevisionId: true,
          approvedRevisionId: true,
          path: true,
          firstPublishedAt: true,
          updatedAt: true,
        },
      });
      if (!row) throw new DomainError("NOT_FOUND");
      if (row.kind !== "PAGE") return null;
      const { doc, version } = await loadPreviewed(tx, row, text);
      const copy = projectLive(doc);
      const [document = copy.document] = await withShared([copy.document], tx);
      const projected = { ...copy, document, bodyStories: bodyStories(document) };
      const how = { upTo: null, otherwise: now };
      const dates = await findFieldDates(tx, { id, kind: "PAGE" }, projected.fields, how);
      const given = { path: wantedPath(row, doc) ?? "/", revisionNumber: 0, dates };
      const { revisionNumber: _, purpose, ...columns } = pageRow(projected, given);
      const facts = await factsForPreview(tx, projected.pictures);
      const page = {
        ...columns,
        id,
        purpose: projected.fields.purpose,
        bodyStories: projected.bodyStories,
        media: await mediaForPreview(tx, projected.media),
        corrections: await listPreviewedCorrections(tx, id, text, now),
        publishedAt: row.firstPublishedAt ?? now,
        updatedAt: isCorrection(text) ? now : row.updatedAt,
      };
      return { page, shown: rowOfCopy(projected, facts), version };
    },
    { isolationLevel: "RepeatableRead" },
  );
  if (!found) return null;
  const fallback = hasHiddenPicture(found.shown) ? (await findFallbacks([null]))(null) : null;
  const { document, pictures, picture } = withFallback(found.shown, fallback);
  const page: StandingPage = { ...found.page, document, pictures, picture };
  const cards = await listByIds(page.bodyStories);
  return { page: withLiveLinks(page, cards), version: found.version, cards };
}
