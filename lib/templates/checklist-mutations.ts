import type { Person } from "../actor.ts";
import { DomainError } from "../errors.ts";
import { transaction } from "../postgres/app.ts";
import { lockStory } from "../stories/lock.ts";
import { canComment } from "../stories/policy.ts";
import { notifyStoryChanged } from "../stories/saving/notify.ts";
import { listChecklist } from "./checklist-data.ts";
import type { ChecklistLine } from "./types.ts";

/**
 * Ticks a line, or opens it again. It is a note among colleagues, so it is for everybody who may comment on the story. Safe to
 * repeat: a line that is ticked keeps who ticked it first.
 * @throws NOT_FOUND, NOT_ALLOWED
 */
export function tickItem(
  actor: Person,
  { itemId, isDone }: { itemId: string; isDone: boolean },
  at = new Date(),
): Promise<ChecklistLine[]> {
  return transaction(async (tx) => {
    const item = await tx.checklistItem.findUnique({ where: { id: itemId }, select: { storyId: true } });
    if (!item) throw new DomainError("NOT_FOUND");
    const story = await lockStory(tx, actor, item.storyId);
    if (!canComment(actor, story)) throw new DomainError("NOT_ALLOWED");
    const { count } = await tx.checklistItem.updateMany({
      where: { id: itemId, doneAt: isDone ? null : { not: null } },
      data: isDone ? { doneAt: at, doneById: actor.id } : { doneAt: null, doneById: null },
    });
    if (count > 0) await notifyStoryChanged(tx, story.id, "status");
    return listChecklist(actor, story.id, tx);
  });
}
