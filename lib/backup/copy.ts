// Rows of tables to and from a stream, by COPY.
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import { transientTables } from "./format.ts";

export type Table = { name: string; columns: string[] };

const quoted = (name: string) => pg.escapeIdentifier(name);
const listed = ({ name, columns }: Table) => `${quoted(name)} (${columns.map(quoted).join(", ")})`;

/** The tables of ours whose rows are kept, by name, with the columns that are written. */
export async function tablesOf(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
       and a.attgenerated = '' and c.relname <> all ($1)
     group by c.relname order by c.relname`,
    [transientTables],
  );
  return rows;
}

/** The rows of a table, in chunks of about so many bytes. */
export async function* rowsOf(client: pg.Client, table: Table, bytes: number): AsyncGenerator<Buffer> {
  const stream = client.query(copyTo(`copy ${listed(table)} to stdout`));
  let parts: Buffer[] = [];
  let count = 0;
  for await (const part of stream as AsyncIterable<Buffer>) {
    parts.push(part);
    count += part.length;
    if (count < bytes) continue;
    yield Buffer.concat(parts);
    [parts, count] = [[], 0];
  }
  if (count > 0) yield Buffer.concat(parts);
}

/** Adds rows to a table. @returns how many */
export async function insertRows(client: pg.Client, table: Table, chunks: AsyncIterable<Buffer>): Promise<number> {
  const stream = client.query(copyFrom(`copy ${listed(table)} from stdin`));
  await pipeline(Readable.from(chunks, { objectMode: false }), stream);
  return stream.rowCount;
}

export async function sequencesOf(client: pg.Client): Promise<Record<string, string>> {
  const { rows } = await client.query<{ name: string; last: string }>(
    "select sequencename as name, last_value::text as last from pg_sequences where schemaname = 'public' and last_value is not null",
  );
  return Object.fromEntries(rows.map(({ name, last }) => [name, last]));
}
