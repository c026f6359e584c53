// Where a picture or a file is used: published stories and pages, working copies, earlier revisions, authors.
import type { Actor } from "../actor.ts";
import { canSeeCollections } from "../collections/policy.ts";
import { DomainError } from "../errors.ts";
import { isId } from "../ids.ts";
import { canSeePictures } from "../pictures/policy.ts";
import { appClient, Prisma, type Transaction } from "../postgres/app.ts";
import { hiddenFrom } from "../roles/data.ts";
import { assertSeesFiles } from "../roles/file-data.ts";
import { visibleTo } from "../stories/data.ts";
import type { Kind } from "../stories/types.ts";

/** `live`: readers see it there. `drafts`: working copies, of published stories as well, spiked ones left out. */
export type UseCounts = { live: number; drafts: number };

/** Whether a card of a layout shows the picture: a condition on a column of layouts. */
export const isOnCard = (column: "draft" | "layout", pictureId: string): Prisma.Sql =>
  Prisma.sql`jsonb_path_exists(${Prisma.raw(column)}, '$.containers[*].cards[*] ? (@.picture == $id)', ${JSON.stringify({ id: pictureId })}::jsonb)`;

/** Counts for the safety of a deletion, regardless of who asks. */
export async function countUses(tx: Transaction, pictureId: string): Promise<UseCounts> {
  const [row] = await tx.$queryRaw<[UseCounts]>`
    select ((select count(*) from live_picture where picture_id = ${pictureId}::uuid and facts is not null)
      + (select count(*) from live_page_picture where picture_id = ${pictureId}::uuid and facts is not null)
      + (select count(*) from author where portrait_id = ${pictureId}::uuid and portrait_facts is not null)
      + (select count(*) from live_collection where cover_id = ${pictureId}::uuid and cover_facts is not null)
      + (select count(*) from live_front_picture where picture_id = ${pictureId}::uuid and facts is not null)
      + (select count(*) from fallback_picture where picture_id = ${pictureId}::uuid and facts is not null))::int as live,
    (select count(*) from story_picture p join story s on s.id = p.story_id
      where p.picture_id = ${pictureId}::uuid and p.removed_at is null and s.copy <> 'SPIKED')::int
      + (select count(*) from collection where cover_id = ${pictureId}::uuid and not is_published)::int
      + (select count(*) from front where ${isOnCard("draft", pictureId)})::int
      + (select count(*) from scheduled_launch where state = 'DUE' and ${isOnCard("layout", pictureId)})::int as drafts`;
  return row;
}

/** The same of a video, sound or document. */
export async function countMediaUses(tx: Transaction, mediaId: string): Promise<UseCounts> {
  const [row] = await tx.$queryRaw<[UseCounts]>`
    select ((select count(*) from live_media where media_id = ${mediaId}::uuid and facts is not null)
      + (select count(*) from live_page_media where media_id = ${mediaId}::uuid and facts is not null))::int as live,
    (select count(*) from story_media m join story s on s.id = m.story_id
      where m.media_id = ${mediaId}::uuid and m.removed_at is null and s.copy <> 'SPIKED')::int as drafts`;
  return row;
}

/**
 * How a story uses a picture or a file: readers see it there (LIVE) or would if they might (HIDDEN), only the working copy holds it (DRAFT), or
 * only the history of the story (EARLIER).
 */
export type UsePlace = "LIVE" | "HIDDEN" | "DRAFT" | "EARLIER";
export type PictureUse = { storyId: string; kind: Kind; headline: string; place: UsePlace };
export type StoryUses = {
  stories: PictureUse[];
  /** Stories beyond the list that the actor may see. */
  moreCount: number;
  /** Stories that the actor may not see. */
  unseenCount: number;
};
export type PictureUses = StoryUses & {
  authors: { id: string; name: string }[];
  /** Collections of which it is the cover. */
  collections: { id: string; title: string }[];
  /** Fronts on whose cards it is: the page of a section with its name, or the front page, whose name is null. */
  fronts: { id: string; name: string | null; place: "LIVE" | "DRAFT" }[];
  /** Where it replaces main pictures that readers may not see: a section with its name, or the paper, whose name is null. */
  fallbacks: { place: string; name: string | null }[];
};

const maxListed = 200;
const places: readonly UsePlace[] = ["LIVE", "HIDDEN", "DRAFT", "EARLIER"];

/** Where a picture is used, published stories first, as far as the actor may see the stories. @throws NOT_FOUND */
export async function listUses(actor: Actor, pictureId: string): Promise<PictureUses> {
  if (!canSeePictures(actor) || !isId(pictureId)) throw new DomainError("NOT_FOUND");
  const client = appClient();
  await assertSeesFiles(actor, client, "picture", [pictureId]);
  return {
    ...(await listStories(actor, "picture", pictureId)),
    authors: await client.author.findMany({
      where: { portraitId: pictureId },
      orderBy: { name: "asc" },
      select: { id: true, name: true },
    }),
    collections: canSeeCollections(actor)
      ? await client.collection.findMany({
          where: { coverId: pictureId },
          orderBy: { title: "asc" },
          select: { id: true, title: true },
        })
      : [],
    fronts: await listFrontsShowing(client, pictureId),
    fallbacks: await client.$queryRaw<PictureUses["fallbacks"]>`
      select f.place, s.name from fallback_picture f left join section s on s.id::text = f.place
      where f.picture_id = ${pictureId}::uuid order by s.name nulls first`,
  };
}

const listFrontsShowing = (client: Transaction, pictureId: string): Promise<PictureUses["fronts"]> =>
  client.$queryRaw<PictureUses["fronts"]>`
    select f.id, s.name, case when bool_or(f.is_live) then 'LIVE' else 'DRAFT' end as place from (
      select front as id, true as is_live from live_front_picture where picture_id = ${pictureId}::uuid and is_shown
      union all select id, false from front where ${isOnCard("draft", pictureId)}
      union all select front, false from scheduled_launch where state = 'DUE' and ${isOnCard("layout", pictureId)}
    ) f left join section s on s.id::text = f.id group by f.id, s.name order by s.name nulls first`;

/** Where a video, sound or document is used, in the same way. The caller has checked that the actor may see it. */
export const listMediaUses = (actor: Actor, mediaId: string): Promise<StoryUses> =>
  listStories(actor, "media", mediaId);

async function listStories(actor: Actor, what: "picture" | "media", id: string): Promise<StoryUses> {
  const client = appClient();
  const [live, livePage, story] = ["live_", "live_page_", "story_"].map((prefix) => Prisma.raw(prefix + what));
  const isIt = Prisma.sql`${Prisma.raw(`${what}_id`)} = ${id}::uuid`;
  const rows = await client.$queryRaw<{ id: string; place: number }[]>`
    select story_id::text as id, min(place)::int as place from (
      select story_id, case when facts is null then 1 else 0 end as place from ${live} where ${isIt}
      union all
      select story_id, case when facts is null then 1 else 0 end from ${livePage} where ${isIt}
      union all
      select story_id, case when removed_at is null then 2 else 3 end from ${story} where ${isIt}
    ) used group by story_id order by 2, 1 desc`;
  const placeOf = new Map(rows.map((row) => [row.id, places[row.place] ?? "EARLIER"]));
  const seen = await client.story.findMany({
    where: { AND: [{ id: { in: rows.map((row) => row.id) } }, visibleTo(actor)] },
    select: { id: true, kind: true, headline: true },
  });
  const stories = seen
    .map(
      (one): PictureUse => ({
        storyId: one.id,
        kind: one.kind,
        headline: one.headline,
        place: placeOf.get(one.id) ?? "EARLIER",
      }),
    )
    .sort((a, b) => places.indexOf(a.place) - places.indexOf(b.place) || (a.storyId < b.storyId ? 1 : -1));
  return {
    stories: stories.slice(0, maxListed),
    moreCount: Math.max(0, stories.length - maxListed),
    unseenCount: rows.length - stories.length - (await countHidden(actor, client, rows)),
  };
}

/** Confidential stories that the actor may not see are not counted either. */
export async function countHidden(actor: Actor, client: Transaction, rows: readonly { id: string }[]): Promise<number> {
  const hidden = new Set(await hiddenFrom(actor, client));
  return rows.filter(({ id }) => hidden.has(id)).length;
}
