// Standing pages as readers get them: no list of stories has them.
import { type PublishedFields, publishedSelect } from "#lib/document/field-rules.ts";
import { type Purpose, purposes } from "#lib/document/fields.ts";
import type { NodeJson } from "#lib/document/json.ts";
import { readMedia } from "../../media/data.ts";
import type { Prisma, Transaction } from "../../postgres/app.ts";
import { readerClient } from "../../postgres/reader.ts";
import { dependsOn } from "../../press/context.ts";
import { readCorrections } from "../cards.ts";
import { bodyStories } from "../data.ts";
import { findFallbacks } from "../fallback-data.ts";
import { hasHiddenPicture, withFallback } from "../fallback-policy.ts";
import { withShared } from "../shared-data.ts";
import type { SitemapEntry, StandingPage } from "../types.ts";

/** The tag of everything that shows a standing page. The press itself uses "page:…" for addresses. */
export const standingTag = (id: string): string => `standing:${id}`;
/** The tag of everything that lists the addresses of pages. */
export const pagesTag = "pages";

const isPurpose = (value: string): value is Purpose => (purposes as readonly string[]).includes(value);

/** As for stories: each field needs its column. */
const fieldSelect: Record<PageColumn<keyof PublishedFields<"PAGE">>, true> = publishedSelect("PAGE");
type PageColumn<Name extends keyof Prisma.LivePageSelect> = Name;

const pageSelect = {
  ...fieldSelect,
  storyId: true,
  path: true,
  headline: true,
  standfirst: true,
  document: true,
  picture: true,
  corrections: true,
  publishedAt: true,
  updatedAt: true,
  pictures: { select: { pictureId: true, facts: true } },
  media: { select: { mediaId: true, facts: true } },
} satisfies Prisma.LivePageSelect;

/** A page whole; null when it is not live. */
export async function getStandingPage(id: string): Promise<StandingPage | null> {
  const row = await readerClient().livePage.findUnique({ where: { storyId: id }, select: pageSelect });
  dependsOn(standingTag(id));
  if (!row) return null;
  const { storyId, purpose, picture: _, corrections, ...columns } = row;
  // Written by `writeLivePage` alone, as that of a story.
  const [stored = { type: "doc" }] = await withShared([row.document as unknown as NodeJson]);
  const fallback = hasHiddenPicture(row) ? (await findFallbacks([null]))(null) : null;
  const { document, pictures, picture } = withFallback({ ...row, document: stored }, fallback);
  return {
    ...columns,
    id: storyId,
    purpose: isPurpose(purpose) ? purpose : "",
    document,
    pictures,
    media: readMedia(row.media),
    picture,
    corrections: readCorrections(corrections),
    bodyStories: bodyStories(document),
  };
}

/** Whether another page with this purpose is published. The caller holds `lockPages` where it acts on the answer. */
export const isPurposeTaken = async (tx: Transaction, pageId: string, purpose: string): Promise<boolean> =>
  purpose !== "" && (await tx.livePage.count({ where: { purpose, storyId: { not: pageId } } })) > 0;

/** The pages that search engines may show. */
export async function listPagesForSitemap(): Promise<SitemapEntry[]> {
  const rows = await readerClient().livePage.findMany({
    where: { noindex: false },
    orderBy: { path: "asc" },
    select: { path: true, publishedAt: true, updatedAt: true },
  });
  dependsOn(pagesTag);
  return rows.map(({ path, publishedAt, updatedAt }) => ({ path, changedAt: updatedAt ?? publishedAt }));
}
