// Review links: sharing a story with somebody without an account, and what that guest sends.
import { type Person, SYSTEM } from "../actor.ts";
import { recordEvent } from "../audit/mutations.ts";
import { networkOf } from "../auth/caller.ts";
import { hashToken, newToken } from "../auth/token.ts";
import { beginGuestThread } from "../comments/guest-mutations.ts";
import { DomainError, type ErrorCode } from "../errors.ts";
import { countSent } from "../form-count-mutations.ts";
import { newId } from "../ids.ts";
import { queueMail } from "../mail/mutations.ts";
import { sendNotice } from "../notices/mutations.ts";
import { type Transaction, transaction } from "../postgres/app.ts";
import type { FormAnswer } from "../press/form-handler.ts";
import { invalid } from "../result.ts";
import { getRevisionDocument } from "../revisions/data.ts";
import { recordRevision } from "../revisions/mutations.ts";
import { loadDocument } from "../stories/document.ts";
import { type LockedStory, lockStory } from "../stories/lock.ts";
import { notifyStoryChanged } from "../stories/saving/notify.ts";
import { findOpenLink, listReviews, type OpenLink } from "./data.ts";
import { reviewMail } from "./mail-data.ts";
import { canShare, gives, maxReviewsInAnHour } from "./policy.ts";
import { type GuestForm, guestForm, reviewHref, type Share } from "./schema.ts";
import type { SharedLink, StoryReviews } from "./types.ts";

const dayMs = 86_400_000;
const subject = (story: Pick<LockedStory, "id" | "headline">) =>
  ({ kind: "story", id: story.id, name: story.headline }) as const;

function assertMayShare(actor: Person, story: LockedStory): void {
  if (!canShare(actor, story)) throw new DomainError("NOT_ALLOWED", { verb: "share" });
}

/** Makes a link for one person, and mails it where an address is given. @throws NOT_FOUND, NOT_ALLOWED */
export function shareStory(
  actor: Person,
  { storyId, name, email, may, isFixed, days }: Share,
  at = new Date(),
): Promise<SharedLink> {
  return transaction(async (tx) => {
    const story = await lockStory(tx, actor, storyId);
    assertMayShare(actor, story);
    const revision = isFixed
      ? await recordRevision(tx, actor, story, await loadDocument(tx, story), {
          kind: "NAMED",
          note: `Shared with ${name}`,
          at,
        })
      : null;
    const token = newToken();
    const link = newId();
    await tx.reviewLink.create({
      data: {
        id: link,
        storyId,
        sharedById: actor.id,
        name,
        tokenHash: hashToken(token),
        may,
        revisionId: revision?.id ?? null,
        createdAt: at,
        expiresAt: new Date(at.getTime() + days * dayMs),
      },
      select: { id: true },
    });
    const isMailed =
      email !== "" && (await queueMail(tx, await reviewMail(tx, { name, email, may, days, by: actor.name, token })));
    await recordEvent(tx, actor, "review.shared", subject(story), { link, guest: name, may, isMailed }, at);
    await notifyStoryChanged(tx, storyId, "status");
    return { token, isMailed, reviews: await listReviews(actor, storyId, at, tx) };
  });
}

/** Ends a link at once. Safe to repeat. @throws NOT_FOUND, NOT_ALLOWED */
export function revokeReviewLink(
  actor: Person,
  { linkId }: { linkId: string },
  at = new Date(),
): Promise<StoryReviews> {
  return transaction(async (tx) => {
    const link = await tx.reviewLink.findUnique({ where: { id: linkId }, select: { storyId: true, name: true } });
    if (!link) throw new DomainError("NOT_FOUND");
    const story = await lockStory(tx, actor, link.storyId);
    assertMayShare(actor, story);
    const { count } = await tx.reviewLink.updateMany({
      where: { id: linkId, revokedAt: null },
      data: { revokedAt: at },
    });
    if (count > 0) {
      await recordEvent(tx, actor, "review.revoked", subject(story), { link: linkId, guest: link.name }, at);
      await notifyStoryChanged(tx, story.id, "status");
    }
    return listReviews(actor, story.id, at, tx);
  });
}

/** The open link and its story, both locked: nobody revokes the one or changes the other until the transaction ends. */
async function lockLink(
  tx: Transaction,
  token: string,
  at: Date,
): Promise<{ link: OpenLink; story: LockedStory } | null> {
  const found = await findOpenLink(token, at, tx);
  if (!found) return null;
  // Story before link, as in `revokeReviewLink`.
  const story = await lockStory(tx, found.sharer, found.storyId);
  await tx.$executeRaw`select 1 from review_link where id = ${found.id}::uuid for update`;
  const link = await findOpenLink(token, at, tx);
  return link && { link, story };
}

/**
 * Notes that the page of a link was opened; nothing for a link that does not work.
 * @throws TOO_MANY_TRIES
 */
export function noteOpening(token: string, at = new Date()): Promise<void> {
  return transaction(async (tx) => {
    const link = await findOpenLink(token, at, tx);
    if (!link) return;
    await countSent(tx, "review", [[`open ${link.id}`, maxReviewsInAnHour.openings]], at);
    const { story } = await tx.reviewLink.update({
      where: { id: link.id },
      data: { openCount: { increment: 1 }, lastOpenedAt: at },
      select: { story: { select: { id: true, headline: true } } },
    });
    await recordEvent(tx, SYSTEM, "review.opened", subject(story), { link: link.id, guest: link.name }, at);
  });
}

const statuses: Partial<Record<ErrorCode, number>> = { NOT_FOUND: 404, TOO_MANY_TRIES: 429, CHANGED_MEANWHILE: 409 };

/**
 * What a guest sent from the page of a link. There is no session: the token alone says who it is.
 * @param fields as they came
 * @param caller address of the caller
 */
export async function receiveFromGuest(
  token: string,
  fields: Record<string, string>,
  caller: string,
  at = new Date(),
): Promise<FormAnswer> {
  const parsed = guestForm.safeParse(fields);
  if (!parsed.success) return { status: 422, problems: invalid(parsed.error).fields ?? {} };
  const form = parsed.data;
  try {
    await transaction(async (tx) => {
      const locked = await lockLink(tx, token, at);
      if (!locked) throw new DomainError("NOT_FOUND");
      const { link, story } = locked;
      await countSent(
        tx,
        "review",
        [
          [`network ${networkOf(caller)}`, maxReviewsInAnHour.network],
          [`post ${link.id}`, maxReviewsInAnHour.posts],
        ],
        at,
      );
      if (form.act === "comment") await takeComment(tx, link, story, form, at);
      else await takeApproval(tx, link, story, form, at);
    });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { status: statuses[error.code as ErrorCode] ?? 422, problems: { form: error.code } };
  }
  return { to: `${reviewHref(token)}?done=${form.act}#review` };
}

type CommentForm = Extract<GuestForm, { act: "comment" }>;
type ApprovalForm = Extract<GuestForm, { act: "approve" }>;

async function takeComment(
  tx: Transaction,
  link: OpenLink,
  story: LockedStory,
  { id, block, text }: CommentForm,
  at: Date,
): Promise<void> {
  if (!gives(link.may, "COMMENT")) throw new DomainError("NOT_ALLOWED");
  const guest = { id: link.id, name: link.name, sharedById: link.sharer.id };
  await beginGuestThread(tx, story, { link: guest, commentId: id, block, text }, at);
  await recordEvent(tx, SYSTEM, "review.commented", subject(story), { link: link.id, guest: link.name }, at);
}

/** Freezes what the guest approved. @throws CHANGED_MEANWHILE where the text is not the one that the guest read */
async function takeApproval(
  tx: Transaction,
  link: OpenLink,
  story: LockedStory,
  { version, note }: ApprovalForm,
  at: Date,
): Promise<void> {
  if (!gives(link.may, "APPROVE")) throw new DomainError("NOT_ALLOWED");
  const fixed = link.revisionId === null ? null : await getRevisionDocument(tx, link.revisionId);
  const newest = fixed ? (fixed.version ?? story.version) : story.version;
  if (version !== newest) throw new DomainError("CHANGED_MEANWHILE", { version: newest });
  if (link.approvedVersion === version) return;
  const isNewest = version === story.version;
  const { number } = await recordRevision(
    tx,
    SYSTEM,
    { id: story.id, version: isNewest ? version : null },
    fixed?.doc ?? (await loadDocument(tx, story)),
    { kind: "REVIEWED", note: note === "" ? link.name : `${link.name}\n${note}`, at },
  );
  await tx.reviewLink.update({
    where: { id: link.id },
    data: { approvedAt: at, approvedVersion: version, approvalNote: note },
    select: { id: true },
  });
  const detail = { link: link.id, guest: link.name, revision: number, ...(note === "" ? {} : { note }) };
  await recordEvent(tx, SYSTEM, "review.approved", subject(story), detail, at);
  const text = note === "" ? `${link.name} approved it.` : `${link.name}: ${note}`;
  await sendNotice(tx, SYSTEM, { kind: "GUEST_APPROVED", story, to: [link.sharer.id], text }, at);
  await notifyStoryChanged(tx, story.id, "status");
}
