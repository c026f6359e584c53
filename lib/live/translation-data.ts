import { readerClient } from "../postgres/reader.ts";
import { dependsOn } from "../press/context.ts";
import type { LiveTranslation } from "./types.ts";

/** Of all pages of a story and its translations, by the id of the original. */
export const translationsTag = (original: string): string => `translations:${original}`;

/**
 * The story itself and its live translations, one for each language: the original first, then the oldest. Empty where there
 * is but the one.
 */
export async function listTranslations(story: {
  id: string;
  translationOf: string | null;
}): Promise<LiveTranslation[]> {
  const original = story.translationOf ?? story.id;
  const rows = await readerClient().liveStory.findMany({
    where: { OR: [{ storyId: original }, { translationOf: original }] },
    select: { storyId: true, path: true, language: true, noindex: true },
    orderBy: [{ publishedAt: "asc" }, { storyId: "asc" }],
    take: 100,
  });
  dependsOn(translationsTag(original));
  // Of two in one language the page's own, else the original, else the older one.
  const rank = ({ storyId }: { storyId: string }) => (storyId === story.id ? 0 : storyId === original ? 1 : 2);
  const best = new Map<string, string>();
  for (const { storyId, language } of rows.toSorted((a, b) => rank(a) - rank(b)))
    if (!best.has(language)) best.set(language, storyId);
  const found = rows
    .filter(({ storyId, language }) => best.get(language) === storyId)
    .map(({ storyId: id, path, language, noindex }) => ({ id, path, language, noindex, isOriginal: id === original }))
    .sort((a, b) => Number(b.isOriginal) - Number(a.isOriginal));
  return found.length > 1 ? found : [];
}
