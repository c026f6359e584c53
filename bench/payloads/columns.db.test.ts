import pg from "pg";
import { expect, test } from "vitest";
import { connections } from "#lib/process.ts";
import { isJson, isText, jsonColumns, listColumns, outsideTexts, ownTexts } from "./columns.ts";

const namesOf = (...lists: Readonly<Record<string, readonly string[]>>[]): string[] =>
  lists.flatMap((list) =>
    Object.entries(list).flatMap(([table, columns]) => columns.map((each) => `${table}.${each}`)),
  );

test("every column of text or JSON is either filled with attacks by the bench or known to be Galley's own", async () => {
  const client = new pg.Client({ connectionString: connections().owner });
  await client.connect();
  try {
    const columns = await listColumns(client);
    const known = new Set(namesOf(outsideTexts, ownTexts, jsonColumns));
    const kept = columns.filter((column) => isText(column) || isJson(column));
    const names = kept.map(({ table, column }) => `${table}.${column}`);
    expect(names.length).toBeGreaterThan(200);
    expect(names.filter((name) => !known.has(name))).toEqual([]);
  } finally {
    await client.end();
  }
});
