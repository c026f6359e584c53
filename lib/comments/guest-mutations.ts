// A guest reads by a review link and has no account. What a guest writes is a thread like any other.
import { findBlock, quoteOf } from "#lib/document/anchors.ts";
import type { System } from "../actor.ts";
import { DomainError } from "../errors.ts";
import { newId } from "../ids.ts";
import type { Transaction } from "../postgres/app.ts";
import { loadDocument } from "../stories/document.ts";
import type { LockedStory } from "../stories/lock.ts";
import { notifyStoryChanged } from "../stories/saving/notify.ts";
import { sendGuestNotices } from "./notice-mutations.ts";
import { maxThreads } from "./schema.ts";

type GuestThread = {
  /** The review link by which the guest reads. */
  link: { id: string; name: string; sharedById: string };
  commentId: string;
  /** Id of the block that the comment is about; "" for the story. */
  block: string;
  text: string;
};

/**
 * Begins a thread by a guest. The caller has locked the story and checked the link. A repeated request is stored once.
 * @throws CHANGED_MEANWHILE (the block is gone), TOO_LARGE (detail.threads), NOT_ALLOWED (another's id)
 */
export async function beginGuestThread(
  tx: Transaction,
  story: LockedStory,
  { link, commentId, block, text }: GuestThread,
  at: Date,
): Promise<void> {
  const known = await tx.comment.findUnique({ where: { id: commentId }, select: { guestId: true } });
  if (known?.guestId === link.id) return;
  if (known) throw new DomainError("NOT_ALLOWED");
  if ((await tx.commentThread.count({ where: { storyId: story.id, resolvedAt: null } })) >= maxThreads)
    throw new DomainError("TOO_LARGE", { threads: maxThreads });
  const doc = await loadDocument(tx, story);
  // The blocks of a bound snippet have the id of its block with a number, see lib/document/expand-snippets.ts.
  const found = block === "" ? null : (findBlock(doc, block) ?? findBlock(doc, block.replace(/-\d+$/, "")));
  if (block !== "" && !found) throw new DomainError("CHANGED_MEANWHILE", { version: story.version });
  const threadId = newId();
  await tx.commentThread.create({
    data: {
      id: threadId,
      storyId: story.id,
      blockId: String(found?.node.attrs.id ?? ""),
      quote: found ? quoteOf(doc, found.pos, found.pos + found.node.nodeSize) : "",
      createdAt: at,
      comments: { create: { id: commentId, guestId: link.id, at, text } },
    },
    select: { id: true },
  });
  const guest: System = { kind: "system", name: `${link.name} (guest)` };
  await sendGuestNotices(tx, guest, link.sharedById, { story, threadId, commentId, at, text });
  await notifyStoryChanged(tx, story.id, "comments");
}
