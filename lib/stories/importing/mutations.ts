// Takes in stories that were written elsewhere.
import type { Node } from "@tiptap/pm/model";
import { guardDocument } from "#lib/document/guard.ts";
import { missingToPublish } from "#lib/document/project-live.ts";
import { newReferences, type References, referencesOf } from "#lib/document/references.ts";
import { type Actor, personId } from "../../actor.ts";
import { isPartOfStory } from "../../addresses/part-data.ts";
import { recordEvent } from "../../audit/mutations.ts";
import { DomainError } from "../../errors.ts";
import { newId } from "../../ids.ts";
import { type Prisma, type Transaction, transaction } from "../../postgres/app.ts";
import type { ImportedKind } from "../../postgres/generated/client.ts";
import { keepVersions } from "../../revisions/import-mutations.ts";
import { recordRevision } from "../../revisions/mutations.ts";
import { has } from "../../roles/policy.ts";
import { listColumns, loadDocument, storeAuthors, storeDocument, storeFiles } from "../document.ts";
import { lockStory } from "../lock.ts";
import { assertMayName } from "../saving/reference-data.ts";
import { databaseNow } from "../scheduling/data.ts";
import type { Kind } from "../types.ts";
import { keepThreads } from "./comment-mutations.ts";
import { goLive } from "./live-mutations.ts";
import { keepPeople } from "./people-mutations.ts";
import { type Decision, decide } from "./policy.ts";
import { type Replacing, replaceImported } from "./replace-mutations.ts";
import { writeImported } from "./text-mutations.ts";
import type { ImportedStory } from "./types.ts";

export type ImportOutcome = {
  /** "published": a draft of an earlier import, untouched since, was published. The others are those of `Decision`. */
  kind: "imported" | "published" | Exclude<Decision, "create" | "promote"> | Replacing["kind"];
  id: string;
  path: string;
  /** Aliases that belong to something else. */
  lostAliases: string[];
  /** Why the story was left as it is, though somebody asked for it once more. */
  reason?: string;
};

/**
 * Creates a story as it was elsewhere: live at once with its own dates and address, or as a draft. Importing the same
 * key again changes nothing, save that a draft which nobody has touched goes live when it now should.
 * @throws NOT_ALLOWED, TAKEN {path}, NOT_READY {missing}, DOCUMENT_REFUSED, DocumentRefused
 */
export async function importStory(actor: Actor, story: ImportedStory): Promise<ImportOutcome> {
  if (!has(actor, "settings")) throw new DomainError("NOT_ALLOWED");
  const { kind = "STORY" } = story;
  guardDocument(story.doc);
  if (story.live) assertReady(story.doc, kind);
  return transaction(async (tx) => {
    // Of two imports of the same story at once the second waits and finds the story of the first.
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${story.key}, 0))`;
    const known = await tx.story.findUnique({ where: { importKey: story.key }, select: knownColumns });
    if (known) return keep(tx, actor, story, known);
    const { own } = story;
    const same = own ? await tx.story.findUnique({ where: { id: own.id }, select: { id: true, path: true } }) : null;
    if (same) return { kind: "known", id: same.id, path: same.path ?? story.path, lostAliases: [] };

    if (own) {
      const makers = own.history.flatMap(({ actorId, by }) => (actorId ? [{ id: actorId, name: by }] : []));
      await keepPeople(tx, [...own.people, ...makers]);
    }
    await assertMayImport(tx, actor, referencesOf(story.doc), own?.ids);
    const id = own?.id ?? newId();
    const path = await freePath(tx, story);
    const columns = await listColumns(tx, story.doc);
    const { live } = story;
    await tx.story.create({
      data: {
        id,
        kind,
        ...columns,
        path,
        importKey: story.key,
        importHash: story.hash ?? null,
        creatorId: personId(actor),
        editedById: personId(actor),
        ...(live && { editedAt: live.updatedAt ?? live.publishedAt }),
        ...(own && { createdAt: own.createdAt }),
      },
      select: { id: true },
    });
    await storeAuthors(tx, id, story.doc.attrs.authors as string[]);
    await storeFiles(tx, id, story.doc, null);
    if (!live) await storeDocument(tx, id, 0, story.doc);
    const versions = await keepVersions(tx, id, own?.history ?? []);
    const revision = await recordRevision(tx, actor, { id, version: 0 }, story.doc, {
      kind: "IMPORTED",
      note: story.note,
    });
    const lostAliases = live
      ? await goLive(tx, id, { ...story, kind, path, live }, story.doc, { ...revision, version: 0 })
      : [];
    for (const { revision: number, at, ...correction } of own?.corrections ?? [])
      await tx.correction.create({
        data: {
          ...correction,
          id: newId(),
          storyId: id,
          at: new Date(at),
          revisionId: versions.get(number ?? 0) ?? revision.id,
        },
        select: { id: true },
      });
    const changes = live && own?.changes ? own.changes : null;
    const text = { current: story.doc, target: changes ?? story.doc, note: story.note };
    const newest = changes ? await writeChanges(tx, actor, id, text, own?.ids) : revision;
    if (own && own.copy !== "DRAFT") await keepCopyState(tx, id, own.copy, newest.id);
    if (own) await keepThreads(tx, id, changes ?? story.doc, own.comments);
    await tagThings(tx, story.runId, "STORY", [id]);
    await recordEvent(
      tx,
      actor,
      "story.imported",
      { kind: "story", id, name: columns.headline },
      { from: story.note, path, live: live !== null },
    );
    return { kind: "imported", id, path, lostAliases };
  });
}

/** The stories of `ids` come with it. @throws DOCUMENT_REFUSED */
function assertMayImport(
  tx: Transaction,
  actor: Actor,
  references: References,
  ids: ReadonlySet<string> = new Set(),
  storyId?: string,
): Promise<void> {
  const stories = references.stories.filter((each) => !ids.has(each));
  return assertMayName(tx, actor, { ...references, stories }, storyId);
}

/** The state that the working copy had in another newsroom. Nobody here has approved it, but what the import wrote counts as approved. */
async function keepCopyState(
  tx: Transaction,
  id: string,
  copy: NonNullable<ImportedStory["own"]>["copy"],
  revisionId: string,
): Promise<void> {
  const approvedRevisionId = copy === "READY" ? revisionId : null;
  await tx.story.update({ where: { id }, data: { copy, approvedRevisionId }, select: { id: true } });
}

/** Writes the changes of a published story that readers do not get yet. @throws DOCUMENT_REFUSED, DocumentRefused */
async function writeChanges(
  tx: Transaction,
  actor: Actor,
  id: string,
  text: { current: Node; target: Node; note: string },
  ids: ReadonlySet<string> | undefined,
): Promise<{ id: string }> {
  guardDocument(text.target);
  await assertMayImport(tx, actor, newReferences(text.current, text.target), ids, id);
  return (await writeImported(tx, actor, await lockStory(tx, actor, id), text)).revision;
}

const knownColumns = {
  id: true,
  kind: true,
  importHash: true,
  path: true,
  version: true,
  copy: true,
  publication: true,
  headline: true,
  publishedRevisionId: true,
  embargoUntil: true,
} as const;
type Known = Prisma.StoryGetPayload<{ select: typeof knownColumns }>;

/** Of a story that an earlier import made. */
async function keep(tx: Transaction, actor: Actor, story: ImportedStory, known: Known): Promise<ImportOutcome> {
  const path = known.path ?? story.path;
  if (story.again) {
    const replaced = await replaceImported(tx, actor, known.id, { ...story, path });
    return { ...replaced, id: known.id, path };
  }
  const doc = await loadDocument(tx, known);
  const decision = decide(story, {
    ...known,
    isEmbargoed: known.embargoUntil !== null && known.embargoUntil > (await databaseNow(tx)),
    isReady: missingToPublish(doc, known.kind).length === 0,
  });
  if (decision !== "promote" || !story.live) {
    const kind = decision === "create" || decision === "promote" ? "known" : decision;
    return { kind, id: known.id, path, lostAliases: [] };
  }
  const revision = await recordRevision(tx, actor, { id: known.id, version: 0 }, doc, {
    kind: "PUBLISHED",
    note: story.note,
  });
  const { kind, id } = known;
  const lostAliases = await goLive(tx, id, { ...story, kind, path, live: story.live }, doc, {
    ...revision,
    version: 0,
  });
  await recordEvent(
    tx,
    actor,
    "story.published",
    { kind: "story", id: known.id, name: known.headline },
    { from: story.note, path },
  );
  return { kind: "published", id: known.id, path, lostAliases };
}

/** Notes that an import made these, so that it can be undone. */
export async function tagThings(
  tx: Transaction,
  runId: string | null | undefined,
  kind: ImportedKind,
  ids: readonly string[],
): Promise<void> {
  if (!runId) return;
  await tx.importedThing.createMany({ data: ids.map((targetId) => ({ runId, kind, targetId })), skipDuplicates: true });
}

async function freePath(tx: Transaction, { path, movable }: ImportedStory): Promise<string> {
  for (let number = 1; number < 100; number += 1) {
    const wanted = number === 1 ? path : `${path}-${number}`;
    const address = await tx.address.findUnique({ where: { path: wanted }, select: { path: true } });
    const draft = await tx.story.findUnique({ where: { path: wanted }, select: { id: true } });
    if (!address && !draft && !(await isPartOfStory(tx, wanted))) return wanted;
    if (!movable) break;
  }
  throw new DomainError("TAKEN", { path });
}

function assertReady(doc: Node, kind: Kind): void {
  const missing = missingToPublish(doc, kind).map(({ code }) => code);
  if (missing.length > 0) throw new DomainError("NOT_READY", { missing });
}
