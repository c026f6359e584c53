// A paper of generated stories, as search sees it: words as frequent as in a language, the same in each run.
import { newId } from "#lib/ids.ts";
import { appClient } from "#lib/postgres/app.ts";
import { placeLexeme, searchFormat } from "#lib/published/search/mutations.ts";
import { random } from "../words.ts";

const vocabularySize = 200_000;
const wordsOfStory = 400;
const wordsOfHeadline = 8;
const sections = 12;
const batch = 500;
const firstDay = Date.parse("2001-01-01T00:00:00Z");
const lastDay = Date.parse("2026-11-24T00:00:00Z");

const consonants = "bcdfgklmnprtvz";
const vowels = "aei";
/** The word of a rank: 0 is the most frequent. It ends on o, which no English stemmer takes off. */
export function wordAt(rank: number): string {
  let word = "";
  for (let rest = rank + 1; rest > 0; rest = Math.floor(rest / 42))
    word += (consonants[rest % 14] ?? "") + (vowels[Math.floor((rest % 42) / 14)] ?? "");
  return `${word}do`;
}

/** Zipf: the word of rank n is 1/n as frequent as the first. */
const sums: number[] = [];
for (let rank = 0, sum = 0; rank < vocabularySize; rank++) {
  sum += 1 / (rank + 1);
  sums.push(sum);
}
export function drawRank(): number {
  const wanted = random() * (sums.at(-1) ?? 1);
  let [low, high] = [0, sums.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sums[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

type Story = { id: string; at: Date; section: string; headline: string; body: string; vector: string };

function storyOf(sectionIds: readonly string[], share: number): Story {
  const words = Array.from({ length: wordsOfStory }, () => wordAt(drawRank()));
  const section = sectionIds[Math.floor(random() * sectionIds.length)] ?? "";
  const places = new Map<string, string[]>();
  for (const [index, word] of words.entries()) {
    const place = `${index + 1}${index < wordsOfHeadline ? "A" : "C"}`;
    const known = places.get(word);
    if (known) known.push(place);
    else places.set(word, [place]);
  }
  return {
    id: newId(),
    at: new Date(firstDay + share * (lastDay - firstDay)),
    section,
    headline: words.slice(0, wordsOfHeadline).join(" "),
    body: words.slice(wordsOfHeadline).join(" "),
    vector: [
      `'${placeLexeme("section", section)}'`,
      ...[...places].map(([word, at]) => `${word}:${at.join(",")}`),
    ].join(" "),
  };
}

/** Fills the empty database. The index is made afterwards, as it would be by a recovered backup. */
export async function fillPaper(stories: number, say: (line: string) => void): Promise<void> {
  const client = appClient();
  const ids = Array.from({ length: sections }, newId);
  await client.section.createMany({
    data: ids.map((id, position) => ({
      id,
      name: `Section ${position}`,
      slug: `s${position}`,
      path: `/s${position}`,
      position,
    })),
  });
  await client.$executeRaw`set synchronous_commit = off`;
  for (let start = 0; start < stories; start += batch) {
    const made = Array.from({ length: Math.min(batch, stories - start) }, (_, index) =>
      storyOf(ids, (start + index) / stories),
    );
    const [storyIds, at] = [made.map(({ id }) => id), made.map((story) => story.at)];
    await client.$executeRaw`
      insert into live_story (story_id, path, section_id, headline, kicker, standfirst, label, place, language, slug,
        document, corrections, related, words, seo_title, seo_description, noindex, published_at, revision_number)
      select id, '/s/' || id, section, headline, '', '', '', '', 'en', '', '{"type":"doc"}', '[]', '{}', 400, '', '', false, at, 1
      from unnest(${storyIds}::uuid[], ${made.map(({ section }) => section)}::uuid[], ${made.map(({ headline }) => headline)}::text[],
        ${at}::timestamptz[]) as t(id, section, headline, at)`;
    await client.$executeRaw`
      insert into live_search (story_id, published_at, stemmer, format, places, words, body, vector)
      select id, at, 'english', ${searchFormat}, array[place], '{}', body, vector::tsvector
      from unnest(${storyIds}::uuid[], ${at}::timestamptz[], ${made.map(({ section }) => placeLexeme("section", section))}::text[],
        ${made.map(({ body }) => body)}::text[], ${made.map(({ vector }) => vector)}::text[]) as t(id, at, place, body, vector)`;
    if ((start / batch) % 100 === 99) say(`${start + batch} stories`);
  }
}
