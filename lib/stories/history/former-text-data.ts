// What a story's text held before, from its revisions and the log since the newest one.
import type { Node } from "@tiptap/pm/model";
import { Step } from "@tiptap/pm/transform";
import { documentFromBlocks } from "#lib/document/canonical.ts";
import { Former } from "#lib/document/former.ts";
import { documentSchema } from "#lib/document/schema.ts";
import "#lib/document/steps.ts";
import { innerSteps, stepCost } from "#lib/document/work.ts";
import { DomainError } from "../../errors.ts";
import type { Transaction } from "../../postgres/app.ts";
import { readSteps } from "../../steps/data.ts";
import { SliceBudget, yieldToEventLoop } from "../../time-slices.ts";
import { signingClient } from "../schema.ts";

/** Revisions that are looked through, the newest first. One is made after ten minutes of work at the latest. */
const maxRevisions = 50;

/**
 * Follows the log from the newest revision, noting what was taken out on the way, and reads older revisions. What was
 * written and taken out again between two older revisions is not found.
 * @returns `isComplete`: the log leads from the newest revision to the text
 */
export async function readFormer(
  tx: Transaction,
  storyId: string,
  version: number,
): Promise<{ former: Former; isComplete: boolean }> {
  const rows = await tx.$queryRaw<{ blocks: string[]; version: number }[]>`
    select blocks, version from revision where story_id = ${storyId}::uuid and version <= ${version}
    order by number desc limit ${maxRevisions}`;
  const former = new Former();
  const documents: Node[] = [];
  for (const { blocks } of rows) {
    const doc = documentFromBlocks(blocks);
    documents.push(doc);
    former.note(doc);
    await yieldToEventLoop();
  }
  const [newest] = rows;
  const isComplete =
    newest !== undefined &&
    documents[0] !== undefined &&
    (await followLog(tx, storyId, former, documents[0], newest.version, version));
  return { former, isComplete };
}

async function followLog(
  tx: Transaction,
  storyId: string,
  former: Former,
  base: Node,
  from: number,
  to: number,
): Promise<boolean> {
  let doc = base;
  // As it was before the batch: what a batch claimed until the server signed it was never there.
  let { start, batch } = { start: base, batch: "" };
  const budget = new SliceBudget();
  try {
    for (let at = from; at < to; ) {
      const steps = await readSteps(tx, storyId, at);
      if (steps.length === 0) return false;
      for (const { version, step, batchId, clientId } of steps) {
        if (version > to) break;
        if (batchId !== batch && !clientId.startsWith(signingClient)) {
          former.noteRemoved(start, doc);
          [start, batch] = [doc, batchId];
        }
        for (const part of innerSteps(Step.fromJSON(documentSchema, step))) {
          await budget.spend(stepCost(part, doc));
          const { doc: after } = part.apply(doc);
          if (!after) return false;
          doc = after;
        }
        at = version;
      }
    }
    former.noteRemoved(start, doc);
    return true;
  } catch (error) {
    // A log that is not kept so far back explains nothing, and what it does not explain is not believed.
    if (!(error instanceof DomainError && error.code === "LOG_GONE") && !(error instanceof RangeError)) throw error;
    return false;
  }
}
