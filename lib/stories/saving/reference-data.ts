// Checks that a document may name the stories, pictures and people whose ids it holds.
import { namesInJson, type References } from "#lib/document/references.ts";
import type { Actor } from "../../actor.ts";
import { DomainError } from "../../errors.ts";
import { canSeeMedia } from "../../media/policy.ts";
import { namesOf } from "../../people/known-name-data.ts";
import { canSeePictures } from "../../pictures/policy.ts";
import type { Transaction } from "../../postgres/app.ts";
import { type FileKind, hiddenFiles } from "../../roles/file-data.ts";
import { listNameable } from "../data.ts";

/**
 * What a change adds to a document must exist, and the actor must be allowed to know of it; whether it is hidden or does
 * not exist, the answer is the same. Undoing and restoring may bring back what this story named before.
 * @param storyId absent for a story that is only beginning
 * @throws DOCUMENT_REFUSED with what is missing
 */
export async function assertMayName(
  tx: Transaction,
  actor: Actor,
  references: References,
  storyId?: string,
): Promise<void> {
  const byId = (ids: string[]) => ({ where: { id: { in: ids } } });
  const countFiles = async (kind: FileKind, ids: string[]) => {
    const hidden = await hiddenFiles(actor, tx, kind, ids);
    const seen = byId(ids.filter((id) => !hidden.includes(id)));
    return kind === "picture" ? tx.picture.count(seen) : tx.mediaFile.count(seen);
  };
  const count = {
    sections: (ids: string[]) => tx.section.count(byId(ids)),
    topics: (ids: string[]) => tx.topic.count(byId(ids)),
    authors: (ids: string[]) => tx.author.count(byId(ids)),
    stories: (ids: string[]) => countStories(tx, actor, ids, storyId),
    pictures: (ids: string[]) => (canSeePictures(actor) ? countFiles("picture", ids) : 0),
    media: (ids: string[]) => (canSeeMedia(actor) ? countFiles("media", ids) : 0),
    snippets: (ids: string[]) => tx.liveSnippet.count(byId(ids)),
    collections: (ids: string[]) => countCollections(tx, ids, storyId),
    people: async (ids: string[]) => (await namesOf(tx, ids)).size,
  };
  for (const [kind, ids] of Object.entries(references) as [keyof References, string[]][]) {
    if (ids.length > 0 && (await count[kind](ids)) < ids.length) {
      throw new DomainError("DOCUMENT_REFUSED", { reason: "MISSING_REFERENCE", kind, sentence: missing[kind] });
    }
  }
}

async function countStories(tx: Transaction, actor: Actor, ids: string[], storyId?: string): Promise<number> {
  const known = new Set((await listNameable(tx, actor, ids)).map(({ id }) => id));
  const hidden = ids.filter((id) => !known.has(id));
  if (hidden.length === 0 || storyId === undefined) return known.size;
  const existing = await tx.story.findMany({ where: { id: { in: hidden } }, select: { id: true } });
  for (const { id } of existing) if (await wasNamed(tx, storyId, id)) known.add(id);
  return known.size;
}

/** Undoing and restoring bring back a box of a collection that was deleted meanwhile; readers get nothing of it. */
async function countCollections(tx: Transaction, ids: string[], storyId?: string): Promise<number> {
  const rows = await tx.collection.findMany({ where: { id: { in: ids } }, select: { id: true } });
  const known = new Set(rows.map(({ id }) => id));
  for (const id of ids) if (!known.has(id) && storyId && (await wasNamed(tx, storyId, id))) known.add(id);
  return known.size;
}

/** Whether a revision of the story or a step of its log that is not packed yet names this row. Slow, and rarely needed. */
async function wasNamed(tx: Transaction, storyId: string, id: string): Promise<boolean> {
  const pattern = `%${id}%`;
  const rows = await tx.$queryRaw<{ json: string }[]>`
    select block as json from revision, unnest(blocks) as block where story_id = ${storyId}::uuid and block like ${pattern}
    union select step::text from story_step where story_id = ${storyId}::uuid and step::text like ${pattern}`;
  return rows.some(({ json }) => namesInJson(JSON.parse(json), id));
}

const missing: Record<keyof References, string> = {
  sections: "The section no longer exists. Choose another.",
  topics: "A topic no longer exists. Remove it.",
  authors: "An author no longer exists. Remove the name.",
  stories: "A related or linked story does not exist, or you cannot open it. Remove it.",
  pictures: "A picture does not exist. Upload it again.",
  media: "A video, audio or file does not exist. Upload it again.",
  snippets: "A snippet no longer exists. Remove it.",
  collections: "A series or issue no longer exists. Choose another for the series box.",
  people: "A suggestion is by somebody without an account here. Withdraw it.",
};
