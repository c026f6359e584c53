// Comments that come with a story from another newsroom. Their writers have no account here and are known by their names.
import type { Node } from "@tiptap/pm/model";
import { findBlock, quoteOf } from "#lib/document/anchors.ts";
import { newId } from "../../ids.ts";
import type { Transaction } from "../../postgres/app.ts";
import type { ExportedThread } from "./types.ts";

/**
 * Keeps the threads of a story that is new here. A thread about words that are no longer at its place is about their block, and
 * about the story if that is gone too.
 */
export async function keepThreads(
  tx: Transaction,
  storyId: string,
  doc: Node,
  threads: readonly ExportedThread[],
): Promise<void> {
  const rows = threads.map((thread) => ({ ...thread, id: newId() }));
  await tx.commentThread.createMany({
    data: rows.map(({ id, quote, createdAt, resolvedAt, blockId, from, to }) => ({
      id,
      storyId,
      quote,
      createdAt: new Date(createdAt),
      resolvedAt: resolvedAt && new Date(resolvedAt),
      ...placeIn(doc, { quote, blockId, from, to }),
    })),
  });
  await tx.comment.createMany({
    data: rows.flatMap(({ id: threadId, comments }) =>
      comments.map(({ at, editedAt, by, text }) => ({
        id: newId(),
        threadId,
        writerName: by,
        text,
        at: new Date(at),
        editedAt: editedAt && new Date(editedAt),
      })),
    ),
  });
}

function placeIn(doc: Node, { blockId, from, to, quote }: Pick<ExportedThread, "blockId" | "from" | "to" | "quote">) {
  const isThere =
    from !== null && to !== null && from < to && to <= doc.content.size && quoteOf(doc, from, to) === quote;
  if (isThere) return { blockId, fromPosition: from, toPosition: to };
  return { blockId: findBlock(doc, blockId) ? blockId : "", fromPosition: null, toPosition: null };
}

/** Removes the threads of a story that came with its import. The caller has checked that nobody has answered in them. */
export async function dropImportedThreads(tx: Transaction, storyId: string): Promise<void> {
  await tx.comment.deleteMany({ where: { thread: { storyId }, personId: null, guestId: null } });
  await tx.commentThread.deleteMany({ where: { storyId, comments: { none: {} } } });
}
