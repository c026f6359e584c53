// Checks that readers get of a story what its published revision yields.
import type { Node } from "@tiptap/pm/model";
import type { Kind } from "#lib/document/fields.ts";
import { projectLive } from "#lib/document/project-live.ts";
import { differingColumn, pageRow, storyRow } from "#lib/document/published-row.ts";
import type { Transaction } from "../postgres/app.ts";
import { findFieldDates } from "./field-dates-data.ts";

/** The number of a version whose hash is not that of its revision, or that shows words which it must not show; null for none. */
async function findWrongVersion(tx: Transaction, storyId: string, isLive: boolean): Promise<number | null> {
  const [wrong] = await tx.$queryRaw<{ number: number }[]>`
    select l.number from live_version l
    left join revision r on r.story_id = l.story_id and r.number = l.number
    left join reader_version v on v.story_id = l.story_id and v.number = l.number
    where l.story_id = ${storyId}::uuid and (not ${isLive} or r.revision_hash is distinct from l.revision_hash
      or v.words is distinct from l.words or (l.words = 'NONE' and l.change is not null))
    order by l.number limit 1`;
  return wrong?.number ?? null;
}

type Published = { doc: Node; number: number; path: string | null };
type Row = Readonly<Record<string, unknown>>;

/** The published row of a story or page with these columns, which are names of columns of its table. */
function findRow(tx: Transaction, storyId: string, kind: Kind, columns: readonly string[]): Promise<Row | null> {
  const select = Object.fromEntries(["storyId", ...columns].map((name) => [name, true]));
  return kind === "PAGE"
    ? tx.livePage.findUnique({ where: { storyId }, select })
    : tx.liveStory.findUnique({ where: { storyId }, select });
}

/**
 * What is wrong with the live row of a story, as a sentence; null when it is right. Names of topics, authors and pictures
 * are not compared: those that were deleted since are rightly no longer shown.
 * @param published what readers are meant to have; null: nothing
 */
export async function checkLive(
  tx: Transaction,
  { id: storyId, kind }: { id: string; kind: Kind },
  published: Published | null,
): Promise<string | null> {
  const wanted = published && (await rowOf(tx, { id: storyId, kind }, published));
  const row = await findRow(tx, storyId, kind, Object.keys(wanted ?? {}));
  if (!published && row) return "Readers get it, though it is not live.";
  const version = await findWrongVersion(tx, storyId, published !== null);
  if (version !== null)
    return `What readers get of version ${version} is not what revision ${version} is, or is not for them.`;
  if (!published || !wanted) return null;
  if (!row) return "It is live, but readers do not get it.";
  const column = differingColumn(wanted, row);
  if (column === null) return null;
  const what = column === "document" ? "the text" : column;
  return `What readers get is not what revision ${published.number} yields: ${what} differs.`;
}

async function rowOf(
  tx: Transaction,
  { id, kind }: { id: string; kind: Kind },
  { doc, number, path }: Published,
): Promise<Row> {
  const projected = projectLive(doc);
  const given = { path: path ?? "", revisionNumber: number };
  const how = { upTo: number, otherwise: null };
  return kind === "PAGE"
    ? pageRow(projected, { ...given, dates: await findFieldDates(tx, { id, kind }, projected.fields, how) })
    : storyRow(projected, { ...given, dates: await findFieldDates(tx, { id, kind }, projected.fields, how) });
}
