// The gate of the checks at publishing, and what becomes of their findings.
import type { Node } from "@tiptap/pm/model";
import type { Actor, Person } from "../../actor.ts";
import { recordEvent } from "../../audit/mutations.ts";
import { outsideUrlsOf } from "../../checks/outside-links.ts";
import { questionsAbout } from "../../checks/questions.ts";
import { judged, minReasonLength } from "../../checks/severity.ts";
import { DomainError } from "../../errors.ts";
import { countFindings, countLeft } from "../../house-style/mutations.ts";
import { newId } from "../../ids.ts";
import { noteOutsideLinks } from "../../outside-links/mutations.ts";
import { type Transaction, transaction } from "../../postgres/app.ts";
import { questionsAboutLinks, questionsAboutOutsideLinks } from "../link-data.ts";
import { type LockedStory, lockStory } from "../lock.ts";
import { canComment } from "../policy.ts";
import { loadJudgement } from "./data.ts";
import type { Finding } from "./schema.ts";

/**
 * Lets a text through whose checks do not block it, or whose editor says why it is published all the same; that is recorded.
 * @throws CHECKS_BLOCK with the codes of the checks
 */
export async function assertChecked(
  tx: Transaction,
  actor: Actor,
  story: Pick<LockedStory, "id" | "kind" | "headline">,
  doc: Node,
  { override = "", at = new Date() }: { override?: string | undefined; at?: Date },
): Promise<void> {
  const by = await loadJudgement(story.id, doc.attrs.section, tx);
  const asked = [
    ...questionsAbout(doc, story.kind, by.style),
    ...(await questionsAboutLinks(doc, story.id)),
    ...(await questionsAboutOutsideLinks(tx, doc)),
  ];
  await noteOutsideLinks(tx, outsideUrlsOf(doc), at);
  const questions = judged(asked, by);
  const codes = [...new Set(questions.flatMap(({ severity, code }) => (severity === "BLOCK" ? code : [])))];
  if (codes.length > 0) {
    if (override.trim().length < minReasonLength) throw new DomainError("CHECKS_BLOCK", { codes });
    await recordEvent(
      tx,
      actor,
      "story.checks_overridden",
      { kind: "story", id: story.id, name: story.headline },
      { codes, reason: override.trim() },
    );
  }
  await countLeft(tx, questions, at);
}

/** Somebody wrote what a rule of the house style proposes. @throws NOT_FOUND, NOT_ALLOWED */
export async function countAccepted(
  actor: Person,
  { storyId, ruleId, count: by }: { storyId: string; ruleId: string; count: number },
  at = new Date(),
): Promise<void> {
  await transaction(async (tx) => {
    await lockForFinding(tx, actor, storyId);
    await countFindings(tx, ruleId, "accepted", by, at);
  });
}

async function lockForFinding(tx: Transaction, actor: Person, storyId: string) {
  const story = await lockStory(tx, actor, storyId);
  if (!canComment(actor, story)) throw new DomainError("NOT_ALLOWED");
  return story;
}

/** Records that a finding is left as it is: nobody is asked about these words in this block again. @throws NOT_FOUND, NOT_ALLOWED */
export async function ignoreFinding(
  actor: Person,
  { storyId, code, block, words, style }: Finding,
  at = new Date(),
): Promise<void> {
  await transaction(async (tx) => {
    const story = await lockForFinding(tx, actor, storyId);
    const { count: added } = await tx.ignoredCheck.createMany({
      data: { id: newId(), storyId, code, block, words, style, personId: actor.id, at },
      skipDuplicates: true,
    });
    if (added === 0) return;
    if (style !== "") await countFindings(tx, style, "ignored", 1, at);
    await recordEvent(
      tx,
      actor,
      "story.check_ignored",
      { kind: "story", id: storyId, name: story.headline },
      { code, words },
    );
  });
}

/** Asks about all ignored findings of a story again. @throws NOT_FOUND, NOT_ALLOWED */
export async function restoreFindings(actor: Person, { storyId }: { storyId: string }): Promise<void> {
  await transaction(async (tx) => {
    await lockForFinding(tx, actor, storyId);
    await tx.ignoredCheck.deleteMany({ where: { storyId } });
  });
}
