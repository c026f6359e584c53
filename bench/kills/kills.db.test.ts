import { expect, test } from "vitest";
import { startEmbedded } from "#lib/postgres/embedded.ts";
import { databaseProcess } from "#lib/postgres/supervisor.ts";
import { shared } from "#lib/process.ts";
import { withDatabase } from "../database.ts";
import { postmasterOf, runKills } from "./kills.ts";

test("PostgreSQL that is killed during writes is restarted without losing a confirmed write, and taken over once it answers", async () => {
  shared().appClient = undefined; // of the database of this test file
  await withDatabase(async (server, folder) => {
    const random = () => 0;
    const ours = await runKills({ server, folder, rounds: 2, writers: 2, random });
    expect(ours).toMatchObject({ healed: 2, lost: [], doubled: [], unexpected: [] });
    expect(databaseProcess()).toBeUndefined(); // nobody looks after it any more

    // As on a machine that is too busy for it to answer at once.
    const postmaster = postmasterOf(folder);
    process.kill(postmaster, "SIGSTOP");
    setTimeout(() => process.kill(postmaster, "SIGCONT"), 2_500);
    const adopted = await startEmbedded(folder, () => {});
    expect(adopted.adopted).toBe(true);
    const taken = await runKills({ server: adopted, folder, rounds: 1, writers: 2, random });
    expect(taken).toMatchObject({ healed: 1, lost: [], doubled: [], unexpected: [] });
    await adopted.stop();
  });
}, 180_000);
