// Headline tests as the newsroom and the counters see them. Readers get theirs with the layout: see `getLiveLayout`.
import { appClient } from "../postgres/app.ts";
import { type HeadlineArm, type TestCounts, winnerOf } from "./headline-policy.ts";

export type HeadlineTestView = TestCounts & {
  id: string;
  first: string;
  second: string;
  startedAt: string;
  endsAt: string;
  maxViews: number;
  isRunning: boolean;
  winner: HeadlineArm | null;
};

/** The newest test of a story on a front. */
export async function findHeadlineTest(
  front: string,
  story: string,
  now = new Date(),
): Promise<HeadlineTestView | null> {
  const row = await appClient().headlineTest.findFirst({
    where: { front, storyId: story },
    orderBy: { startedAt: "desc" },
  });
  if (!row) return null;
  const { firstViews, firstClicks, secondViews, secondClicks } = row;
  const counts = { firstViews, firstClicks, secondViews, secondClicks };
  return {
    ...counts,
    id: row.id,
    first: row.first,
    second: row.second,
    startedAt: row.startedAt.toISOString(),
    endsAt: (row.endedAt ?? row.endsAt).toISOString(),
    maxViews: row.maxViews,
    isRunning: row.endedAt === null && row.endsAt > now,
    winner: winnerOf(counts),
  };
}

/** The stories of a front whose headlines are being tested. */
export async function listTestedStories(front: string, now: Date): Promise<string[]> {
  const rows = await appClient().headlineTest.findMany({
    where: { front, endedAt: null, endsAt: { gt: now } },
    select: { storyId: true },
  });
  return rows.map(({ storyId }) => storyId);
}

/** The paths of fronts with a test: only their views and clicks are counted. */
export async function listTestedPaths(now = new Date()): Promise<string[]> {
  const tests = await appClient().headlineTest.findMany({
    where: { endedAt: null, endsAt: { gt: now } },
    select: { front: true },
    distinct: ["front"],
  });
  const ids = tests.map(({ front }) => front).filter((front) => front !== "front");
  const sections =
    ids.length === 0 ? [] : await appClient().section.findMany({ where: { id: { in: ids } }, select: { path: true } });
  return [...(tests.length > ids.length ? ["/"] : []), ...sections.map(({ path }) => path)];
}
