// Replacing a picture everywhere: a transaction per story, safe to repeat.
import { applySteps } from "#lib/document/guard.ts";
import { newBlockId } from "#lib/document/ids.ts";
import { picturesIn } from "#lib/document/references.ts";
import { replacePicture } from "#lib/document/replace-picture.ts";
import { rejectAll } from "#lib/document/suggestions.ts";
import type { Actor } from "../actor.ts";
import { recordEvent } from "../audit/mutations.ts";
import { replaceCovers } from "../collections/mutations.ts";
import { DomainError, type ErrorCode } from "../errors.ts";
import { replaceOnFronts } from "../fronts/replace-mutations.ts";
import { type Transaction, transaction } from "../postgres/app.ts";
import { jsonValueOrNull } from "../postgres/json.ts";
import { purge } from "../press/mutations.ts";
import { getRevisionDocument } from "../revisions/data.ts";
import { factsForReaders, findRightsProblems } from "../rights/data.ts";
import { getSiteSettings } from "../site/data.ts";
import { canManageSite } from "../site/policy.ts";
import { loadDocument } from "../stories/document.ts";
import { freezeCopy } from "../stories/history/mutations.ts";
import { lockStory } from "../stories/lock.ts";
import { canEdit } from "../stories/policy.ts";
import { publishText } from "../stories/publishing/mutations.ts";
import { guarded } from "../stories/saving/mutations.ts";
import { writeSteps } from "../stories/saving/step-mutations.ts";
import { setFallback } from "./fallback-mutations.ts";
import { getWordsOfBoth, type KeptReason, keptReason } from "./replace-data.ts";
import type { PicturePair } from "./replace-schema.ts";

/** `isDraft`, `isLive`: the working copy or the published text was changed. `keeps`: why the old picture is still in it. */
export type StoryReplaced = {
  storyId: string;
  isDraft: boolean;
  isLive: boolean;
  /** PROPOSED: a suggestion in the story is about the old picture. */
  keeps: KeptReason | "PROPOSED" | "NOT_YOURS" | null;
};

/**
 * Replaces a picture in one story. The working copy changes by steps, which open editors receive; its former text is
 * frozen first. If readers have the old picture, their text is published again with the new picture and nothing else of the
 * working copy, and without a new "Updated" time. A second call changes nothing.
 * @throws NOT_FOUND, NOT_ALLOWED, PICTURE_RIGHTS, and as `publishText`
 */
export async function replaceInStory(
  actor: Actor,
  { storyId, ...pair }: PicturePair & { storyId: string },
  at = new Date(),
): Promise<StoryReplaced> {
  const { timeZone } = await getSiteSettings(); // before: while it holds a lock, a transaction waits for no reader's connection
  return transaction(async (tx) => {
    const { old, next } = await getWordsOfBoth(tx, actor, pair);
    const story = await lockStory(tx, actor, storyId);
    const keeps = keptReason(story) ?? (canEdit(actor, story) ? null : "NOT_YOURS");
    if (keeps) return { storyId, isDraft: false, isLive: false, keeps };
    const before = await loadDocument(tx, story);
    const { steps } = replacePicture(before, old, next);
    let [after, version] = [before, story.version];
    if (steps.length > 0) {
      await assertMayUse(tx, next.id);
      await freezeCopy(tx, actor, story, before, { note: "Before a picture was replaced", at });
      const applied = guarded(() =>
        applySteps(
          before,
          steps.map((step) => step.toJSON()),
        ),
      );
      version = await writeSteps(tx, actor, story, {
        before,
        after: applied.doc,
        steps: applied.steps,
        origins: ["PASTED"],
        clientId: `replace-${newBlockId()}`,
        batchId: newBlockId(),
        at,
      });
      after = applied.doc;
    }
    const isLive = await replaceForReaders();
    if (steps.length > 0 || isLive)
      await recordEvent(
        tx,
        actor,
        "story.picture_replaced",
        { kind: "story", id: storyId, name: story.headline },
        { from: old.id, to: next.id, published: isLive },
        at,
      );
    return { storyId, isDraft: steps.length > 0, isLive, keeps: picturesIn(after).has(old.id) ? "PROPOSED" : null };

    async function replaceForReaders(): Promise<boolean> {
      if (story.publication !== "LIVE" || !story.publishedRevisionId) return false;
      const published = rejectAll((await getRevisionDocument(tx, story.publishedRevisionId)).doc);
      const wanted = replacePicture(published, old, next).doc;
      if (wanted.eq(published)) return false;
      // Where the copy has nothing else to publish, it is the published text again.
      const isWhole = rejectAll(after).eq(wanted);
      const out = isWhole ? { doc: after, version, isPart: true } : { doc: wanted, version: null, isPart: true };
      // As it is now that steps were written: an approval may have ended.
      const now = await lockStory(tx, actor, storyId);
      await publishText(tx, actor, now, out, { showUpdated: false }, { at, timeZone });
      return true;
    }
  });
}

/** @throws PICTURE_RIGHTS */
async function assertMayUse(tx: Transaction, pictureId: string): Promise<void> {
  const use = { storyId: null, pictures: [pictureId], at: new Date() };
  const pictures = (await findRightsProblems(tx, use, "key")).filter(({ rule }) => rule === "block");
  if (pictures.length > 0) throw new DomainError("PICTURE_RIGHTS", { pictures });
}

/** What became of a story. `failed`: nothing of it was changed. */
export type StoryOutcome = StoryReplaced & { failed: ErrorCode | null };

/** The same in some stories, one after the other. A story that cannot be changed stops none of the others. */
export async function replaceInStories(
  actor: Actor,
  { storyIds, ...pair }: PicturePair & { storyIds: readonly string[] },
): Promise<StoryOutcome[]> {
  const outcomes: StoryOutcome[] = [];
  for (const storyId of storyIds)
    try {
      outcomes.push({ ...(await replaceInStory(actor, { storyId, ...pair })), failed: null });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      outcomes.push({ storyId, isDraft: false, isLive: false, keeps: null, failed: error.code });
    }
  return outcomes;
}

export type ElsewhereReplaced = { authorCount: number; fallbackCount: number; frontCount: number };

/**
 * Replaces a picture outside of stories: portraits of authors, covers of collections, cards of fronts that the actor may launch and, for
 * admins, pictures of sections and of the paper.
 * A second call changes nothing. @throws NOT_ALLOWED, NOT_FOUND, INVALID, PICTURE_RIGHTS
 */
export const replaceElsewhere = (actor: Actor, pair: PicturePair): Promise<ElsewhereReplaced> =>
  transaction(async (tx) => {
    const { from, to } = pair;
    const { old, next } = await getWordsOfBoth(tx, actor, pair);
    const frontCount = await replaceOnFronts(tx, actor, old, next);
    // First, as in every publication: a withdrawal locks the picture before its rows.
    const facts = (await factsForReaders(tx, { pictures: [to], crops: [] })).get(to) ?? null;
    await assertMayUse(tx, to);
    const authors = await tx.author.findMany({ where: { portraitId: from }, select: { id: true, name: true } });
    await tx.author.updateMany({
      where: { id: { in: authors.map(({ id }) => id) }, portraitId: from },
      data: { portraitId: to, portraitFacts: jsonValueOrNull(facts) },
    });
    const collections = await replaceCovers(tx, from, to);
    const places = canManageSite(actor)
      ? await tx.fallbackPicture.findMany({ where: { pictureId: from }, select: { place: true } })
      : [];
    for (const { place } of places) await setFallback(tx, actor, place, to);
    await purge(
      tx,
      authors.map(({ id }) => `author:${id}`),
    );
    const { fileName } = await tx.picture.findUniqueOrThrow({ where: { id: from }, select: { fileName: true } });
    await recordEvent(
      tx,
      actor,
      "picture.replaced",
      { kind: "picture", id: from, name: fileName },
      { to, authors: authors.length, collections, fronts: frontCount, fallbacks: places.length },
    );
    return { authorCount: authors.length, fallbackCount: places.length, frontCount };
  });
