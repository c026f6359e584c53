// Checks what a batch claims: who suggests, when, and whether words were put back or written.
import type { Node } from "@tiptap/pm/model";
import type { Step } from "@tiptap/pm/transform";
import { changedRange, type Former, wordsBetween } from "#lib/document/former.ts";
import { holdsForeign, signingSteps, wronglySigned } from "#lib/document/signed-suggestions.ts";
import { innerSteps, stepCost, type Work } from "#lib/document/work.ts";
import { type Actor, personId } from "../../actor.ts";
import type { Transaction } from "../../postgres/app.ts";
import type { StepOrigin } from "../../postgres/generated/enums.ts";
import { runInSlices } from "../../time-slices.ts";
import { readFormer } from "../history/former-text-data.ts";
import type { LockedStory } from "../lock.ts";

type Claims = {
  before: Node;
  after: Node;
  steps: readonly Step[];
  claimed: { pasted?: number[] | undefined; restored?: number[] | undefined };
  at: Date;
};
type Truth = {
  origins: StepOrigin[];
  /** Steps of the server that sign suggestions with the sender's name and the present time. */
  signing: readonly Step[];
  /** The document after all steps. */
  after: Node;
};

/** The log and the revisions are read only where the document itself does not bear out what the batch claims. */
export async function readTruth(tx: Transaction, actor: Actor, story: LockedStory, claims: Claims): Promise<Truth> {
  const { before, after, steps, claimed, at } = claims;
  let read: Promise<Former> | undefined;
  const former = () => {
    read ??= readFormer(tx, story.id, story.version).then((found) => found.former);
    return read;
  };
  const origins = await originsOf(before, steps, claimed, former);
  const sender = { personId: personId(actor) ?? "", now: at };
  if (sender.personId === "" || !holdsForeign(after, sender)) return { origins, signing: [], after };
  let wrong = await runInSlices(wronglySigned(before, steps, sender));
  if (wrong.length > 0) wrong = await runInSlices(wronglySigned(before, steps, sender, await former()));
  if (wrong.length === 0) return { origins, signing: [], after };
  const signing = signingSteps(after, wrong, sender);
  return { origins, signing, after: signing.reduce((doc, step) => step.apply(doc).doc ?? doc, after) };
}

/** The words that each of these steps put in. */
function* broughtIn(
  before: Node,
  steps: readonly Step[],
  wanted: ReadonlySet<number>,
): Work<{ index: number; words: string }[]> {
  const found: { index: number; words: string }[] = [];
  let doc = before;
  for (const [index, step] of steps.entries()) {
    let units = 0;
    let after = doc;
    for (const part of innerSteps(step)) {
      units += stepCost(part, after);
      after = part.apply(after).doc ?? after;
    }
    if (wanted.has(index)) {
      const changed = changedRange(doc, after);
      const words = changed ? wordsBetween(after, changed.from, changed.afterTo).trim() : "";
      found.push({ index, words });
      units += words.length / 10;
    }
    doc = after;
    yield units;
  }
  return found;
}

/** Words that a batch claims to put back must have been in the story before. A step that brings in no words is believed. */
async function originsOf(
  before: Node,
  steps: readonly Step[],
  claimed: Claims["claimed"],
  former: () => Promise<Former>,
): Promise<StepOrigin[]> {
  const [pasted, restored] = [new Set(claimed.pasted), new Set(claimed.restored)];
  const origins: StepOrigin[] = steps.map((_step, index) => (pasted.has(index) ? "PASTED" : "TYPED"));
  if (restored.size === 0) return origins;
  const wordsBefore = wordsBetween(before, 0, before.content.size);
  for (const { index, words } of await runInSlices(broughtIn(before, steps, restored))) {
    const wasThere = words === "" || wordsBefore.includes(words);
    if (wasThere || (await former()).hasWords(words)) origins[index] = "RESTORED";
  }
  return origins;
}
