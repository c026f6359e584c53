// `npm run bench:kills`: kills PostgreSQL with SIGKILL under writes, then, after a build, the server itself under writes over HTTP
// (`ROUNDS` of each, 20; `ONLY=postgres` or `ONLY=app`). Counts what healed and what was lost.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { withDatabase } from "./database.ts";
import { runAppKills } from "./kills/app-kills.ts";
import { runKills } from "./kills/kills.ts";
import type { KillReport } from "./kills/writers.ts";

process.env.GALLEY_LOG ??= "silent";
const rounds = Number(process.env.ROUNDS ?? 20);
const only = process.env.ONLY;
const common = { rounds, random: Math.random, say: (line: string) => console.log(`  ${line}`) };
let isRight = true;

function print({ lost, doubled, ...report }: KillReport): void {
  console.log({ ...report, lost: lost.length, doubled: doubled.length });
  isRight &&= report.healed === rounds && lost.length + doubled.length + report.unexpected.length === 0;
}

if (only !== "app") {
  console.log(`${rounds} times SIGKILL for PostgreSQL while four people write`);
  print(await withDatabase((server, folder) => runKills({ server, folder, ...common })));
}
if (only !== "postgres") {
  console.log(`${rounds} times SIGKILL for the server while four people write over HTTP`);
  print(
    await runAppKills({
      folder: path.join(fs.mkdtempSync(path.join(os.tmpdir(), "galley-kills-")), "data"),
      ...common,
    }),
  );
}
process.exit(isRight ? 0 : 1);
