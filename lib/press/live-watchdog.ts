// Takes the link to the live pages away when the node that keeps them right is silent or gone. A process of its own.
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
// Whoever ends the node ends this process too, at times; it goes only when the node has gone.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {});
