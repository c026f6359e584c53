import { Prisma } from "../../postgres/app.ts";

/** Whether nobody has changed or published a story since its import: its last revision froze what the import wrote, in the log too. */
export const isAsImportedSql = (storyId: string): Prisma.Sql => Prisma.sql`exists (
  select from story s join revision r on r.story_id = s.id
  where s.id = ${storyId}::uuid and r.kind = 'IMPORTED' and r.version = s.version
    and r.number = (select max(number) from revision where story_id = s.id)
    and not exists (select from revision o where o.story_id = s.id and o.kind <> 'IMPORTED' and o.version is not null))`;
