import type { EditorState } from "@tiptap/pm/state";
import { newId } from "#lib/ids.ts";
import { collabOf, type Unconfirmed } from "./collab.ts";
import { keptFrom } from "./kept.ts";
import type { LoopOptions } from "./loop-options.ts";
import { lostFields } from "./lost-field.ts";

/** Why the server refused a change, and the block that is now in its position. */
type Refusal = { sentence: string; blockAt: (pos: number) => string };

/**
 * Hands the words and the field values of changes that had no place any more to the tab, which offers them to the person.
 * @param before the state that still contained the changes
 * @param personId whose change replaced a field; null if unknown
 */
export function reportLost(
  tab: Pick<LoopOptions, "storyId" | "personId" | "onKept" | "onLostField">,
  before: EditorState,
  lost: readonly Unconfirmed[],
  personId: string | null,
  refusal?: Refusal,
): void {
  const at = new Date().toISOString();
  const kept = keptFrom(before, collabOf(before).unconfirmed, lost).map(({ from, ...part }) => ({
    ...part,
    id: newId(),
    storyId: tab.storyId,
    personId: tab.personId,
    at,
    ...(refusal ? { refusal: refusal.sentence, blockId: refusal.blockAt(from) } : {}),
  }));
  if (kept.length > 0) tab.onKept?.(kept);
  for (const field of lostFields(lost, personId, refusal?.sentence)) tab.onLostField?.(field);
}
