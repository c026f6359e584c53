import path from "node:path";
import pg from "pg";
import { beforeEach, expect, test } from "vitest";
import { SYSTEM } from "../actor.ts";
import { startImport } from "../import-runs/mutations.ts";
import { importOptionsSchema } from "../import-runs/schema.ts";
import { appClient } from "../postgres/app.ts";
import { allTables } from "../postgres/roles.ts";
import { connections, settings } from "../process.ts";
import { findOrCreateSection } from "../stories/importing/place-mutations.ts";
import { setUp } from "./first-run.ts";

let examples = 0;
const countExample = async () => {
  examples += 1;
};
const start = (fill: () => Promise<void> = countExample) => setUp({ ...settings(), demo: true }, fill, () => {});
const sections = () => appClient().section.count();

beforeEach(async () => {
  examples = 0;
  const client = new pg.Client({ connectionString: connections().owner });
  await client.connect();
  await client.query(`truncate ${allTables.join(", ")}`);
  await client.end();
});

test("the first start after an import makes an admin and no example, and the import stays", async () => {
  await findOrCreateSection(SYSTEM, "Harbour");
  for (let time = 0; time < 2; time += 1) await start();
  expect([examples, await sections(), await appClient().person.count()]).toEqual([0, 1, 1]);
});

test("a first start that is repeated keeps what was imported since it was killed", async () => {
  await expect(start(() => Promise.reject(new Error("killed")))).rejects.toThrow("killed");
  await startImport(SYSTEM, { place: path.resolve("docs"), isDryRun: false, options: importOptionsSchema.parse({}) });
  await findOrCreateSection(SYSTEM, "Harbour");
  await start();
  expect([examples, await sections()]).toEqual([0, 1]);
});
