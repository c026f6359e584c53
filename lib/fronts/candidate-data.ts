import { readerClient } from "../postgres/reader.ts";
import { dependsOn, dependsOnSoon, goodUntil } from "../press/context.ts";
import type { Candidate } from "../published/types.ts";

type Wanted = {
  /** Whose pins count: "front", or the id of a section. */
  front: string;
  now: Date;
  /** So many of the newest of the paper. */
  newest: number;
  /** Of each group of sections the newest `each`. */
  groups: readonly (readonly string[])[];
  each: number;
};
type Row = {
  place: number;
  /** Of a pin. */
  slot: number | null;
  until: Date | null;
  story_id: string;
  /** False of a pinned story that is not live, of which nothing else is there. */
  live: boolean;
  section_id: string;
  label: string;
  published_at: Date;
  has_picture: boolean;
};

/**
 * Stories among which a front chooses, newest first, and those that editors hold on it at this moment, by their place: in
 * one query, for there are many more than it shows, and so without what cards need.
 */
export async function listCandidates({ front, now, newest, groups, each }: Wanted) {
  const pairs = groups.flatMap((sections, index) => sections.map((id) => ({ index, id })));
  const rows = await readerClient().$queryRaw<Row[]>`
    with found as (
      select -2 as place, slot, until, story_id from pin where front = ${front} and (until is null or until > ${now})
      union all
      (select -1, null, null, story_id from live_story where listed order by published_at desc, story_id desc limit ${newest})
      union all
      select g.place, null, null, s.story_id
      from unnest(${pairs.map((pair) => pair.index)}::int[], ${pairs.map((pair) => pair.id)}::uuid[]) as g(place, id),
      lateral (
        select story_id from live_story where section_id = g.id and listed
        order by published_at desc, story_id desc limit ${each}
      ) s
    )
    select f.place, f.slot, f.until, f.story_id, s.section_id is not null as live, s.section_id, s.label, s.published_at, s.has_picture
    from found f left join lateral (
      select section_id, label, published_at, picture->'facts' is not null as has_picture
      from live_story where story_id = f.story_id limit 1 -- each by its key: else small papers are read as a whole
    ) s on true
    order by s.published_at desc, f.story_id desc`;
  dependsOnSoon("latest");
  dependsOn(`front:${front}`, ...rows.map((row) => `story:${row.story_id}`));
  for (const { until } of rows) if (until) goodUntil(until);
  const at = Map.groupBy(
    rows.filter(({ live }) => live),
    (row) => row.place,
  );
  const candidates = (place: number): Candidate[] => (at.get(place) ?? []).map(toCandidate);
  return {
    pinned: new Map((at.get(-2) ?? []).flatMap((row) => (row.slot === null ? [] : [[row.slot, toCandidate(row)]]))),
    newest: candidates(-1),
    ofGroups: groups.map((_, index) => candidates(index).slice(0, each)),
  };
}

const toCandidate = (row: Row): Candidate => ({
  id: row.story_id,
  section: { id: row.section_id },
  label: row.label,
  publishedAt: row.published_at,
  hasPicture: row.has_picture,
});
