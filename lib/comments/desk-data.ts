// The desk of a section is its editors: those who watch the section, or all editors if nobody watches it.

import { appClient, Prisma, type Transaction } from "../postgres/app.ts";
import { holdsInSql } from "../roles/data.ts";
import type { Mention } from "./mention-schema.ts";

/** "News desk". A name that several sections have is preceded by that of the section above. */
function deskName(name: string, parent: string | null, isShared: boolean): string {
  const full = isShared && parent ? `${parent} ${name}` : name;
  return /\bdesk$/iu.test(full) ? full : `${full} desk`;
}

/** The desks of all sections in their order; with `ids` only those. */
export async function listDesks(
  tx: Pick<Transaction, "section"> = appClient(),
  ids?: readonly string[],
): Promise<Mention[]> {
  const sections = await tx.section.findMany({
    orderBy: [{ position: "asc" }, { id: "asc" }],
    select: { id: true, name: true, parent: { select: { name: true } } },
  });
  const counts = new Map<string, number>();
  for (const { name } of sections) counts.set(name.toLowerCase(), (counts.get(name.toLowerCase()) ?? 0) + 1);
  return sections
    .map(({ id, name, parent }) => ({
      id,
      name: deskName(name, parent?.name ?? null, (counts.get(name.toLowerCase()) ?? 0) > 1),
      isDesk: true as const,
    }))
    .filter(({ id }) => ids === undefined || ids.includes(id));
}

/**
 * Who is notified where desks are mentioned. An editor who watches a section belongs to its desk; where no editor does, every
 * editor does who has not muted it.
 */
export async function listDeskEditors(tx: Transaction, sectionIds: readonly string[]): Promise<string[]> {
  if (sectionIds.length === 0) return [];
  const rows = await tx.$queryRaw<{ id: string }[]>`
    with desk as (select id from section where id = any(${Prisma.sql`${[...sectionIds]}::uuid[]`})),
    editor as (select d.id as desk_id, p.id from desk d
      cross join person p left join custom_role r on r.id = p.custom_role_id
      where p.state = 'ACTIVE' and ${holdsInSql("edit", Prisma.sql`d.id`)}),
    choice as (select w.subject_id as desk_id, e.id, w.is_muted from watch w join editor e on e.id = w.person_id
      and e.desk_id = w.subject_id where w.kind = 'SECTION' and w.subject_id in (select id from desk))
    select distinct e.id::text from desk d join editor e on e.desk_id = d.id
    left join choice c on c.desk_id = d.id and c.id = e.id
    where case when exists (select 1 from choice w where w.desk_id = d.id and not w.is_muted)
      then c.is_muted is false else c.is_muted is distinct from true end`;
  return rows.map(({ id }) => id);
}
