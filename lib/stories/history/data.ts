// Revisions and authorship, for people who may read the story.
import { piecesOf } from "#lib/document/authorship.ts";
import { toJson } from "#lib/document/build.ts";
import { referencesOf } from "#lib/document/references.ts";
import type { Actor } from "../../actor.ts";
import { DomainError } from "../../errors.ts";
import { isId } from "../../ids.ts";
import { namesOf } from "../../people/known-name-data.ts";
import { appClient } from "../../postgres/app.ts";
import { readAuthorship } from "../../revisions/authorship-data.ts";
import { getRevisionByNumber, listRevisionRows } from "../../revisions/data.ts";
import type { RevisionRow } from "../../revisions/types.ts";
import { namesFor, visibleTo } from "../data.ts";
import { loadDocument } from "../document.ts";
import type { OpenRevision, WrittenBy } from "../types.ts";

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
    return { number, document, names: await namesFor(tx, actor, referencesOf(doc)) };
  });
}

/** Pieces of one answer at most; who asks about more asks about less at a time. */
const maxPieces = 100;

/**
 * Who wrote the words between two positions of the text that the person sees, in order. For everybody who may read the story.
 * @param version of the text that the person has, with nothing unsent
 * @throws NOT_FOUND; CHANGED_MEANWHILE when there is no such version
 */
export async function whoWrote(
  actor: Actor,
  { storyId, version, from, to }: { storyId: string; version: number; from: number; to: number },
): Promise<{ pieces: WrittenBy[]; more: number }> {
  await assertReadable(actor, storyId);
  return appClient().$transaction(
    async (tx) => {
      const story = await tx.story.findUniqueOrThrow({
        where: { id: storyId },
        select: { id: true, version: true, publishedRevisionId: true },
      });
      if (version > story.version) throw new DomainError("CHANGED_MEANWHILE", { version: story.version });
      const doc = await loadDocument(tx, story);
      const authorship = await readAuthorship(tx, storyId, { version, doc, isOlder: version < story.version });
      const { size } = authorship.doc.content;
      const nobody = { personId: null, at: new Date().toISOString(), kind: "UNKNOWN" } as const;
      const pieces = piecesOf(authorship.between(Math.min(from, size), Math.min(to, size)), nobody);
      const ids = pieces.flatMap(({ personId }) => personId ?? []);
      const names = await namesOf(tx, ids);
      const shown = pieces.slice(0, maxPieces).map(
        ({ personId, ...piece }): WrittenBy => ({
          ...piece,
          person: personId !== null && names.has(personId) ? { id: personId, name: names.get(personId) ?? "" } : null,
        }),
      );
      return { pieces: shown, more: pieces.length - shown.length };
    },
    { isolationLevel: "RepeatableRead" },
  );
}
