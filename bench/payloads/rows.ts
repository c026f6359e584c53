// One row for each group of attacks in each table; then every column of free text is filled with attacks in SQL, past all
// checks of what may be entered.
import pg from "pg";
import type { Person } from "#lib/actor.ts";
import { paragraph } from "#lib/document/build.ts";
import { storable } from "#lib/document/characters.ts";
import { connections } from "#lib/process.ts";
import { publishStory } from "#lib/stories/publishing/mutations.ts";
import { createAuthor, createPicture, createSection, createTopic } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import { hostileParts } from "#prisma/testing/hostile.ts";

/** Columns of text that people, files or other systems fill, by table. */
const texts: Record<string, readonly string[]> = {
  assignment: ["brief", "picture_wish"],
  author: ["name", "job_title", "bio"],
  blanked_block: ["reason"],
  checklist_item: ["text"],
  collection: ["title", "intro", "cover_alt"],
  comment: ["text", "writer_name"],
  comment_thread: ["quote"],
  correction: ["note"],
  custom_role: ["name"],
  fallback_picture: ["alt", "credit"],
  hand_over_note: ["note"],
  headline_test: ["first", "second"],
  import_run: ["place", "pictures", "name", "problem"],
  link: ["email"],
  live_collection: ["title", "intro", "cover_alt", "cover_credit"],
  live_page: ["headline", "standfirst", "seo_title", "seo_description", "social_title", "social_text", "social_alt"],
  live_story: [
    ...["headline", "kicker", "standfirst", "place", "editors_note"],
    ...["seo_title", "seo_description", "social_title", "social_text", "social_alt"],
  ],
  live_version: ["note"],
  mail: ["address", "name", "subject", "last_error"],
  media_file: ["file_name", "captions", "transcript", "rights_note"],
  notice: ["text"],
  outside_link: ["url", "host", "moved_to"],
  partner: ["name", "words"],
  partner_fetch: ["network"],
  passkey: ["name"],
  person: ["name"],
  picture: [
    ...["file_name", "alt", "caption", "credit", "source", "copyright", "place", "people", "keywords"],
    ...["rights_note", "file_terms", "territory", "withdrawal_reason"],
  ],
  picture_collection: ["name"],
  press_cdn: ["last_error"],
  reader_report: ["quote", "message", "email"],
  review_link: ["name", "approval_note"],
  revision: ["note", "headline"],
  scheduled_act: ["reason", "error"],
  scheduled_launch: ["reason"],
  search_miss: ["term"],
  search_promotion: ["term"],
  section: ["name", "description"],
  session: ["browser", "network"],
  snippet: ["name"],
  story: ["headline", "search_text", "embargo_reason"],
  story_flag: ["reason"],
  story_template: ["name", "checklist"],
  style_rule: ["pattern", "replacement", "reason", "finds", "leaves"],
  topic: ["name", "description"],
  upload_preset: ["name", "credit", "source", "copyright", "keywords", "rights_note"],
  webhook: ["name", "url"],
  webhook_delivery: ["headline", "last_answer"],
  wire_item: ["headline", "text"],
  wire_rule: ["name", "words", "categories", "languages"],
  wire_source: ["name", "address", "problem"],
  wire_version: ["text"],
};

/** What only Galley writes: ids, hashes, kinds, addresses that are checked where they are made, logs of search. */
const machine =
  /(?:^|\.)(?:id|.*_id|kind|key|.*_key|.*hash(?:es)?|totp_secret|sha256|format|state|status|slug|path|paths|target|language|color|code|block|blocks|salts|style|event|events|scopes|privileges|severity|stemmer|places|words|word|lexeme|body|tags|front|clashes|editors|prefix|secret|transports|counter|subject_kind|subject_name|action|email|role|method|issuer|subject|time_zone|file|label|badge|purpose|crops?|cover_crop|captions_language|etag|last_modified|answer|fingerprint|seen|name|search_words|arrived|place|error)$/;

/** As a column can hold it, with the attacks of a group one after the other. */
const joined = (attacks: readonly string[]): string => attacks.map(storable).join(" ");

/** One published story for each group, with its own section, topic and author; its body holds every kind of block with each attack. */
export async function publishAttacks(admin: Person, groups: readonly string[][]): Promise<string[]> {
  const several = <T>(make: () => Promise<T>): Promise<T[]> => Promise.all(groups.map(make));
  const [sections, topics, authors] = [
    await several(() => createSection()),
    await several(() => createTopic()),
    await several(() => createAuthor()),
  ];
  const stories: string[] = [];
  for (const [index, group] of groups.entries()) {
    const [section, topic, author] = [sections, topics, authors].map((list) => list[index]?.id ?? "");
    const picture = (await createPicture()).id;
    const parts = hostileParts(group[0] ?? "", { picture });
    const blocks = group.flatMap((attack) => hostileParts(attack, { picture }).body ?? []);
    const fields = { ...parts.fields, section: section ?? "", topics: [topic ?? ""], authors: [author ?? ""] };
    const { id, version } = await createReadyStory(admin, {
      ...parts,
      headline: `Story: ${parts.headline}`, // some attacks cannot be seen
      body: [paragraph("Some text."), ...blocks],
      fields,
    });
    await publishStory(admin, { storyId: id, version, showUpdated: true, showReplaced: false, override: "A test" });
    stories.push(id);
  }
  return stories;
}

type Column = {
  table: string;
  column: string;
  type: string;
  isNeeded: boolean;
  /** "table.column" that it names, or null. */
  names: string | null;
};

const columnsQuery = `
  select c.table_name as table, c.column_name as column,
    case when c.data_type = 'USER-DEFINED' then 'enum ' || c.udt_name when c.data_type = 'ARRAY' then c.udt_name else c.data_type end as type,
    c.is_nullable = 'NO' and c.column_default is null and c.is_generated = 'NEVER' as "isNeeded",
    (select f.confrelid::regclass || '.' || other.attname from pg_constraint f
      join pg_attribute own on own.attrelid = f.conrelid and own.attnum = f.conkey[1]
      join pg_attribute other on other.attrelid = f.confrelid and other.attnum = f.confkey[1]
      where f.contype = 'f' and f.conrelid = c.table_name::regclass and cardinality(f.conkey) = 1 and own.attname = c.column_name
      limit 1) as names
  from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
  where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.table_name not like '\\_%' order by 1, 2`;

/** Where a row must name something although it need not. */
const named = new Set(["person_id", "story_id", "thread_id", "source_id", "item_id"]);

/** An SQL expression for the row of this number. */
function valueFor({ column, type, names }: Column, json: ReadonlyMap<string, unknown>, table: string): string {
  if (names !== null) {
    const [other, key] = names.split(".");
    return `(select ${key} from ${other} order by ${key} offset row.number % greatest((select count(*) from ${other}), 1) limit 1)`;
  }
  if (type === "uuid") return "gen_random_uuid()";
  if (type.startsWith("enum ")) return `(enum_range(null::${type.slice(5)}))[1]`;
  if (type.startsWith("timestamp")) return "now()";
  if (type === "date") return "current_date";
  if (type === "boolean") return "false";
  if (type === "bytea") return "'x'";
  if (type.startsWith("_")) return "'{}'";
  if (/int|numeric|double/.test(type)) return "row.number";
  if (type === "jsonb") return pg.escapeLiteral(JSON.stringify(json.get(`${table}.${column}`) ?? {}));
  return "'row-' || row.number || '-' || gen_random_uuid()";
}

/** Adds rows to every table that holds texts, as far as it has too few. */
export async function addRows(rows: number, json: ReadonlyMap<string, unknown>): Promise<void> {
  await withOwner(async (client) => {
    const { rows: columns } = await client.query<Column>(columnsQuery);
    let left = Object.keys(texts);
    for (let pass = 1; left.length > 0 && pass <= 4; pass++) {
      const failed: string[] = [];
      for (const table of left) {
        const own = columns.filter((each) => each.table === table && (each.isNeeded || named.has(each.column)));
        const values = own.map((each) => valueFor(each, json, table)).join(", ");
        try {
          await client.query(
            `insert into ${table} (${own.map(({ column }) => column).join(", ")}) select ${values}
             from generate_series((select count(*)::int from ${table}), ${rows - 1}) as row(number) on conflict do nothing`,
          );
        } catch (error) {
          failed.push(table);
          if (pass === 4) console.log(`  no more rows of ${table}: ${(error as Error).message}`);
        }
      }
      left = failed;
    }
  });
}

async function withOwner<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: connections().owner });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export type Filled = { field: string; rows: number; attacks: number };

/** @returns the columns that were filled, and the columns of text that are neither filled nor known to be Galley's own */
export const fillColumns = (groups: readonly string[][]): Promise<{ filled: Filled[]; forgotten: string[] }> =>
  withOwner(async (client) => {
    const filled: Filled[] = [];
    const forgotten: string[] = [];
    const { rows: columns } = await client.query<Column>(columnsQuery);
    for (const { table, column, type } of columns.filter(({ type }) => ["text", "_text"].includes(type))) {
      if (!texts[table]?.includes(column)) {
        if (!machine.test(column)) forgotten.push(`${table}.${column}`);
        continue;
      }
      const { rows: sizes } = await client.query<{ count: number }>(`select count(*)::int as count from ${table}`);
      const count = sizes[0]?.count ?? 0;
      const values = groups.map(joined);
      const field = `${table}.${column}`;
      try {
        await client.query(
          `with numbered as (select ctid as place, row_number() over (order by ctid) as number from ${table})
           update ${table} set ${column} = ${type === "_text" ? "array[given.value]" : "given.value"}
           from numbered, unnest($1::text[]) with ordinality as given(value, number)
           where ${table}.ctid = numbered.place and given.number = (numbered.number - 1) % $2 + 1`,
          [values, values.length],
        );
        filled.push({ field, rows: count, attacks: groups.slice(0, count).flat().length });
      } catch (error) {
        filled.push({ field, rows: 0, attacks: 0 });
        console.log(`  ${field}: ${(error as Error).message}`);
      }
    }
    return { filled, forgotten };
  });
