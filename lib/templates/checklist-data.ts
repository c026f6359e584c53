import type { Actor } from "../actor.ts";
import { DomainError } from "../errors.ts";
import { isId } from "../ids.ts";
import { appClient, type Transaction } from "../postgres/app.ts";
import { visibleTo } from "../stories/data.ts";
import type { ChecklistLine } from "./types.ts";

/** The checklist of a story, in order, for everybody who may read the story. @throws NOT_FOUND */
export async function listChecklist(
  actor: Actor,
  storyId: string,
  client: Transaction = appClient(),
): Promise<ChecklistLine[]> {
  const story = isId(storyId)
    ? await client.story.findFirst({
        where: { AND: [{ id: storyId }, visibleTo(actor)] },
        select: {
          checklist: {
            orderBy: [{ position: "asc" }, { id: "asc" }],
            select: { id: true, text: true, doneAt: true, doneBy: { select: { name: true } } },
          },
        },
      })
    : null;
  if (!story) throw new DomainError("NOT_FOUND");
  return story.checklist.map(({ doneAt, doneBy, ...line }) => ({
    ...line,
    done: doneAt && { by: doneBy?.name ?? null, at: doneAt.toISOString() },
  }));
}
