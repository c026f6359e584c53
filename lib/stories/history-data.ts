// What was, for people who may read the story.
import { toJson } from "#lib/document/build.ts";
import { referencesOf } from "#lib/document/references.ts";
import type { Actor } from "../actor.ts";
import { DomainError } from "../errors.ts";
import { isId } from "../ids.ts";
import { appClient } from "../postgres/app.ts";
import { getRevisionByNumber, listRevisionRows } from "../revisions/data.ts";
import type { RevisionRow } from "../revisions/types.ts";
import { namesFor, visibleTo } from "./data.ts";
import type { OpenRevision } from "./types.ts";

/** @throws NOT_FOUND */
async function assertReadable(actor: Actor, storyId: string): Promise<void> {
  const found =
    isId(storyId) && (await appClient().story.count({ where: { AND: [{ id: storyId }, visibleTo(actor)] } }));
  if (!found) throw new DomainError("NOT_FOUND");
}

/** The revisions of a story, newest first, 50 a page; `next` is the `before` of the next page. @throws NOT_FOUND */
export async function listRevisions(
  actor: Actor,
  { storyId, before }: { storyId: string; before: number | null },
): Promise<{ revisions: RevisionRow[]; next: number | null }> {
  await assertReadable(actor, storyId);
  return listRevisionRows(appClient(), storyId, before);
}

/** One revision whole. The browser compares it with another, or with the copy as it is there. @throws NOT_FOUND */
export async function getRevision(
  actor: Actor,
  { storyId, number }: { storyId: string; number: number },
): Promise<OpenRevision> {
  await assertReadable(actor, storyId);
  return appClient().$transaction(async (tx) => {
    const { doc } = await getRevisionByNumber(tx, storyId, number);
    // Attributes have no prototype, and a server action answers with plain objects only.
    const document = structuredClone(toJson(doc));
    return { number, document, names: await namesFor(tx, referencesOf(doc)) };
  });
}
