// Starting and stopping Galley itself, on data folders of its own.
import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, test } from "@playwright/test";

test.describe.configure({ timeout: 180_000 });

let data: string;
const started: ChildProcess[] = [];
test.beforeEach(() => {
  data = fs.mkdtempSync(path.join(os.tmpdir(), "galley-start-"));
});
test.afterEach(async () => {
  for (const one of started.splice(0)) await end(one, "SIGTERM");
  fs.rmSync(data, { recursive: true, force: true });
});

type Run = { child: ChildProcess; text: () => string; code: Promise<number | null> };

function galley(env: Record<string, string> = {}): Run {
  const child = spawn(process.execPath, ["bin/galley.mjs", "start"], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      NODE_ENV: "production",
      PORT: "0",
      HOST: "127.0.0.1",
      GALLEY_DATA: data,
      GALLEY_DEMO: "0",
      // The key of the build that is there, so that it is not built again.
      NEXT_SERVER_ACTIONS_ENCRYPTION_KEY:
        process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY ?? fs.readFileSync("data/build-key", "utf8").trim(),
      ...env,
    },
  });
  started.push(child);
  let text = "";
  child.stdout?.on("data", (chunk: Buffer) => {
    text += chunk;
  });
  child.stderr?.on("data", (chunk: Buffer) => {
    text += chunk;
  });
  const code = new Promise<number | null>((resolve) => child.once("exit", resolve));
  return { child, text: () => text, code };
}

async function ready(run: Run): Promise<string> {
  await expect.poll(run.text, { timeout: 120_000 }).toMatch(/Newsroom +http\S+\/desk/);
  return /Site +(http\S+)/.exec(run.text())?.[1] ?? "";
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.kill(signal);
  });
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};
const postmaster = (): number =>
  Number(fs.readFileSync(path.join(data, "postgres", "postmaster.pid"), "utf8").split("\n")[0]);

test("a first start prints a link that signs the admin in once, and a second start on the same data says so and ends", async ({
  page,
}) => {
  const first = galley();
  const site = await ready(first);
  const link = /Sign in +(http\S+)/.exec(first.text())?.[1] ?? "";
  await page.goto(link);
  await page.getByRole("button", { name: /^Sign in/ }).click();
  await expect(page).toHaveURL(/\/desk/);
  expect((await page.request.get(`${site}/api/health`)).status()).toBe(200);

  const second = galley();
  expect(await second.code).toBe(1);
  expect(second.text()).toContain("Galley is already running on");
});

test("a kill leaves the database running; the next start takes it over, and an orderly stop ends all of it", async ({
  request,
}) => {
  const first = galley();
  await ready(first);
  const database = postmaster();
  // The lock names the process that serves; the launcher only waits for it.
  const { pid } = JSON.parse(fs.readFileSync(path.join(data, "galley.lock"), "utf8")) as { pid: number };
  process.kill(pid, "SIGKILL");
  await first.code;
  expect(isAlive(database)).toBe(true);

  const second = galley();
  const site = await ready(second);
  expect(second.text()).toContain("was still running and is taken over");
  expect(postmaster()).toBe(database);
  expect((await request.get(`${site}/api/health`)).status()).toBe(200);
  await end(second.child, "SIGTERM");
  expect(isAlive(database)).toBe(false);
  expect(fs.existsSync(path.join(data, "galley.lock"))).toBe(false);
});

test("what cannot start says so in one line and ends with code 1", async () => {
  const wrong = galley({ PORT: "eighty" });
  expect(await wrong.code).toBe(1);
  expect(wrong.text()).toContain("PORT must be a port number between 0 and 65535.");

  fs.mkdirSync(path.join(data, "postgres"), { recursive: true });
  fs.writeFileSync(path.join(data, "postgres", "PG_VERSION"), "16\n");
  const older = galley();
  expect(await older.code).toBe(1);
  expect(older.text()).toContain("was made by PostgreSQL 16 and this Galley brings PostgreSQL 18");
  expect(fs.readFileSync(path.join(data, "postgres", "PG_VERSION"), "utf8")).toBe("16\n");

  fs.rmSync(path.join(data, "postgres"), { recursive: true });
  const nowhere = galley({ DATABASE_URL: "postgresql://nobody@127.0.0.1:9/none" });
  expect(await nowhere.code).toBe(1);
  expect(nowhere.text()).toContain("The database at 127.0.0.1:9/none does not answer");
});
