// Starting and stopping Galley itself, on data folders of its own.
import fs from "node:fs";
import path from "node:path";
import { isAlive } from "#lib/postgres/postmaster.ts";
import { end, Launch, ready } from "./steps/launch.ts";
import { expect, test } from "./steps/test.ts";

let launch: Launch;
test.afterEach(() => launch.end());

test("a first start prints a one-time sign-in link, and a second start on the same data exits with a message", async ({
  page,
}) => {
  launch = new Launch();
  const first = launch.galley();
  const site = await ready(first);
  await expect.poll(first.text).toMatch(/Sign in +http\S+\n/); // it is printed after the address of the newsroom
  const link = /Sign in +(http\S+)/.exec(first.text())?.[1] ?? "";
  await page.goto(link);
  await page.getByRole("button", { name: /^Sign in/ }).click();
  await expect(page).toHaveURL(/\/desk/);
  expect((await page.request.get(`${site}/api/health`)).status()).toBe(200);

  const second = launch.galley();
  expect(await second.code).toBe(1);
  expect(second.text()).toContain("Galley is already running on");
});

test("the next start after a kill takes over the running database, and an orderly stop ends it", async ({
  request,
}) => {
  launch = Launch.prepared();
  const first = launch.galley();
  await ready(first);
  const database = launch.postmaster;
  await launch.kill(first);
  expect(isAlive(database)).toBe(true);

  const second = launch.galley();
  const site = await ready(second);
  expect(second.text()).toContain("was still running and is taken over");
  expect(launch.postmaster).toBe(database);
  expect((await request.get(`${site}/api/health`)).status()).toBe(200);
  await end(second.child, "SIGTERM");
  expect(isAlive(database)).toBe(false);
  expect(fs.existsSync(path.join(launch.data, "galley.lock"))).toBe(false);
});

test("a failed start prints one line and exits with code 1", async () => {
  launch = new Launch();
  const wrong = launch.galley({ PORT: "eighty" });
  expect(await wrong.code).toBe(1);
  expect(wrong.text()).toContain("PORT must be a port number between 0 and 65535.");

  fs.mkdirSync(path.join(launch.data, "postgres"), { recursive: true });
  fs.writeFileSync(path.join(launch.data, "postgres", "PG_VERSION"), "16\n");
  const older = launch.galley();
  expect(await older.code).toBe(1);
  expect(older.text()).toContain("was made by PostgreSQL 16 and this Galley brings PostgreSQL 18");
  expect(fs.readFileSync(path.join(launch.data, "postgres", "PG_VERSION"), "utf8")).toBe("16\n");

  fs.rmSync(path.join(launch.data, "postgres"), { recursive: true });
  const nowhere = launch.galley({ DATABASE_URL: "postgresql://nobody@127.0.0.1:9/none" });
  expect(await nowhere.code).toBe(1);
  expect(nowhere.text()).toContain("The database at 127.0.0.1:9/none does not answer");
});
