import { readdirSync } from "node:fs";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { Connections } from "../process.ts";
import { migrate } from "./migrate.ts";

const { superuser, connections } = inject("database");
const name = `empty_${process.pid}_${Date.now()}`;
const asSuperuser = async (statement: string) => {
  const client = new pg.Client({ connectionString: superuser.replace(/\/galley$/, "/postgres") });
  await client.connect();
  await client.query(statement).finally(() => client.end());
};
beforeAll(() => asSuperuser(`create database ${name} owner galley_owner strategy file_copy`));
afterAll(() => asSuperuser(`drop database ${name} with (force)`));

test("two nodes that start at once apply each migration once, and a third finds nothing to do", async () => {
  const here = (url: string) => url.replace(/\/galley$/, `/${name}`);
  const empty: Connections = {
    owner: here(connections.owner),
    app: here(connections.app),
    listen: here(connections.listen),
    reader: here(connections.reader),
    separated: true,
  };
  const start = () => migrate(empty, process.cwd());
  const [one, other] = await Promise.all([start(), start()]);
  const folders = readdirSync("prisma/migrations", { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect([...one, ...other].sort()).toEqual(folders.map(({ name: folder }) => folder).sort());
  expect(Math.min(one.length, other.length)).toBe(0);
  expect(await start()).toEqual([]);
});
