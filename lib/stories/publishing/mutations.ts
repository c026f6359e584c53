// What changes what readers get: publish, correct, clarify, take down, reinstate.
import type { Node } from "@tiptap/pm/model";
import type { Changer } from "#lib/document/changers.ts";
import { withChanges } from "#lib/document/partial.ts";
import { missingToPublish, projectLive } from "#lib/document/project-live.ts";
import { headlineOf } from "#lib/document/text.ts";
import { type Actor, personId } from "../../actor.ts";
import { claimStoryPath } from "../../addresses/mutations.ts";
import { placePage } from "../../addresses/page-mutations.ts";
import { recordEvent } from "../../audit/mutations.ts";
import { clearBreakingOf } from "../../breaking/mutations.ts";
import { DomainError } from "../../errors.ts";
import { newId } from "../../ids.ts";
import { sendNotice } from "../../notices/mutations.ts";
import { type Transaction, transaction } from "../../postgres/app.ts";
import { erasing, purge } from "../../press/mutations.ts";
import type { Erasure } from "../../press/nodes-data.ts";
import { type Publishing, writeLive } from "../../published/mutations.ts";
import { isPurposeTaken } from "../../published/pages/data.ts";
import { lockPages, writeLivePage } from "../../published/pages/mutations.ts";
import { keepVersion } from "../../published/versions/mutations.ts";
import { getRevisionDocument } from "../../revisions/data.ts";
import { recordRevision } from "../../revisions/mutations.ts";
import { findRightsProblems } from "../../rights/data.ts";
import { getSiteSettings } from "../../site/data.ts";
import { assertChecked } from "../checking/mutations.ts";
import { getStatus } from "../data.ts";
import { loadDocument } from "../document.ts";
import { assertCan, type LockedStory, lockStory } from "../lock.ts";
import { showsReplaced } from "../policy.ts";
import { notifyStoryChanged } from "../saving/notify.ts";
import { assertNotEmbargoed, cancelActs } from "../scheduling/mutations.ts";
import { endingVerbs, publishingVerbs } from "../scheduling/types.ts";
import type { Kind, Receipt } from "../types.ts";
import { assertUnchanged, type VerbResult } from "../verbs/mutations.ts";
import { loadChanges } from "./changes-data.ts";

/** `showReplaced`: whether readers may see the words that this replaces. */
type Shows = { showReplaced?: boolean | undefined };
/** `override`: why it is published in spite of checks that block. */
type Publish = Shows & { storyId: string; version: number; showUpdated: boolean; override?: string | undefined };
type Correct = Shows & {
  storyId: string;
  version: number;
  kind: "CORRECTION" | "CLARIFICATION";
  note: string;
  /** Number of the revision that the editor compared the copy with, at `version`. */
  published?: number | undefined;
  /** Which changes of the copy to publish (`changeKey`); absent: those that nobody else had a hand in. */
  changes?: readonly string[] | undefined;
};

/**
 * Publishes the story, first or again: the approved revision if there is one, else the version that the editor saw.
 * @param input.showUpdated publishing again: whether readers see a new "Updated" time
 * @throws NOT_READY with what is missing, CHECKS_BLOCK, CHANGED_MEANWHILE, WRONG_STATE, NOT_ALLOWED
 */
export async function publishStory(actor: Actor, input: Publish, at = new Date()): Promise<Receipt> {
  const { timeZone } = await getSiteSettings(); // before: while it holds a lock, a transaction waits for no reader's connection
  return transaction(async (tx) => {
    const story = await lockStory(tx, actor, input.storyId);
    assertCan(actor, "publish", story);
    const approved = story.approvedRevisionId ? await getRevisionDocument(tx, story.approvedRevisionId) : null;
    if (!approved) assertUnchanged(story, input.version);
    const out = approved ?? { doc: await loadDocument(tx, story), version: story.version };
    await assertChecked(tx, actor, story, out.doc, { override: input.override, at });
    return withStatus(tx, actor, story, await publishText(tx, actor, story, out, input, { at, timeZone }));
  });
}

/** What was published, without what the person may do now. */
export type Published = Omit<Receipt, "status">;
const withStatus = async (
  tx: Transaction,
  actor: Actor,
  { id }: LockedStory,
  published: Published,
): Promise<Receipt> => ({ ...published, status: await getStatus(actor, id, tx) });

/** When it is published, in the newsroom's zone, and what starts it where that is not a click: for the audit log. */
export type Circumstances = { at: Date; timeZone: string; scheduled?: Scheduled };
type Scheduled = { act: string; due: string };

/** As `publishStory`, of a text that is given. The caller has locked the story. */
export function publishText(
  tx: Transaction,
  actor: Actor,
  story: LockedStory,
  out: Outgoing,
  how: Shows & { showUpdated: boolean },
  { at, ...where }: Circumstances,
): Promise<Published> {
  assertCan(actor, "publish", story);
  return publishRevision(tx, actor, story, out, {
    ...where,
    at,
    kind: "PUBLISHED",
    action: story.publication === "NEVER" ? "story.published" : "story.updated",
    note: "",
    updatedAt: story.firstPublishedAt && how.showUpdated ? at : story.updatedAt,
    showReplaced: how.showReplaced ?? showsReplaced("publish", story),
    erase: false,
  });
}

/**
 * Publishes again with a note that readers see, and destroys every copy of what was wrong: waits for every node. Readers get
 * the text that they have with the chosen changes; all others stay in the working copy. Throws as `publishStory`.
 */
export async function correctStory(actor: Actor, input: Correct, at = new Date()): Promise<Receipt> {
  const { timeZone } = await getSiteSettings();
  return erasing(async (tx) => {
    const story = await lockStory(tx, actor, input.storyId);
    assertCan(actor, input.kind === "CORRECTION" ? "correct" : "clarify", story);
    const out = await correctedText(tx, actor, story, input);
    return withStatus(tx, actor, story, await correctText(tx, actor, story, out, input, { at, timeZone }));
  });
}

/** As `correctStory`, of a text that is given. The caller has locked the story. */
export function correctText(
  tx: Transaction,
  actor: Actor,
  story: LockedStory,
  out: Outgoing,
  how: Shows & Pick<Correct, "kind" | "note">,
  { at, ...where }: Circumstances,
): Promise<Published> {
  const isCorrection = how.kind === "CORRECTION";
  assertCan(actor, isCorrection ? "correct" : "clarify", story);
  return publishRevision(tx, actor, story, out, {
    ...where,
    at,
    kind: isCorrection ? "CORRECTED" : "CLARIFIED",
    action: isCorrection ? "story.corrected" : "story.clarified",
    note: how.note,
    correction: how.kind,
    updatedAt: at,
    showReplaced: how.showReplaced ?? showsReplaced(isCorrection ? "correct" : "clarify", story),
    erase: true,
  });
}

/** The text to publish, and which version of the log it is; `isPart`: the copy has changes that are left out. */
export type Outgoing = { doc: Node; version: number | null; isPart?: boolean };

/**
 * The published text with the changes that the editor chose at `version`. Colleagues may have gone on writing: what they have
 * written since stays in the copy like every change that was not chosen.
 */
export async function correctedText(
  tx: Transaction,
  actor: Actor,
  story: LockedStory,
  { version, published, changes }: Pick<Correct, "version" | "published" | "changes">,
): Promise<Outgoing> {
  if (changes === undefined || version > story.version) assertUnchanged(story, version);
  const isOlder = version < story.version;
  const doc = isOlder ? null : await loadDocument(tx, story);
  const found = await loadChanges(tx, story, { doc, version });
  if (!found) return { doc: doc ?? (await loadDocument(tx, story)), version: story.version };
  if (published !== undefined && published !== found.published.number)
    throw new DomainError("CHANGED_MEANWHILE", { published: found.published.number });
  const keys = [...found.changedBy.keys()];
  const chosen = new Set(changes ?? keys.filter((key) => isOwn(found.changedBy.get(key), personId(actor))));
  if (keys.every((key) => chosen.has(key))) return { doc: found.doc, version, isPart: isOlder };
  if (!keys.some((key) => chosen.has(key)))
    return { doc: found.published.doc, version: found.published.version, isPart: true };
  return { doc: withChanges(found.before, found.after, chosen), version: null, isPart: true };
}

const isOwn = (changedBy: readonly Changer[] = [], person: Changer): boolean =>
  changedBy.length > 0 && changedBy.every((one) => one === person);

type Out = Circumstances & {
  kind: "PUBLISHED" | "CORRECTED" | "CLARIFIED";
  action: string;
  note: string;
  correction?: "CORRECTION" | "CLARIFICATION";
  updatedAt: Date | null;
  showReplaced: boolean;
  erase: boolean;
};

async function publishRevision(
  tx: Transaction,
  actor: Actor,
  story: LockedStory,
  out: Outgoing,
  how: Out,
): Promise<Published> {
  assertNotEmbargoed(story);
  await assertReady(tx, story, out.doc, how.at);
  await cancelActs(tx, story, publishingVerbs, how.correction ? "CORRECTED" : "PUBLISHED");
  const firstPublishedAt = story.firstPublishedAt ?? how.at;
  const path = await placeStory(tx, story, out.doc, firstPublishedAt, how.timeZone);
  const revision = await recordRevision(tx, actor, { id: story.id, version: out.version }, out.doc, {
    kind: how.kind,
    note: how.note,
    at: how.at,
  });
  if (how.correction) {
    const number = (await tx.correction.count({ where: { storyId: story.id } })) + 1;
    await tx.correction.create({
      data: {
        id: newId(),
        storyId: story.id,
        number,
        kind: how.correction,
        note: how.note,
        at: how.at,
        revisionId: revision.id,
      },
      select: { id: true },
    });
  }
  if (story.kind === "STORY") {
    const words = how.showReplaced ? "COMPARED" : "NEW";
    await keepVersion(tx, story.id, { number: revision.number, words }, story.publishedRevisionId);
  }
  // Work on the copy that was filed or approved stays so when a correction leaves it out. Scheduled copy becomes a draft:
  // published later, it would undo the correction.
  const keepsState = out.isPart && story.copy !== "SCHEDULED";
  await tx.story.update({
    where: { id: story.id },
    data: {
      publication: "LIVE",
      publishedSectionId: out.doc.attrs.section as string | null,
      ...(keepsState ? {} : { copy: "DRAFT", approvedRevisionId: null, approvedById: null }),
      path,
      publishedVersion: out.version,
      publishedRevisionId: revision.id,
      firstPublishedAt,
      publishedAt: how.at,
      updatedAt: how.updatedAt,
    },
    select: { id: true },
  });
  await recordEvent(
    tx,
    actor,
    how.action,
    { kind: "story", id: story.id, name: headlineOf(out.doc) },
    {
      revision: revision.number,
      path,
      ...(how.note ? { note: how.note } : {}),
      ...(how.scheduled ? { scheduled: how.scheduled } : {}),
    },
    how.at,
  );
  const kind = how.correction ? "CORRECTED" : "PUBLISHED";
  const named = { ...story, headline: headlineOf(out.doc) };
  await sendNotice(tx, actor, { kind, story: named, text: how.note }, how.at);
  await notifyStoryChanged(tx, story.id, "status");
  // Last: it locks what other publications need as well.
  await goLive(
    tx,
    story,
    out.doc,
    { path, firstPublishedAt, updatedAt: how.updatedAt, revisionNumber: revision.number },
    { erase: how.erase, isFirst: story.publishedRevisionId === null },
  );
  return {
    path,
    headline: headlineOf(out.doc),
    publishedAt: how.at.toISOString(),
    revision: revision.number,
  };
}

/** The address for publication, reserved for this story. @throws NOT_READY, TAKEN */
async function placeStory(tx: Transaction, story: LockedStory, doc: Node, at: Date, zone: string): Promise<string> {
  const { id, kind } = story;
  const path = kind === "PAGE" ? await placePage(tx, story, doc) : story.path;
  if (path === null) return claimStoryPath(tx, id, doc, at, zone);
  if (kind === "STORY" && story.publication === "LIVE") return path; // its row is there
  // An imported draft keeps the address that it had, without a row: what is not public has none.
  const address = await tx.address.upsert({
    where: { path },
    create: { path, kind, target: id },
    update: { kind },
    select: { target: true },
  });
  if (address.target !== id) throw new DomainError("TAKEN", { path });
  return path;
}

/**
 * From here to the end of the transaction no other page can be published.
 * @param at the instant of the publication, for the rights of its pictures; null: they are not checked
 * @throws NOT_READY with detail.missing, a list of the missing fields; PICTURE_RIGHTS with the pictures
 */
export async function assertReady(
  tx: Transaction,
  { id, kind, sectionId }: LockedStory,
  doc: Node,
  at: Date | null,
): Promise<void> {
  const missing = missingToPublish(doc, kind).map(({ code }) => code);
  // A text that was frozen earlier may name a section that was removed since; that of the copy is there.
  const section = kind === "STORY" && doc.attrs.section !== sectionId ? (doc.attrs.section as string | null) : null;
  if (section && (await tx.section.count({ where: { id: section } })) === 0) missing.push("SECTION");
  if (kind === "PAGE") {
    await lockPages(tx);
    if (await isPurposeTaken(tx, id, doc.attrs.purpose as string)) missing.push("PURPOSE");
  }
  if (missing.length > 0) throw new DomainError("NOT_READY", { missing });
  if (!at) return;
  const { pictures: shown, media } = projectLive(doc);
  const use = { storyId: id, pictures: shown, media, at };
  const pictures = (await findRightsProblems(tx, use, "key")).filter(({ rule }) => rule === "block");
  if (pictures.length > 0) throw new DomainError("PICTURE_RIGHTS", { pictures });
}

/** The function that writes the published row of this kind. */
const writerOf = (kind: Kind) => (kind === "PAGE" ? writeLivePage : writeLive);

/** Writes what readers get, with all corrections. `how` as in `writeLive`. */
export async function goLive(
  tx: Transaction,
  { id: storyId, kind, unlistedAt }: Pick<LockedStory, "id" | "kind" | "unlistedAt">,
  doc: Node,
  publishing: Omit<Publishing, "corrections" | "listed">,
  how: { erase: boolean; isFirst?: boolean },
): Promise<void> {
  const corrections = how.isFirst
    ? []
    : await tx.correction.findMany({
        where: { storyId },
        orderBy: { number: "asc" },
        select: { number: true, kind: true, note: true, at: true },
      });
  await writerOf(kind)(
    tx,
    storyId,
    {
      doc,
      publishing: {
        ...publishing,
        listed: unlistedAt === null,
        corrections: corrections.map((row) => ({ ...row, at: row.at.toISOString() })),
      },
    },
    how,
  );
}

/** Readers get 410 from the next request on. The copy, the history and the address stay. Waits for every node. */
export function takeDownStory(
  actor: Actor,
  { storyId, reason }: { storyId: string; reason: string },
  at = new Date(),
): Promise<VerbResult & { erasure: Erasure }> {
  return erasing(async (tx) => {
    const story = await lockStory(tx, actor, storyId);
    await takeDown(tx, actor, story, reason, { at });
    return { status: await getStatus(actor, storyId, tx) };
  });
}

/** As `takeDownStory`, of a story that the caller has locked. */
export async function takeDown(
  tx: Transaction,
  actor: Actor,
  story: LockedStory,
  reason: string,
  { at, scheduled }: Omit<Circumstances, "timeZone">,
): Promise<void> {
  const { id: storyId } = story;
  assertCan(actor, "takeDown", story);
  const revision = await recordRevision(tx, actor, story, await loadDocument(tx, story), {
    kind: "TAKEN_DOWN",
    note: reason,
    at,
  });
  const copy = await cancelActs(tx, story, [...publishingVerbs, ...endingVerbs], "TAKEN_DOWN");
  await tx.story.update({ where: { id: storyId }, data: { publication: "TAKEN_DOWN", ...copy }, select: { id: true } });
  if (story.path)
    await tx.address.update({ where: { path: story.path }, data: { kind: "GONE" }, select: { path: true } });
  const pins = await tx.pin.findMany({ where: { storyId }, select: { front: true } });
  await tx.pin.deleteMany({ where: { storyId } });
  await purge(
    tx,
    pins.map(({ front }) => `front:${front}`),
    { erase: true },
  );
  if (story.kind === "PAGE") await lockPages(tx);
  await writerOf(story.kind)(tx, storyId, null, { erase: true });
  await clearBreakingOf(tx, actor, storyId);
  await recordEvent(
    tx,
    actor,
    "story.taken_down",
    { kind: "story", id: storyId, name: story.headline },
    { reason, revision: revision.number, path: story.path, ...(scheduled ? { scheduled } : {}) },
    at,
  );
  await sendNotice(tx, actor, { kind: "TAKEN_DOWN", story, text: reason }, at);
  await notifyStoryChanged(tx, storyId, "status");
}

/** Brings back exactly what readers had before it was taken down. */
export function reinstateStory(actor: Actor, { storyId }: { storyId: string }): Promise<VerbResult> {
  return transaction(async (tx) => {
    const story = await lockStory(tx, actor, storyId);
    assertCan(actor, "reinstate", story);
    assertNotEmbargoed(story);
    const { path, publishedRevisionId, firstPublishedAt } = story;
    if (!path || !publishedRevisionId || !firstPublishedAt) throw new DomainError("WRONG_STATE", { verb: "reinstate" });
    const { doc, version } = await getRevisionDocument(tx, publishedRevisionId);
    // Readers do not get a picture that they must not see, and nobody could take it out of a text that is brought back as it was.
    await assertReady(tx, story, doc, null);
    const revision = await recordRevision(tx, actor, { id: storyId, version }, doc, { kind: "REINSTATED" });
    await tx.story.update({
      where: { id: storyId },
      data: { publication: "LIVE", publishedRevisionId: revision.id },
      select: { id: true },
    });
    await tx.address.update({ where: { path }, data: { kind: story.kind }, select: { path: true } });
    await goLive(
      tx,
      story,
      doc,
      { path, firstPublishedAt, updatedAt: story.updatedAt, revisionNumber: revision.number },
      { erase: false },
    );
    await recordEvent(
      tx,
      actor,
      "story.reinstated",
      { kind: "story", id: storyId, name: story.headline },
      { revision: revision.number, path },
    );
    await notifyStoryChanged(tx, storyId, "status");
    return { status: await getStatus(actor, storyId, tx) };
  });
}
