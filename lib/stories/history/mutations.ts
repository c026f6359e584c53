// Restoring revisions, and the checkpoints that make it possible.
import type { Node } from "@tiptap/pm/model";
import { idsIn, keptByRestore, rowFields } from "#lib/document/field-rules.ts";
import type { RowKind } from "#lib/document/fields.ts";
import { applySteps } from "#lib/document/guard.ts";
import { newBlockId } from "#lib/document/ids.ts";
import { newReferences } from "#lib/document/references.ts";
import { stepsTo } from "#lib/document/restore.ts";
import { type Actor, SYSTEM } from "../../actor.ts";
import { recordEvent } from "../../audit/mutations.ts";
import { appClient, type Transaction, transaction } from "../../postgres/app.ts";
import { getRevisionByNumber, getRevisionDocument, lastFrozenVersion } from "../../revisions/data.ts";
import { recordRevision } from "../../revisions/mutations.ts";
import { getStatus } from "../data.ts";
import { loadDocument } from "../document.ts";
import { assertCan, type LockedStory, lockStory } from "../lock.ts";
import { guarded } from "../saving/mutations.ts";
import { notifyStoryChanged } from "../saving/notify.ts";
import { assertMayName } from "../saving/reference-data.ts";
import { writeSteps } from "../saving/step-mutations.ts";
import type { Restored } from "../types.ts";
import { assertUnchanged } from "../verbs/mutations.ts";

/**
 * Makes the copy say what a revision says: fields, pictures and all, by new steps on top. The former text is
 * frozen first, if it is not yet, so that it can be restored in turn. Never changes what readers get.
 * @throws CHANGED_MEANWHILE when the copy is not the one that the person looked at; NOT_ALLOWED, WRONG_STATE, NOT_FOUND;
 * DOCUMENT_REFUSED when a picture that the revision shows does not exist any more
 */
export function restoreRevision(
  actor: Actor,
  { storyId, number, version }: { storyId: string; number: number; version: number },
  at = new Date(),
): Promise<Restored> {
  return transaction(async (tx) => {
    const story = await lockStory(tx, actor, storyId);
    assertCan(actor, "restoreRevision", story);
    assertUnchanged(story, version);
    const current = await loadDocument(tx, story);
    const revision = await getRevisionByNumber(tx, storyId, number);
    const target = await withWhatIsLeft(tx, current, revision.doc);
    const steps = stepsTo(current, target);
    if (steps.length === 0) return { status: await getStatus(actor, storyId, tx), undo: null };

    const applied = guarded(() =>
      applySteps(
        current,
        steps.map((step) => step.toJSON()),
      ),
    );
    await assertMayName(tx, actor, newReferences(current, applied.doc), story.id);
    const undo = await freezeCopy(tx, actor, story, current, { note: "Before a restore", at });
    const after = await writeSteps(tx, actor, story, {
      before: current,
      after: applied.doc,
      steps: applied.steps,
      origins: ["RESTORED"],
      clientId: `restore-${newBlockId()}`,
      batchId: newBlockId(),
      at,
    });
    const made = await recordRevision(tx, actor, { id: storyId, version: after }, applied.doc, {
      kind: "RESTORED",
      note: `Revision ${number}`,
      at,
    });
    await recordEvent(
      tx,
      actor,
      "story.restored",
      { kind: "story", id: storyId, name: story.headline },
      { restored: number, revision: made.number },
      at,
    );
    await notifyStoryChanged(tx, storyId, "status");
    return { status: await getStatus(actor, storyId, tx), undo };
  });
}

/** The number of a revision that holds the copy as it is; made now where the last one holds something else. */
export async function freezeCopy(
  tx: Transaction,
  actor: Actor,
  story: LockedStory,
  doc: Node,
  { note, at }: { note: string; at: Date },
): Promise<number> {
  const last = await tx.revision.findFirst({
    where: { storyId: story.id, version: story.version },
    orderBy: { number: "desc" },
    select: { id: true, number: true },
  });
  if (last && (await getRevisionDocument(tx, last.id)).doc.eq(doc)) return last.number;
  return (await recordRevision(tx, actor, story, doc, { kind: "CHECKPOINT", note, at })).number;
}

/** A section, topic, author or story that was deleted since cannot come back; the field stays as it is without. */
async function withWhatIsLeft(tx: Transaction, current: Node, target: Node): Promise<Node> {
  const attrs: Record<string, unknown> = { ...target.attrs };
  const named = (kind: RowKind) => {
    const ids = rowFields.filter(({ holds }) => holds === kind).flatMap(({ name }) => idsIn(attrs, name));
    return { where: { id: { in: ids } }, select: { id: true } } as const;
  };
  const found: Record<RowKind, { id: string }[]> = {
    sections: await tx.section.findMany(named("sections")),
    topics: await tx.topic.findMany(named("topics")),
    authors: await tx.author.findMany(named("authors")),
    stories: await tx.story.findMany(named("stories")),
    pictures: await tx.picture.findMany(named("pictures")),
  };
  for (const { name, holds } of rowFields) {
    const left = idsIn(attrs, name).filter((id) => found[holds].some((row) => row.id === id));
    if (Array.isArray(attrs[name])) attrs[name] = left;
    else if (attrs[name] !== null && left.length === 0) attrs[name] = current.attrs[name];
  }
  return target.type.create({ ...attrs, ...keptByRestore(current.attrs) }, target.content);
}

const minute = 60_000;
/** After this long without a change the writers have left or pause. Milliseconds, as the next two. */
const rest = 2 * minute;
/** Work that goes on without a pause is frozen after so long. */
const maxWork = 10 * minute;
/** Older work was frozen while Galley ran; after a longer stop the log has it. */
const lookBack = 7 * 24 * 60 * minute;

/**
 * Freezes every copy that has changes no revision holds, after two minutes without a change or ten minutes of work, in the
 * name of its last editor. Safe to repeat, and on several nodes at once.
 * @returns how many revisions were recorded
 */
export async function checkpointStories(now = new Date()): Promise<number> {
  const ago = (ms: number) => new Date(now.getTime() - ms);
  const stories = await appClient().$queryRaw<{ id: string }[]>`
    select s.id::text as id
    from story s
    cross join lateral (select max(version) as version from revision where story_id = s.id) r
    left join story_step first on first.story_id = s.id and first.version = r.version + 1
    where s.edited_at > ${ago(lookBack)} and s.version > r.version
      and (s.edited_at <= ${ago(rest)} or first.at <= ${ago(maxWork)})
    order by s.edited_at limit 200`;
  let made = 0;
  for (const { id } of stories) if (await checkpoint(id, now)) made++;
  return made;
}

function checkpoint(storyId: string, at: Date): Promise<boolean> {
  return transaction(async (tx) => {
    const story = await lockStory(tx, SYSTEM, storyId);
    if (story.version <= ((await lastFrozenVersion(tx, storyId)) ?? -1)) return false;
    const { editedById } = await tx.story.findUniqueOrThrow({ where: { id: storyId }, select: { editedById: true } });
    const editor = editedById === null ? SYSTEM : ({ kind: "person", id: editedById } as const);
    await recordRevision(tx, editor, story, await loadDocument(tx, story), { kind: "CHECKPOINT", at });
    await notifyStoryChanged(tx, storyId, "status");
    return true;
  });
}
