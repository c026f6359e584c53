// The rows by which readers find live stories: written with the live row, filled anew by a job where they are missing or old.
import { documentFromJson } from "#lib/document/build.ts";
import { type SearchWord, searchWords } from "#lib/document/search-words.ts";
import { type SearchParts, searchParts } from "#lib/document/text.ts";
import { log } from "../../log.ts";
import { appClient, type Transaction, transaction } from "../../postgres/app.ts";
import { loadStems, type Stems, stemmerOf } from "./stem-data.ts";

/** Raise it with every change of what a text or a query becomes: the job then writes each row anew. */
export const searchFormat = 2;

/** PostgreSQL keeps no higher position, no more places of one lexeme, and no vector over 1 MB. */
const lastPosition = 16_383;
const maxPlaces = 255;
const maxBytes = 900_000;
/** Phrases never span two parts of a story. */
const gapOfParts = 8;
/** What an excerpt can be taken from, in UTF-16 units. */
const maxBody = 60_000;

/** A live story as far as search needs it. */
export type Findable = {
  storyId: string;
  publishedAt: Date;
  language: string;
  parts: SearchParts;
  sectionId: string;
  topics: { id: string; name: string }[];
  authors: { id: string; name: string }[];
};

/** The lexemes of sections, topics and authors: no word of a text has a slash. */
export const placeLexeme = (kind: "section" | "topic" | "author", id: string): string => `${kind.slice(0, 1)}/${id}`;

const placesOf = ({ sectionId, topics, authors }: Findable): string[] => [
  placeLexeme("section", sectionId),
  ...topics.map(({ id }) => placeLexeme("topic", id)),
  ...authors.map(({ id }) => placeLexeme("author", id)),
];

type Weighted = { weight: "A" | "B" | "C" | "D"; lines: SearchWord[][] };
const linesOf = (text: string): SearchWord[][] => text.split("\n").map((line) => searchWords(line));

function weighted({ parts, topics, authors }: Findable): Weighted[] {
  const names = [...authors, ...topics].map(({ name }) => searchWords(name));
  return [
    { weight: "A", lines: linesOf(parts.headline) },
    { weight: "B", lines: [...linesOf(parts.lead), ...names] },
    { weight: "C", lines: linesOf(parts.body) },
    { weight: "D", lines: linesOf(parts.captions) },
  ];
}

const quoted = (lexeme: string): string => `'${lexeme.replace(/['\\]/g, "$&$&")}'`;

/** The text of a tsvector. */
function vectorOf(parts: readonly Weighted[], places: readonly string[], stems: Stems, stemmer: string): string {
  const found = new Map<string, string[]>();
  let bytes = 0;
  let position = 0;
  for (const { weight, lines } of parts) {
    for (const line of lines) {
      for (const word of line) {
        position = Math.min(position + 1, lastPosition);
        for (const name of stems(word, stemmer).names) {
          const known = found.get(name);
          if (known) {
            if (known.length < maxPlaces) known.push(`${position}${weight}`);
          } else {
            bytes += Buffer.byteLength(name) + 8;
            if (bytes < maxBytes) found.set(name, [`${position}${weight}`]);
          }
        }
      }
      position += 1;
    }
    position += gapOfParts;
  }
  return [
    ...places.map(quoted),
    ...[...found].map(([name, positions]) => `${quoted(name)}:${positions.join(",")}`),
  ].join(" ");
}

/** The words that spelling help may propose: words of headline and names, at least four letters of a script with spaces. */
function spellingWords({ parts, topics, authors }: Findable): string[] {
  const names = [parts.headline, ...topics.map(({ name }) => name), ...authors.map(({ name }) => name)];
  const words = names.flatMap((text) => searchWords(text)).map(({ folded }) => folded);
  return [...new Set(words)].filter((word) => word.length >= 4 && /^[\p{L}\p{M}]+$/u.test(word)).sort();
}

/** Writes the rows of these stories, whose live rows are there and whose search rows are not. */
export async function writeSearchRows(tx: Transaction, stories: readonly Findable[]): Promise<void> {
  const prepared = stories.map((story) => ({ story, parts: weighted(story), stemmer: stemmerOf(story.language) }));
  const stems = await loadStems(
    tx,
    prepared.map(({ stemmer }) => stemmer),
    prepared.flatMap(({ parts }) => parts.flatMap(({ lines }) => lines.flat())),
  );
  for (const { story, parts, stemmer } of prepared) {
    const places = placesOf(story);
    const vector = vectorOf(parts, places, stems, stemmer);
    const body = [story.parts.body, story.parts.captions].filter(Boolean).join("\n").slice(0, maxBody);
    await tx.$executeRaw`
      insert into live_search (story_id, published_at, stemmer, format, places, words, body, vector)
      values (${story.storyId}::uuid, ${story.publishedAt}, ${stemmer}, ${searchFormat}, ${places}::text[],
        ${spellingWords(story)}::text[], ${body.toWellFormed().replaceAll("\0", "")}, ${vector}::tsvector)`;
  }
}

/** Removes the rows of these stories. Returns their words, for `countWords`. */
export async function removeSearchRows(tx: Transaction, storyIds: readonly string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ words: string[] }[]>`
    delete from live_search where story_id = any(${storyIds}::uuid[]) returning words`;
  return rows.flatMap(({ words }) => words);
}

/** Subtracts and adds the words of stories, in the order of words, so that two publications cannot deadlock. */
export async function countWords(tx: Transaction, gone: readonly string[], come: readonly string[]): Promise<void> {
  const changes = new Map<string, number>();
  for (const word of gone) changes.set(word, (changes.get(word) ?? 0) - 1);
  for (const word of come) changes.set(word, (changes.get(word) ?? 0) + 1);
  const changed = [...changes].filter(([, by]) => by !== 0).sort(([a], [b]) => (a < b ? -1 : 1));
  if (changed.length === 0) return;
  const words = changed.map(([word]) => word);
  await tx.$executeRaw`
    insert into search_word as w (word, stories)
    select word, by from unnest(${words}::text[], ${changed.map(([, by]) => by)}::int[]) with ordinality as c(word, by, place)
    order by place
    on conflict (word) do update set stories = w.stories + excluded.stories`;
  if (gone.length > 0)
    await tx.$executeRaw`delete from search_word where word = any(${words}::text[]) and stories <= 0`;
}

/** As `countWords`, of a story that was published, or taken down where `story` is null. */
export const countStoryWords = (tx: Transaction, gone: readonly string[], story: Findable | null): Promise<void> =>
  countWords(tx, gone, story ? spellingWords(story) : []);

/** Stories in one transaction of the job. It has to be short, because publishing waits for the rows. */
const batch = 25;

/**
 * Writes the search rows that are missing or of an old format: all of them after the update that brought search, none on
 * most days. Safe to repeat and to run twice at once. @returns how many were written
 */
export async function fillSearch(): Promise<number> {
  const rows = await appClient().$queryRaw<{ id: string }[]>`
    select l.story_id as id from live_story l left join live_search s on s.story_id = l.story_id and s.format = ${searchFormat}
    where s.story_id is null and l.listed order by l.published_at desc`;
  let written = 0;
  for (let start = 0; start < rows.length; start += batch) {
    const ids = rows.slice(start, start + batch).map(({ id }) => id);
    written += await transaction((tx) => fillBatch(tx, ids));
  }
  if (written > 0) {
    log.info({ stories: written }, "search rows of published stories rewritten");
    await countTerms();
  }
  return written;
}

async function fillBatch(tx: Transaction, ids: readonly string[]): Promise<number> {
  // What is published or taken down in this moment writes its own row.
  const locked = await tx.$queryRaw<{ id: string }[]>`
    select l.story_id as id from live_story l left join live_search s on s.story_id = l.story_id and s.format = ${searchFormat}
    where l.story_id = any(${ids}::uuid[]) and s.story_id is null and l.listed for update of l skip locked`;
  const rows = await tx.liveStory.findMany({
    where: { storyId: { in: locked.map(({ id }) => id) } },
    select: {
      storyId: true,
      publishedAt: true,
      language: true,
      sectionId: true,
      document: true,
      topics: { select: { topic: { select: { id: true, name: true } } }, orderBy: { position: "asc" } },
      authors: { select: { author: { select: { id: true, name: true } } }, orderBy: { position: "asc" } },
    },
  });
  const stories = rows.map(({ document, topics, authors, ...row }) => ({
    ...row,
    parts: searchParts(documentFromJson(document)),
    topics: topics.map(({ topic }) => topic),
    authors: authors.map(({ author }) => author),
  }));
  const gone = await removeSearchRows(
    tx,
    stories.map(({ storyId }) => storyId),
  );
  await writeSearchRows(tx, stories);
  await countWords(tx, gone, stories.flatMap(spellingWords));
  return stories.length;
}

/** Stories that are looked at to learn which lexemes are common. */
const sampleSize = 20_000;
/** A lexeme in fewer stories is rare, however large the paper. */
const commonFrom = 200;

/** Counts anew in how many stories the common lexemes are: of a large paper on a sample. Safe to repeat. */
export async function countTerms(): Promise<void> {
  await transaction(async (tx) => {
    const [row] = await tx.$queryRaw<{ total: bigint }[]>`select count(*) as total from live_search`;
    const total = Number(row?.total ?? 0);
    const share = Math.min(100, (sampleSize / Math.max(1, total)) * 100);
    const least = Math.max(2, Math.ceil((commonFrom * share) / 100));
    await tx.$executeRaw`select set_config('statement_timeout', '300000', true)`;
    await tx.$executeRaw`lock table search_term in share row exclusive mode`;
    await tx.$executeRaw`delete from search_term`;
    await tx.$executeRawUnsafe(
      `insert into search_term (lexeme, stories)
       select word, least($1::int, round(ndoc * 100 / $2::float8)) from ts_stat('select vector from live_search tablesample system (${share}) repeatable (1)')
       where ndoc >= $3::int and word <> ''
       union all select '', $1::int`,
      total,
      share,
      least,
    );
  });
}
