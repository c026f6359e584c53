// What only the owner of the tables can do: to make a test's past, or to tamper with it.
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
