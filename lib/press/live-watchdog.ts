// A separate process that removes the link to the static folder when its node hangs or is gone.
import fs from "node:fs";

const link = process.argv[2] ?? "";
const patienceMs = 3_000;

const takeAway = () => fs.rmSync(link, { force: true });
let timer = setTimeout(takeAway, patienceMs);
process.stdin.on("data", () => {
  clearTimeout(timer);
  timer = setTimeout(takeAway, patienceMs);
});
process.stdin.on("close", () => {
  clearTimeout(timer);
  takeAway();
});
// Signals to the node may reach this process too. It ignores them and ends only after the node.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {});
