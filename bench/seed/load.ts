// Fills the tables on the server itself, a few thousand stories at a time; an interrupted run can be continued.
import fs from "node:fs";
import path from "node:path";
import type pg from "pg";
import { placeholders, readBodies } from "./bodies.ts";
import { putBack, takeOff } from "./indexes.ts";
import { counts, someone, writePlaces } from "./places.ts";

export type Seeded = { stories: number; bodies: number; seconds: number; megabytes: number; wasThere: boolean };

const atOnce = 5_000;
/** Stories a day: a thousand fill a month, a hundred thousand nine years. */
const perDay = 30;

export async function seed(client: pg.Client, wanted: number, say: (line: string) => void): Promise<Seeded> {
  await client.query("create schema if not exists bench");
  await client.query(
    "create table if not exists bench.body (number int primary key, parts text[], words int, picture boolean)",
  );
  await client.query(
    "create table if not exists bench.seed (newest timestamptz, done int, seconds float8, complete boolean)",
  );
  const before = await readState(client);
  if (before?.complete) {
    const { stories, bodies, seconds } = before;
    return { stories, bodies, seconds, megabytes: await size(client), wasThere: true };
  }
  const began = performance.now();
  if (!before) {
    await writePlaces(client);
    await writeBodies(client, say);
    await takeOff(client);
    await client.query("insert into bench.seed values (date_trunc('minute', now()), 0, 0, false)");
  }
  await client.query("set synchronous_commit = off");
  const bodies = await bodyCount(client);
  for (let done = before?.stories ?? 0; done < wanted; done += atOnce) {
    const to = Math.min(wanted, done + atOnce);
    await client.query("begin");
    await client.query(insertStories, [done + 1, to, bodies, ...names()]);
    await client.query("update bench.seed set done = $1", [to]);
    await client.query("commit");
    if (to % 20_000 === 0 || to === wanted) say(`  ${to.toLocaleString("en")} stories`);
  }
  say("  indexes");
  await putBack(client);
  const seconds = Math.round((before?.seconds ?? 0) + (performance.now() - began) / 1_000);
  await client.query("update bench.seed set complete = true, seconds = $1", [seconds]);
  return { stories: wanted, bodies, seconds, megabytes: await size(client), wasThere: false };
}

async function readState(client: pg.Client) {
  const { rows } = await client.query<{ done: number; seconds: number; complete: boolean }>(
    "select done, seconds, complete from bench.seed",
  );
  const row = rows[0];
  return row && { stories: row.done, seconds: row.seconds, complete: row.complete, bodies: await bodyCount(client) };
}

async function bodyCount(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ count: number }>("select count(*)::int as count from bench.body");
  return rows[0]?.count ?? 0;
}

async function size(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ bytes: number }>(
    "select pg_database_size(current_database())::float8 as bytes",
  );
  return Math.round((rows[0]?.bytes ?? 0) / 1e6);
}

async function writeBodies(client: pg.Client, say: (line: string) => void): Promise<void> {
  const places = (process.env.GALLEY_BENCH_BODIES ?? "").split(path.delimiter).filter((place) => fs.existsSync(place));
  const bodies = await readBodies(places);
  say(`  ${bodies.length.toLocaleString("en")} ${places.length > 0 ? "texts of articles" : "made-up texts"}`);
  await client.query("truncate bench.body");
  for (const [number, { parts, words, hasPicture }] of bodies.entries())
    await client.query("insert into bench.body values ($1, $2, $3, $4)", [number, parts, words, hasPicture]);
}

const names = () => [
  Array.from({ length: 144 }, (_, index) => someone(index)),
  [placeholders.section, ...placeholders.topics, placeholders.author, placeholders.picture],
  [...placeholders.numbers],
  [...placeholders.names],
];

/** A whole number below `count`, by story and turn; always the same. */
const dice = (turn: number, count: string | number): string =>
  `((hashint8extended(i, ${turn}) & 2147483647) % ${count})::int`;
/** The same, with the first ones more often: the first of 200 gets 7 of 100. */
const skewed = (turn: number, count: number): string =>
  `floor(${count} * power(${dice(turn, 10_000)} / 10000.0, 2))::int`;
const otherTopic = `((${skewed(3, counts.topics)} + (${skewed(2, counts.topics)} = ${skewed(3, counts.topics)})::int) % ${counts.topics})`;
const nth = (table: string, place: string): string => `(select ids[1 + ${place}] from ids where name = '${table}')`;
const list = (number: number, length: number): string[] =>
  Array.from({ length }, (_, index) => `($${number}::text[])[${index + 1}]`);
const marks = [...list(5, 5), ...list(6, 4), ...list(7, 3)];
const values = [
  "section::text",
  "topic1::text",
  "topic2::text",
  "author::text",
  "picture::text",
  ...[20, 21, 22, 23].map((turn) => `(10 + ${dice(turn, 9_000)})::text`),
  ...[24, 25, 26].map((turn) => `($4::text[])[1 + ${dice(turn, 144)}]`),
];
const filled = marks.reduce((text, mark, index) => `replace(${text}, ${mark}, ${values[index]})`, "joined");
const hex = (text: string): string => `encode(sha256(convert_to(${text}, 'UTF8')), 'hex')`;

// $1, $2: first and last story; $3: how many bodies; $4: names; $5, $6, $7: what they are put in for. Story 1 is the newest.
const insertStories = `
  with ids as materialized (
    select 'section' as name, array_agg(id order by position) as ids from section
    union all select 'topic', array_agg(id order by id) from topic
    union all select 'author', array_agg(id order by id) from author
    union all select 'picture', array_agg(id order by id) from picture
  ),
  placed as materialized (
    select i, at, array_to_string(b.parts, chr(1)) as joined, b.words, b.picture as has_picture,
      ${nth("section", dice(1, counts.sections))} as section,
      ${nth("topic", skewed(2, counts.topics))} as topic1,
      ${nth("topic", otherTopic)} as topic2,
      ${nth("author", skewed(4, counts.authors))} as author,
      ${nth("picture", dice(5, counts.pictures))} as picture,
      (lpad(to_hex(floor(extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(md5(i::text), 1, 3) || '8'
        || substr(md5(i::text), 4, 15))::uuid as story,
      (lpad(to_hex(floor(extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(md5(i::text), 1, 3) || '9'
        || substr(md5(i::text), 4, 15))::uuid as revision
    from generate_series($1::bigint, $2::bigint) i
    cross join lateral (
      select date_trunc('second', newest) - ((i - 1) * ${86_400 / perDay} + ${dice(6, 2_800)}) * interval '1 second' as at
      from bench.seed) t
    join bench.body b on b.number = (i * 7919) % $3::int
  ),
  texts as materialized (select *, string_to_array(${filled}, chr(1)) as parts from placed),
  made as materialized (
    select t.*, parts[1] as headline, parts[2] as standfirst, parts[3:] as blocks, hashed.*,
      s.path || to_char(at at time zone 'UTC', '/YYYY/MM/DD/') || coalesce(nullif(parts[3]::jsonb ->> 'slug', ''), 'story') || '-' || i as path,
      case when has_picture then jsonb_build_object('key', p.sha256, 'width', p.width, 'height', p.height, 'color', p.color,
        'renditions', p.renditions) end as facts,
      case when has_picture then jsonb_build_object('picture', picture, 'alt', 'A picture', 'caption', '', 'credit', 'Staff')
      end as shown
    from texts t join section s on s.id = t.section join picture p on p.id = t.picture
    cross join lateral (
      select array_agg(salt order by place) as salts, array_agg(${hex("salt || block")} order by place) as hashes
      from (select block, place, md5(i || ' ' || place) as salt
        from unnest(parts[3:]) with ordinality as u(block, place)) b) hashed
  ),
  stories as (
    insert into story (id, publication, published_version, headline, section_id, words, picture_id, search_text, created_at,
      edited_at, first_published_at, published_at, published_revision_id, path)
    select story, 'LIVE', 0, headline, section, words, case when has_picture then picture end, lower(headline), at, at, at,
      at, revision, path from made
  ),
  revisions as (
    insert into revision (id, story_id, number, kind, at, version, headline, words, format, blocks, salts, block_hashes,
      content_hash, revision_hash)
    select revision, story, 1, 'PUBLISHED', at, 0, headline, words, 1, blocks, salts, hashes, content,
      ${hex(`concat_ws(E'\\n', content, 1, 'PUBLISHED', '', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), ${hex("''")}, '')`)}
    from (select *, ${hex("array_to_string(hashes, '')")} as content from made) m
  ),
  lives as (
    insert into live_story (story_id, path, section_id, headline, kicker, standfirst, label, place, language, slug, document,
      picture, corrections, related, words, seo_title, seo_description, noindex, published_at, revision_number)
    select story, path, section, headline, '', standfirst, '', '', 'en', blocks[1]::jsonb ->> 'slug',
      ('{"type":"doc","attrs":' || blocks[1] || ',"content":[' || array_to_string(blocks[2:], ',') || ']}')::jsonb,
      shown || jsonb_build_object('facts', facts), '[]', '{}', words, '', '', false, at, 1 from made
  ),
  addresses as (insert into address (path, kind, target, created_at) select path, 'STORY', story, at from made),
  topics as (
    insert into live_story_topic (story_id, topic_id, position, published_at)
    select story, topic1, 0, at from made union all select story, topic2, 1, at from made
  ),
  authors as (
    insert into live_story_author (story_id, author_id, position, published_at) select story, author, 0, at from made
  ),
  copies as (insert into story_author (story_id, author_id, position) select story, author, 0 from made)
  insert into live_picture (story_id, picture_id, facts)
  select story, picture, facts from made where has_picture`;
