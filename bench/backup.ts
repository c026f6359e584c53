// `npm run bench:backup -- 100000`: time, size and memory of a backup and a recovery of so many stories, then kill -9 in the
// middle of each (`ROUNDS`, 10), on a paper of `KILL_STORIES` (2,000), and whether anything was half replaced.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { checkBackup, localBackup } from "#lib/backup/read.ts";
import { type Run, run } from "./measured-command.ts";
import { openPaper } from "./seed/paper.ts";

const wanted = Number(process.argv[2] ?? 100_000);
const rounds = Number(process.env.ROUNDS ?? 10);
const killStories = Number(process.env.KILL_STORIES ?? 2_000);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "galley-bench-backup-"));
const say = (line: string) => console.log(`  ${line}`);

async function whole(script: string, args: string[], data: string): Promise<Run> {
  const result = await run(script, args, data);
  if (result.code !== 0) throw new Error(`${script} failed: ${result.output}`);
  return result;
}

const report = ({ ms, peakMb }: Run) => ({ seconds: Math.round(ms / 100) / 10, peakMb });

async function paperOf(stories: number): Promise<string> {
  const paper = await openPaper(stories, say, { isSearched: true });
  await paper.close();
  return paper.folder;
}

try {
  const large = await paperOf(wanted);
  const file = path.join(folder, "large.backup");
  const saved = await whole("bin/backup.ts", ["--to", file], large);
  console.log({ stories: wanted, backup: report(saved), megabytes: Math.round(fs.statSync(file).size / 1e6) });
  const target = path.join(folder, "target");
  const recovered = await whole("bin/recover.ts", [file], target);
  console.log({ recovery: report(recovered) });

  const small = await paperOf(killStories);
  const next = path.join(folder, "small.backup");
  const usual = await whole("bin/backup.ts", ["--to", next], small);
  const old = path.join(folder, "old.backup");
  const victim = path.join(folder, "victim");
  await whole("bin/backup.ts", ["--to", old], victim); // an empty newsroom
  const both = await Promise.all(
    [old, next].map(async (each) => (await checkBackup(localBackup(each), undefined)).tail.rows),
  );
  const [before, after] = both.map(
    (rows) => `${rows.story} ${rows.revision} ${rows.live_story} ${rows.address} ${rows.person}`,
  );
  const usualRecovery = await whole("bin/recover.ts", [next], victim);
  const counts = { backupsKilled: 0, backupsHalf: 0, recoveriesKilled: 0, stayedOld: 0, becameNew: 0, half: 0 };
  for (let round = 0; round < rounds; round++) {
    const killed = path.join(folder, `killed-${round}.backup`);
    const { code } = await run("bin/backup.ts", ["--to", killed], small, usual.ms * Math.random());
    if (code === null) counts.backupsKilled++;
    if (fs.existsSync(killed)) {
      const isWhole = await checkBackup(localBackup(killed), undefined).then(
        () => true,
        () => false,
      );
      if (!isWhole) counts.backupsHalf++;
    }
    await whole("bin/recover.ts", [old], victim);
    const result = await run("bin/recover.ts", [next], victim, usualRecovery.ms * Math.random());
    if (result.code === null) counts.recoveriesKilled++;
    // Another command takes the database over that the killed one left behind.
    const check = path.join(folder, "check.backup");
    await whole("bin/backup.ts", ["--to", check], victim);
    const { rows } = (await checkBackup(localBackup(check), undefined)).tail;
    const state = `${rows.story} ${rows.revision} ${rows.live_story} ${rows.address} ${rows.person}`;
    if (state === before) counts.stayedOld++;
    else if (state === after) counts.becameNew++;
    else counts.half++;
  }
  console.log({ rounds, ...counts });
  process.exitCode = counts.half + counts.backupsHalf === 0 ? 0 : 1;
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}
