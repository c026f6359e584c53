// What a partner gets: the stories of its selection, and what became of those that it has.
import type { WireItem, WireItemStatus, WirePermits } from "../feeds/wire-entry.ts";
import { wirePictureUri, wireText } from "../feeds/wire-entry.ts";
import { mayPassOnSql } from "../pictures/partner-data.ts";
import { appClient, Prisma } from "../postgres/app.ts";
import { listByIds } from "../published/card-data.ts";
import { listStoriesById } from "../published/data.ts";
import type { LiveStoryPage } from "../published/types.ts";
import { matchOf } from "../search/data.ts";
import { parseQuery } from "../search/query.ts";
import { firstId, settledAfterSeconds } from "./policy.ts";
import { recalledPictures } from "./recall-data.ts";
import type { AskingPartner } from "./types.ts";

/** A place in the stream: all changes up to it are known. */
export type StreamPlace = { at: Date; id: string };

/** `at`: when the partner gets it; `changedAt`: when the row for readers was written, null for a story that is not published. */
type Row = {
  id: string;
  version: number;
  revision: number;
  at: Date;
  changedAt: Date | null;
  kind: string;
  status: WireItemStatus;
};

/** `revision`: the number of its text. The version is higher once a picture was withdrawn from the partner. */
export type StreamItem = WireItem & { revision: number };

export type StreamPage = { items: StreamItem[]; next: StreamPlace };

/**
 * The version of a row `l` of live_story: the number of the newest revision when it was written. The number of the published
 * revision stays the same where words are erased for legal reasons, and receivers ignore what has a version that they know.
 * The clocks of the database and of the node that wrote the revision may differ by seconds.
 */
const versionSql = Prisma.sql`greatest(l.revision_number, (
  select max(v.number) from revision v where v.story_id = l.story_id and v.at <= l.changed_at + interval '5 seconds'))`;

/** A condition on a row `l` of live_story. */
async function isSelected({ sectionId, topicId, words, language }: AskingPartner): Promise<Prisma.Sql> {
  const match = words === "" ? null : await matchOf(parseQuery(words));
  if (words !== "" && match === null) return Prisma.sql`false`;
  const conditions = [
    Prisma.sql`l.listed and not l.no_republish`,
    ...(sectionId
      ? [
          Prisma.sql`l.section_id in (select s.id from section s where s.id = ${sectionId}::uuid or s.parent_id = ${sectionId}::uuid)`,
        ]
      : []),
    ...(topicId
      ? [
          Prisma.sql`exists (select from live_story_topic m join topic t on t.id = m.topic_id
            join topic chosen on chosen.id = ${topicId}::uuid
            where m.story_id = l.story_id
              and coalesce(t.alias_of_id, t.id) = coalesce(chosen.alias_of_id, chosen.id))`,
        ]
      : []),
    ...(match === null
      ? []
      : [
          Prisma.sql`exists (select from live_search f where f.story_id = l.story_id and f.vector @@ ${match}::tsquery)`,
        ]),
    ...(language === ""
      ? []
      : [
          Prisma.sql`(lower(l.language) = lower(${language}) or starts_with(lower(l.language), lower(${language}) || '-'))`,
        ]),
  ];
  return Prisma.join(conditions, " and ");
}

/**
 * The changes after a place, oldest first; or the newest ones, newest first. A story that the partner has fetched stays in its
 * stream, also when it is moved out of the selection or taken down, so that the partner gets its corrections and its kill.
 */
async function listRows(partner: AskingPartner, after: StreamPlace | null, limit: number, story?: string) {
  const selected = await isSelected(partner);
  const has = Prisma.sql`exists (select from partner_item i where i.partner_id = ${partner.id}::uuid and i.story_id = l.story_id)`;
  const order = after
    ? Prisma.sql`order by at, id limit ${limit}`
    : Prisma.sql`order by at desc, id desc limit ${limit}`;
  const isAfter = (at: Prisma.Sql, id: Prisma.Sql) =>
    after ? Prisma.sql`(${at}, ${id}) > (${after.at}, ${after.id}::uuid)` : Prisma.sql`true`;
  const among = Prisma.sql`select l.story_id as id, l.changed_at as at, 0 as recalls from live_story l
    where ${story ? Prisma.sql`l.story_id = ${story}::uuid` : Prisma.sql`true`}
      and not exists (select from recalled r where r.story_id = l.story_id)
      and ${isAfter(Prisma.sql`l.changed_at`, Prisma.sql`l.story_id`)}`;
  const rows = await appClient().$queryRaw<(Row & { settled: Date })[]>`
    with recalled as materialized (
      select story_id, max(recalled_at) as at, sum(recalls)::int as recalls from partner_picture
      where partner_id = ${partner.id}::uuid and recalls > 0 ${story ? Prisma.sql`and story_id = ${story}::uuid` : Prisma.empty}
      group by story_id
    ), picked as (
      (${among} and ${selected} ${order}) union (${among} and ${has} ${order}) union
      (select * from (select l.story_id as id, greatest(l.changed_at, r.at) as at, r.recalls
        from recalled r join live_story l on l.story_id = r.story_id) again
        where ${isAfter(Prisma.sql`at`, Prisma.sql`id`)} ${order})
    ), live as (
      select p.id, ${versionSql} as revision, p.recalls, p.at, l.changed_at as "changedAt", coalesce(r.kind::text, '') as kind,
        case when l.no_republish then 'withheld' else 'usable' end as status
      from (select * from picked ${order}) p join live_story l on l.story_id = p.id
      left join revision r on r.story_id = l.story_id and r.number = l.revision_number
    ), gone as (
      select i.story_id as id, coalesce(d.number, i.version + 1) as revision, coalesce(r.recalls, 0) as recalls,
        coalesce(d.at, i.at) as at, null::timestamptz as "changedAt", 'TAKEN_DOWN' as kind, 'canceled' as status
      from (
        select story_id, max(version) as version, max(at) as at from partner_item
        where partner_id = ${partner.id}::uuid and status <> 'canceled' ${story ? Prisma.sql`and story_id = ${story}::uuid` : Prisma.empty}
        group by story_id
      ) i left join lateral (
        select number, at from revision r where r.story_id = i.story_id and r.kind = 'TAKEN_DOWN' order by number desc limit 1
      ) d on true left join recalled r on r.story_id = i.story_id
      where not exists (select from live_story l where l.story_id = i.story_id)
    )
    select id::text, revision + recalls as version, revision, at, "changedAt", kind, status,
      clock_timestamp() - make_interval(secs => ${settledAfterSeconds}) as settled
    from (select * from live union all select * from gone where ${isAfter(Prisma.sql`at`, Prisma.sql`id`)}) changes
    ${order}`;
  return rows;
}

/** The pictures that the paper may pass on: its own, and those that a licence lets everybody use, without any limit. */
async function readPermits(partner: AskingPartner, stories: readonly LiveStoryPage[]): Promise<WirePermits> {
  const { isFullText, hasPictures } = partner;
  const pictures = hasPictures ? [...new Set(stories.flatMap((story) => Object.keys(story.pictures)))] : [];
  const media = [...new Set(stories.flatMap((story) => Object.keys(story.media)))];
  const [allowed, files] = await Promise.all([
    pictures.length === 0
      ? []
      : appClient().$queryRaw<{ id: string }[]>`
          select id::text from picture where id = any (${pictures}::uuid[]) and ${mayPassOnSql}`,
    media.length === 0
      ? []
      : appClient().mediaFile.findMany({
          where: { id: { in: media }, rightsNote: "", usableUntil: null, trashedAt: null },
          select: { id: true },
        }),
  ]);
  const ids = (rows: readonly { id: string }[]) => new Set(rows.map(({ id }) => id));
  return { isFullText, pictures: ids(allowed), media: ids(files) };
}

const withheldNote = "Do not publish this story, or take it down: it may not be republished at present.";
const killNote = "Kill: this story was taken down. Do not publish it, and take it down where it is published.";

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

/** What the editors of the receiver read: the pictures that they must remove, then the notes to readers, the newest first. */
const noteOf = ({ corrections }: LiveStoryPage, recalled: readonly { picture: string; at: Date }[]): string =>
  [
    ...recalled.map(
      ({ picture, at }) =>
        `Picture kill, ${dayOf(at)}: remove the picture ${wirePictureUri(picture)}, which may not be used any longer.`,
    ),
    ...corrections
      .toReversed()
      .map(({ kind, note, at }) => `${kind === "CORRECTION" ? "Correction" : "Clarification"}, ${dayOf(at)}: ${note}`),
  ].join(" ");

/** When the rows for readers were written, in ms; absent for a story that is not published. */
const writtenAt = async (ids: readonly string[]): Promise<ReadonlyMap<string, number>> => {
  const rows = await appClient().liveStory.findMany({
    where: { storyId: { in: [...ids] } },
    select: { storyId: true, changedAt: true },
  });
  return new Map(rows.map(({ storyId, changedAt }) => [storyId, changedAt.getTime()]));
};

/** A publication between reading the list and the texts: then both are read anew. */
const maxAttempts = 5;

async function toItems(partner: AskingPartner, rows: readonly Row[], origin: string): Promise<StreamItem[] | null> {
  const ids = rows.filter(({ status }) => status === "usable").map(({ id }) => id);
  const stories = await listStoriesById(ids);
  const linked = await listByIds([...new Set(stories.flatMap((story) => story.bodyStories))]);
  const links = new Map(linked.map(({ id, path, headline }) => [id, { path, headline }]));
  const permits = await readPermits(partner, stories);
  const recalled = await recalledPictures(partner.id, ids);
  const present = await writtenAt(rows.map(({ id }) => id));
  const byId = new Map(stories.map((story) => [story.id, story]));
  const isStale = ({ id, changedAt }: Row) => present.get(id) !== changedAt?.getTime();
  if (rows.some(isStale)) return null;
  return rows.flatMap(({ id, version, revision, at, kind, status }): StreamItem[] => {
    const head = { id, version, revision, at, status, isCorrection: kind === "CORRECTED" };
    if (status !== "usable")
      return [{ ...head, isCorrection: false, note: status === "canceled" ? killNote : withheldNote, text: null }];
    const story = byId.get(id);
    return story
      ? [{ ...head, note: noteOf(story, recalled.get(id) ?? []), text: wireText(story, links, permits, origin) }]
      : [];
  });
}

/** @param after null: the newest changes @param story only this one */
export async function readStream(
  partner: AskingPartner,
  { after, limit, origin, story }: { after: StreamPlace | null; limit: number; origin: string; story?: string },
): Promise<StreamPage> {
  for (let attempt = 1; ; attempt++) {
    const rows = await listRows(partner, after, limit, story);
    const items = await toItems(partner, rows, origin);
    if (items) return { items, next: nextOf(rows, after, limit) };
    if (attempt === maxAttempts) throw new Error("partner feed: its stories change too fast to be read");
  }
}

/** A full page is followed by the next one; after the last page the stream goes on where all is settled. */
function nextOf(rows: readonly (Row & { settled: Date })[], after: StreamPlace | null, limit: number): StreamPlace {
  const newest = (after ? rows.at(-1) : rows[0]) ?? null;
  if (!newest) return after ?? { at: new Date(Date.now() - settledAfterSeconds * 1_000), id: firstId };
  if (after && rows.length === limit) return { at: newest.at, id: newest.id };
  return newest.at <= newest.settled ? { at: newest.at, id: newest.id } : { at: newest.settled, id: firstId };
}
