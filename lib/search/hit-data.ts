// The stories of a page of results, with what was looked for marked in them.
import { searchWords } from "#lib/document/search-words.ts";
import { listByIds } from "../live/data.ts";
import { loadStems, noStemmer } from "../live/stem-data.ts";
import { readerClient } from "../postgres/reader.ts";
import { excerptOf, hasHit, type IsHit, markText } from "./marks.ts";
import type { Term } from "./plan.ts";
import type { Hit } from "./types.ts";

/** Only words that begin like something that was looked for are asked about. */
const beginning = 3;

/** The live ones of these stories, in the order of the ids. */
export async function listHits(ids: readonly string[], terms: readonly Term[]): Promise<Hit[]> {
  if (ids.length === 0) return [];
  const reader = readerClient();
  const rows = await reader.liveSearch.findMany({
    where: { storyId: { in: [...ids] } },
    select: { storyId: true, stemmer: true, body: true },
  });
  const cards = await listByIds(ids);
  const about = new Map(rows.map(({ storyId, ...row }) => [storyId, row]));

  const wanted = new Map<string, number>();
  const open: { text: string; which: number }[] = [];
  for (const [which, { words, names, isMinus }] of terms.entries()) {
    if (isMinus) continue;
    for (const [index, each] of names.entries()) {
      for (const name of each) wanted.set(name, which);
      const word = words[index];
      if (word?.isOpen) open.push({ text: word.folded, which });
    }
  }
  const beginnings = new Set([...wanted.keys()].map((name) => name.slice(0, beginning)));
  const mayBe = (folded: string) => {
    for (let length = 1; length <= beginning; length++) if (beginnings.has(folded.slice(0, length))) return true;
    return false;
  };
  const texts = cards.flatMap(({ id, headline, standfirst }) => [headline, standfirst, about.get(id)?.body ?? ""]);
  const candidates = new Map<string, ReturnType<typeof searchWords>[number]>();
  for (const text of texts)
    for (const word of searchWords(text)) if (mayBe(word.folded)) candidates.set(`${word.plain} ${word.folded}`, word);
  const stems = await loadStems(
    reader,
    rows.map(({ stemmer }) => stemmer),
    [...candidates.values()],
  );

  return cards.map((card) => {
    const { stemmer = noStemmer, body = "" } = about.get(card.id) ?? {};
    const isHit: IsHit = (word) => {
      if (word.isOpen) return open.find(({ text }) => text === word.folded)?.which ?? null;
      if (!mayBe(word.folded)) return null;
      for (const name of stems(word, stemmer).names) {
        const which = wanted.get(name);
        if (which !== undefined) return which;
      }
      return null;
    };
    const standfirst = markText(card.standfirst, isHit);
    const excerpt = hasHit(standfirst) ? [] : excerptOf(body, isHit);
    return { card, headline: markText(card.headline, isHit), excerpt: excerpt.length > 0 ? excerpt : standfirst };
  });
}
