// Writes the text of an import into a story that is here, by steps on top of what it holds.
import type { Node } from "@tiptap/pm/model";
import { applySteps } from "#lib/document/guard.ts";
import { newBlockId } from "#lib/document/ids.ts";
import { stepsTo } from "#lib/document/restore.ts";
import type { Actor } from "../../actor.ts";
import type { Transaction } from "../../postgres/app.ts";
import { recordRevision } from "../../revisions/mutations.ts";
import type { LockedStory } from "../lock.ts";
import { writeSteps } from "../saving/step-mutations.ts";

export type WrittenText = { doc: Node; version: number; revision: { id: string; number: number } };

/** Writes `target` over `current`, the document at `story.version`, and freezes it. The caller has checked what it names. */
export async function writeImported(
  tx: Transaction,
  actor: Actor,
  story: LockedStory,
  { current, target, note, at = new Date() }: { current: Node; target: Node; note: string; at?: Date },
): Promise<WrittenText> {
  const wanted = stepsTo(current, target).map((step) => step.toJSON());
  const { doc, steps } = wanted.length === 0 ? { doc: current, steps: [] } : applySteps(current, wanted);
  const version =
    steps.length === 0
      ? story.version
      : await writeSteps(tx, actor, story, {
          before: current,
          after: doc,
          steps,
          origins: ["IMPORTED"],
          clientId: `import-${newBlockId()}`,
          batchId: newBlockId(),
          at,
        });
  const revision = await recordRevision(tx, actor, { id: story.id, version }, doc, { kind: "IMPORTED", note, at });
  return { doc, version, revision };
}
