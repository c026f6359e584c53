// Statements as the owner of the tables, to create or to tamper with the history of a test.
import pg from "pg";
import { connections } from "#lib/process.ts";

export async function asOwner(sql: string, values: unknown[] = []): Promise<void> {
  const client = new pg.Client({ connectionString: connections().owner });
  await client.connect();
  try {
    await client.query(sql, values);
  } finally {
    await client.end();
  }
}
