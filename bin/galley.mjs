#!/usr/bin/env node
// The launcher. It runs before anything is installed, on whatever Node (20 or newer) the machine has, so it imports
// nothing but Node itself. It installs and builds what is missing or stale, then hands over to Node 24.
import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { heapLimit } from "./heap.mjs";
import { lockOwner } from "./lock.mjs";
import { reporter } from "./progress.mjs";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const here = process.cwd();
const [command = "help", ...args] = process.argv.slice(2);

/** What each command needs before its script may run. */
const commands = {
  start: {
    script: "bin/start.ts",
    needs: ["unlocked", "packages", "client", "build"],
    production: true,
    does: "start Galley: database, newsroom and site",
  },
  dev: {
    script: "bin/start.ts",
    needs: ["unlocked", "packages", "client"],
    does: "start Galley for development: code is reloaded",
  },
  test: {
    script: "bin/test.ts",
    needs: ["packages", "client"],
    does: "run all checks: lint, types, unit, integration and browser tests",
  },
  import: {
    script: "bin/import.ts",
    needs: ["packages", "client"],
    does: "import a folder or .tar.gz of Markdown files: galley import <path>",
  },
  verify: {
    script: "bin/verify.ts",
    needs: ["packages", "client"],
    does: "check that the history of stories and the audit log were not changed: galley verify --all",
  },
  blank: {
    script: "bin/blank.ts",
    needs: ["packages", "client"],
    does: "erase words from a story and its whole history, for legal reasons",
  },
  backup: {
    script: "bin/backup.ts",
    needs: ["packages", "client"],
    does: "write the whole newsroom into one file: galley backup --to FILE",
  },
  recover: {
    script: "bin/recover.ts",
    needs: ["packages", "client"],
    does: "put the newsroom of a backup in place of the present one: galley recover FILE",
  },
  export: {
    script: "bin/export.ts",
    needs: ["packages", "client"],
    does: "write stories, their pictures and history into a zip file, or into a file for WordPress: galley export --to FILE",
  },
  "break-glass": {
    script: "bin/break-glass.ts",
    needs: ["packages", "client"],
    does: "let an admin sign in with a password where only a provider does: galley break-glass admin@example.org",
  },
  pictures: {
    script: "bin/pictures.ts",
    needs: ["packages", "client"],
    does: "move the files of pictures to a bucket or back: galley pictures move --to s3",
  },
  judge: {
    script: "bin/judge.ts",
    needs: ["packages", "client"],
    does: "check a running site with validators, axe and Lighthouse: galley judge http://localhost:3000",
  },
  build: { needs: ["packages", "client", "build"], does: "build the pages" },
  generate: { needs: ["packages", "client"], does: "generate the database client from prisma/" },
};

const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;
const { say, done } = reporter((line) => console.log(`  ${line}`));
function fail(line) {
  console.error(line);
  process.exit(1);
}

if (!(command in commands)) {
  console.log("galley <command>\n");
  for (const [name, { does }] of Object.entries(commands)) console.log(`  ${name.padEnd(12)} ${does}`);
  process.exit(command === "help" || command === "--help" ? 0 : 1);
}
if (Number(process.versions.node.split(".")[0]) < 20)
  fail(`Galley needs Node 20 or newer; this is ${process.version}.`);

process.chdir(root);
if (fs.existsSync(".env")) process.loadEnvFile(".env");
const data = path.resolve(process.env.GALLEY_DATA || "data");
const { script, needs, production = false } = commands[command];

/**
 * Runs a program, and ends with its output if it fails.
 * @param {string} file @param {string[]} list @param {Record<string, string>} env
 */
async function run(file, list, env = {}) {
  const child = spawn(file, list, {
    stdio: ["ignore", "pipe", "pipe"],
    shell: process.platform === "win32" && !file.endsWith(".exe"),
    env: { ...process.env, ...env },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text) => {
      output += text;
    });
  const problem = await new Promise((resolve) => {
    child.once("error", ({ message }) => resolve(message));
    child.once("close", (code) => resolve(code === 0 ? null : `${[file, ...list].join(" ")} failed`));
  });
  if (problem !== null) fail(`${output}\n${problem}`);
}

const modernNode = path.join(root, "node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");
// Prisma would otherwise try to download an engine that Galley does not use.
const offline = {
  PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
  NEXT_TELEMETRY_DISABLED: "1",
  CHECKPOINT_DISABLE: "1",
};

/** True when what is installed is what the lock file asks for on this machine. */
function packagesFit() {
  try {
    const wanted = JSON.parse(fs.readFileSync("package-lock.json", "utf8")).packages;
    const found = JSON.parse(fs.readFileSync("node_modules/.package-lock.json", "utf8")).packages;
    return (
      fs.existsSync(modernNode) &&
      Object.entries(wanted).every(
        ([place, wants]) =>
          place === "" || wants.optional || wants.devOptional || found[place]?.version === wants.version,
      )
    );
  } catch {
    return false;
  }
}

function hashOf(places) {
  const hash = createHash("sha256");
  const add = (place) => {
    const stat = fs.statSync(place, { throwIfNoEntry: false });
    if (!stat) return;
    if (stat.isDirectory()) {
      if (!["generated", "node_modules"].includes(path.basename(place)))
        for (const name of fs.readdirSync(place).sort()) add(path.join(place, name));
    } else if (!/\.test\.tsx?$/.test(place)) hash.update(`${place}\0`).update(fs.readFileSync(place));
  };
  places.forEach(add);
  return hash.digest("hex");
}

const readIf = (file) => (fs.existsSync(file) ? fs.readFileSync(file, "utf8").trim() : "");

/** Ids of server actions are tied to this key: with the same one an open tab outlives an upgrade. */
function buildKey() {
  if (process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY) return process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY;
  const file = path.join(data, "build-key");
  if (!fs.existsSync(file)) {
    fs.mkdirSync(data, { recursive: true });
    fs.writeFileSync(file, randomBytes(32).toString("base64"), { mode: 0o600 });
  }
  return readIf(file);
}

const steps = {
  async unlocked() {
    const owner = await lockOwner(data);
    if (owner)
      fail(
        `Galley is already running on ${data} (process ${owner.pid}${owner.address ? `, ${owner.address}` : ""}). Stop it first, or set GALLEY_DATA to another folder.`,
      );
  },
  async packages() {
    if (packagesFit()) return;
    const began = Date.now();
    say("Installing packages from the lock file (a minute or two)");
    const npm = process.env.npm_execpath;
    const list = ["ci", "--no-audit", "--no-fund", "--include=dev"];
    if (npm?.endsWith(".js")) await run(process.execPath, [npm, ...list], offline);
    else await run("npm", list, offline);
    say(`Packages installed in ${seconds(began)}`);
  },
  async client() {
    const mark = "lib/postgres/generated/.hash";
    const hash = hashOf(["prisma/schema.prisma", "prisma/models", "package-lock.json"]);
    if (readIf(mark) === hash) return;
    say("Generating the database client");
    await run(modernNode, ["node_modules/prisma/build/index.js", "generate"], offline);
    fs.writeFileSync(mark, hash);
  },
  async build() {
    const output = process.env.GALLEY_DIST || ".next";
    const key = buildKey();
    const mark = path.join(output, "galley-hash");
    const hash =
      hashOf([
        "app",
        "components",
        "lib",
        "public",
        "prisma/schema.prisma",
        "prisma/models",
        "next.config.mjs",
        "tsconfig.json",
        "package-lock.json",
      ]) + createHash("sha256").update(key).digest("hex").slice(0, 8);
    if (readIf(mark) === hash) return;
    const began = Date.now();
    say("Building the pages (half a minute, on a slow machine some minutes)");
    await run(modernNode, ["node_modules/next/dist/bin/next", "build"], {
      ...offline,
      NODE_ENV: "production",
      NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: key,
    });
    await run(modernNode, ["--disable-warning=ExperimentalWarning", "bin/pack.ts", output]);
    fs.writeFileSync(mark, hash);
    say(`Pages built in ${seconds(began)}`);
  },
};

for (const need of needs) await steps[need]();
done();
if (script) handOver();

/** Runs the script on Node 24 and lives exactly as long as it does. */
function handOver() {
  const heap = command === "start" ? heapLimit(process.env) : null;
  const flags = ["--disable-warning=ExperimentalWarning", ...(heap === null ? [] : [`--max-old-space-size=${heap}`])];
  const child = spawn(modernNode, [...flags, script, ...args], {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: {
      ...process.env,
      ...offline,
      // glibc gives each thread an arena of its own and keeps what was freed in it: 27 MB more after a busy hour.
      MALLOC_ARENA_MAX: process.env.MALLOC_ARENA_MAX ?? "2",
      NODE_ENV: production ? "production" : command === "test" ? "test" : "development",
      GALLEY_COMMAND: command,
      GALLEY_CALLED_FROM: here,
    },
  });
  // Ctrl-C reaches the child by itself (same terminal); we only wait for it. Other signals are passed on.
  process.on("SIGINT", () => {});
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  // npm may be killed without a word; then nobody would ever stop us.
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event) setInterval(() => process.ppid !== parent && child.kill("SIGTERM"), 500).unref();
  child.once("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}
