import type { Node } from "@tiptap/pm/model";
import { foreignFields } from "#lib/document/fields.ts";
import { applySteps } from "#lib/document/guard.ts";
import { newReferences } from "#lib/document/references.ts";
import { DocumentRefused } from "#lib/document/refused.ts";
import { assertSchemaNumber } from "#lib/document/schema.ts";
import { proposesOnly } from "#lib/document/suggestions.ts";
import { wordCount } from "#lib/document/text.ts";
import { type Actor, personId } from "../actor.ts";
import { DomainError } from "../errors.ts";
import { transaction } from "../postgres/app.ts";
import { readLog } from "../steps/data.ts";
import { createNewStory } from "./create-mutations.ts";
import { getStatus } from "./data.ts";
import { loadDocument } from "./document.ts";
import { lockStory } from "./lock.ts";
import { canBadge, canSuggest, whyNoEdit } from "./policy.ts";
import { assertMayName } from "./reference-data.ts";
import type { Batch } from "./schema.ts";
import { writeSteps } from "./step-mutations.ts";
import { readTruth } from "./truth-data.ts";
import type { Kind, Saved } from "./types.ts";

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

/** Words that a text must have for its disappearance to be asked about. */
const longText = 100;

/** A hand that slips (all selected, one key) takes out everything: that is asked, not done. */
function assertNotEmptied(before: Node, after: Node): void {
  if (after.content.size * 2 > before.content.size) return;
  const words = wordCount(before);
  if (words > longText && wordCount(after) * 20 < words)
    throw new DomainError("DOCUMENT_REFUSED", {
      reason: "EMPTIES",
      words,
      sentence: `This takes out all ${words.toLocaleString("en-GB")} words of the story.`,
    });
}

/** A page with a section would keep that section from being deleted, and readers would never see why. */
function assertOwnFields(kind: Kind, doc: Node): void {
  const foreign = foreignFields(kind, doc.attrs);
  if (foreign.length > 0)
    throw new DomainError("DOCUMENT_REFUSED", {
      reason: "FOREIGN_FIELD",
      fields: foreign,
      sentence: `A ${kind === "PAGE" ? "page" : "story"} cannot have this: ${foreign.join(", ")}.`,
    });
}

/** Who may not set a badge leaves it as it is. */
function assertMayBadge(actor: Actor, before: Node, after: Node): void {
  const isSame = before.attrs.badge === after.attrs.badge && before.attrs.badgeUntil === after.attrs.badgeUntil;
  if (isSame || canBadge(actor)) return;
  throw new DomainError("DOCUMENT_REFUSED", { reason: "BADGE", sentence: "Only editors set a badge." });
}

/**
 * The one write path of a story's text. Applies a batch whole or not at all, and only on the newest version; a stale one
 * is answered with the steps that its sender lacks, among which a tab finds its own again after a lost answer. The first batch of
 * a new story creates it in the same transaction.
 * @throws DOCUMENT_REFUSED, WRONG_STATE (detail.why), NOT_FOUND, NOT_ALLOWED
 */
export function saveSteps(actor: Actor, batch: Batch): Promise<Saved> {
  return transaction(async (tx) => {
    if (batch.creates && batch.version === 0) await createNewStory(tx, actor, batch.storyId, batch.creates);
    const story = await lockStory(tx, actor, batch.storyId);
    // A repeat of what is stored already is answered even if the actor may not edit any more: it is saved. A batch that
    // builds on the newest version is none, for storing it would have made a newer one.
    const before =
      batch.version < story.version
        ? await tx.storyStep.findFirst({
            where: { storyId: story.id, batchId: batch.batchId, clientId: batch.clientId },
            orderBy: { version: "desc" },
            select: { version: true, at: true },
          })
        : null;
    if (before)
      return {
        kind: "saved",
        version: before.version,
        at: before.at.toISOString(),
        repeated: true,
        status: await getStatus(actor, story.id, tx),
      };
    const why = whyNoEdit(actor, story);
    if (why && !canSuggest(actor, story)) throw new DomainError("WRONG_STATE", { why });
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
    // Who may not change the text may propose: nothing of it reaches readers, and nothing of it touches what others propose.
    if (why && !proposesOnly(current, doc, personId(actor) ?? "")) throw new DomainError("WRONG_STATE", { why });
    if (!batch.emptying) assertNotEmptied(current, doc);
    assertOwnFields(story.kind, doc);
    assertMayBadge(actor, current, doc);
    await assertMayName(tx, actor, newReferences(current, doc), story.id);
    const at = new Date();
    const truth = await readTruth(tx, actor, story, { before: current, after: doc, steps, claimed: batch, at });
    await writeSteps(tx, actor, story, {
      before: current,
      after: truth.after,
      steps,
      origins: truth.origins,
      signing: truth.signing,
      clientId: batch.clientId,
      batchId: batch.batchId,
      at,
    });
    // The sender knows only the own steps; the server's come with the next ones, as those of a colleague do.
    const version = story.version + steps.length;
    return { kind: "saved", version, at: at.toISOString(), status: await getStatus(actor, story.id, tx) };
  });
}
