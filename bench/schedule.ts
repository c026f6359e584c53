// `npm run bench:schedule`: many publications of one minute on two nodes (`ACTS`, 1,000; `SPREAD` seconds, 0 and 60), with a node that
// is killed and with a database that is restarted meanwhile (`ONLY` names one of them).
import { withDatabase } from "./database.ts";
import { runSchedule, type ScheduleRun } from "./schedule/run.ts";

process.env.GALLEY_LOG ??= "silent";
const acts = Number(process.env.ACTS ?? 1_000);
const spreads = (process.env.SPREAD ?? "60,0").split(",").map(Number);
const faults = (["NODE_KILLED", "DATABASE_RESTARTED"] as const).filter(
  (one) => !process.env.ONLY || one === process.env.ONLY,
);
let isRight = true;
for (const spreadSeconds of spreads)
  for (const fault of faults) {
    console.log(
      `${acts} publications due ${spreadSeconds === 0 ? "at one instant" : `within ${spreadSeconds} s`}: ${fault}`,
    );
    const run: Omit<ScheduleRun, "server" | "folder"> = {
      acts,
      spreadSeconds,
      fault,
      say: (line) => console.log(`  ${line}`),
    };
    const report = await withDatabase((server, folder) => runSchedule({ ...run, server, folder }));
    console.log(report);
    isRight &&= report.published === acts && report.twice + report.early === 0 && report.late.max <= 5;
  }
process.exit(isRight ? 0 : 1);
