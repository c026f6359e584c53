import pg from "pg";
import { expect, test } from "vitest";
import { connections } from "#lib/process.ts";
import { isText, jsonColumns, listColumns, outsideTexts, ownTexts } from "./columns.ts";

const namesOf = (...lists: Readonly<Record<string, readonly string[]>>[]): string[] =>
  lists.flatMap((list) =>
    Object.entries(list).flatMap(([table, columns]) => columns.map((each) => `${table}.${each}`)),
  );

test("every column of text or JSON is either filled with attacks by the bench or known to be Galley's own", async () => {
  const client = new pg.Client({ connectionString: connections().owner });
  await client.connect();
  try {
    const columns = await listColumns(client);
    const found = (kind: (column: (typeof columns)[number]) => boolean) =>
      columns.filter(kind).map(({ table, column }) => `${table}.${column}`);
    expect(found(isText).sort()).toEqual(namesOf(outsideTexts, ownTexts).sort());
    expect(found(({ type }) => /^_?jsonb?$/.test(type)).sort()).toEqual(namesOf(jsonColumns).sort());
  } finally {
    await client.end();
  }
});
