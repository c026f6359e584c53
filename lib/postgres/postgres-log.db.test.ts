import { readFileSync } from "node:fs";
import pg from "pg";
import { expect, inject, test } from "vitest";
import { createPerson, unique } from "#prisma/factories.ts";
import { newId } from "../ids.ts";
import { connections } from "../process.ts";
import { appClient } from "./app.ts";

const { superuser, log } = inject("database");
/** What PostgreSQL writes while `work` runs. It writes a message before it sends the error. */
async function loggedBy(work: () => Promise<unknown>): Promise<string> {
  const before = readFileSync(log).length;
  await work();
  return readFileSync(log).subarray(before).toString("utf8");
}

test("the log of PostgreSQL repeats no value of a row, a parameter or a statement that it refused", async () => {
  const secret = unique("zephyrine");
  const email = `${secret}@example.org`;
  await createPerson("REPORTER", { email });
  const logged = await loggedBy(async () => {
    const data = { id: newId(), email, name: secret, role: "REPORTER", state: "ACTIVE" } as const;
    await expect(appClient().person.create({ data, select: { id: true } })).rejects.toThrow();
    await expect(appClient().$queryRaw`select ${secret}::uuid`).rejects.toThrow();
    await expect(appClient().$queryRawUnsafe(`select '${secret}'::uuid`)).rejects.toThrow();
  });
  expect(logged).not.toContain(secret);
});

test("errors of other roles stay in the log of PostgreSQL, without the values of the row", async () => {
  const secret = unique("quillon");
  const client = new pg.Client({
    connectionString: superuser.replace(/\/galley$/, new URL(connections().app).pathname),
  });
  await client.connect();
  const insert = () => client.query("insert into setting (key, value) values ($1, $2)", [secret, "1"]);
  const logged = await loggedBy(async () => {
    await insert();
    await expect(insert()).rejects.toThrow("duplicate key");
  });
  await client.end();
  expect(logged).toContain("duplicate key value violates unique constraint");
  expect(logged).not.toContain(secret);
});
