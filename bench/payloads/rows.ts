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
import { type Column, listColumns, outsideTexts } from "./columns.ts";
import { markOf, type Results } from "./results.ts";

/** Of an attack in a story, so that the mark behind it is not cut off. */
const longest = 1_900;

/** One published story for each group, with its own section, topic and author; its body holds every kind of block with each attack. */
export async function publishAttacks(
  admin: Person,
  attacks: readonly string[],
  groupSize: number,
  results: Results,
): Promise<string[]> {
  const field = results.field("parts and blocks of a story", attacks.length);
  const groups = groupsOf(
    attacks.map((attack, at) => `${attack.slice(0, longest).toWellFormed()} ${markOf(field, at)}`),
    groupSize,
  );
  const stories: string[] = [];
  for (const group of groups) {
    const [section, topic, author] = [await createSection(), await createTopic(), await createAuthor()];
    const picture = (await createPicture()).id;
    const parts = hostileParts(group[0] ?? "", { picture });
    const blocks = group.flatMap((attack) => hostileParts(attack, { picture }).body ?? []);
    const fields = { ...parts.fields, section: section.id, topics: [topic.id], authors: [author.id] };
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

/** Where a row must name something although it need not. */
const named = new Set(["person_id", "story_id", "thread_id", "source_id", "item_id"]);

/** Values of columns of JSON, by "table.column"; rows take them in turn. */
type JsonValues = ReadonlyMap<string, readonly unknown[]>;

/** An SQL expression for the row of this number. */
function valueFor({ column, type, names }: Column, json: JsonValues, table: string): string {
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
  if (type === "jsonb") {
    const values = (json.get(`${table}.${column}`) ?? [{}]).map((value) => pg.escapeLiteral(JSON.stringify(value)));
    return `(array[${values.join(", ")}]::jsonb[])[row.number % ${values.length} + 1]`;
  }
  if (column === "path") return "'/row-' || row.number";
  return "'row-' || row.number || '-' || gen_random_uuid()";
}

/** Adds rows to every table that holds texts, as far as it has too few. */
export async function addRows(rows: number, json: JsonValues): Promise<void> {
  await withOwner(async (client) => {
    const columns = await listColumns(client);
    let left = Object.keys(outsideTexts).filter((table) => columns.some((each) => each.table === table));
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

/** PostgreSQL's code for values that are too long for an index, and the bytes to try of a column: an index may hold several. */
const tooLong = "54000";
const indexedBytes = [2_400, 250];

/** Fills every column of text from outside: the attacks are spread over the rows that its table has. */
export const fillColumns = (attacks: readonly string[], results: Results): Promise<void> =>
  withOwner(async (client) => {
    const columns = await listColumns(client);
    for (const { table, column, type } of columns) {
      if (!outsideTexts[table]?.includes(column)) continue;
      const { rows: sizes } = await client.query<{ count: number }>(`select count(*)::int as count from ${table}`);
      const count = sizes[0]?.count ?? 0;
      if (count === 0) continue;
      const field = results.field(`${table}.${column}`, attacks.length);
      const marked = attacks.map((attack, at) => `${storable(attack)} ${markOf(field, at)}`);
      const fill = (groups: readonly string[][]) =>
        client.query(
          `with numbered as (select ctid as place, row_number() over (order by ctid) as number from ${table})
           update ${table} set ${column} = ${type === "_text" ? "array[given.value]" : "given.value"}
           from numbered, unnest($1::text[]) with ordinality as given(value, number)
           where ${table}.ctid = numbered.place and given.number = (numbered.number - 1) % $2 + 1`,
          [groups.map((group) => group.join(" ")), groups.length],
        );
      const whole = groupsOf(marked, Math.ceil(attacks.length / count));
      for (const groups of [whole, ...indexedBytes.map((bytes) => packed(marked, count, bytes))]) {
        field.tried = groups.flat().length;
        try {
          await fill(groups);
          break;
        } catch (error) {
          if ((error as pg.DatabaseError).code !== tooLong) throw error;
          field.tried = 0;
        }
      }
      if (field.tried < attacks.length) console.log(`  ${field.name} is indexed: ${field.tried} attacks fit`);
    }
  });

/** Spreads texts over so many groups of at most so many bytes. What has room in none is left out. */
function packed(texts: readonly string[], count: number, bytes: number): string[][] {
  const groups = Array.from({ length: count }, () => ({ texts: [] as string[], left: bytes }));
  for (const [at, text] of texts.entries()) {
    const needed = Buffer.byteLength(text) + 1;
    const group = groups.map((_, step) => groups[(at + step) % count]).find((each) => each && each.left >= needed);
    group?.texts.push(text);
    if (group) group.left -= needed;
  }
  return groups.map((group) => group.texts).filter((group) => group.length > 0);
}

export const groupsOf = <T>(list: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, at) => list.slice(at * size, (at + 1) * size));
