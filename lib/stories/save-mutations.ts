import type { Node } from "@tiptap/pm/model";
import { applySteps } from "#lib/document/guard.ts";
import { newReferences } from "#lib/document/references.ts";
import { DocumentRefused } from "#lib/document/refused.ts";
import { assertSchemaNumber } from "#lib/document/schema.ts";
import { type Actor, personId } from "../actor.ts";
import { recordEvent } from "../audit/mutations.ts";
import { DomainError } from "../errors.ts";
import { type Prisma, type Transaction, transaction } from "../postgres/app.ts";
import { getStatus, readLog } from "./data.ts";
import { assertExist, listColumns, loadDocument, storeAuthors, storeDocument } from "./document.ts";
import { lockStory } from "./lock.ts";
import { copyAfterEdit, whyNoEdit } from "./policy.ts";
import type { Batch } from "./schema.ts";
import { tellStory } from "./tell.ts";
import type { Saved } from "./types.ts";

/** Refusals of the guard become errors of the domain, with the guard's own sentence for the person. */
export function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof DocumentRefused)
      throw new DomainError("DOCUMENT_REFUSED", { reason: error.code, sentence: error.message });
    throw error;
  }
}

/**
 * The one write path of a story's text. Applies a batch whole or not at all, and only on the newest version; a stale one
 * is answered with the steps that its sender lacks, among which a tab finds its own again after a lost answer.
 * @throws DOCUMENT_REFUSED, WRONG_STATE (detail.why), NOT_FOUND
 */
export function saveSteps(actor: Actor, batch: Batch): Promise<Saved> {
  return transaction(async (tx) => {
    const story = await lockStory(tx, actor, batch.storyId);
    // A repeat of what is stored already is answered even if the actor may not edit any more: it is saved.
    const before = await tx.storyStep.findFirst({
      where: { storyId: story.id, batchId: batch.batchId, clientId: batch.clientId },
      orderBy: { version: "desc" },
      select: { version: true, at: true },
    });
    if (before)
      return {
        kind: "saved",
        version: before.version,
        at: before.at.toISOString(),
        repeated: true,
        status: await getStatus(actor, story.id, tx),
      };
    const why = whyNoEdit(actor, story);
    if (why) throw new DomainError("WRONG_STATE", { why });
    guarded(() => assertSchemaNumber(batch.schemaNumber));
    if (batch.version > story.version)
      throw new DomainError("DOCUMENT_REFUSED", {
        reason: "UNKNOWN_VERSION",
        sentence:
          "This change builds on a version that the server does not have. Copy your text and load the page again.",
      });
    if (batch.version < story.version) return { kind: "stale", log: await readLog(tx, story.id, batch.version) };

    const current = await loadDocument(tx, story);
    const { doc, steps } = guarded(() => applySteps(current, batch.steps));
    await assertExist(tx, newReferences(current, doc));
    const at = new Date();
    await appendSteps(
      tx,
      actor,
      { id: story.id, version: story.version, clientId: batch.clientId, batchId: batch.batchId, at },
      steps.map((step) => step.toJSON() as Prisma.InputJsonObject),
    );
    const version = story.version + steps.length;
    await storeDocument(tx, story.id, version, doc);
    const copy = copyAfterEdit(actor, story);
    await tx.story.update({
      where: { id: story.id },
      data: {
        ...(await listColumns(tx, doc)),
        version,
        copy,
        ...(copy !== story.copy ? { approvedRevisionId: null, approvedById: null } : {}),
        editedAt: at,
        editedById: personId(actor),
      },
      select: { id: true },
    });
    if (!sameAuthors(current, doc)) await storeAuthors(tx, story.id, doc.attrs.authors as string[]);
    if (copy !== story.copy) {
      await recordEvent(
        tx,
        actor,
        "story.approval_lost",
        { kind: "story", id: story.id, name: story.headline },
        { from: story.copy, to: copy, approvedBy: story.approvedById },
      );
      await tellStory(tx, story.id, "status");
    }
    await tellStory(tx, story.id, "steps");
    return { kind: "saved", version, at: at.toISOString(), status: await getStatus(actor, story.id, tx) };
  });
}

const sameAuthors = (before: Node, after: Node): boolean =>
  String(before.attrs.authors) === String(after.attrs.authors);

/** Writes steps into the log, one row each. `version` is the base. */
export async function appendSteps(
  tx: Transaction,
  actor: Actor,
  to: { id: string; version: number; clientId: string; batchId: string; at: Date },
  steps: readonly Prisma.InputJsonObject[],
): Promise<void> {
  await tx.storyStep.createMany({
    data: steps.map((step, index) => ({
      storyId: to.id,
      version: to.version + index + 1,
      step,
      clientId: to.clientId,
      batchId: to.batchId,
      personId: personId(actor),
      at: to.at,
    })),
  });
}
