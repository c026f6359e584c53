import { Prisma, type Transaction } from "../postgres/app.ts";
import type { NoticeStory } from "./types.ts";

/**
 * Common table expressions: "owner" created the story, has it or is its author; "watcher" watches it, its section or an
 * owner; "quiet" has muted it, its section, or an owner of it without owning it too.
 */
export const ownersAndWatchers = ({
  id,
  sectionId,
  creatorId,
  assigneeId,
}: Pick<NoticeStory, "id" | "sectionId" | "creatorId" | "assigneeId">): Prisma.Sql => Prisma.sql`
  owner as (
    select unnest(array[${creatorId}::uuid, ${assigneeId}::uuid]) as id
    union select a.person_id from story_author sa join author a on a.id = sa.author_id where sa.story_id = ${id}::uuid
  ), watcher as (
    select person_id as id from watch where not is_muted and (
      (kind = 'STORY' and subject_id = ${id}::uuid) or (kind = 'SECTION' and subject_id = ${sectionId}::uuid)
      or (kind = 'PERSON' and subject_id in (select id from owner)))
  ), quiet as (
    select person_id as id from watch where is_muted and (
      (kind = 'STORY' and subject_id = ${id}::uuid) or (kind = 'SECTION' and subject_id = ${sectionId}::uuid)
      or (kind = 'PERSON' and subject_id in (select id from owner)
        and person_id not in (select id from owner where id is not null)))
  )`;

/** The ids of the owners and watchers of a story, and of those for whom it is muted. */
export async function listFollowers(
  tx: Transaction,
  story: Parameters<typeof ownersAndWatchers>[0],
): Promise<{ followers: string[]; muted: string[] }> {
  const rows = await tx.$queryRaw<{ id: string; isMuted: boolean }[]>`
    with ${ownersAndWatchers(story)}
    select id::text, false as "isMuted" from owner where id is not null union select id::text, false from watcher
    union select id::text, true from quiet`;
  const ids = (isMuted: boolean) => rows.flatMap((row) => (row.isMuted === isMuted ? [row.id] : []));
  return { followers: ids(false), muted: ids(true) };
}
