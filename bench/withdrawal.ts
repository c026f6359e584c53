// `npm run bench:withdrawal`: a picture that a thousand stories show (`STORIES`) is withdrawn, and then expires by the clock, on two
// nodes of the real server; and how many of the reads afterwards (`READS`, 10,000) still show it.
import { withDatabase } from "./database.ts";
import { runWithdrawal } from "./withdrawal/run.ts";

process.env.GALLEY_LOG ??= "silent";
const how = { stories: Number(process.env.STORIES ?? 1_000), reads: Number(process.env.READS ?? 10_000) };
const { byHand, byClock } = await withDatabase(() => runWithdrawal(how, (line) => console.log(`  ${line}`)));
console.log("withdrawn by an editor", byHand);
console.log("expired by the clock", byClock);
const isRight = [byHand, byClock].every(
  ({ pages, shownAfter, fileStatus }) => pages > 0 && shownAfter === 0 && fileStatus.every((status) => status === 404),
);
process.exit(isRight ? 0 : 1);
