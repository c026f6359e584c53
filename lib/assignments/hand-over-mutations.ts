import type { Actor } from "../actor.ts";
import { recordEvent } from "../audit/mutations.ts";
import { DomainError } from "../errors.ts";
import { listOpenWork } from "../people/open-work-data.ts";
import { canManagePeople } from "../people/policy.ts";
import { appClient, transaction } from "../postgres/app.ts";
import { assignStory } from "./mutations.ts";

/**
 * Gives all open work of a person to another: what they were assigned, and what they began and nobody was assigned. Each
 * story is handed on by itself; what somebody else takes at this moment stays with them. Should it be interrupted, a second
 * call hands on the rest.
 * @returns how many stories were handed on, and how many the actor may not assign
 * @throws NOT_ALLOWED, NOT_FOUND, INVALID when the other account is not active or is the same
 */
export async function handOverWork(
  actor: Actor,
  { personId: from, to }: { personId: string; to: string },
): Promise<{ count: number; refused: number }> {
  if (!canManagePeople(actor)) throw new DomainError("NOT_ALLOWED");
  const people = await appClient().person.findMany({
    where: { id: { in: [from, to] } },
    select: { id: true, name: true, state: true },
  });
  const leaving = people.find(({ id }) => id === from);
  const taking = people.find(({ id }) => id === to);
  if (!leaving) throw new DomainError("NOT_FOUND");
  if (from === to || taking?.state !== "ACTIVE") throw new DomainError("INVALID", { field: "to" });
  let count = 0;
  let refused = 0;
  for (const { id, assigneeId } of await listOpenWork(from)) {
    try {
      await assignStory(actor, { storyId: id, personId: to, seen: assigneeId });
      count++;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (error.code === "NOT_ALLOWED" || error.code === "NOT_FOUND") refused++;
      else if (error.code !== "CHANGED_MEANWHILE") throw error;
    }
  }
  if (count > 0)
    await transaction((tx) =>
      recordEvent(
        tx,
        actor,
        "person.work_handed_over",
        { kind: "person", id: leaving.id, name: leaving.name },
        { to: taking.name, stories: count },
      ),
    );
  return { count, refused };
}
