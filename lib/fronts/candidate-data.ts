import type { Candidate } from "../live/types.ts";
import { readerClient } from "../postgres/reader.ts";
import { dependsOn, dependsOnSoon } from "../press/context.ts";

type Wanted = {
  /** Those of these that are live. */
  ids: readonly string[];
  /** So many of the newest of the paper. */
  newest: number;
  /** Of each group of sections the newest `each`. */
  groups: readonly (readonly string[])[];
  each: number;
};
type Row = {
  place: number;
  story_id: string;
  section_id: string;
  label: string;
  published_at: Date;
  has_picture: boolean;
};

/** Stories among which a front chooses, newest first, in one query: many more than it shows, so without what cards need. */
export async function listCandidates({ ids, newest, groups, each }: Wanted) {
  const pairs = groups.flatMap((sections, index) => sections.map((id) => ({ index, id })));
  const rows = await readerClient().$queryRaw<Row[]>`
    with found as (
      select -2 as place, story_id from live_story where story_id = any (${ids}::uuid[])
      union all
      (select -1, story_id from live_story order by published_at desc, story_id desc limit ${newest})
      union all
      select g.place, s.story_id
      from unnest(${pairs.map((pair) => pair.index)}::int[], ${pairs.map((pair) => pair.id)}::uuid[]) as g(place, id),
      lateral (
        select story_id from live_story where section_id = g.id
        order by published_at desc, story_id desc limit ${each}
      ) s
    )
    select f.place, s.story_id, s.section_id, s.label, s.published_at, p.found is not null as has_picture
    from found f join live_story s using (story_id)
    left join lateral (
      select true as found from live_picture
      where story_id = s.story_id and picture_id::text = s.picture ->> 'picture' limit 1
    ) p on true
    order by s.published_at desc, s.story_id desc`;
  dependsOnSoon("latest");
  dependsOn(...ids.map((id) => `story:${id}`), ...rows.map((row) => `story:${row.story_id}`));
  const at = Map.groupBy(rows, (row) => row.place);
  const candidates = (place: number): Candidate[] => (at.get(place) ?? []).map(toCandidate);
  return {
    byId: new Map(candidates(-2).map((candidate) => [candidate.id, candidate])),
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
