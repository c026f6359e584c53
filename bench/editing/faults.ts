// The fault run: four people edit one story through two app nodes on one database, over a bad network, while nodes are
// killed and the database is restarted. In the end the ledger says what became of every character that was typed.
import { type ChildProcess, fork } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { Step } from "@tiptap/pm/transform";
import { collabOf } from "#components/editor/saving/collab.ts";
import { linesOf } from "#components/editor/testing/hands.ts";
import { type Count, Ledger, randomFrom } from "#components/editor/testing/ledger.ts";
import { paragraph } from "#lib/document/build.ts";
import { documentSchema } from "#lib/document/schema.ts";
import { appClient } from "#lib/postgres/app.ts";
import { type EmbeddedServer, startEmbedded } from "#lib/postgres/embedded.ts";
import { migrate } from "#lib/postgres/migrate.ts";
import { type Connections, shared } from "#lib/process.ts";
import { readSettings } from "#lib/settings.ts";
import { createPerson } from "#prisma/factories.ts";
import { createReadyStory, readDocument } from "#prisma/story-factories.ts";
import { type Weather, Writer } from "./editors.ts";

export type FaultRun = {
  edits: number;
  seed: number;
  /** A node is killed, the database restarted, each time after about this many edits. */
  killEvery: number;
  restartEvery: number;
  say?: (line: string) => void;
};
export type FaultReport = Count & {
  edits: number;
  steps: number;
  kills: number;
  restarts: number;
  seconds: number;
  fieldsOffered: number;
  /** All four texts and the stored document are one. */
  equal: boolean;
  /** The log, done again from the first document, gives the stored one. */
  replayed: boolean;
};

const writers = 4;
const bad: Weather = { lost: 0.1, deaf: 0.1, twice: 0.1, delay: 60 };
const fine: Weather = { lost: 0, deaf: 0, twice: 0, delay: 0 };
/** Longest time in ms for all to come to rest in fine weather. */
const timeoutMs = 180_000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = net.createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as net.AddressInfo;
      probe.close(() => resolve(port));
    });
  });

/** A node that is there again after each kill. */
class AppNode {
  readonly port: number;
  readonly #connections: Connections;
  readonly #data: string;
  #child: ChildProcess | undefined;
  #ended = false;
  constructor(port: number, connections: Connections, data: string) {
    this.port = port;
    this.#connections = connections;
    this.#data = data;
  }
  start(): Promise<void> {
    const given = { port: this.port, connections: this.#connections, data: this.#data, secret: shared().secret };
    const child = fork(path.join(import.meta.dirname, "node.ts"), {
      execArgv: [],
      // What the nodes complain of while the database is away is what the run is for.
      env: { GALLEY_LOG: "silent", ...process.env, GALLEY_BENCH: JSON.stringify(given) },
    });
    this.#child = child;
    child.once("exit", () => {
      if (!this.#ended) void this.start();
    });
    return new Promise((resolve) => child.once("message", () => resolve()));
  }
  kill(): void {
    this.#child?.kill("SIGKILL");
  }
  stop(): void {
    this.#ended = true;
    this.kill();
  }
}

/** Makes a database of its own in a folder that is removed afterwards. */
export async function runFaults(run: FaultRun): Promise<FaultReport> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "galley-faults-"));
  let server = await startEmbedded(folder, () => {});
  try {
    const state = shared();
    state.settings = readSettings({ GALLEY_DATA: folder, GALLEY_LOG: "silent" });
    state.secret = "a secret for the bench, of enough characters";
    state.connections = server.connections;
    await migrate(server.connections, process.cwd());
    return await edit(run, folder, async () => {
      await server.stop();
      server = await again(folder, server);
    });
  } finally {
    await appClient().$disconnect();
    await server.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

async function again(folder: string, before: EmbeddedServer): Promise<EmbeddedServer> {
  const server = await startEmbedded(folder, () => {});
  if (server.superuser !== before.superuser)
    throw new Error("The port of the database was taken meanwhile: run again.");
  return server;
}

async function edit(run: FaultRun, data: string, restart: () => Promise<void>): Promise<FaultReport> {
  const { connections } = shared();
  if (!connections) throw new Error("No database");
  const began = Date.now();
  const random = randomFrom(run.seed);
  const ledger = new Ledger();
  const people = await Promise.all(Array.from({ length: writers }, () => createPerson("EDITOR")));
  const [first] = people;
  if (!first) throw new Error("Nobody is here");
  const { id: storyId } = await createReadyStory(first, {
    headline: "Night ferry",
    body: Array.from({ length: 12 }, (_, i) => paragraph(`Paragraph ${i} of the story as it began.`)),
  });
  const begin = await readDocument(storyId);
  const nodes = [new AppNode(await freePort(), connections, data), new AppNode(await freePort(), connections, data)];
  await Promise.all(nodes.map((node) => node.start()));

  let weather = bad;
  const desks = people.map(
    (actor, i) =>
      new Writer({
        storyId,
        doc: begin,
        version: 0,
        actor,
        address: () => `http://127.0.0.1:${nodes[i % nodes.length]?.port}`,
        weather: () => weather,
        random: randomFrom(run.seed * 31 + i),
        ledger,
      }),
  );
  let kills = 0;
  let restarts = 0;
  let restarting: Promise<void> = Promise.resolve();
  try {
    for (let i = 1; i <= run.edits; i++) {
      desks[Math.floor(random() * desks.length)]?.hands.act();
      await pause(random() * 6);
      if (i % run.killEvery === 0) nodes[kills++ % nodes.length]?.kill();
      if (i % run.restartEvery === 0) {
        restarts++;
        restarting = restarting.then(restart);
      }
      if (i % 1_000 === 0) run.say?.(`${i.toLocaleString("en")} edits, ${kills} kills, ${restarts} restarts`);
    }
    await restarting;
    weather = fine;
    const end = Date.now() + timeoutMs;
    for (;;) {
      for (const { loop } of desks) loop.retry();
      await pause(300);
      const { version } = await appClient().story.findUniqueOrThrow({
        where: { id: storyId },
        select: { version: true },
      });
      if (desks.every(({ loop, state }) => !loop.hasUnsent && collabOf(state).version === version)) break;
      if (Date.now() > end) break; // the report says that it is not equal
    }
  } finally {
    for (const { loop } of desks) loop.close();
    for (const node of nodes) node.stop();
  }

  const stored = await readDocument(storyId);
  const log = await appClient().storyStep.findMany({
    where: { storyId },
    orderBy: { version: "asc" },
    select: { step: true },
  });
  let replay = begin;
  for (const { step } of log) replay = Step.fromJSON(documentSchema, step).apply(replay).doc ?? replay;
  return {
    ...ledger.count(linesOf(stored), desks.flatMap(({ kept }) => kept).join("")),
    edits: run.edits,
    steps: log.length,
    kills,
    restarts,
    seconds: (Date.now() - began) / 1000,
    fieldsOffered: desks.reduce((sum, desk) => sum + desk.fieldsOffered, 0),
    equal: desks.every(({ state }) => state.doc.eq(stored)),
    replayed: replay.eq(stored),
  };
}
