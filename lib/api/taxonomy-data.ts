// Lists of topics, authors, pictures and corrections, page by page.
import { authorPath, topicPath } from "../addresses/paths.ts";
import type { PictureFacts } from "../pictures/types.ts";
import { readerClient } from "../postgres/reader.ts";
import { dependsOn } from "../press/context.ts";
import { readFacts } from "../published/cards.ts";
import { type CorrectionEntry, correctionsTag } from "../published/corrections/data.ts";
import type { Headline, LiveAuthorPage, LiveTopic } from "../published/types.ts";

const noId = "00000000-0000-4000-8000-000000000000";

/** The last entry of the page before. */
type After = { name: string; id: string } | null;

const named = (after: After) => ({
  aliasOfId: null,
  ...(after ? { OR: [{ name: { gt: after.name } }, { name: after.name, id: { gt: after.id } }] } : {}),
});
const byName = [{ name: "asc" as const }, { id: "asc" as const }];

/** By name, without those that were merged into others. */
export async function listTopics(after: After, limit: number): Promise<LiveTopic[]> {
  const rows = await readerClient().topic.findMany({
    where: named(after),
    select: { id: true, name: true, slug: true, description: true },
    orderBy: byName,
    take: limit,
  });
  dependsOn(...rows.map(({ id }) => `topic:${id}`));
  return rows.map(({ slug, ...topic }) => ({ ...topic, path: topicPath(slug) }));
}

/** The same for authors. */
export async function listAuthors(after: After, limit: number): Promise<LiveAuthorPage[]> {
  const rows = await readerClient().author.findMany({
    where: named(after),
    select: { id: true, name: true, slug: true, jobTitle: true, bio: true, portraitId: true, portraitFacts: true },
    orderBy: byName,
    take: limit,
  });
  dependsOn(...rows.map(({ id }) => `author:${id}`));
  return rows.map(({ slug, portraitId, portraitFacts, ...author }) => {
    const facts = readFacts(portraitFacts);
    return { ...author, path: authorPath(slug), portrait: portraitId && facts ? { id: portraitId, facts } : null };
  });
}

export type LivePictureFacts = { id: string; facts: PictureFacts };

/** Pictures of published stories, the newest uploads first. Ids grow with time. @param before the last id of the page before */
export async function listPictures(before: string | null, limit: number): Promise<LivePictureFacts[]> {
  const rows = await readerClient().$queryRaw<{ pictureId: string; storyId: string; facts: unknown }[]>`
    select distinct on (p.picture_id) p.picture_id::text as "pictureId", p.story_id::text as "storyId", p.facts
    from live_picture p join live_story l on l.story_id = p.story_id
    where l.listed and p.facts is not null and (${before === null} or p.picture_id < ${before ?? noId}::uuid)
    order by p.picture_id desc, p.story_id desc limit ${limit}`;
  dependsOn("latest", ...rows.map(({ storyId }) => `story:${storyId}`));
  return rows.flatMap(({ pictureId: id, facts }) => {
    const read = readFacts(facts);
    return read ? [{ id, facts: read }] : [];
  });
}

const maxStories = 20;

/** A picture that readers may see, with the newest stories that show it; null if there is none. */
export async function getPicture(id: string): Promise<(LivePictureFacts & { stories: Headline[] }) | null> {
  const rows = await readerClient().livePicture.findMany({
    where: { pictureId: id },
    select: {
      facts: true,
      story: { select: { storyId: true, path: true, headline: true, language: true, listed: true } },
    },
    orderBy: { story: { publishedAt: "desc" } },
    take: maxStories,
  });
  dependsOn("latest", ...rows.map(({ story }) => `story:${story.storyId}`));
  const facts = rows.map((row) => readFacts(row.facts)).find((read) => read !== null);
  if (!facts) return null;
  const stories = rows.flatMap(({ story: { listed, storyId, ...story } }) =>
    listed ? [{ ...story, id: storyId }] : [],
  );
  return { id, facts, stories };
}

type CorrectionCursor = { at: string; story: string; number: number };
type CorrectionRow = Omit<CorrectionEntry, "at"> & { at: string };

/** Corrections of published stories, newest first. */
export async function listCorrectionsAfter(after: CorrectionCursor | null, limit: number): Promise<CorrectionRow[]> {
  const { at = "", story = noId, number = 0 } = after ?? {};
  const rows = await readerClient().$queryRaw<CorrectionRow[]>`
    select l.story_id::text as "storyId", l.path, l.headline, l.language,
      (c.note->>'number')::int as number, c.note->>'kind' as kind, c.note->>'note' as note, c.note->>'at' as at
    from live_story l, jsonb_array_elements(l.corrections) as c(note)
    where l.corrections <> '[]'::jsonb and l.listed
      and (${after === null} or (c.note->>'at', l.story_id, (c.note->>'number')::int) < (${at}, ${story}::uuid, ${number}::int))
    order by c.note->>'at' desc, l.story_id desc, (c.note->>'number')::int desc limit ${limit}`;
  dependsOn(correctionsTag, ...rows.map(({ storyId }) => `story:${storyId}`));
  return rows;
}
