// Maps the anchors of comments through new steps. It is here because every writer of steps has to do it.
import type { Node } from "@tiptap/pm/model";
import type { Step } from "@tiptap/pm/transform";
import { following } from "#lib/document/anchors.ts";
import type { Transaction } from "../../postgres/app.ts";
import { runInSlices } from "../../time-slices.ts";

/**
 * Moves the places of all comments of a story through steps, in the transaction that stores them: they are always true at
 * the story's version. The caller holds the story's row.
 * @param before the document that the steps build on
 */
export async function moveAnchors(
  tx: Transaction,
  storyId: string,
  before: Node,
  steps: readonly Step[],
): Promise<void> {
  const rows = await tx.commentThread.findMany({
    where: { storyId, fromPosition: { not: null } },
    select: { id: true, blockId: true, fromPosition: true, toPosition: true, quote: true },
  });
  if (rows.length === 0) return;
  const anchors = rows.map(({ id, blockId, fromPosition, toPosition, quote }) => ({
    id,
    blockId,
    quote,
    from: fromPosition ?? 0,
    to: toPosition ?? 0,
  }));
  const moved = (await runInSlices(following(anchors, before, steps))).filter(
    ({ from, to }, i) => from !== anchors[i]?.from || to !== anchors[i]?.to,
  );
  if (moved.length === 0) return;
  await tx.$executeRaw`
    update comment_thread set from_position = place.start, to_position = place.stop
    from unnest(${moved.map(({ id }) => id)}::uuid[], ${moved.map(({ from }) => from)}::int[],
      ${moved.map(({ to }) => to)}::int[]) as place (id, start, stop)
    where comment_thread.id = place.id`;
}
