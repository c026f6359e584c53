// What a publication, correction, take-down or removal from lists would purge. It is made and rolled back: nothing of it is kept.
import type { Actor } from "../../actor.ts";
import { planPurge } from "../../press/mutations.ts";
import { getRevisionDocument } from "../../revisions/data.ts";
import { getSiteSettings } from "../../site/data.ts";
import { loadDocument } from "../document.ts";
import { lockStory } from "../lock.ts";
import { assertUnchanged } from "../verbs/mutations.ts";
import type { Intent } from "./effects-schema.ts";
import { unlist } from "./list-mutations.ts";
import { correctedText, correctText, publishText, takeDown } from "./mutations.ts";

/**
 * The tags that this would purge. Checks that block publishing are not asked: they can be overridden.
 * @throws as the verb itself
 */
export async function planEffects(actor: Actor, intent: Intent, at = new Date()): Promise<Set<string>> {
  const { timeZone } = await getSiteSettings();
  const circumstances = { at, timeZone };
  return planPurge(async (tx) => {
    const story = await lockStory(tx, actor, intent.storyId);
    if (intent.verb === "takeDown") return takeDown(tx, actor, story, "Planned", circumstances);
    if (intent.verb === "unlist") return unlist(tx, actor, story, { at });
    if (intent.verb === "correct") {
      const out = await correctedText(tx, actor, story, intent);
      return correctText(tx, actor, story, out, { ...intent, note: intent.note || "Planned" }, circumstances);
    }
    const approved = story.approvedRevisionId ? await getRevisionDocument(tx, story.approvedRevisionId) : null;
    if (!approved) assertUnchanged(story, intent.version);
    const out = approved ?? { doc: await loadDocument(tx, story), version: story.version };
    return publishText(tx, actor, story, out, intent, circumstances);
  });
}
