// Corrections and clarifications of published stories and pages.
import { readerClient } from "../../postgres/reader.ts";
import { dependsOn } from "../../press/context.ts";
import { pageSize } from "../list-data.ts";
import type { LiveCorrection } from "../types.ts";

/** A correction note with its story. */
export type CorrectionEntry = LiveCorrection & { storyId: string; path: string; headline: string; language: string };
export type CorrectionPage = { entries: CorrectionEntry[]; number: number; pages: number };

/** The tag of everything that lists corrections; purged with each live row that has some. */
export const correctionsTag = "corrections";

type Row = Omit<CorrectionEntry, "at"> & { at: string; total: number };

/** Newest first, without those of stories that were taken down. */
export async function listCorrections(page: number, size = pageSize): Promise<CorrectionPage> {
  const rows = await readerClient().$queryRaw<Row[]>`
    select l.story_id as "storyId", l.path, l.headline, l.language,
      (c.note->>'number')::int as number, c.note->>'kind' as kind, c.note->>'note' as note, c.note->>'at' as at,
      (count(*) over ())::int as total
    from live_story l, jsonb_array_elements(l.corrections) as c(note)
    where l.corrections <> '[]'::jsonb
    order by c.note->>'at' desc, l.story_id desc, (c.note->>'number')::int desc
    limit ${size} offset ${(page - 1) * size}`;
  dependsOn(correctionsTag, ...rows.map(({ storyId }) => `story:${storyId}`));
  const entries = rows.map(({ total: _, at, ...row }) => ({ ...row, at: new Date(at) }));
  return { entries, number: page, pages: Math.max(1, Math.ceil((rows[0]?.total ?? 0) / size)) };
}
