// Loads the stories of a page of results and marks the hits in them.
import type { SearchWord } from "#lib/document/search-words.ts";
import { readerClient } from "../postgres/reader.ts";
import { listByIds } from "../published/card-data.ts";
import { loadStems, noStemmer } from "../published/search/stem-data.ts";
import { excerptOf, hasHit, type IsHit, markText, readText } from "./marks.ts";
import type { Term } from "./plan.ts";
import type { Hit } from "./types.ts";

/** Only words that begin like a search term are stemmed. */
const beginning = 3;

/** The published ones of these stories, in the order of the ids. */
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
  for (const [which, { words, names, joinedNames, isMinus }] of terms.entries()) {
    if (isMinus) continue;
    for (const name of joinedNames.flat(2)) wanted.set(name, which);
    for (const [index, each] of names.entries()) {
      for (const name of each) wanted.set(name, which);
      const word = words[index];
      if (word?.isOpen) open.push({ text: word.folded, which });
    }
  }
  const beginnings = new Set([...wanted.keys()].map((name) => name.slice(0, beginning)));
  const begins = (form: string) => {
    for (let length = 1; length <= beginning; length++) if (beginnings.has(form.slice(0, length))) return true;
    return false;
  };
  const mayBe = ({ folded, spelled }: SearchWord) => begins(folded) || (spelled !== undefined && begins(spelled));
  const read = cards.map(({ id, headline, standfirst }) => ({
    headline: readText(headline),
    standfirst: readText(standfirst),
    body: readText(about.get(id)?.body ?? ""),
  }));
  const candidates = new Map<string, SearchWord>();
  for (const { pieces } of read.flatMap((texts) => Object.values(texts)))
    for (const word of pieces.flatMap(({ words }) => words))
      if (!word.isOpen && mayBe(word)) candidates.set(`${word.plain} ${word.folded}`, word);
  const stems = await loadStems(
    reader,
    rows.map(({ stemmer }) => stemmer),
    [...candidates.values()],
  );

  return cards.flatMap((card, index) => {
    const stemmer = about.get(card.id)?.stemmer ?? noStemmer;
    const texts = read[index];
    if (!texts) return [];
    const isHit: IsHit = (word) => {
      if (word.isOpen) return open.find(({ text }) => text === word.folded)?.which ?? null;
      if (!mayBe(word)) return null;
      for (const name of stems(word, stemmer).names) {
        const which = wanted.get(name);
        if (which !== undefined) return which;
      }
      return null;
    };
    const standfirst = markText(texts.standfirst, isHit);
    const excerpt = hasHit(standfirst) ? [] : excerptOf(texts.body, isHit);
    return { card, headline: markText(texts.headline, isHit), excerpt: excerpt.length > 0 ? excerpt : standfirst };
  });
}
