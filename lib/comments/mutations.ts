// Comment threads about a story. Everybody who may read the story may comment; nothing here changes the document.
import type { Node } from "@tiptap/pm/model";
import { Step } from "@tiptap/pm/transform";
import { blockIdAt, findBlock, longestQuote, quoteOf } from "#lib/document/anchors.ts";
import { documentSchema } from "#lib/document/schema.ts";
import "#lib/document/steps.ts";
import type { Person } from "../actor.ts";
import { recordEvent } from "../audit/mutations.ts";
import { DomainError } from "../errors.ts";
import { isId } from "../ids.ts";
import { type Transaction, transaction } from "../postgres/app.ts";
import { readersOf, readFacts } from "../roles/data.ts";
import { readLog, visibleTo } from "../stories/data.ts";
import { loadDocument } from "../stories/document.ts";
import { readFormer } from "../stories/history/former-text-data.ts";
import { type LockedStory, lockStory } from "../stories/lock.ts";
import { canComment } from "../stories/policy.ts";
import { notifyStoryChanged } from "../stories/saving/notify.ts";
import { listDesks } from "./desk-data.ts";
import { commentParts, type Mention, mentionedIn, mentionOf } from "./mention-schema.ts";
import { sendMentions, sendNotices } from "./notice-mutations.ts";
import { canEditComment } from "./policy.ts";
import { type About, type Begin, maxComments, maxThreads } from "./schema.ts";

type OfStory = Pick<LockedStory, "id" | "headline" | "copy" | "publication" | keyof typeof readFacts>;
const ofStory = {
  id: true,
  headline: true,
  copy: true,
  publication: true,
  ...readFacts,
} as const;

function assertMayComment(actor: Person, story: OfStory): void {
  if (!canComment(actor, story)) throw new DomainError("NOT_ALLOWED");
}

/** The thread, locked until the transaction ends, and its story. @throws NOT_FOUND also where the story is not open to the actor */
async function lockThread(tx: Transaction, actor: Person, threadId: string) {
  if (!isId(threadId)) throw new DomainError("NOT_FOUND");
  await tx.$executeRaw`select 1 from comment_thread where id = ${threadId}::uuid for update`;
  const thread = await tx.commentThread.findUnique({
    where: { id: threadId },
    select: { id: true, storyId: true, resolvedAt: true, _count: { select: { comments: true } } },
  });
  const story =
    thread &&
    (await tx.story.findFirst({ where: { AND: [{ id: thread.storyId }, visibleTo(actor)] }, select: ofStory }));
  if (!story) throw new DomainError("NOT_FOUND");
  assertMayComment(actor, story);
  return { thread, story };
}

/**
 * The text with each mention under the name that the person or desk has now.
 * @throws INVALID (detail.mention) for a person whom it cannot reach, (detail.desk) for a desk whose section is deleted
 */
async function checkMentions(tx: Transaction, story: OfStory, text: string): Promise<string> {
  const asked = mentionedIn(text);
  if (asked.length === 0) return text;
  const ids = (isDesk: boolean) => asked.filter((one) => (one.isDesk ?? false) === isDesk).map(({ id }) => id);
  const people: Mention[] = await tx.person.findMany({
    where: { AND: [{ id: { in: ids(false) } }, readersOf(story)] },
    select: { id: true, name: true },
  });
  const desks = ids(true).length > 0 ? await listDesks(tx, ids(true)) : [];
  const known = ({ id, isDesk }: Mention) => (isDesk ? desks : people).find((one) => one.id === id);
  const missing = asked.find((one) => !known(one));
  if (missing) throw new DomainError("INVALID", { [missing.isDesk ? "desk" : "mention"]: missing.name });
  return commentParts(text)
    .map((part) => (typeof part === "string" ? part : mentionOf(known(part) ?? part)))
    .join("");
}

/** Whether this comment is stored already: its answer was lost, and it was sent again. */
async function isKept(tx: Transaction, actor: Person, commentId: string): Promise<boolean> {
  const row = await tx.comment.findUnique({ where: { id: commentId }, select: { personId: true } });
  if (row && row.personId !== actor.id) throw new DomainError("NOT_ALLOWED");
  return row !== null;
}

type Where = { blockId: string; fromPosition: number | null; toPosition: number | null; quote: string };

/** Words that its writer saw and that were deleted meanwhile; "" where the log shows that the story never held them. */
async function formerQuote(tx: Transaction, story: LockedStory, quote: string): Promise<string> {
  const { former, isComplete } = await readFormer(tx, story.id, story.version);
  return former.hasWords(quote) || !isComplete ? quote.slice(0, longestQuote) : "";
}

/** Where a thread begins, in the newest document. A place of an older version is moved through the steps since. */
async function placeOf(tx: Transaction, story: LockedStory, doc: Node, about: About): Promise<Where> {
  if ("blockId" in about) {
    const block = findBlock(doc, about.blockId);
    if (!block) throw new DomainError("CHANGED_MEANWHILE", { version: story.version });
    const { pos, node } = block;
    return {
      blockId: about.blockId,
      fromPosition: null,
      toPosition: null,
      quote: quoteOf(doc, pos, pos + node.nodeSize),
    };
  }
  if (!("from" in about)) return { blockId: "", fromPosition: null, toPosition: null, quote: "" };
  const { version } = about;
  let { from, to } = about;
  if (version > story.version || from >= to) throw new DomainError("INVALID");
  for (let at = version; at < story.version; ) {
    const { steps } = await readLog(tx, story.id, at);
    if (steps.length === 0) throw new DomainError("CHANGED_MEANWHILE", { version: story.version });
    for (const json of steps) {
      const map = Step.fromJSON(documentSchema, json).getMap();
      [from, to] = [map.map(from, from === to ? -1 : 1), map.map(to, -1)];
      if (from > to) from = to;
    }
    at += steps.length;
  }
  if (to > doc.content.size) throw new DomainError("INVALID");
  return {
    blockId: blockIdAt(doc, from),
    fromPosition: from,
    toPosition: to,
    quote: from < to ? quoteOf(doc, from, to) : await formerQuote(tx, story, about.quote),
  };
}

/**
 * Begins a thread about words, a block or the story. Where the words were deleted since the version that its writer saw,
 * the thread is attached to their former position, with the words that its writer quotes.
 * @throws NOT_FOUND, CHANGED_MEANWHILE (the block is gone), TOO_LARGE (detail.threads), INVALID
 */
export function beginThread(actor: Person, begin: Begin, at = new Date()): Promise<{ storyId: string }> {
  return transaction(async (tx) => {
    const story = await lockStory(tx, actor, begin.storyId);
    assertMayComment(actor, story);
    const { threadId, commentId } = begin;
    if (await isKept(tx, actor, commentId)) return { storyId: story.id };
    if ((await tx.commentThread.count({ where: { storyId: story.id, resolvedAt: null } })) >= maxThreads)
      throw new DomainError("TOO_LARGE", { threads: maxThreads });
    const place = await placeOf(tx, story, await loadDocument(tx, story), begin.about);
    const text = await checkMentions(tx, story, begin.text);
    await tx.commentThread.create({
      data: {
        id: threadId,
        storyId: story.id,
        ...place,
        createdAt: at,
        createdById: actor.id,
        comments: { create: { id: commentId, personId: actor.id, at, text } },
      },
      select: { id: true },
    });
    await sendNotices(tx, actor, { story, threadId, commentId, mentioned: mentionedIn(text), at, text });
    await notifyStoryChanged(tx, story.id, "comments");
    return { storyId: story.id };
  });
}

/** Writes into a thread. One that was resolved meanwhile is open again: somebody has more to say. */
export function replyToThread(
  actor: Person,
  { threadId, commentId, text: typed }: { threadId: string; commentId: string; text: string },
  at = new Date(),
): Promise<{ storyId: string }> {
  return transaction(async (tx) => {
    const { thread, story } = await lockThread(tx, actor, threadId);
    if (await isKept(tx, actor, commentId)) return { storyId: story.id };
    if (thread._count.comments >= maxComments) throw new DomainError("TOO_LARGE", { comments: maxComments });
    const text = await checkMentions(tx, story, typed);
    await tx.comment.create({ data: { id: commentId, threadId, personId: actor.id, at, text }, select: { id: true } });
    if (thread.resolvedAt) await setResolved(tx, threadId, null);
    await sendNotices(tx, actor, { story, threadId, commentId, mentioned: mentionedIn(text), at, text });
    await notifyStoryChanged(tx, story.id, "comments");
    return { storyId: story.id };
  });
}

/** Rewrites an own comment. @throws NOT_ALLOWED for that of somebody else */
export function editComment(
  actor: Person,
  { commentId, text: typed }: { commentId: string; text: string },
  at = new Date(),
): Promise<{ storyId: string }> {
  return transaction(async (tx) => {
    const comment = await tx.comment.findUnique({
      where: { id: commentId },
      select: { threadId: true, personId: true, text: true },
    });
    if (!comment) throw new DomainError("NOT_FOUND");
    const { story } = await lockThread(tx, actor, comment.threadId);
    if (!canEditComment(actor, comment)) throw new DomainError("NOT_ALLOWED");
    const text = await checkMentions(tx, story, typed);
    if (text === comment.text) return { storyId: story.id };
    await tx.comment.update({ where: { id: commentId }, data: { text, editedAt: at }, select: { id: true } });
    await sendMentions(tx, actor, {
      story,
      threadId: comment.threadId,
      commentId,
      mentioned: mentionedIn(text),
      at,
      text,
    });
    await recordEvent(tx, actor, "story.comment_edited", subject(story), { comment: commentId }, at);
    await notifyStoryChanged(tx, story.id, "comments");
    return { storyId: story.id };
  });
}

/** Who may comment may say that it is settled, and open it again. */
export const resolveThread = (actor: Person, { threadId }: { threadId: string }, at = new Date()) =>
  settle(actor, threadId, { resolvedAt: at, resolvedById: actor.id }, at);

export const reopenThread = (actor: Person, { threadId }: { threadId: string }, at = new Date()) =>
  settle(actor, threadId, null, at);

type Resolved = { resolvedAt: Date; resolvedById: string } | null;

const subject = (story: OfStory) => ({ kind: "story", id: story.id, name: story.headline }) as const;

async function setResolved(tx: Transaction, threadId: string, resolved: Resolved): Promise<void> {
  await tx.commentThread.update({
    where: { id: threadId },
    data: resolved ?? { resolvedAt: null, resolvedById: null },
    select: { id: true },
  });
}

function settle(actor: Person, threadId: string, resolved: Resolved, at: Date): Promise<{ storyId: string }> {
  return transaction(async (tx) => {
    const { thread, story } = await lockThread(tx, actor, threadId);
    if ((thread.resolvedAt !== null) === (resolved !== null)) return { storyId: story.id };
    await setResolved(tx, threadId, resolved);
    const action = resolved ? "story.comments_resolved" : "story.comments_reopened";
    await recordEvent(tx, actor, action, subject(story), { thread: threadId }, at);
    await notifyStoryChanged(tx, story.id, "comments");
    return { storyId: story.id };
  });
}
