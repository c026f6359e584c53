// Shared by every writer of steps: updates the log, the document and the columns for lists, and notifies other nodes.
import type { Node } from "@tiptap/pm/model";
import type { Step } from "@tiptap/pm/transform";
import { newBlockId } from "#lib/document/ids.ts";
import { rejectAll } from "#lib/document/suggestions.ts";
import { type Actor, personId } from "../../actor.ts";
import { recordEvent } from "../../audit/mutations.ts";
import type { Transaction } from "../../postgres/app.ts";
import type { StepOrigin } from "../../postgres/generated/enums.ts";
import { listColumns, sameAuthors, storeAuthors, storeDocument, storeFiles, storeWireTakes } from "../document.ts";
import type { LockedStory } from "../lock.ts";
import { copyAfterEdit } from "../policy.ts";
import { signingClient } from "../schema.ts";
import { moveAnchors } from "./anchor-mutations.ts";
import { notifyStoryChanged } from "./notify.ts";

export type Writing = {
  /** The document at `story.version`, and what the steps made of it. */
  before: Node;
  after: Node;
  steps: readonly Step[];
  /** How each step came about; the last one counts for those beyond the list. Empty: all typed. */
  origins?: readonly StepOrigin[];
  /** Steps of the server that follow, see `readTruth`. They are in `after`, and no tab takes them for its own. */
  signing?: readonly Step[];
  clientId: string;
  batchId: string;
  at: Date;
};

/** Whether readers would get something else: what is only proposed does not change what was approved. */
const changesText = (before: Node, after: Node): boolean => !rejectAll(before).eq(rejectAll(after));

/**
 * Writes steps that were applied and guarded already. The caller holds the story's row and has checked the actor.
 * An approval is lost where the text that was approved changes.
 * @returns the new version
 */
export async function writeSteps(tx: Transaction, actor: Actor, story: LockedStory, writing: Writing): Promise<number> {
  const { before, after, signing = [], at } = writing;
  const steps = [...writing.steps, ...signing];
  await appendSteps(tx, actor, { id: story.id, version: story.version }, writing);
  const version = story.version + steps.length;
  await storeDocument(tx, story.id, version, after);
  await moveAnchors(tx, story.id, before, steps);
  const wanted = copyAfterEdit(actor, story);
  const copy = wanted !== story.copy && changesText(before, after) ? wanted : story.copy;
  await tx.story.update({
    where: { id: story.id },
    data: {
      ...(await listColumns(tx, after, before)),
      version,
      copy,
      ...(copy !== story.copy ? { approvedRevisionId: null, approvedById: null } : {}),
      editedAt: at,
      editedById: personId(actor),
    },
    select: { id: true },
  });
  if (!sameAuthors(before, after)) await storeAuthors(tx, story.id, after.attrs.authors as string[]);
  await storeFiles(tx, story.id, after, before);
  await storeWireTakes(tx, story.id, after, before, { personId: personId(actor), at });
  if (copy !== story.copy) {
    await recordEvent(
      tx,
      actor,
      "story.approval_lost",
      { kind: "story", id: story.id, name: story.headline },
      { from: story.copy, to: copy, approvedBy: story.approvedById },
    );
    await notifyStoryChanged(tx, story.id, "status");
  }
  await notifyStoryChanged(tx, story.id, "steps");
  return version;
}

/**
 * Writes steps into the log, one row each. `to.version` is the base. The steps go in as texts: Prisma would take longer to
 * walk through a thousand of them than it takes to apply them, and nobody else would get a turn meanwhile.
 */
async function appendSteps(
  tx: Transaction,
  actor: Actor,
  to: { id: string; version: number },
  { steps, origins = [], signing = [], clientId, batchId, at }: Writing,
): Promise<void> {
  const all = [...steps, ...signing];
  const texts = all.map((step) => JSON.stringify(step.toJSON()));
  const cameBy = all.map((_step, index): StepOrigin => origins[index] ?? origins.at(-1) ?? "TYPED");
  const own = { clientId: `${signingClient}${newBlockId()}`, batchId: newBlockId() };
  await tx.$executeRaw`
    insert into story_step (story_id, version, step, client_id, batch_id, person_id, at, origin)
    select ${to.id}::uuid, ${to.version}::int + row.place, row.step::jsonb,
      case when row.place <= ${steps.length}::int then ${clientId} else ${own.clientId} end,
      case when row.place <= ${steps.length}::int then ${batchId} else ${own.batchId} end,
      ${personId(actor)}::uuid, ${at}::timestamptz, row.origin::step_origin
    from unnest(${texts}::text[], ${cameBy}::text[]) with ordinality as row (step, origin, place)`;
}
