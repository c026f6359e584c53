import { afterEach, expect, test, vi } from "vitest";
import { createPerson } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import { appClient } from "../postgres/app.ts";
import { stopListener } from "../postgres/listener.ts";
import { shared } from "../process.ts";
import { schedulePublication } from "../schedule/mutations.ts";
import { ScheduleWorker } from "./schedule-worker.ts";

let workers: ScheduleWorker[] = [];
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.stop()));
  workers = [];
  await stopListener();
  shared().listener = undefined;
});

/** Acts that are due at these distances from now, in ms. */
async function schedule(...distances: number[]): Promise<string[]> {
  const editor = await createPerson("EDITOR");
  const dueAt = new Date(Date.now() + 3_600_000).toISOString();
  const ids: string[] = [];
  for (const _ of distances) {
    const { id } = await createReadyStory(editor);
    ids.push((await schedulePublication(editor, { storyId: id, version: 0, showUpdated: true, dueAt })).actId);
  }
  const now = Date.now();
  for (const [index, id] of ids.entries()) {
    const due = new Date(now + (distances[index] ?? 0));
    await appClient().scheduledAct.update({ where: { id }, data: { dueAt: due }, select: { id: true } });
  }
  return ids;
}

const rowsOf = (ids: string[]) =>
  appClient().scheduledAct.findMany({
    where: { id: { in: ids } },
    orderBy: [{ finishedAt: "asc" }, { dueAt: "asc" }],
    select: { id: true, state: true, dueAt: true, finishedAt: true, storyId: true },
  });
const allDone = (ids: string[]) =>
  vi.waitFor(async () => expect((await rowsOf(ids)).map(({ state }) => state)).toEqual(ids.map(() => "DONE")), {
    timeout: 30_000,
  });

test("two workers perform twenty acts of one instant once each, and none before it", async () => {
  const ids = await schedule(...Array.from({ length: 20 }, () => 500));
  workers = [new ScheduleWorker(), new ScheduleWorker()];
  await allDone(ids);
  for (const { dueAt, finishedAt, storyId } of await rowsOf(ids)) {
    expect(finishedAt?.getTime()).toBeGreaterThanOrEqual(dueAt.getTime());
    expect(await appClient().revision.count({ where: { storyId, kind: "PUBLISHED" } })).toBe(1);
  }
});

test("a worker that starts performs what is overdue in its order", async () => {
  const ids = await schedule(-1_000, -7_200_000, -60_000);
  workers = [new ScheduleWorker({ concurrency: 1 })];
  await allDone(ids);
  expect((await rowsOf(ids)).map(({ id }) => id)).toEqual([ids[1], ids[2], ids[0]]);
});

test("a worker that sleeps is woken for an act that is due earlier than it knew", async () => {
  const worker = new ScheduleWorker();
  workers = [worker];
  const ids = await schedule(3_000_000);
  await appClient().scheduledAct.updateMany({
    where: { id: { in: ids } },
    data: { dueAt: new Date(Date.now() + 300) },
  });
  await vi.waitFor(
    async () => {
      await appClient().$executeRaw`select pg_notify('galley_schedule', '')`; // until the listener is connected
      expect((await rowsOf(ids))[0]?.state).toBe("DONE");
    },
    { timeout: 30_000 },
  );
});
