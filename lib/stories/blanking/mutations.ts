// `galley blank`: words that a court or a person's right to be forgotten took go everywhere, and the chain still checks.
import type { Node } from "@tiptap/pm/model";
import { type Step, Transform } from "@tiptap/pm/transform";
import { blankedOn, idsIn, isUnlawful, type Unlawful, unlawfulFields } from "#lib/document/blank.ts";
import { applySteps } from "#lib/document/guard.ts";
import { newBlockId } from "#lib/document/ids.ts";
import { FieldStep } from "#lib/document/steps.ts";
import { fold, headlineOf } from "#lib/document/text.ts";
import { SYSTEM } from "../../actor.ts";
import { recordEvent } from "../../audit/mutations.ts";
import { holdSeals, replaceHashes } from "../../audit/seal-mutations.ts";
import { DomainError } from "../../errors.ts";
import type { Transaction } from "../../postgres/app.ts";
import { ownerTransaction, vacuum } from "../../postgres/owner.ts";
import { lockPages } from "../../published/pages/mutations.ts";
import { renewVersions } from "../../published/versions/mutations.ts";
import type { BlankMatch } from "../../revisions/blank-data.ts";
import { blankRevisions } from "../../revisions/blank-mutations.ts";
import { getRevisionDocument } from "../../revisions/data.ts";
import { recordRevision } from "../../revisions/mutations.ts";
import { loadDocument } from "../document.ts";
import { type LockedStory, lockStory } from "../lock.ts";
import { goLive } from "../publishing/mutations.ts";
import { notifyStoryChanged } from "../saving/notify.ts";
import { writeSteps } from "../saving/step-mutations.ts";
import { readActInput } from "../scheduling/schema.ts";

/** Tables from whose files the words have to go as well. */
const written = [
  "revision",
  "story_step",
  "story_step_pack",
  "story_document",
  "story",
  "live_story",
  "live_page",
  "setting",
  "live_search",
  "live_version",
  "search_word",
  "comment_thread",
  "audit_event",
] as const;

export type Blanking = { blocks: number; revisions: number; at: Date };

/**
 * Takes words out of one story: every revision, the log, the copy, what readers get, quotes of comments and the names by
 * which the audit log calls the story. One transaction of the owner's; null when nothing of it was there.
 *
 * The log up to now goes whole, for any of its steps may hold the words; a revision is frozen first from which it goes on.
 * @throws NOT_FOUND; INVALID when the reason repeats the words
 */
export async function blankStory(
  given: Unlawful & { storyId: string; reason: string },
  at = new Date(),
): Promise<Blanking | null> {
  const { storyId, reason, text } = given;
  if (text !== null && fold(reason).includes(fold(text)))
    throw new DomainError("INVALID", { reason: "holds the words" });
  const done = await ownerTransaction(async (tx) => {
    const story = await lockStory(tx, SYSTEM, storyId);
    const current = await loadDocument(tx, story);
    const old = await headlinesOf(tx, story);
    const found = await blankRevisions(tx, storyId, given, { at, reason });
    const copy = await cleanCopy(tx, story, current, given, at);
    if (found.length === 0 && !copy) return null;

    const { version, doc, logged } = copy ?? { version: story.version, doc: current, logged: story.version };
    const made = await recordRevision(tx, SYSTEM, { id: storyId, version }, doc, {
      kind: "CHECKPOINT",
      note: `Blanked by law: ${reason}`.slice(0, 1_000),
      at,
    });
    await tx.$executeRaw`delete from story_step where story_id = ${storyId}::uuid and version <= ${logged}::int`;
    await tx.$executeRaw`delete from story_step_pack where story_id = ${storyId}::uuid`;
    await cleanLive(tx, story, found);
    await cleanPlans(tx, storyId, given, at);
    await cleanQuotes(tx, storyId, given, found, at);
    await cleanNames(tx, storyId, old, given, found, at);
    const blocks = new Set(found.flatMap(({ places }) => places.map(({ block }) => block))).size;
    await recordEvent(
      tx,
      SYSTEM,
      "story.blanked",
      { kind: "story", id: storyId, name: headlineOf(doc) },
      { reason, blocks, revision: made.number },
      at,
    );
    await notifyStoryChanged(tx, storyId, "status");
    await notifyStoryChanged(tx, storyId, "comments");
    return { blocks, revisions: found.length, at };
  });
  if (done) await vacuum(written);
  return done;
}

/**
 * Takes the words out of the copy by ordinary steps, so that open tabs follow.
 * @returns null when they are not in it; `logged`: up to which version the log may hold them
 */
async function cleanCopy(
  tx: Transaction,
  story: LockedStory,
  current: Node,
  what: Unlawful,
  at: Date,
): Promise<{ version: number; doc: Node; logged: number } | null> {
  const { fields, blocks } = stepsWithout(current, what);
  const steps = [...fields, ...blocks];
  if (steps.length === 0) return null;
  const applied = applySteps(
    current,
    steps.map((step) => step.toJSON()),
  );
  const version = await writeSteps(tx, SYSTEM, story, {
    before: current,
    after: applied.doc,
    steps: applied.steps,
    clientId: `blank-${newBlockId()}`,
    batchId: newBlockId(),
    at,
  });
  // A step that empties a field names what stood in it; one that takes out a block names only its place.
  return { version, doc: applied.doc, logged: story.version + fields.length };
}

/** Blocks go whole; what a story cannot be without stays, empty. */
function stepsWithout(doc: Node, what: Unlawful): { fields: Step[]; blocks: Step[] } {
  const fields = unlawfulFields(doc.attrs, what).map((name) => new FieldStep(null, name, doc.attrs[name], ""));
  const transform = new Transform(doc);
  const places: { pos: number; node: Node }[] = [];
  doc.forEach((node, pos) => {
    if (isUnlawful(node, what)) places.push({ pos, node });
  });
  const bodyLeft = doc.children.filter(
    (node) => node.type.isInGroup("block") && !places.some((place) => place.node === node),
  ).length;
  let isFirst = true;
  for (const { pos, node } of places.reverse()) {
    const end = pos + node.nodeSize;
    if (node.type.name === "headline" || node.type.name === "standfirst") {
      if (node.content.size > 0) transform.delete(pos + 1, end - 1);
    } else if (node.type.isInGroup("block") && bodyLeft === 0 && isFirst) {
      isFirst = false;
      transform.replaceWith(pos, end, doc.type.schema.node("paragraph", { id: newBlockId() }));
    } else transform.delete(pos, end);
  }
  return { fields, blocks: transform.steps };
}

/** Readers get the published revision as it is now, at once and everywhere. */
async function cleanLive(tx: Transaction, story: LockedStory, found: readonly BlankMatch[]): Promise<void> {
  const { path, publishedRevisionId, firstPublishedAt, updatedAt } = story;
  if (story.publication !== "LIVE" || !path || !firstPublishedAt) return;
  // Words of a version that they had before stand in what changed since.
  if (story.kind === "STORY") await renewVersions(tx, story.id);
  const published = found.find(({ revisionId }) => revisionId === publishedRevisionId);
  if (!published || !publishedRevisionId) return;
  if (story.kind === "PAGE") await lockPages(tx);
  const { doc, number } = await getRevisionDocument(tx, publishedRevisionId);
  await goLive(tx, story, doc, { path, firstPublishedAt, updatedAt, revisionNumber: number }, { erase: true });
}

/** Comments quote what they are about. */
async function cleanQuotes(
  tx: Transaction,
  storyId: string,
  { blocks, text }: Unlawful,
  found: readonly BlankMatch[],
  at: Date,
): Promise<void> {
  const nodes = found.flatMap(({ places }) => places.flatMap(({ node }) => node ?? []));
  const ids = new Set([...blocks, ...nodes.flatMap(idsIn)]);
  const zones = nodes.filter((node) => !node.attrs.id).map((node) => node.textContent);
  const rows = await tx.commentThread.findMany({
    where: { storyId, quote: { not: "" } },
    select: { id: true, blockId: true, quote: true },
  });
  const quoting = rows.filter(
    ({ blockId, quote }) =>
      ids.has(blockId) ||
      (blockId === "" && zones.some((zone) => zone.includes(quote))) ||
      (text !== null && fold(quote).includes(fold(text))),
  );
  await tx.commentThread.updateMany({
    where: { id: { in: quoting.map(({ id }) => id) } },
    data: { quote: blankedOn(at) },
  });
}

/** The notes of what was scheduled, and the terms of the embargo. */
async function cleanPlans(tx: Transaction, storyId: string, { text }: Unlawful, at: Date): Promise<void> {
  if (text === null) return;
  const holds = (words: string) => fold(words).includes(fold(text));
  const acts = await tx.scheduledAct.findMany({ where: { storyId }, select: { id: true, input: true } });
  for (const { id, input } of acts) {
    const known = readActInput(input);
    if (!holds(known.note)) continue;
    const { showReplaced, ...rest } = known;
    const kept = { ...rest, note: blankedOn(at), ...(showReplaced === undefined ? {} : { showReplaced }) };
    await tx.scheduledAct.update({ where: { id }, data: { input: kept }, select: { id: true } });
  }
  const story = await tx.story.findUniqueOrThrow({ where: { id: storyId }, select: { embargoReason: true } });
  if (holds(story.embargoReason))
    await tx.story.update({ where: { id: storyId }, data: { embargoReason: blankedOn(at) }, select: { id: true } });
}

async function headlinesOf(tx: Transaction, story: LockedStory): Promise<string[]> {
  const rows = await tx.revision.findMany({
    where: { storyId: story.id },
    distinct: ["headline"],
    select: { headline: true },
  });
  return [story.headline, ...rows.map(({ headline }) => headline)];
}

/** The audit log calls a story by the headline that it had. */
async function cleanNames(
  tx: Transaction,
  storyId: string,
  headlines: readonly string[],
  what: Unlawful,
  found: readonly BlankMatch[],
  at: Date,
): Promise<void> {
  const gone = new Set(
    found.flatMap(({ places }) =>
      places.flatMap(({ node }) => (node?.type.name === "headline" ? [headlineOfNode(node)] : [])),
    ),
  );
  const { text } = what;
  const names = headlines.filter((name) => gone.has(name) || (text !== null && fold(name).includes(fold(text))));
  await holdSeals(tx);
  const events = await tx.auditEvent.findMany({
    where: { subjectKind: "story", subjectId: storyId, subjectName: { in: names } },
    select: { id: true },
  });
  const ids = events.map(({ id }) => id);
  await tx.auditEvent.updateMany({ where: { id: { in: ids } }, data: { subjectName: blankedOn(at) } });
  await replaceHashes(tx, ids);
}
const headlineOfNode = (node: Node): string => node.textContent.replace(/\s+/g, " ").trim();
