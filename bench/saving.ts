// `npm run bench:saving`: what a save costs the server, by the length of the story and of its log.
import { storyDocument } from "#lib/document/build.ts";
import { newBlockId } from "#lib/document/ids.ts";
import { SCHEMA_NUMBER } from "#lib/document/schema.ts";
import { appClient } from "#lib/postgres/app.ts";
import { createStoryFrom } from "#lib/stories/creating/mutations.ts";
import { saveSteps } from "#lib/stories/saving/mutations.ts";
import { createAuthor, createPerson, createSection } from "#prisma/factories.ts";
import { withDatabase } from "./database.ts";
import { paragraphs } from "./words.ts";

export type SavingFigures = {
  words: number;
  /** Steps in the log before. */
  log: number;
  /** Milliseconds of one save, and of those the time that this process worked. */
  median: number;
  p99: number;
  cpu: number;
};

const sizes = [500, 5_000, 20_000];
const logs = [0, 1_000, 10_000];
const rounds = Number(process.env.ROUNDS ?? 200);
const warmUp = 20;

/** Rows as if so many characters had been typed and saved before. */
async function fillLog(storyId: string, personId: string, steps: number): Promise<void> {
  if (steps === 0) return;
  await appClient().$executeRaw`
    insert into story_step (story_id, version, step, client_id, batch_id, person_id, at)
    select ${storyId}::uuid, n,
      '{"stepType":"replace","from":1,"to":1,"slice":{"content":[{"type":"text","text":"x"}]}}'::jsonb,
      'client-of-the-bench', 'batch-' || (n / 3), ${personId}::uuid, now()
    from generate_series(1, ${steps}::int) n`;
  const data = { version: steps };
  await appClient().story.update({ where: { id: storyId }, data, select: { id: true } });
  await appClient().storyDocument.update({ where: { storyId }, data, select: { storyId: true } });
}

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

/** The least that any save can be: one row in a transaction of its own. Milliseconds. */
async function bareCommit(): Promise<number> {
  const began = performance.now();
  await appClient().$transaction((tx) => tx.$executeRaw`update setting set value = '"x"' where key = 'bench'`);
  return performance.now() - began;
}

/** All stories take turns, so that what else the machine does falls on each alike. */
export async function benchSaving(): Promise<{ bare: number; figures: SavingFigures[] }> {
  const editor = await createPerson("EDITOR");
  const [section, author] = [await createSection(), await createAuthor()];
  const desks: {
    id: string;
    words: number;
    log: number;
    version: number;
    end: number;
    took: number[];
    worked: number[];
  }[] = [];
  for (const words of sizes)
    for (const log of logs) {
      const doc = storyDocument({
        headline: "Night ferry",
        standfirst: "It is back.",
        body: paragraphs(words / 50, 50),
        fields: { section: section.id, authors: [author.id] },
      });
      const { id } = await createStoryFrom(editor, doc);
      await fillLog(id, editor.id, log);
      desks.push({ id, words, log, version: log, end: doc.content.size - 1, took: [], worked: [] });
    }
  await appClient().setting.create({ data: { key: "bench", value: "x" }, select: { key: true } });
  const bare: number[] = [];
  for (let round = 0; round < rounds + warmUp; round++) {
    bare.push(await bareCommit());
    for (const desk of desks) {
      const end = desk.end + 2 * round;
      const cpu = process.cpuUsage();
      const began = performance.now();
      const saved = await saveSteps(editor, {
        storyId: desk.id,
        clientId: "client-of-the-bench",
        batchId: newBlockId(),
        version: desk.version,
        schemaNumber: SCHEMA_NUMBER,
        steps: [
          { stepType: "replace", from: end, to: end, slice: { content: [{ type: "text", text: "a" }] } },
          { stepType: "replace", from: end + 1, to: end + 1, slice: { content: [{ type: "text", text: "b" }] } },
        ],
      });
      if (saved.kind !== "saved") throw new Error("The bench writes alone, and was not saved");
      desk.version = saved.version;
      if (round < warmUp) continue;
      desk.took.push(performance.now() - began);
      const { user, system } = process.cpuUsage(cpu);
      desk.worked.push((user + system) / 1_000);
    }
  }
  const figures = desks.map(({ words, log, took, worked }) => {
    const [sorted, cpu] = [took.toSorted((a, b) => a - b), worked.toSorted((a, b) => a - b)];
    return { words, log, median: at(sorted, 0.5), p99: at(sorted, 0.99), cpu: at(cpu, 0.5) };
  });
  return {
    bare: at(
      bare.slice(warmUp).sort((a, b) => a - b),
      0.5,
    ),
    figures,
  };
}

if (import.meta.main) {
  const { bare, figures } = await withDatabase(benchSaving);
  console.log(`One save of two steps, ${rounds} of each, taking turns; a commit of one row took ${bare.toFixed(1)} ms`);
  for (const { words, log, median, p99, cpu } of figures) {
    const short = figures.find((one) => one.words === words && one.log === 0);
    const ratio = (median / (short?.median ?? median)).toFixed(2);
    console.log(
      `  ${words.toLocaleString("en").padStart(6)} words, ${log.toLocaleString("en").padStart(6)} steps in the log: ` +
        `median ${median.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, of it this process ${cpu.toFixed(1)} ms; ` +
        `${ratio} of an empty log, ${(median / bare).toFixed(1)} bare commits`,
    );
  }
  const [first] = figures;
  if (first) console.log(`  Limit: 10 ms median at 500 words (here ${first.median.toFixed(1)} ms)`);
}
