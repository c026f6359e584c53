// People who write one word after the other into stories of their own while something is killed, and what became of the words.
import type { Person } from "#lib/actor.ts";
import { newBlockId } from "#lib/document/ids.ts";
import { SCHEMA_NUMBER } from "#lib/document/schema.ts";
import { createStory } from "#lib/stories/creating/mutations.ts";
import type { Batch } from "#lib/stories/schema.ts";
import { createPerson } from "#prisma/factories.ts";
import { readDocument } from "#prisma/story-factories.ts";

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
/** Milliseconds after which a round counts as not healed. */
export const timeoutMs = 60_000;

/** Saves a batch and returns once it is confirmed as saved; throws for everything else. */
export type Save = (person: Person, batch: Batch) => Promise<void>;

/** Sends what is not confirmed again as it was, like a tab. */
class Writer {
  readonly confirmed: string[] = [];
  readonly storyId: string;
  readonly #name: string;
  readonly #person: Person;
  readonly #at: number;
  #count = 0;

  private constructor(name: string, person: Person, storyId: string, at: number) {
    this.#name = name;
    this.#person = person;
    this.storyId = storyId;
    this.#at = at;
  }

  static async create(name: string): Promise<Writer> {
    const person = await createPerson("EDITOR");
    const { id } = await createStory(person);
    return new Writer(name, person, id, (await readDocument(id)).content.size - 1); // the beginning of its one empty paragraph
  }

  async run(isOver: () => boolean, save: Save, refused: (error: unknown) => void): Promise<void> {
    for (let version = 0; !isOver(); version++) {
      const word = `${this.#name}${++this.#count} `;
      const slice = { content: [{ type: "text", text: word }] };
      const batch = {
        ...{ storyId: this.storyId, clientId: this.#name.padEnd(8, "-"), batchId: newBlockId() },
        ...{ version, schemaNumber: SCHEMA_NUMBER },
        steps: [{ stepType: "replace", from: this.#at, to: this.#at, slice }],
      };
      for (;;) {
        try {
          await save(this.#person, batch);
          this.confirmed.push(word.trim());
          break;
        } catch (error) {
          refused(error);
          if (isOver()) return;
          await pause(50);
        }
      }
    }
  }
}

export class Writers {
  readonly #all: readonly Writer[];
  #isOver = false;
  #writing: Promise<void>[] = [];

  private constructor(all: readonly Writer[]) {
    this.#all = all;
  }

  static async create(count: number): Promise<Writers> {
    const names = Array.from({ length: count }, (_, index) => String.fromCharCode(97 + index));
    return new Writers(await Promise.all(names.map((name) => Writer.create(name))));
  }

  begin(save: Save, refused: (error: unknown) => void): void {
    this.#writing = this.#all.map((writer) => writer.run(() => this.#isOver, save, refused));
  }

  /** Waits until everybody, not only the first, has saved two more words; false: that took too long. */
  async nextSaves(): Promise<boolean> {
    const since = this.#all.map(({ confirmed }) => confirmed.length);
    const began = Date.now();
    while (this.#all.some(({ confirmed }, index) => confirmed.length <= (since[index] ?? 0) + 1)) {
      if (Date.now() - began > timeoutMs) return false;
      await pause(10);
    }
    return true;
  }

  async stop(): Promise<void> {
    this.#isOver = true;
    await Promise.all(this.#writing);
  }

  /** Ends the writing, and compares what was confirmed with what is stored. */
  async end(): Promise<{ confirmed: number; lost: string[]; doubled: string[] }> {
    await this.stop();
    const [lost, doubled]: [string[], string[]] = [[], []];
    for (const { storyId, confirmed } of this.#all) {
      const times = new Map<string, number>();
      for (const word of (await readDocument(storyId)).textContent.split(" "))
        times.set(word, (times.get(word) ?? 0) + 1);
      lost.push(...confirmed.filter((word) => !times.has(word)));
      doubled.push(...confirmed.filter((word) => (times.get(word) ?? 0) > 1));
    }
    return { confirmed: this.#all.reduce((sum, { confirmed }) => sum + confirmed.length, 0), lost, doubled };
  }
}

export type KillReport = {
  rounds: number;
  /** Rounds after which writing went on without anybody's help, and the milliseconds from the kill until then. */
  healed: number;
  healMs: { median: number; max: number };
  /** Writes that were confirmed as saved, and how many of them are missing or stored twice. */
  confirmed: number;
  lost: string[];
  doubled: string[];
  /** Saves that were answered with "try again", or not at all. */
  refused: number;
  /** Any other error that a saver met: each is a fault. */
  unexpected: string[];
};

type Rounds = {
  writers: Writers;
  rounds: number;
  random: () => number;
  save: Save;
  /** Whether a save failed only because of what was killed. */
  isPassing: (error: unknown) => boolean;
  /** Kills, and returns once what was killed is replaced: what is saved from then on shows that it has healed. */
  kill: () => Promise<void>;
  say?: ((line: string) => void) | undefined;
};

/** Kills again and again while people write. */
export async function killRounds({ writers, rounds, random, save, isPassing, kill, say }: Rounds): Promise<KillReport> {
  const unexpected: string[] = [];
  let refused = 0;
  writers.begin(save, (error) => {
    if (isPassing(error)) refused++;
    else unexpected.push(String(error));
  });
  const times: number[] = [];
  try {
    await writers.nextSaves();
    for (let round = 1; round <= rounds; round++) {
      await pause(200 + random() * 1_000);
      const began = Date.now();
      await kill();
      const isHealed = await writers.nextSaves();
      const ms = Date.now() - began;
      if (isHealed) times.push(ms);
      say?.(`round ${round}: ${isHealed ? `writing goes on after ${ms} ms` : "not healed"}`);
    }
  } finally {
    await writers.stop(); // they would write into the database of whatever comes next
  }
  const saved = await writers.end();
  times.sort((a, b) => a - b);
  return {
    rounds,
    healed: times.length,
    healMs: { median: times[Math.floor(times.length / 2)] ?? 0, max: times.at(-1) ?? 0 },
    ...saved,
    refused,
    unexpected,
  };
}
