// Stories for tests, made through the product's own mutations.
import type { Node } from "@tiptap/pm/model";
import type { Actor } from "#lib/actor.ts";
import { paragraph, type StoryParts, storyDocument } from "#lib/document/build.ts";
import { newBlockId } from "#lib/document/ids.ts";
import { SCHEMA_NUMBER } from "#lib/document/schema.ts";
import { appClient } from "#lib/postgres/app.ts";
import type { CopyState, Publication } from "#lib/postgres/generated/enums.ts";
import { createPage, createStory } from "#lib/stories/creating/mutations.ts";
import { listColumns, loadDocument, storeAuthors, storeDocument, storeFiles } from "#lib/stories/document.ts";
import { getChanges } from "#lib/stories/publishing/changes-data.ts";
import type { Batch } from "#lib/stories/schema.ts";
import { createSection, unique } from "./factories.ts";

/** A story of this person with a headline, a section and text: ready for every verb. */
export async function createReadyStory(
  actor: Actor,
  parts: StoryParts = {},
): Promise<{ id: string; version: number; sectionId: string }> {
  const { id } = await createStory(actor);
  const sectionId = parts.fields?.section ?? (await createSection()).id;
  const doc = storyDocument({
    headline: unique("Headline"),
    standfirst: "What it is about.",
    body: [paragraph("Some text of the story.")],
    ...parts,
    fields: { ...parts.fields, section: sectionId },
  });
  await setDocument(id, doc);
  return { id, version: 0, sectionId };
}

/** A standing page with a headline and text: ready for every verb. */
export async function createReadyPage(actor: Actor, parts: StoryParts = {}): Promise<{ id: string }> {
  const { id } = await createPage(actor);
  const doc = storyDocument({ headline: unique("Page"), body: [paragraph("What we hold to.")], ...parts });
  await setDocument(id, doc);
  return { id };
}

/** Puts a document in place without the log: only for the beginning of a test. */
export async function setDocument(storyId: string, doc: Node): Promise<void> {
  await appClient().$transaction(async (tx) => {
    await storeDocument(tx, storyId, 0, doc);
    await storeAuthors(tx, storyId, doc.attrs.authors as string[]);
    await storeFiles(tx, storyId, doc);
    await tx.story.update({ where: { id: storyId }, data: await listColumns(tx, doc), select: { id: true } });
  });
}

/** Every change of the copy that readers do not have, for a correction after `setDocument`, whose changes are nobody's. */
export const allChanges = async (actor: Actor, storyId: string): Promise<string[]> =>
  Object.keys((await getChanges(actor, storyId))?.changedBy ?? {});

/** Moves a story to a pair of states without the verbs: only for the beginning of a test. */
export async function setStates(storyId: string, copy: CopyState, publication: Publication): Promise<void> {
  await appClient().story.update({ where: { id: storyId }, data: { copy, publication }, select: { id: true } });
}

export async function readDocument(storyId: string): Promise<Node> {
  return appClient().$transaction(async (tx) =>
    loadDocument(
      tx,
      await tx.story.findUniqueOrThrow({
        where: { id: storyId },
        select: { id: true, version: true, publishedRevisionId: true },
      }),
    ),
  );
}

/** A batch as a tab sends it: text put at the end of the headline. */
export function typeInHeadline(
  storyId: string,
  doc: Node,
  version: number,
  text: string,
  given: Partial<Batch> = {},
): Batch {
  const at = doc.firstChild?.type.name === "headline" ? doc.firstChild.nodeSize - 1 : 1;
  const step = { stepType: "replace", from: at, to: at, slice: { content: [{ type: "text", text }] } };
  return {
    storyId,
    clientId: newBlockId(),
    batchId: newBlockId(),
    version,
    schemaNumber: SCHEMA_NUMBER,
    steps: [step],
    ...given,
  };
}
