import type { Node } from "@tiptap/pm/model";
import { documentFromJson, emptyDocument, newStoryDocument, toJson } from "#lib/document/build.ts";
import { emptiedBy } from "#lib/document/field-rules.ts";
import { newReferences } from "#lib/document/references.ts";
import { rejectAll } from "#lib/document/suggestions.ts";
import { type Actor, personId } from "../../actor.ts";
import { recordEvent } from "../../audit/mutations.ts";
import { DomainError } from "../../errors.ts";
import { isId, newId } from "../../ids.ts";
import { type Transaction, transaction } from "../../postgres/app.ts";
import { recordRevision } from "../../revisions/mutations.ts";
import { getSiteSettings } from "../../site/data.ts";
import { listColumns, loadDocument, storeAuthors, storeDocument, storeFiles, storeWireTakes } from "../document.ts";
import { lockStory } from "../lock.ts";
import { canCreate, canTranslate } from "../policy.ts";
import { assertMayName } from "../saving/reference-data.ts";
import type { NewStoryFacts } from "../schema.ts";
import type { Kind } from "../types.ts";

/** Begins a story: empty, in the paper's language, by the actor's own byline where there is one. */
export async function createStory(actor: Actor): Promise<{ id: string }> {
  const { language } = await getSiteSettings();
  return transaction(async (tx) => {
    const author =
      actor.kind === "person"
        ? await tx.author.findFirst({ where: { personId: actor.id }, select: { id: true } })
        : null;
    const doc = emptyDocument({ language, authors: author ? [author.id] : [] });
    return insertStory(tx, actor, doc, { kind: "CREATED", action: "story.created" });
  });
}

/** Begins a standing page, signed by nobody. @throws NOT_ALLOWED */
export async function createPage(actor: Actor): Promise<{ id: string }> {
  if (!canCreate(actor, "PAGE")) throw new DomainError("NOT_ALLOWED");
  const { language } = await getSiteSettings();
  return createStoryFrom(actor, emptyDocument({ language }), { of: "PAGE" });
}

/**
 * Creates the story of an id that a browser made, unless a story with this id exists: then nothing is done, and what the actor
 * may do with that one is for the caller to check. @throws NOT_ALLOWED, DOCUMENT_REFUSED for an author that does not exist
 */
export async function createNewStory(
  tx: Transaction,
  actor: Actor,
  id: string,
  { kind, language, authors }: NewStoryFacts,
): Promise<void> {
  if (!isId(id) || (await tx.story.count({ where: { id } })) > 0) return;
  if (!canCreate(actor, kind)) throw new DomainError("NOT_ALLOWED");
  const doc = newStoryDocument(id, { language, authors });
  await assertMayName(tx, actor, newReferences(emptyDocument(), doc));
  await insertStory(tx, actor, doc, { id, of: kind, kind: "CREATED", action: "story.created" });
}

/** Begins a story or page with a document that is there already. The caller has checked that what it names exists. */
export const createStoryFrom = (
  actor: Actor,
  doc: Node,
  given: { id?: string; at?: Date; of?: Kind } = {},
): Promise<{ id: string }> =>
  transaction((tx) => insertStory(tx, actor, doc, { kind: "CREATED", action: "story.created", ...given }));

/** The same as a part of a transaction that does more. */
export const createStoryIn = (tx: Transaction, actor: Actor, doc: Node, id = newId()): Promise<{ id: string }> =>
  insertStory(tx, actor, doc, { id, kind: "CREATED", action: "story.created" });

/** A new story or page with the text of another: never its address, its dates, its purpose or its history, and no translation. @throws NOT_FOUND */
export function copyStory(actor: Actor, { storyId }: { storyId: string }): Promise<{ id: string }> {
  return transaction(async (tx) => {
    const source = await lockStory(tx, actor, storyId);
    const json = toJson(rejectAll(await loadDocument(tx, source)));
    const doc = documentFromJson({ ...json, attrs: { ...json.attrs, ...emptiedBy("copy") } });
    return insertStory(tx, actor, doc, {
      of: source.kind,
      kind: "COPIED",
      action: "story.copied",
      detail: { from: storyId },
    });
  });
}

/**
 * A new story in another language, with the text to write over: what is not translated yet is seen beside what is. It belongs
 * to the original, also where a translation is translated. @throws NOT_FOUND, WRONG_STATE for a standing page
 */
export function translateStory(
  actor: Actor,
  { storyId, language }: { storyId: string; language: string },
): Promise<{ id: string }> {
  return transaction(async (tx) => {
    const source = await lockStory(tx, actor, storyId);
    if (!canTranslate(source)) throw new DomainError("WRONG_STATE", { verb: "translate", why: source.kind });
    const json = toJson(rejectAll(await loadDocument(tx, source)));
    const translationOf = json.attrs?.translationOf ?? storyId;
    const attrs = { ...json.attrs, ...emptiedBy("translation"), language, translationOf };
    const doc = documentFromJson({ ...json, attrs });
    return insertStory(tx, actor, doc, {
      kind: "COPIED",
      action: "story.translated",
      detail: { from: storyId, language },
    });
  });
}

type Beginning = {
  /** Absent: a story. */
  of?: Kind;
  kind: "CREATED" | "COPIED";
  action: string;
  detail?: { from?: string; language?: string };
  id?: string;
  at?: Date;
};

/**
 * Version 0 is frozen at once: replaying the log needs to know what it began with. Of two that insert the same id at once the
 * second waits for the first and then does nothing.
 */
async function insertStory(tx: Transaction, actor: Actor, doc: Node, how: Beginning): Promise<{ id: string }> {
  const { id = newId(), at = new Date(), of = "STORY" } = how;
  const columns = await listColumns(tx, doc);
  const inserted = await tx.story.createMany({
    data: {
      id,
      kind: of,
      ...columns,
      creatorId: personId(actor),
      editedById: personId(actor),
      createdAt: at,
      editedAt: at,
    },
    skipDuplicates: true,
  });
  if (inserted.count === 0) return { id };
  await storeDocument(tx, id, 0, doc);
  await storeAuthors(tx, id, doc.attrs.authors as string[]);
  await storeFiles(tx, id, doc, null);
  await storeWireTakes(tx, id, doc, null, { personId: personId(actor), at });
  await recordRevision(tx, actor, { id, version: 0 }, doc, { kind: how.kind, at });
  await recordEvent(tx, actor, how.action, { kind: "story", id, name: columns.headline }, how.detail ?? {}, at);
  return { id };
}
