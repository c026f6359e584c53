import path from "node:path";
import pg from "pg";
import { beforeEach, expect, test } from "vitest";
import { SYSTEM } from "../actor.ts";
import { findActorBySession, isWaitingForFirstSignIn } from "../auth/data.ts";
import { signInWithLink, signInWithPassword } from "../auth/mutations.ts";
import { signInSchema } from "../auth/schema.ts";
import { startImport } from "../import-runs/mutations.ts";
import { importOptionsSchema } from "../import-runs/schema.ts";
import { chooseFirstPassword } from "../people/mutations.ts";
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

test("the first admin signs in by the printed link once, and then with the address and the password they chose", async () => {
  const { waiting } = await start();
  expect(waiting?.email).toBe("admin@localhost");
  expect(await isWaitingForFirstSignIn()).toBe(true);
  const admin = await findActorBySession(await signInWithLink(waiting?.token ?? ""));
  if (admin === null || typeof admin === "string") throw new Error("The link opened no session.");
  expect(await isWaitingForFirstSignIn()).toBe(false);
  const password = "a lamp for the night desk";
  await chooseFirstPassword(admin, { password });
  expect((await start()).waiting).toBeNull();
  const typed = signInSchema.parse({ email: "Admin@localhost ", password });
  expect(await findActorBySession(await signInWithPassword(typed, "192.0.2.7"))).toMatchObject({ id: admin.id });
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
