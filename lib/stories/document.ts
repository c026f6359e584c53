// The working document of a story, and what lists need of it.
import type { Node } from "@tiptap/pm/model";
import { documentFromJson, toJson } from "#lib/document/build.ts";
import { type ListProjection, projectList } from "#lib/document/project-live.ts";
import { filesIn } from "#lib/document/references.ts";
import { SCHEMA_NUMBER } from "#lib/document/schema.ts";
import { fold, headlineOf } from "#lib/document/text.ts";
import { newOrigins } from "#lib/document/wire-origin.ts";
import { DomainError } from "../errors.ts";
import type { Transaction } from "../postgres/app.ts";
import { getRevisionDocument } from "../revisions/data.ts";

type Has = { id: string; version: number; publishedRevisionId: string | null };

/** The working document; the published revision where the story has no work on it. @throws NOT_FOUND */
export async function loadDocument(tx: Transaction, story: Has): Promise<Node> {
  const row = await tx.storyDocument.findUnique({ where: { storyId: story.id }, select: { document: true } });
  if (row) return documentFromJson(row.document);
  if (!story.publishedRevisionId) throw new DomainError("NOT_FOUND");
  return (await getRevisionDocument(tx, story.publishedRevisionId)).doc;
}

/** The document goes in as text: Prisma would walk through each node of it, which takes longer than all else of a save. */
export async function storeDocument(tx: Transaction, storyId: string, version: number, doc: Node): Promise<void> {
  const text = JSON.stringify(toJson(doc));
  await tx.$executeRaw`
    insert into story_document (story_id, version, schema_number, document)
    values (${storyId}::uuid, ${version}::int, ${SCHEMA_NUMBER}::int, ${text}::jsonb)
    on conflict (story_id) do update
    set version = excluded.version, schema_number = excluded.schema_number, document = excluded.document`;
}

/**
 * The columns of `story` that follow the document.
 * @param before the document that the row follows now: what needs a query is left out where it cannot have changed
 */
export async function listColumns(tx: Transaction, doc: Node, before?: Node) {
  const projected = projectList(doc);
  const stays = before && headlineOf(before) === projected.headline && sameAuthors(before, doc);
  return {
    headline: projected.headline,
    sectionId: projected.fields.section,
    words: projected.words,
    language: projected.fields.language,
    translationOf: projected.fields.translationOf,
    purpose: projected.fields.purpose,
    pictureId: projected.cardPicture?.picture ?? null,
    ...(stays ? {} : { searchText: await searchTextOf(tx, projected) }),
  };
}

async function searchTextOf(tx: Transaction, { headline, fields }: ListProjection): Promise<string> {
  const authors = await tx.author.findMany({ where: { id: { in: fields.authors } }, select: { id: true, name: true } });
  return fold([headline, ...authors.map((author) => author.name)].join(" ")).slice(0, 2_000);
}

export const sameAuthors = (before: Node, after: Node): boolean =>
  String(before.attrs.authors) === String(after.attrs.authors);

/** Updates story_author to the authors in the document. */
export async function storeAuthors(tx: Transaction, storyId: string, authorIds: readonly string[]): Promise<void> {
  const known = await tx.author.findMany({ where: { id: { in: [...authorIds] } }, select: { id: true } });
  const there = new Set(known.map(({ id }) => id));
  await tx.storyAuthor.deleteMany({ where: { storyId } });
  await tx.storyAuthor.createMany({
    data: authorIds.filter((id) => there.has(id)).map((authorId, position) => ({ storyId, authorId, position })),
  });
}

/**
 * Updates story_picture and story_media to the files in the document; a file that left it stays as removed.
 * @param before the document that the rows follow now, null for a new story: without a difference nothing is written
 */
export async function storeFiles(tx: Transaction, storyId: string, doc: Node, before?: Node | null): Promise<void> {
  const now = filesIn(doc);
  const known = before ? filesIn(before) : { pictures: new Set<string>(), media: new Set<string>() };
  const isChanged = (kind: keyof typeof now) =>
    before === undefined || now[kind].symmetricDifference(known[kind]).size > 0;
  if (isChanged("pictures")) {
    const ids = [...now.pictures];
    await tx.$executeRaw`
      with removed as (
        update story_picture set removed_at = clock_timestamp()
        where story_id = ${storyId}::uuid and removed_at is null and picture_id <> all (${ids}::uuid[]))
      insert into story_picture (story_id, picture_id) select ${storyId}::uuid, unnest(${ids}::uuid[])
      on conflict (story_id, picture_id) do update set removed_at = null`;
  }
  if (isChanged("media")) {
    const ids = [...now.media];
    await tx.$executeRaw`
      with removed as (
        update story_media set removed_at = clock_timestamp()
        where story_id = ${storyId}::uuid and removed_at is null and media_id <> all (${ids}::uuid[]))
      insert into story_media (story_id, media_id) select ${storyId}::uuid, unnest(${ids}::uuid[])
      on conflict (story_id, media_id) do update set removed_at = null`;
  }
}

type Taker = { personId: string | null; at: Date };
/**
 * Notes the items of wires of which a document has words and `before` had none, so that the people of the story are notified of
 * corrections. They stay noted when the words leave the story.
 */
export async function storeWireTakes(
  tx: Transaction,
  storyId: string,
  doc: Node,
  before: Node | null,
  { personId, at }: Taker,
): Promise<void> {
  const found = newOrigins(before, doc);
  if (found.size === 0) return;
  await tx.$executeRaw`
    insert into wire_take (item_id, story_id, number, taken_by_id, at)
    select item.id, ${storyId}::uuid, least(origin.number, item.number), ${personId}::uuid, ${at}::timestamptz
    from unnest(${[...found.keys()]}::uuid[], ${[...found.values()]}::int[]) as origin (item_id, number)
    join wire_item item on item.id = origin.item_id
    on conflict (item_id, story_id) do update set number = greatest(wire_take.number, excluded.number)`;
}
