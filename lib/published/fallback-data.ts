// The pictures of sections and of the paper that replace main pictures which readers may not see any more.
import { readerClient } from "#lib/postgres/reader.ts";
import { dependsOn } from "#lib/press/context.ts";
import { readFacts } from "./cards.ts";
import type { Fallback } from "./fallback-policy.ts";

/** The tag of everything that shows a fallback picture, or would if there were one. */
export const fallbackTag = "fallback-pictures";
/** The place of the paper's own picture; those of sections are their ids. */
export const paperPlace = "paper";

type Row = { wanted: string; id: string; alt: string; credit: string; facts: unknown };

/**
 * The fallback of each of these sections: its own picture, else that of its parent, else the paper's. Pictures that readers
 * may not see are passed over. Reads nothing where no section is given.
 * @param sections null: outside of sections, as standing pages are
 */
export async function findFallbacks(
  sections: readonly (string | null)[],
): Promise<(section: string | null) => Fallback | null> {
  if (sections.length === 0) return () => null;
  const places = [...new Set(sections.map((section) => section ?? paperPlace))];
  const rows = await readerClient().$queryRaw<Row[]>`
    select wanted, f.picture_id::text as id, f.alt, f.credit, f.facts from unnest(${places}::text[]) as wanted
    left join section s on s.id::text = wanted
    cross join lateral (
      select * from fallback_picture where facts is not null and place in (wanted, s.parent_id::text, ${paperPlace})
      order by array_position(array[wanted, s.parent_id::text, ${paperPlace}], place) limit 1
    ) f`;
  dependsOn(fallbackTag);
  const found = new Map(
    rows.flatMap(({ wanted, id, alt, credit, facts: json }) => {
      const facts = readFacts(json);
      return facts ? [[wanted, { picture: { id, alt, facts }, credit }] as const] : [];
    }),
  );
  return (section) => found.get(section ?? paperPlace) ?? null;
}
