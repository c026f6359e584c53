// What a guest gets of a story by a review link, and what the newsroom sees of the links.
import type { Actor, Person } from "../actor.ts";
import { hashToken } from "../auth/token.ts";
import { referencesOf } from "../document/references.ts";
import { DomainError } from "../errors.ts";
import { isId } from "../ids.ts";
import { mediaFactsOf } from "../media/data.ts";
import type { MediaFacts } from "../media/types.ts";
import { findPictureFacts } from "../pictures/data.ts";
import type { PictureFacts } from "../pictures/types.ts";
import { appClient, type Transaction } from "../postgres/app.ts";
import { getRevisionDocument } from "../revisions/data.ts";
import { factsForPreview } from "../rights/data.ts";
import { actorSelect, asPerson, readFacts } from "../roles/data.ts";
import { visibleTo } from "../stories/data.ts";
import { loadDocument } from "../stories/document.ts";
import { getPreview, type Preview } from "../stories/publishing/preview-data.ts";
import { canShare, isStillShared } from "./policy.ts";
import type { GuestComment, ReviewLinkRow, ReviewRight, StoryReviews } from "./types.ts";

const storyFacts = {
  id: true,
  copy: true,
  publication: true,
  ...readFacts,
  version: true,
} as const;

export type OpenLink = {
  id: string;
  storyId: string;
  name: string;
  may: ReviewRight;
  revisionId: string | null;
  expiresAt: Date;
  approvedVersion: number | null;
  approvedAt: Date | null;
  /** Who shared it, as an actor: a guest sees no more than that person. */
  sharer: Person;
};

/** The link of a token while it works; null for one that is unknown, has expired, was revoked or whose story is not shared any more. */
export async function findOpenLink(
  token: string,
  now: Date,
  client: Transaction = appClient(),
): Promise<OpenLink | null> {
  const row = await client.reviewLink.findUnique({
    where: { tokenHash: hashToken(token), revokedAt: null, expiresAt: { gt: now }, sharedBy: { state: "ACTIVE" } },
    select: {
      id: true,
      storyId: true,
      name: true,
      may: true,
      revisionId: true,
      expiresAt: true,
      approvedVersion: true,
      approvedAt: true,
      story: { select: storyFacts },
      sharedBy: { select: actorSelect },
    },
  });
  if (!row) return null;
  const { story, sharedBy, ...link } = row;
  const sharer = asPerson(sharedBy, "");
  return isStillShared(sharer, story) ? { ...link, sharer } : null;
}

export type Review = {
  link: OpenLink;
  preview: Preview;
  comments: GuestComment[];
  embargoUntil: Date | null;
};

/** What the page of a link shows; null where the link does not work. */
export async function findReview(token: string, now = new Date()): Promise<Review | null> {
  const link = await findOpenLink(token, now);
  if (!link) return null;
  const preview = await getPreview(
    link.sharer,
    link.storyId,
    now,
    link.revisionId === null ? "copy" : { revision: link.revisionId },
  ).catch((error) => {
    if (error instanceof DomainError && error.code === "NOT_FOUND") return null;
    throw error;
  });
  if (!preview) return null;
  const { embargoUntil } = await appClient().story.findUniqueOrThrow({
    where: { id: link.storyId },
    select: { embargoUntil: true },
  });
  const comments = await appClient().comment.findMany({
    where: { guestId: link.id },
    orderBy: [{ at: "asc" }, { id: "asc" }],
    select: { id: true, at: true, text: true, thread: { select: { quote: true, resolvedAt: true } } },
  });
  return {
    link,
    preview,
    embargoUntil: embargoUntil && embargoUntil > now ? embargoUntil : null,
    comments: comments.map(({ thread, ...comment }) => ({
      ...comment,
      quote: thread.quote,
      isResolved: thread.resolvedAt !== null,
    })),
  };
}

/** A picture of the story that the link shows. @param crop of the address */
export async function findReviewPicture(token: string, id: string, crop?: string): Promise<PictureFacts | null> {
  const link = isId(id) ? await findOpenLink(token, new Date()) : null;
  if (!link) return null;
  const isShown = await appClient().storyPicture.count({
    where: { storyId: link.storyId, pictureId: id, ...(link.revisionId === null ? { removedAt: null } : {}) },
  });
  if (isShown === 0 || !(await factsForPreview(appClient(), [id])).has(id)) return null;
  return findPictureFacts(link.sharer, id, crop);
}

/** A video, sound or document of the story that the link shows. */
export async function findReviewMedia(token: string, id: string): Promise<MediaFacts | null> {
  const link = isId(id) ? await findOpenLink(token, new Date()) : null;
  if (!link) return null;
  const { media } = referencesOf(await documentOf(link));
  return media.includes(id) ? ((await mediaFactsOf([id])).get(id) ?? null) : null;
}

async function documentOf({ storyId, revisionId }: OpenLink) {
  const client = appClient();
  if (revisionId !== null) return (await getRevisionDocument(client, revisionId)).doc;
  const story = { id: true, version: true, publishedRevisionId: true } as const;
  return loadDocument(client, await client.story.findUniqueOrThrow({ where: { id: storyId }, select: story }));
}

/** Openings that the list shows of each link. */
const shownOpenings = 10;
const maxLinks = 200;

/** The links of a story, newest first, for everybody who may read it. @throws NOT_FOUND */
export async function listReviews(
  actor: Actor,
  storyId: string,
  now = new Date(),
  client: Transaction = appClient(),
): Promise<StoryReviews> {
  const story = isId(storyId)
    ? await client.story.findFirst({ where: { AND: [{ id: storyId }, visibleTo(actor)] }, select: storyFacts })
    : null;
  if (!story) throw new DomainError("NOT_FOUND");
  const rows = await client.reviewLink.findMany({
    where: { storyId },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: maxLinks,
    select: {
      id: true,
      name: true,
      may: true,
      createdAt: true,
      expiresAt: true,
      revokedAt: true,
      openCount: true,
      approvedAt: true,
      approvedVersion: true,
      approvalNote: true,
      sharedBy: { select: { name: true } },
      revision: { select: { number: true, version: true } },
    },
  });
  const openings = await openingsOf(client, storyId, rows.length > 0);
  return {
    mayShare: canShare(actor, story),
    links: rows.map(
      ({ sharedBy, revision, createdAt, expiresAt, revokedAt, approvedAt, approvedVersion, approvalNote, ...row }) => ({
        ...row,
        sharedBy: sharedBy.name,
        createdAt: createdAt.toISOString(),
        expiresAt: expiresAt.toISOString(),
        state: revokedAt ? "REVOKED" : expiresAt <= now ? "EXPIRED" : "OPEN",
        revision: revision?.number ?? null,
        openings: (openings.get(row.id) ?? []).slice(0, shownOpenings),
        approval: approvedAt && {
          at: approvedAt.toISOString(),
          note: approvalNote,
          isOutdated: approvedVersion !== story.version,
        },
      }),
    ) satisfies ReviewLinkRow[],
  };
}

/** The newest openings of a story's links from the audit log, by link. */
async function openingsOf(client: Transaction, storyId: string, hasLinks: boolean): Promise<Map<string, string[]>> {
  if (!hasLinks) return new Map();
  const rows = await client.$queryRaw<{ link: string; at: Date }[]>`
    select link, at from (
      select detail->>'link' as link, at, row_number() over (partition by detail->>'link' order by at desc) as place
      from audit_event where subject_id = ${storyId} and action = 'review.opened'
    ) opened where place <= ${shownOpenings} order by at desc`;
  const byLink = new Map<string, string[]>();
  for (const { link, at } of rows) byLink.set(link, [...(byLink.get(link) ?? []), at.toISOString()]);
  return byLink;
}
