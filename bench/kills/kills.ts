// Kills PostgreSQL while people write: does it restart, and is each confirmed write still there?
import fs from "node:fs";
import path from "node:path";
import { newBlockId } from "#lib/document/ids.ts";
import { SCHEMA_NUMBER } from "#lib/document/schema.ts";
import type { EmbeddedServer } from "#lib/postgres/embedded.ts";
import { supervise } from "#lib/postgres/supervisor.ts";
import { failure } from "#lib/result.ts";
import { createStory } from "#lib/stories/creating/mutations.ts";
import { saveSteps } from "#lib/stories/saving/mutations.ts";
import { createPerson } from "#prisma/factories.ts";
import { readDocument } from "#prisma/story-factories.ts";

export type KillReport = {
  rounds: number;
  /** Rounds after which writing went on without anybody's help, and the milliseconds until then. */
  healed: number;
  healMs: { median: number; max: number };
  /** Writes that were confirmed as saved, and how many of them are missing or stored twice. */
  confirmed: number;
  lost: string[];
  doubled: string[];
  /** Saves that were answered with "try again". */
  refused: number;
  /** Any other error that a saver met: each is a fault. */
  unexpected: string[];
};

type Options = {
  server: Pick<EmbeddedServer, "isAlive" | "revive">;
  /** The data folder of Galley. */
  folder: string;
  rounds: number;
  writers?: number;
  random: () => number;
  say?: (line: string) => void;
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
/** Milliseconds after which a round counts as not healed. */
const timeoutMs = 60_000;

/** Writes one word after the other into a story of its own, and sends what is not confirmed again as it was, like a tab. */
class Writer {
  readonly confirmed: string[] = [];
  #count = 0;
  readonly #name: string;
  constructor(name: string) {
    this.#name = name;
  }

  async run(isOver: () => boolean, refused: (error: unknown) => void): Promise<string> {
    const person = await createPerson("EDITOR");
    const { id } = await createStory(person);
    const at = (await readDocument(id)).content.size - 1; // the beginning of its one empty paragraph
    for (let version = 0; !isOver(); version++) {
      const word = `${this.#name}${++this.#count} `;
      const batch = {
        storyId: id,
        clientId: this.#name.padEnd(8, "-"),
        batchId: newBlockId(),
        version,
        schemaNumber: SCHEMA_NUMBER,
        steps: [{ stepType: "replace", from: at, to: at, slice: { content: [{ type: "text", text: word }] } }],
      };
      for (;;) {
        try {
          const { kind } = await saveSteps(person, batch);
          if (kind !== "saved") throw new Error("only one writer writes here, and is stale");
          this.confirmed.push(word.trim());
          break;
        } catch (error) {
          refused(error);
          await pause(50);
        }
      }
    }
    return id;
  }
}

const postmaster = (folder: string): number =>
  Number(fs.readFileSync(path.join(folder, "postgres", "postmaster.pid"), "utf8").split("\n")[0]);

/** The connections of this process must lead to the server, and its database must be migrated. */
export async function runKills({ server, folder, rounds, writers = 4, random, say }: Options): Promise<KillReport> {
  const supervisor = supervise(server);
  const people = Array.from({ length: writers }, (_, index) => new Writer(String.fromCharCode(97 + index)));
  const unexpected: string[] = [];
  let refused = 0;
  let over = false;
  const writing = people.map((writer) =>
    writer.run(
      () => over,
      (error) => {
        if (failure(error, "bench").code === "BUSY") refused++;
        else unexpected.push(String(error));
      },
    ),
  );
  const isHealed = async (since: readonly number[]): Promise<number | null> => {
    const began = Date.now();
    // Everybody has to get through, not only the first.
    while (people.some(({ confirmed }, index) => confirmed.length <= (since[index] ?? 0) + 1)) {
      if (Date.now() - began > timeoutMs) return null;
      await pause(10);
    }
    return Date.now() - began;
  };
  const times: number[] = [];
  await isHealed(people.map(() => 0));
  for (let round = 1; round <= rounds; round++) {
    await pause(200 + random() * 1_000);
    process.kill(postmaster(folder), "SIGKILL");
    const ms = await isHealed(people.map(({ confirmed }) => confirmed.length));
    if (ms !== null) times.push(ms);
    say?.(`round ${round}: ${ms === null ? "not healed" : `writing goes on after ${ms} ms`}`);
  }
  over = true;
  const stories = await Promise.all(writing);
  const [lost, doubled]: [string[], string[]] = [[], []];
  for (const [index, id] of stories.entries()) {
    const words = (await readDocument(id)).textContent.split(" ");
    const times = new Map<string, number>();
    for (const word of words) times.set(word, (times.get(word) ?? 0) + 1);
    for (const word of people[index]?.confirmed ?? []) {
      if (!times.has(word)) lost.push(word);
      if ((times.get(word) ?? 0) > 1) doubled.push(word);
    }
  }
  await supervisor.stop();
  times.sort((a, b) => a - b);
  return {
    rounds,
    healed: times.length,
    healMs: { median: times[Math.floor(times.length / 2)] ?? 0, max: times.at(-1) ?? 0 },
    confirmed: people.reduce((sum, { confirmed }) => sum + confirmed.length, 0),
    lost,
    doubled,
    refused,
    unexpected,
  };
}
