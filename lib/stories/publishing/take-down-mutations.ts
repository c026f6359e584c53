// Taking down many stories at once.
import type { Actor } from "../../actor.ts";
import { DomainError, type Failure } from "../../errors.ts";
import { commitErasure, waitUntilErased } from "../../press/mutations.ts";
import { assertConfirmed } from "../../proof/mutations.ts";
import { failure } from "../../result.ts";
import { has } from "../../roles/policy.ts";
import { lockStory } from "../lock.ts";
import type { TakeDowns } from "../types.ts";
import { takeDown } from "./mutations.ts";

/**
 * As `takeDownStory`, of several stories for one reason. Each is taken down in a transaction of its own: one that is refused does not stop
 * the others. Waits for every node once, after the last. More than one story needs a recent proof of who the actor is.
 * @throws NOT_ALLOWED to a role that takes nothing down, CONFIRM_NEEDED
 */
export async function takeDownStories(
  actor: Actor,
  { storyIds, reason }: { storyIds: readonly string[]; reason: string },
): Promise<TakeDowns> {
  if (!has(actor, "takeDown")) throw new DomainError("NOT_ALLOWED", { verb: "takeDown", privilege: "takeDown" });
  if (storyIds.length > 1) await assertConfirmed(undefined, actor);
  const result: TakeDowns = { takenDown: [], refused: [], erasure: null };
  let last: string | null = null;
  let busy: Failure | null = null;
  for (const storyId of storyIds) {
    if (busy) {
      // The database cannot be reached: the others would each wait for it in vain.
      result.refused.push({ storyId, failure: busy });
      continue;
    }
    try {
      const { xid } = await commitErasure(async (tx) =>
        takeDown(tx, actor, await lockStory(tx, actor, storyId), reason, { at: new Date() }),
      );
      last = xid;
      result.takenDown.push(storyId);
    } catch (error) {
      const why = failure(error, "action");
      if (why.code === "BUSY") busy = why;
      result.refused.push({ storyId, failure: why });
    }
  }
  if (last !== null) result.erasure = await waitUntilErased(last);
  return result;
}
