import { expect, test } from "vitest";
import { newRun, type ReplacementRun, runReplacement } from "./replacement-run.ts";

const pair = { from: "old", to: "new" };
const ids = Array.from({ length: 25 }, (_, index) => `story-${index}`);
const changed = (storyId: string) => ({ storyId, isDraft: true, isLive: false, keeps: null, failed: null });

/** A server that loses the connection at these requests for stories, counted from 1, and cannot change `broken`. */
function serverOf({ lostAt = [], broken = [] }: { lostAt?: number[]; broken?: string[] } = {}) {
  const sent: string[][] = [];
  const counts = { elsewhere: 0 };
  return {
    sent,
    counts,
    replaceElsewhere: async () => {
      counts.elsewhere++;
      return { ok: true as const, data: { authorCount: 0, fallbackCount: 0, frontCount: 0 } };
    },
    replaceInStories: async ({ storyIds }: { storyIds: string[] }) => {
      sent.push(storyIds);
      if (lostAt.includes(sent.length)) return { ok: false as const, code: "BUSY" as const };
      const data = storyIds.map((id) => ({
        ...changed(id),
        failed: broken.includes(id) ? ("TAKEN" as const) : null,
      }));
      return { ok: true as const, data };
    },
  };
}

async function runWith(server: ReturnType<typeof serverOf>, run: ReplacementRun = newRun): Promise<ReplacementRun> {
  let last = run;
  await runReplacement(server, pair, ids, run, (now) => {
    last = now;
  });
  return last;
}

test("a replacement sends ten stories at a time and ends with an outcome for each", async () => {
  const server = serverOf();
  const run = await runWith(server);
  expect(server.sent.map(({ length }) => length)).toEqual([10, 10, 5]);
  expect(run).toMatchObject({ isRunning: false, failure: null });
  expect(run.outcomes.map(({ storyId }) => storyId)).toEqual(ids);
});

test("a replacement that lost its connection continues after the stories that are done", async () => {
  const server = serverOf({ lostAt: [2] });
  const stopped = await runWith(server);
  expect(stopped).toMatchObject({ isRunning: false, failure: { code: "BUSY" } });
  expect(stopped.outcomes).toHaveLength(10);
  const run = await runWith(server, stopped);
  expect(run.outcomes.map(({ storyId }) => storyId)).toEqual(ids);
  expect(server.counts.elsewhere).toBe(1);
  expect(server.sent[2]?.[0]).toBe("story-10");
});

test("a second attempt sends only the stories that could not be changed", async () => {
  const first = await runWith(serverOf({ broken: ["story-3"] }));
  const server = serverOf();
  const run = await runWith(server, first);
  expect(server.sent).toEqual([["story-3"]]);
  expect(run.outcomes).toHaveLength(ids.length);
  expect(run.outcomes.every(({ failed }) => failed === null)).toBe(true);
});
