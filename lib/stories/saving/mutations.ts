import type { Node } from "@tiptap/pm/model";
import { foreignFields, whyEditorsOnly } from "#lib/document/field-rules.ts";
import { type Applied, applying } from "#lib/document/guard.ts";
import { newReferences } from "#lib/document/references.ts";
import { DocumentRefused } from "#lib/document/refused.ts";
import { assertSchemaNumber } from "#lib/document/schema.ts";
import { proposesOnly } from "#lib/document/suggestions.ts";
import { wordCount } from "#lib/document/text.ts";
import type { Work } from "#lib/document/work.ts";
import { type Actor, personId } from "../../actor.ts";
import { DomainError } from "../../errors.ts";
import { type Transaction, transaction } from "../../postgres/app.ts";
import { readLog } from "../../steps/data.ts";
import { runInSlices } from "../../time-slices.ts";
import { createNewStory } from "../creating/mutations.ts";
import { getStatus } from "../data.ts";
import { loadDocument } from "../document.ts";
import { type LockedStory, lockStory } from "../lock.ts";
import { canChangeEditorsFields, canMoveToSection, canSuggest, whyNoEdit } from "../policy.ts";
import type { Batch } from "../schema.ts";
import type { Kind, Saved } from "../types.ts";
import { readTruth } from "./authorship-data.ts";
import { isLarge, oneByOne } from "./large-batches.ts";
import { assertMayName } from "./reference-data.ts";
import { writeSteps } from "./step-mutations.ts";

const asDomainError = (error: unknown): unknown =>
  error instanceof DocumentRefused
    ? new DomainError("DOCUMENT_REFUSED", { reason: error.code, sentence: error.message })
    : error;

/** Turns refusals of the guard into domain errors with the guard's sentence for the person. */
export function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asDomainError(error);
  }
}

const guardedInTurns = <T>(work: Work<T>): Promise<T> =>
  runInSlices(work).catch((error: unknown) => {
    throw asDomainError(error);
  });

/** A text of more words than this is not emptied without asking. */
const longText = 100;

/** A slip (select all, one key) would remove everything, so the person is asked first. */
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

/** A page with a section, for example, would keep the section from being deleted although nobody sees it there. */
function assertOwnFields(kind: Kind, doc: Node): void {
  const foreign = foreignFields(kind, doc.attrs);
  if (foreign.length > 0)
    throw new DomainError("DOCUMENT_REFUSED", {
      reason: "FOREIGN_FIELD",
      fields: foreign,
      sentence: `A ${kind === "PAGE" ? "page" : "story"} cannot have this: ${foreign.join(", ")}.`,
    });
}

/** Some fields are for editors: everyone else leaves them as they are. */
function assertMayChangeFields(actor: Actor, story: LockedStory, before: Node, after: Node): void {
  const section = { from: before.attrs.section as string | null, to: after.attrs.section as string | null };
  if (section.from !== section.to && !canMoveToSection(actor, story, section.to))
    throw new DomainError("DOCUMENT_REFUSED", {
      reason: "OTHER_SECTION",
      field: "section",
      sentence: "Your role does not include this section. Choose another one, or ask an administrator.",
    });
  const why = whyEditorsOnly(before.attrs, after.attrs);
  if (why === null || canChangeEditorsFields(actor, story)) return;
  throw new DomainError("DOCUMENT_REFUSED", { reason: "EDITORS_ONLY", ...why });
}

type Admitted = { answer: Saved } | { answer: null; story: LockedStory; why: ReturnType<typeof whyNoEdit> };

/** Whether the batch may be applied; `answer`: it need not be, for it is stored already or builds on an older version. */
async function admit(tx: Transaction, actor: Actor, batch: Batch): Promise<Admitted> {
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
      answer: {
        kind: "saved",
        version: before.version,
        at: before.at.toISOString(),
        repeated: true,
        status: await getStatus(actor, story.id, tx),
      },
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
  if (batch.version < story.version)
    return { answer: { kind: "stale", log: await readLog(tx, story.id, batch.version) } };
  return { answer: null, story, why };
}

type Prepared = Applied & { current: Node };

/** Applies a large batch while nobody waits for the story; whether it still fits is seen when it is stored. */
async function prepare(actor: Actor, batch: Batch): Promise<{ answer: Saved } | Prepared> {
  const found = await transaction(async (tx) => {
    const admitted = await admit(tx, actor, batch);
    return admitted.answer ? admitted : { answer: null, current: await loadDocument(tx, admitted.story) };
  });
  if (found.answer) return found;
  return { current: found.current, ...(await guardedInTurns(applying(found.current, batch.steps))) };
}

/**
 * The one write path of a story's text. Applies a batch whole or not at all, and only on the newest version; a stale one
 * is answered with the steps that its sender lacks, among which a tab finds its own again after a lost answer. The first batch of
 * a new story creates it in the same transaction.
 * @throws DOCUMENT_REFUSED, WRONG_STATE (detail.why), NOT_FOUND, NOT_ALLOWED, BUSY
 */
export async function saveSteps(actor: Actor, batch: Batch): Promise<Saved> {
  if (!isLarge(batch.steps)) return store(actor, batch, null);
  return oneByOne(personId(actor) ?? "", async () => {
    if (batch.creates) return store(actor, batch, null);
    const prepared = await prepare(actor, batch);
    return "answer" in prepared ? prepared.answer : store(actor, batch, prepared);
  });
}

/** @param prepared the batch applied to the version on which it builds */
function store(actor: Actor, batch: Batch, prepared: Prepared | null): Promise<Saved> {
  return transaction(async (tx) => {
    const admitted = await admit(tx, actor, batch);
    if (admitted.answer) return admitted.answer;
    const { story, why } = admitted;
    const current = prepared?.current ?? (await loadDocument(tx, story));
    const { doc, steps } = prepared ?? (await guardedInTurns(applying(current, batch.steps)));
    // Those who may not change the text may suggest: that reaches no readers and leaves the suggestions of others alone.
    if (why && !proposesOnly(current, doc, personId(actor) ?? "")) throw new DomainError("WRONG_STATE", { why });
    if (!batch.emptying) assertNotEmptied(current, doc);
    assertOwnFields(story.kind, doc);
    assertMayChangeFields(actor, story, current, doc);
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
    // The sender knows only their own steps; the server's come with the next ones, as those of a colleague do.
    const version = story.version + steps.length;
    return { kind: "saved", version, at: at.toISOString(), status: await getStatus(actor, story.id, tx) };
  });
}
