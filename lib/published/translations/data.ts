import { readerClient } from "../../postgres/reader.ts";
import { dependsOn, dependsOnSoon } from "../../press/context.ts";
import type { LiveTranslation } from "../types.ts";

/** The tag of all pages of a story and its translations, by the id of the original. */
export const translationsTag = (original: string): string => `translations:${original}`;
/** The tag of everything that lists stories with their translations; purged when a translation appears or disappears. */
export const anyTranslationTag = "translations";

type Story = { id: string; translationOf: string | null };
type Row = { storyId: string; path: string; language: string; noindex: boolean };

const originalOf = ({ id, translationOf }: Story): string => translationOf ?? id;

/**
 * The story itself and its live translations, one for each language: the original first, then the oldest. Empty for a
 * story without any.
 */
export async function listTranslations(story: Story): Promise<LiveTranslation[]> {
  const original = originalOf(story);
  const rows = await readerClient().liveStory.findMany({
    where: { OR: [{ storyId: original }, { translationOf: original }] },
    select: { storyId: true, path: true, language: true, noindex: true },
    orderBy: [{ publishedAt: "asc" }, { storyId: "asc" }],
    take: 100,
  });
  dependsOn(translationsTag(original));
  return oneForEachLanguage(rows, story);
}

/** `listTranslations` for very many stories at once, by their ids: only of those that have any. The first translation of a story may lag by 60 s. */
export async function listTranslationsOfAll(
  stories: readonly Story[],
): Promise<ReadonlyMap<string, readonly LiveTranslation[]>> {
  const originals = [...new Set(stories.map(originalOf))];
  const rows = await readerClient().$queryRaw<(Row & { original: string })[]>`
    with translated as (
      select story_id, translation_of from live_story where translation_of = any (${originals}::uuid[])
    )
    select s.story_id::text as "storyId", s.path, s.language, s.noindex, coalesce(s.translation_of, s.story_id)::text as original
    from live_story s
    where s.story_id in (select story_id from translated union select translation_of from translated)
    order by s.published_at, s.story_id`;
  const groups = Map.groupBy(rows, ({ original }) => original);
  dependsOn(...[...groups.keys()].map(translationsTag));
  dependsOnSoon(anyTranslationTag);
  return new Map(
    stories.flatMap((story) => {
      const group = groups.get(originalOf(story));
      return group ? [[story.id, oneForEachLanguage(group.slice(0, 100), story)]] : [];
    }),
  );
}

/** Of two in one language the page's own, else the original, else the older one. @param rows the oldest first */
function oneForEachLanguage(rows: readonly Row[], story: Story): LiveTranslation[] {
  const original = originalOf(story);
  const rank = ({ storyId }: Row) => (storyId === story.id ? 0 : storyId === original ? 1 : 2);
  const best = new Map<string, string>();
  for (const { storyId, language } of rows.toSorted((a, b) => rank(a) - rank(b)))
    if (!best.has(language)) best.set(language, storyId);
  const found = rows
    .filter(({ storyId, language }) => best.get(language) === storyId)
    .map(({ storyId: id, path, language, noindex }) => ({ id, path, language, noindex, isOriginal: id === original }))
    .sort((a, b) => Number(b.isOriginal) - Number(a.isOriginal));
  return found.length > 1 ? found : [];
}
