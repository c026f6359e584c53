// Whether what readers get of a story is what its published revision yields.
import type { Node } from "@tiptap/pm/model";
import { documentFromJson } from "#lib/document/build.ts";
import type { Kind } from "#lib/document/fields.ts";
import { projectLive } from "#lib/document/project-live.ts";
import type { Transaction } from "../postgres/app.ts";

/** The number of a version whose seal is not that of its revision, or that shows words which it must not; null: none. */
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

const columns = {
  path: true,
  sectionId: true,
  headline: true,
  kicker: true,
  standfirst: true,
  label: true,
  badge: true,
  place: true,
  language: true,
  slug: true,
  document: true,
  seoTitle: true,
  seoDescription: true,
  noindex: true,
  noRepublish: true,
  related: true,
  revisionNumber: true,
} as const;
const pageColumns = {
  path: true,
  purpose: true,
  headline: true,
  standfirst: true,
  language: true,
  document: true,
  seoTitle: true,
  seoDescription: true,
  noindex: true,
  revisionNumber: true,
} as const;
type Row = { document: unknown } & Readonly<Record<string, unknown>>;

/**
 * What is wrong with the live row of a story, as a sentence; null when it is right. Names of topics, authors and pictures
 * are left out: those that were removed since are not shown any more, and that is as it should be.
 * @param published what readers are meant to have; null: nothing
 */
export async function checkLive(
  tx: Transaction,
  { id: storyId, kind }: { id: string; kind: Kind },
  published: { doc: Node; number: number; path: string | null } | null,
): Promise<string | null> {
  const row: Row | null =
    kind === "PAGE"
      ? await tx.livePage.findUnique({ where: { storyId }, select: pageColumns })
      : await tx.liveStory.findUnique({ where: { storyId }, select: columns });
  if (!published && row) return "Readers get it, though it is not live.";
  const version = await findWrongVersion(tx, storyId, published !== null);
  if (version !== null)
    return `What readers are told of version ${version} is not what revision ${version} is, or is not for them.`;
  if (!published) return null;
  if (!row) return "It is live, but readers do not get it.";
  const { document, fields, ...projected } = projectLive(published.doc);
  const wanted: Record<string, unknown> = {
    path: published.path,
    sectionId: fields.section,
    purpose: fields.purpose,
    headline: projected.headline,
    kicker: projected.kicker,
    standfirst: projected.standfirst,
    label: fields.label,
    badge: fields.badge,
    place: fields.place,
    language: fields.language,
    slug: fields.slug,
    seoTitle: fields.seoTitle,
    seoDescription: fields.seoDescription,
    noindex: fields.noindex,
    noRepublish: fields.noRepublish,
    related: projected.relatedStories,
    revisionNumber: published.number,
  };
  const { document: shown, ...found } = row;
  const wrong = Object.keys(found).find((name) => String(wanted[name]) !== String(found[name]));
  if (wrong) return `What readers get is not what revision ${published.number} yields: ${wrong} differs.`;
  return documentFromJson(shown).eq(documentFromJson(document))
    ? null
    : `What readers get is not what revision ${published.number} yields: the text differs.`;
}
