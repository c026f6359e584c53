import { expect, test } from "vitest";
import { runFaults } from "./faults.ts";

test("four people on two nodes lose, double or mix no text over a bad network with kills and restarts", async () => {
  const report = await runFaults({ edits: 600, seed: 20261124, killEvery: 150, restartEvery: 350 });
  expect(report).toMatchObject({
    lost: [],
    doubled: [],
    mixed: [],
    equal: true,
    replayed: true,
    kills: 4,
    restarts: 1,
  });
  expect(report.typed).toBeGreaterThan(300);
}, 300_000);
