import { Prisma, type Transaction } from "../postgres/app.ts";
import type { NoticeStory } from "./types.ts";

/** Common table expressions: "owner" created the story, has it or is its author; "watcher" watches it, its section or an owner. */
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
  )`;

/** The ids of the people whose story it is, and of those who watch it, its section or one of them. */
export async function listFollowers(
  tx: Transaction,
  story: Parameters<typeof ownersAndWatchers>[0],
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    with ${ownersAndWatchers(story)}
    select id::text from owner where id is not null union select id::text from watcher`;
  return rows.map(({ id }) => id);
}
