import pg from "pg";
import { describe, expect, test } from "vitest";
import { connections } from "../process.ts";
import { allTables, insertOnlyTables, readerTables } from "./roles.ts";

async function as<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

describe("the reader role", () => {
  test("the reader role can read every public table and no other", async () => {
    const { rows } = await as(connections().owner, (client) =>
      client.query<{ name: string }>(
        "select tablename as name from pg_tables where schemaname = 'public' and tablename not like '\\_prisma%'",
      ),
    );
    expect(rows.map((row) => row.name).sort()).toEqual([...allTables].sort());
    for (const table of allTables) {
      const columns = readerTables[table];
      const list = columns === "all" ? "*" : (columns?.join(", ") ?? "*");
      const attempt = as(connections().reader, (client) => client.query(`select ${list} from ${table}`));
      if (columns) await expect(attempt, table).resolves.toBeDefined();
      else await expect(attempt, table).rejects.toThrow(/permission denied/);
    }
  });

  test("the reader role cannot see which author has an account", async () => {
    await expect(as(connections().reader, (client) => client.query("select person_id from author"))).rejects.toThrow(
      /permission denied/,
    );
  });

  test("the reader role cannot write or create anything", async () => {
    for (const statement of [
      "delete from live_story",
      "update setting set value = '1'",
      "insert into address values ('/x','GONE','x')",
      "create table t (n int)",
    ]) {
      await expect(
        as(connections().reader, (client) => client.query(statement)),
        statement,
      ).rejects.toThrow(/permission denied/);
    }
  });
});

test("the app role can only append to the step log, revisions, corrections and audit log", async () => {
  for (const table of insertOnlyTables) {
    for (const statement of [`delete from ${table}`, `truncate ${table}`]) {
      await expect(
        as(connections().app, (client) => client.query(statement)),
        statement,
      ).rejects.toThrow(/permission denied/);
    }
  }
  await expect(as(connections().app, (client) => client.query("update revision set note = ''"))).rejects.toThrow(
    /permission denied/,
  );
  await expect(
    as(connections().app, (client) =>
      client.query("insert into blanked_block values (gen_random_uuid(), 1, gen_random_uuid(), 'x', now(), 'x')"),
    ),
  ).rejects.toThrow(/permission denied/);
});
