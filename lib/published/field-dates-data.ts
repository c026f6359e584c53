// Since when readers have had what a dated field holds.
import { datedFields, type FieldDates } from "#lib/document/field-rules.ts";
import type { Kind, StoryFields } from "#lib/document/fields.ts";
import type { Transaction } from "../postgres/app.ts";
import { publishedKinds } from "../revisions/data.ts";

/**
 * The time of the first publication since which every published revision has had these words in the field. It follows the
 * revisions alone, so that taking down and reinstating, a move and a correction elsewhere leave it as it is.
 * @param upTo number of the last revision that counts; null: all
 * @param otherwise for a field whose words are not those of that revision
 */
export async function findFieldDates<K extends Kind>(
  tx: Transaction,
  { id, kind }: { id: string; kind: K },
  fields: StoryFields,
  { upTo, otherwise }: { upTo: number | null; otherwise: Date | null },
): Promise<FieldDates<K>> {
  const dates: Record<string, Date | null> = {};
  for (const { name, column } of datedFields(kind)) {
    const value = String(fields[name]);
    dates[column] = value === "" ? null : ((await findSince(tx, id, name, value, upTo)) ?? otherwise);
  }
  return dates as FieldDates<K>;
}

async function findSince(
  tx: Transaction,
  storyId: string,
  field: string,
  value: string,
  upTo: number | null,
): Promise<Date | null> {
  const [row] = await tx.$queryRaw<{ since: Date | null }[]>`
    select min(at) as since from (
      select at, bool_and(blocks[1]::jsonb ->> ${field}::text is not distinct from ${value}::text)
        over (order by number desc) as is_same
      from revision
      where story_id = ${storyId}::uuid and kind::text = any(${publishedKinds}::text[])
        and (${upTo}::int is null or number <= ${upTo}::int)
    ) published where is_same`;
  return row?.since ?? null;
}
