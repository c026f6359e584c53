// `npm run bench:kills`: kills PostgreSQL with SIGKILL under writes (`ROUNDS`, 20), and counts what healed and what was lost.
import { withDatabase } from "./database.ts";
import { runKills } from "./kills/kills.ts";

process.env.GALLEY_LOG ??= "silent";
const rounds = Number(process.env.ROUNDS ?? 20);
console.log(`${rounds} times SIGKILL for PostgreSQL while four people write`);
const { lost, doubled, ...report } = await withDatabase((server, folder) =>
  runKills({ server, folder, rounds, random: Math.random, say: (line) => console.log(`  ${line}`) }),
);
console.log({ ...report, lost: lost.length, doubled: doubled.length });
process.exit(report.healed === rounds && lost.length + doubled.length + report.unexpected.length === 0 ? 0 : 1);
