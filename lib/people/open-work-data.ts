import { appClient } from "../postgres/app.ts";

/**
 * The stories that are unfinished and in a person's hands: assigned to them, or begun by them and assigned to nobody. A
 * published story counts while it has changes that readers do not see.
 */
export async function listOpenWork(personId: string): Promise<{ id: string; assigneeId: string | null }[]> {
  return appClient().$queryRaw`
    select id::text, assignee_id::text as "assigneeId" from story
    where kind = 'STORY' and copy <> 'SPIKED'
      and (publication <> 'LIVE' or published_version is null or version > published_version)
      and (assignee_id = ${personId}::uuid
        or assignee_id is null and creator_id = ${personId}::uuid and publication = 'NEVER')
    order by id`;
}
