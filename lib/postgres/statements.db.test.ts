import { expect, test } from "vitest";
import { asOwner } from "#prisma/testing/owner.ts";
import { failure } from "../result.ts";
import { appClient, transaction } from "./app.ts";
import { readerClient } from "./reader.ts";
import { statementNames } from "./statements.ts";

/** By the connection of one transaction. */
const namedOf = (table: string) =>
  transaction(async (tx) => {
    for (let time = 0; time < 3; time++) await tx.$queryRawUnsafe(`select word from ${table}`);
    return tx.$queryRaw<{ statement: string }[]>`
      select statement from pg_prepared_statements where statement = ${`select word from ${table}`}`;
  });

test("a statement is named from its second use on, and survives a new column of its table", async () => {
  await asOwner("create table if not exists named_once (word text); grant select on named_once to galley_app");
  expect(await namedOf("named_once")).toHaveLength(1);
  await asOwner("alter table named_once add column other int");
  expect(await namedOf("named_once")).toHaveLength(1);
});

test("names at most 200 statements, and forgets what was sent once when 1,000 others were", () => {
  const { statementNameGenerator } = statementNames();
  const nameOf = (sql: string) => statementNameGenerator?.({ sql, args: [], argTypes: [] });
  nameOf("select 0");
  for (let count = 1; count <= 1_000; count++) nameOf(`select ${count}`);
  expect(nameOf("select 0")).toBe("");
  expect(nameOf("select 0")).not.toBe("");
  const named = Array.from({ length: 300 }, (_, count) => `select named ${count}`).filter(
    (sql) => nameOf(sql) || nameOf(sql),
  );
  expect(named).toHaveLength(199);
});

test("a named statement that failed can be sent again on the same connection", async () => {
  const one = { key: "a key of this test", value: "x" };
  const make = () => appClient().setting.create({ data: one, select: { key: true } });
  await make();
  await expect(make()).rejects.toThrow();
  await expect(make()).rejects.toThrow();
  await appClient().setting.delete({ where: { key: one.key } });
  expect(await make()).toEqual({ key: one.key });
});

test("instants are written and read as they are, whatever the zone of the database is", async () => {
  await asOwner(
    "do $$ begin execute format('alter database %I set timezone = ''Asia/Kathmandu''', current_database()); end $$",
  );
  const instant = new Date("2026-11-28T06:00:00Z");
  for (const client of [appClient(), readerClient()]) {
    await client.$disconnect(); // a new connection takes the zone of the database
    const [row] = await client.$queryRaw<{ seconds: number; now: Date }[]>`
      select extract(epoch from ${instant}::timestamptz)::float8 as seconds, clock_timestamp() as now`;
    expect(row?.seconds).toBe(instant.getTime() / 1_000);
    expect(Math.abs((row?.now.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
  }
});

test("PostgreSQL ends statements of the newsroom after 30 s, waits for locks after 5 s, and reads of public pages after 5 s", async () => {
  const limits = (client: Pick<ReturnType<typeof appClient>, "$queryRaw">) => client.$queryRaw`
    select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock,
      current_setting('default_transaction_read_only') as "readOnly"`;
  expect(await limits(appClient())).toEqual([{ statement: "30s", lock: "5s", readOnly: "off" }]);
  expect(await limits(readerClient())).toEqual([{ statement: "5s", lock: "0", readOnly: "on" }]);
});

const answerOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: unknown) => failure(error, "test").code,
  );

test("somebody whose statement or lock takes too long is asked to try again", async () => {
  const slow = () =>
    transaction(async (tx) => {
      await tx.$queryRaw`select set_config('statement_timeout', '20', true)`;
      await tx.$queryRaw`select pg_sleep(10)::text`;
    });
  expect(await answerOf(slow())).toBe("BUSY");

  await appClient().setting.create({ data: { key: "locked by this test", value: 1 }, select: { key: true } });
  const change = () =>
    transaction(async (tx) => {
      await tx.$queryRaw`select set_config('lock_timeout', '20', true)`;
      await tx.setting.update({ where: { key: "locked by this test" }, data: { value: 2 }, select: { key: true } });
    });
  const lock = () =>
    transaction(async (tx) => {
      await tx.$queryRaw`select key from setting where key = 'locked by this test' for update`;
      return answerOf(change());
    });
  expect(await lock()).toBe("BUSY");
  expect(await answerOf(change())).toBe("done");
});
