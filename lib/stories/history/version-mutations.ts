// What readers may see of the versions that they have had.
import type { Actor } from "../../actor.ts";
import { recordEvent } from "../../audit/mutations.ts";
import { DomainError } from "../../errors.ts";
import { erasing } from "../../press/mutations.ts";
import type { Erasure } from "../../press/nodes-data.ts";
import { hideVersions } from "../../published/versions/mutations.ts";
import { lockStory } from "../lock.ts";
import { canHideWords } from "../policy.ts";
import { notifyStoryChanged } from "../saving/notify.ts";

/**
 * Hides from readers what was changed in this revision and in all before it: words that must not be published may have come in
 * with any change before the one that removed them. It cannot be undone. Waits for every node; safe to repeat.
 * @throws NOT_FOUND, NOT_ALLOWED
 */
export function hideWords(
  actor: Actor,
  { storyId, number }: { storyId: string; number: number },
): Promise<{ erasure: Erasure }> {
  return erasing(async (tx) => {
    const story = await lockStory(tx, actor, storyId);
    if (!canHideWords(actor, story)) throw new DomainError("NOT_ALLOWED");
    const hidden = await hideVersions(tx, storyId, number);
    if (hidden === 0) return {};
    const subject = { kind: "story", id: storyId, name: story.headline } as const;
    await recordEvent(tx, actor, "story.words_hidden", subject, { revision: number });
    await notifyStoryChanged(tx, storyId, "status");
    return {};
  });
}
