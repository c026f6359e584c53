// Undoing an import: everything goes that it made and that nobody has used or changed since.
import type { Actor } from "../actor.ts";
import { authorPath } from "../addresses/paths.ts";
import { releaseAddress } from "../addresses/place-mutations.ts";
import { recordEvent } from "../audit/mutations.ts";
import { dropImportedCollection } from "../collections/import-mutations.ts";
import { DomainError } from "../errors.ts";
import { trashMedia } from "../picture-desk/media-mutations.ts";
import { trashPictures } from "../picture-desk/trash-mutations.ts";
import { countMediaUses, countUses } from "../picture-desk/use-data.ts";
import { appClient, type Transaction, transaction } from "../postgres/app.ts";
import type { ImportedKind } from "../postgres/generated/enums.ts";
import { literally } from "../postgres/pattern.ts";
import { erasing, purge } from "../press/mutations.ts";
import { assertConfirmed } from "../proof/mutations.ts";
import { writeLive } from "../published/mutations.ts";
import { lockPages, writeLivePage } from "../published/pages/mutations.ts";
import { queryRedirectsTag } from "../redirects/data.ts";
import { removeRedirect } from "../redirects/mutations.ts";
import { deleteSection } from "../sections/mutations.ts";
import { deleteSnippet } from "../snippets/mutations.ts";
import { dropImportedThreads } from "../stories/importing/comment-mutations.ts";
import { isAsImportedSql } from "../stories/importing/data.ts";
import { deleteTopic } from "../topics/mutations.ts";
import { canImport, canUndo } from "./policy.ts";
import type { OnlyImport } from "./schema.ts";
import type { UndoOutcome } from "./types.ts";

/** Stories that are removed in one transaction. */
const batchSize = 50;

const names: Record<ImportedKind, keyof UndoOutcome["removed"]> = {
  STORY: "stories",
  PICTURE: "pictures",
  SECTION: "sections",
  TOPIC: "topics",
  AUTHOR: "authors",
  MEDIA: "files",
  SNIPPET: "snippets",
  COLLECTION: "collections",
};

/**
 * Removes what an import made. A story that somebody has edited, published again, commented on or planned since stays, and
 * so does whatever a story still uses; pictures go to the trash. Safe to repeat after a failure in the middle.
 * @throws NOT_ALLOWED, CONFIRM_NEEDED, NOT_FOUND, WRONG_STATE (it runs, was a dry run, or is undone)
 */
export async function undoImport(actor: Actor, { importId }: OnlyImport): Promise<UndoOutcome> {
  if (!canImport(actor)) throw new DomainError("NOT_ALLOWED");
  const run = await appClient().importRun.findUnique({
    where: { id: importId },
    select: { name: true, state: true, isDryRun: true, beatAt: true },
  });
  if (!run) throw new DomainError("NOT_FOUND");
  if (!canUndo(run, new Date())) throw new DomainError("WRONG_STATE", { state: run.state });
  await assertConfirmed(undefined, actor); // it can take thousands of published stories down
  const none = { stories: 0, pictures: 0, files: 0, snippets: 0, collections: 0, sections: 0, topics: 0, authors: 0 };
  const outcome: UndoOutcome = { removed: { ...none }, stayed: { ...none } };
  await removeStories(actor, importId, outcome);
  for (const [kind, remove] of removers) {
    for (const { targetId } of await thingsOf(importId, kind)) {
      const isGone = await remove(actor, targetId);
      outcome[isGone ? "removed" : "stayed"][names[kind]] += 1;
      if (isGone) await forget(importId, kind, [targetId]);
    }
  }
  await transaction(async (tx) => {
    await tx.importRun.update({ where: { id: importId }, data: { state: "UNDONE" }, select: { id: true } });
    await recordEvent(tx, actor, "import.undone", { kind: "import", id: importId, name: run.name }, outcome);
  });
  return outcome;
}

async function thingsOf(runId: string, kind: ImportedKind): Promise<{ targetId: string }[]> {
  const things = await appClient().importedThing.findMany({
    where: { runId, kind },
    select: { targetId: true },
    orderBy: { targetId: "asc" },
  });
  if (kind !== "SECTION") return things;
  const nested = await appClient().section.findMany({
    where: { id: { in: things.map(({ targetId }) => targetId) }, parentId: { not: null } },
    select: { id: true },
  });
  // A section can go once those below it have gone.
  const isNested = new Set(nested.map(({ id }) => id));
  return things.sort((one, other) => Number(isNested.has(other.targetId)) - Number(isNested.has(one.targetId)));
}

const forget = (runId: string, kind: ImportedKind, ids: readonly string[]) =>
  appClient().importedThing.deleteMany({ where: { runId, kind, targetId: { in: [...ids] } } });

async function removeStories(actor: Actor, runId: string, outcome: UndoOutcome): Promise<void> {
  const all = (await thingsOf(runId, "STORY")).map(({ targetId }) => targetId);
  for (let from = 0; from < all.length; from += batchSize) {
    const batch = all.slice(from, from + batchSize);
    const { removed } = await erasing(async (tx) => {
      const gone: string[] = [];
      for (const id of batch) if (await removeStory(tx, actor, { id, runId })) gone.push(id);
      await tx.importedThing.deleteMany({ where: { runId, kind: "STORY", targetId: { in: gone } } });
      return { removed: gone.length };
    });
    outcome.removed.stories += removed;
    outcome.stayed.stories += batch.length - removed;
  }
}

/** @returns whether it is gone; false if somebody has done something with it */
async function removeStory(
  tx: Transaction,
  actor: Actor,
  { id, runId }: { id: string; runId: string },
): Promise<boolean> {
  const [story] = await tx.$queryRaw<{ kind: string; path: string | null; headline: string; isUsed: boolean }[]>`
    select kind::text, path, headline, (
        copy = 'SCHEDULED' or publication not in ('NEVER', 'LIVE') or assignee_id is not null
        or embargo_until is not null or due_at is not null
        or exists (select from revision a where a.id = approved_revision_id and a.kind <> 'IMPORTED')
        or not ${isAsImportedSql(id)}
        or exists (select from comment_thread t left join comment c on c.thread_id = t.id where t.story_id = ${id}::uuid
          and (t.created_by_id is not null or c.person_id is not null or c.guest_id is not null))
        or exists (select from assignment where story_id = ${id}::uuid)
        or exists (select from story_flag where story_id = ${id}::uuid)
        or exists (select from hand_over_note where story_id = ${id}::uuid)
        or exists (select from scheduled_act where story_id = ${id}::uuid)
        or exists (select from review_link where story_id = ${id}::uuid)
        or exists (select from checklist_item where story_id = ${id}::uuid)
        or exists (select from pin where story_id = ${id}::uuid)
        or exists (select from collection c where ${id}::uuid = any (c.story_ids) and (c.updated_at > c.created_at
          or not exists (select from imported_thing t where t.run_id = ${runId}::uuid and t.kind = 'COLLECTION' and t.target_id = c.id)))
        or exists (select from story other where other.translation_of = ${id}::uuid)
      ) as "isUsed"
    from story where id = ${id}::uuid for update`;
  if (!story) return true;
  if (story.isUsed) return false;
  if (story.kind === "PAGE") {
    await lockPages(tx);
    await writeLivePage(tx, id, null, { erase: true });
  } else await writeLive(tx, id, null, { erase: true });
  if (story.path) await freeAddress(tx, id, story.path);
  const where = { storyId: id };
  await tx.storyAuthor.deleteMany({ where });
  await tx.storyPicture.deleteMany({ where });
  await tx.storyMedia.deleteMany({ where });
  await tx.storyDocument.deleteMany({ where });
  await tx.ignoredCheck.deleteMany({ where });
  await tx.watch.deleteMany({ where: { kind: "STORY", subjectId: id } });
  await dropImportedThreads(tx, id);
  const [row] = await tx.$queryRaw<{ dropped: number }[]>`select drop_imported_history(${id}::uuid) as dropped`;
  if (!row?.dropped) throw new Error(`the history of imported story ${id} could not be removed`);
  await tx.story.delete({ where: { id }, select: { id: true } });
  await recordEvent(
    tx,
    actor,
    "story.import_undone",
    { kind: "story", id, name: story.headline },
    { path: story.path },
  );
  return true;
}

/** A path that another story or a redirect owns by now stays. */
async function freeAddress(tx: Transaction, id: string, path: string): Promise<void> {
  const own = await tx.address.findUnique({ where: { path }, select: { target: true } });
  if (own?.target !== id) return;
  const older = await tx.address.findMany({ where: { kind: "REDIRECT", target: path }, select: { path: true } });
  await releaseAddress(tx, path);
  const byQuery = older.map((row) => row.path).filter((each) => each.includes("?"));
  if (byQuery.length === 0) return;
  await tx.redirect.deleteMany({ where: { path: { in: byQuery } } });
  await purge(tx, [queryRedirectsTag]);
}

type Remove = (actor: Actor, id: string) => Promise<boolean>;

/** Runs a removal that refuses what is in use. */
const unlessUsed =
  (remove: Remove): Remove =>
  async (actor, id) => {
    try {
      return await remove(actor, id);
    } catch (error) {
      if (error instanceof DomainError && error.code === "IN_USE") return false;
      if (error instanceof DomainError && error.code === "NOT_FOUND") return true;
      throw error;
    }
  };

/** In this order: what stories use goes after them. */
const removers: [Exclude<ImportedKind, "STORY">, Remove][] = [
  ["COLLECTION", dropImportedCollection],
  [
    "PICTURE",
    unlessUsed(async (actor, id) => {
      const uses = await transaction((tx) => countUses(tx, id));
      if (uses.live + uses.drafts > 0) return false;
      await trashPictures(actor, { pictureIds: [id] });
      return true;
    }),
  ],
  [
    "MEDIA",
    unlessUsed(async (actor, id) => {
      const uses = await transaction((tx) => countMediaUses(tx, id));
      if (uses.live + uses.drafts > 0) return false;
      await trashMedia(actor, { mediaId: id });
      const target = { startsWith: literally(`/media/${id}/`) };
      const moved = await appClient().address.findMany({ where: { kind: "REDIRECT", target }, select: { path: true } });
      for (const { path } of moved) await removeRedirect(actor, { path });
      return true;
    }),
  ],
  ["SNIPPET", unlessUsed(async (actor, snippetId) => deleteSnippet(actor, { snippetId }).then(() => true))],
  ["TOPIC", unlessUsed(async (actor, topicId) => deleteTopic(actor, { topicId }).then(() => true))],
  ["SECTION", unlessUsed(async (actor, sectionId) => deleteSection(actor, { sectionId }).then(() => true))],
  ["AUTHOR", removeAuthor],
];

/** An author without an account whom no story names. */
function removeAuthor(actor: Actor, id: string): Promise<boolean> {
  return transaction(async (tx) => {
    const [author] = await tx.$queryRaw<{ name: string; slug: string; isUsed: boolean }[]>`
      select name, slug, (
          person_id is not null or alias_of_id is not null
          or exists (select from author other where other.alias_of_id = ${id}::uuid)
          or exists (select from story_author where author_id = ${id}::uuid)
          or exists (select from live_story_author where author_id = ${id}::uuid)
          or exists (select from story_document where position(${id} in document::text) > 0)
          or exists (select from revision where position(${id} in blocks[1]) > 0)
        ) as "isUsed"
      from author where id = ${id}::uuid for update`;
    if (!author) return true;
    if (author.isUsed) return false;
    await releaseAddress(tx, authorPath(author.slug));
    await tx.author.delete({ where: { id }, select: { id: true } });
    await recordEvent(tx, actor, "author.deleted", { kind: "author", id, name: author.name });
    await purge(tx, [`author:${id}`]);
    return true;
  });
}
