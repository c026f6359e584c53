import { expect, test } from "vitest";
import { connections } from "#lib/process.ts";
import { asSuperuser } from "#prisma/testing/other-newsroom.ts";
import { runFlood } from "./flood.ts";

/** Of every role, as when the database is restarted. Returns when the connections are gone: the signal alone is asynchronous. */
async function cutEveryConnection(): Promise<void> {
  const name = new URL(connections().app).pathname.slice(1);
  await asSuperuser(`select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '${name}'`);
}

test("60 readers of one story see no error and no erased text while it is corrected and every connection is cut", async () => {
  const run = { clients: 60, corrections: 8, disturbAfter: 4, disturb: cutEveryConnection };
  const { statuses, broken, erased, erasures, answers, renders } = await runFlood(run);
  expect({ statuses: Object.keys(statuses), broken, erased }).toEqual({ statuses: ["200"], broken: 0, erased: [] });
  expect(new Set(erasures)).toEqual(new Set(["EVERYWHERE"]));
  expect(answers).toBeGreaterThan(100);
  expect(renders, "one for each correction, and a few that failed or were too early").toBeLessThan(40);
}, 300_000);
