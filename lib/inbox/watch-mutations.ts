import type { Person } from "../actor.ts";
import { DomainError } from "../errors.ts";
import type { WatchChange } from "../notices/schema.ts";
import { type Transaction, transaction } from "../postgres/app.ts";
import { worksWithOthers } from "../roles/policy.ts";
import { visibleTo } from "../stories/data.ts";
import type { Watching } from "./watch-data.ts";

/** Watches something, mutes it, or goes back to what is usual. @throws NOT_FOUND for what the actor may not see */
export function setWatching(actor: Person, { kind, subjectId, how }: WatchChange): Promise<Watching> {
  return transaction(async (tx) => {
    await assertSees(tx, actor, { kind, subjectId });
    const key = { personId: actor.id, kind, subjectId };
    if (how === "USUAL") await tx.watch.deleteMany({ where: key });
    else {
      const isMuted = how === "MUTE";
      await tx.watch.upsert({
        where: { personId_kind_subjectId: key },
        create: { ...key, isMuted },
        update: { isMuted },
        select: { personId: true },
      });
    }
    return how;
  });
}

/** Contributors see their own stories only: no section and no colleague is theirs to watch. */
async function assertSees(
  tx: Transaction,
  actor: Person,
  { kind, subjectId }: Pick<WatchChange, "kind" | "subjectId">,
): Promise<void> {
  const count =
    kind === "STORY"
      ? await tx.story.count({ where: { AND: [{ id: subjectId }, visibleTo(actor)] } })
      : !worksWithOthers(actor)
        ? 0
        : kind === "SECTION"
          ? await tx.section.count({ where: { id: subjectId } })
          : await tx.person.count({ where: { id: subjectId } });
  if (count === 0) throw new DomainError("NOT_FOUND");
}
