// The rows by which readers find the stories, made on the server, as the stories are: a job of the product makes them one by one.
import type pg from "pg";
import { placeLexeme, searchFormat } from "#lib/published/search/mutations.ts";

const atOnce = 5_000;
const index = "live_search_vector_idx";

/** Rows for the stories that have none, then how often words are there. Goes on where it was ended. */
export async function seedSearch(client: pg.Client, say: (line: string) => void): Promise<void> {
  await client.query("alter table bench.seed add column if not exists searchable boolean not null default false");
  const { rows } = await client.query<{ searchable: boolean }>("select searchable from bench.seed");
  if (rows[0]?.searchable) return;
  await client.query("set synchronous_commit = off; set statement_timeout = 0; set maintenance_work_mem = '512MB'");
  await client.query(`drop index if exists ${index}`);
  for (let done = 0, last: string | null = null; ; done += atOnce) {
    const { rows }: pg.QueryResult<{ last: string | null }> = await client.query(insertRows, [last, searchFormat]);
    last = rows[0]?.last ?? null;
    if (last === null) break;
    if (done % 100_000 === 0 && done > 0) say(`  ${done.toLocaleString("en")} can be found`);
  }
  await client.query(`create index ${index} on live_search using gin (vector) with (fastupdate = off)`);
  await client.query("truncate search_word, search_term");
  await client.query(
    "insert into search_word (word, stories) select word, count(*) from live_search, unnest(words) as word group by word",
  );
  await client.query("vacuum analyze live_search");
  await client.query("vacuum analyze search_word");
  await client.query("update bench.seed set searchable = true");
}

const place = (kind: "section" | "topic" | "author", id: string): string => `'${placeLexeme(kind, "")}' || ${id}`;

// $1: the last story of the rows before; $2: the format. PostgreSQL's parser takes the words here, which in English are the same.
const insertRows = `
  with next as materialized (
    select story_id, published_at, headline, standfirst, document, array_cat(array_cat(
        array[${place("section", "section_id")}],
        array(select ${place("topic", "topic_id")} from live_story_topic t where t.story_id = l.story_id order by position)),
        array(select ${place("author", "author_id")} from live_story_author a where a.story_id = l.story_id order by position)) as places,
      array(select name from live_story_topic t join topic on id = topic_id where t.story_id = l.story_id) as topics,
      array(select name from live_story_author a join author on id = author_id where a.story_id = l.story_id) as authors
    from live_story l where $1::uuid is null or story_id > $1 order by story_id limit ${atOnce}
  ),
  texts as materialized (
    select *, (select string_agg(text #>> '{}', ' ') from jsonb_path_query(document, 'strict $.content[*].**.text') text) as body,
      concat_ws(' ', headline, array_to_string(topics, ' '), array_to_string(authors, ' ')) as named
    from next
  ),
  made as (
    insert into live_search (story_id, published_at, stemmer, format, places, words, body, vector)
    select story_id, published_at, 'english', $2, places,
      array(select distinct word from regexp_split_to_table(lower(named), '[^[:alpha:]]+') word where length(word) >= 4 order by word),
      left(coalesce(body, ''), 60000),
      setweight(to_tsvector('english', headline), 'A')
        || setweight(to_tsvector('english', concat_ws(' ', standfirst, array_to_string(authors, ' '), array_to_string(topics, ' '))), 'B')
        || setweight(to_tsvector('english', coalesce(body, '')), 'C') || array_to_tsvector(places)
    from texts on conflict do nothing
  )
  select max(story_id::text) as last from next`;
