// `npm run bench:editing`: counts lost and doubled characters in a fault run; then the cost of a save and of a comparison.
import { runFaults } from "./editing/faults.ts";

const edits = Number(process.env.EDITS ?? 10_000);
const seed = Number(process.env.SEED ?? 1);
console.log(`Fault run: ${edits.toLocaleString("en")} edits by 4 editors in 2 nodes, seed ${seed}`);
const { lost, doubled, mixed, ...report } = await runFaults({
  edits,
  seed,
  killEvery: 400,
  restartEvery: 2_500,
  say: (line) => console.log(`  ${line}`),
});
console.log({ ...report, lost: lost.length, doubled: doubled.length, "mixed words": mixed.length });
process.exit(lost.length + doubled.length + mixed.length === 0 && report.equal && report.replayed ? 0 : 1);
