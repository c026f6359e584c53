// Who wrote the text at a version of the log: what was frozen last, carried on through the steps since.
import type { Node } from "@tiptap/pm/model";
import { Step } from "@tiptap/pm/transform";
import { Authorship, type WritingKind } from "#lib/document/authorship.ts";
import { documentFromBlocks } from "#lib/document/canonical.ts";
import { documentSchema } from "#lib/document/schema.ts";
import "#lib/document/steps.ts";
import { innerSteps, stepCost } from "#lib/document/work.ts";
import { DomainError } from "../errors.ts";
import { log } from "../log.ts";
import type { Transaction } from "../postgres/app.ts";
import { readSteps } from "../steps/data.ts";
import { SliceBudget } from "../time-slices.ts";
import type { RevisionKind } from "./types.ts";

type Base = {
  blocks: string[];
  version: number;
  at: Date;
  kind: RevisionKind;
  actorId: string | null;
  authorship: unknown;
};

/** How the text that a story began with came in. */
export const beginningOf = (kind: RevisionKind): WritingKind =>
  kind === "IMPORTED" || kind === "COPIED" ? kind : "TYPED";

/**
 * Follows the log from the newest revision that knows its writers, or from the first one, to `version`. Where the log before
 * is not kept, or does not fit, nobody is guessed: all of its text is by "UNKNOWN", before `now`.
 * @param doc the text at `version`; where `isOlder`, a later one, and only the log says what the text was
 */
export async function readAuthorship(
  tx: Transaction,
  storyId: string,
  { version, doc, isOlder = false, now = new Date() }: { version: number; doc: Node; isOlder?: boolean; now?: Date },
): Promise<Authorship> {
  const unknown = Authorship.of(doc, null, now, "UNKNOWN");
  const [base] = await tx.$queryRaw<Base[]>`
    select blocks, version, at, kind::text as kind, actor_id::text as "actorId", authorship
    from revision where story_id = ${storyId}::uuid and version <= ${version}
    order by case when authorship is null then -number else number end desc limit 1`;
  if (!base) return unknown;
  const began = documentFromBlocks(base.blocks);
  const authorship =
    base.authorship === null
      ? Authorship.of(began, base.actorId, base.at, beginningOf(base.kind))
      : Authorship.read(began, base.authorship);
  try {
    await follow(tx, storyId, authorship, base.version, version);
  } catch (error) {
    if (error instanceof DomainError && error.code === "LOG_GONE") return unknown;
    if (!(error instanceof RangeError)) throw error;
    log.warn(
      { error, storyId, version },
      "authorship: the step log does not lead from a revision to the stored text; authors shown as unknown",
    );
    return unknown;
  }
  return isOlder || authorship.doc.eq(doc) ? authorship : unknown;
}

async function follow(tx: Transaction, storyId: string, authorship: Authorship, from: number, to: number) {
  const budget = new SliceBudget();
  for (let at = from; at < to; ) {
    const rows = await readSteps(tx, storyId, at);
    if (rows.length === 0) throw new DomainError("LOG_GONE", { from: at });
    for (const { version, step, personId, at: moment, origin } of rows) {
      if (version > to) return;
      for (const part of innerSteps(Step.fromJSON(documentSchema, step))) {
        await budget.spend(stepCost(part, authorship.doc));
        authorship.follow(part, { personId, at: moment, kind: origin });
      }
      at = version;
    }
  }
}
