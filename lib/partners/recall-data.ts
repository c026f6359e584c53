import type { Actor } from "../actor.ts";
import { mayPassOnSql } from "../pictures/partner-data.ts";
import { canSeePictures } from "../pictures/policy.ts";
import { appClient, Prisma } from "../postgres/app.ts";
import { assertSeesFiles } from "../roles/file-data.ts";
import type { PictureHolder } from "./types.ts";

/** Whether a picture was withdrawn after the partner had it: a condition on a row `i` of `partner_picture`. */
export const isRecalledSql = Prisma.sql`(i.recalled_at is not null and i.recalled_at >= i.sent_at)`;

/** The pictures of these stories that a partner had and must remove, by the ids of the stories. */
export async function recalledPictures(
  partnerId: string,
  storyIds: readonly string[],
): Promise<ReadonlyMap<string, { picture: string; at: Date }[]>> {
  const rows = await appClient().$queryRaw<{ story: string; picture: string; at: Date }[]>`
    select i.story_id::text as story, i.picture_id::text as picture, i.recalled_at as at from partner_picture i
    where i.partner_id = ${partnerId}::uuid and i.story_id = any(${[...storyIds]}::uuid[]) and ${isRecalledSql}
      and not exists (select from picture p where p.id = i.picture_id and ${mayPassOnSql})
    order by i.recalled_at, i.picture_id`;
  return Map.groupBy(rows, ({ story }) => story);
}

/** The partners that have or may have fetched a picture, those that must remove it first. @throws NOT_FOUND */
export async function listPictureHolders(actor: Actor, pictureId: string): Promise<PictureHolder[]> {
  if (!canSeePictures(actor)) return [];
  await assertSeesFiles(actor, appClient(), "picture", [pictureId]);
  const rows = await appClient().$queryRaw<(Omit<PictureHolder, "sentAt"> & { sentAt: Date })[]>`
    select p.id::text as "partnerId", p.name as partner, max(i.sent_at) as "sentAt", count(*)::int as "storyCount",
      bool_or(${isRecalledSql}) as "isRecalled",
      bool_or(${isRecalledSql} and not exists (select from partner_item f
        where f.partner_id = i.partner_id and f.story_id = i.story_id and f.at >= i.recalled_at)) as "isOutdated",
      true as "isNoted"
    from partner_picture i join partner p on p.id = i.partner_id where i.picture_id = ${pictureId}::uuid
    group by p.id
    union all
    select p.id::text, p.name, max(f.at), count(distinct f.story_id)::int, false, false, false
    from story_picture s join partner_item f on f.story_id = s.story_id and f.revision is null and f.status = 'usable'
      join partner p on p.id = f.partner_id and p.has_pictures
    where s.picture_id = ${pictureId}::uuid
      and not exists (select from partner_picture i where i.picture_id = s.picture_id and i.partner_id = p.id)
    group by p.id
    order by "isOutdated" desc, "isNoted" desc, partner, "partnerId"`;
  return rows.map(({ sentAt, ...row }) => ({ ...row, sentAt: sentAt.toISOString() }));
}
