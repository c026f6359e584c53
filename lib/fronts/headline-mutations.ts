// Tests of two headlines on one card of a live front.
import { type Actor, personId } from "../actor.ts";
import { normalisePath } from "../addresses/paths.ts";
import { recordEvent } from "../audit/mutations.ts";
import { checkedInput } from "../checked-input.ts";
import { DomainError } from "../errors.ts";
import { newId } from "../ids.ts";
import { appClient, type Transaction, transaction } from "../postgres/app.ts";
import { purge } from "../press/mutations.ts";
import type { FrontVisit } from "../press/read-counts.ts";
import { assertMayLaunch, type LockedFront, lockFront, subjectOf } from "./draft-mutations.ts";
import {
  type EndHeadlineTest,
  endHeadlineTestSchema,
  type StartHeadlineTest,
  startHeadlineTestSchema,
} from "./draft-schema.ts";
import { findCard } from "./edit-policy.ts";
import { countedArm, type TestCounts } from "./headline-policy.ts";

/** Open pages read the front anew, and readers get it afresh. */
async function changed(tx: Transaction, front: LockedFront): Promise<{ version: number }> {
  await purge(tx, [`front:${front.id}`]);
  const version = front.version + 1;
  return tx.front.update({ where: { id: front.id }, data: { version }, select: { version: true } });
}

/**
 * Shows two headlines in turn on a card of the live front, from now on.
 * @throws NOT_ALLOWED, NOT_FOUND (no such card is live), WRONG_STATE `LOCKED`, or `TESTED`: a test of the card runs already
 */
export async function startHeadlineTest(actor: Actor, input: StartHeadlineTest): Promise<{ version: number }> {
  const { front: id, story, second, hours, maxViews } = checkedInput(startHeadlineTestSchema, input);
  return transaction(async (tx) => {
    const front = await lockFront(tx, id);
    assertMayLaunch(actor, front);
    const card = front.live && findCard(front.live, story);
    const live = await tx.liveStory.findUnique({ where: { storyId: story }, select: { headline: true } });
    if (!card || !live) throw new DomainError("NOT_FOUND");
    const now = new Date();
    const running = await tx.headlineTest.count({
      where: { front: id, storyId: story, endedAt: null, endsAt: { gt: now } },
    });
    if (running > 0) throw new DomainError("WRONG_STATE", { why: "TESTED" });
    const first = card.headline || live.headline;
    const endsAt = new Date(now.getTime() + hours * 3_600_000);
    await tx.headlineTest.create({
      data: {
        id: newId(),
        front: id,
        storyId: story,
        first,
        second,
        startedAt: now,
        endsAt,
        maxViews,
        byId: personId(actor),
      },
      select: { id: true },
    });
    await recordEvent(tx, actor, "front.test_started", subjectOf(front), { first, second });
    return changed(tx, front);
  });
}

/** Readers get the first headline again. Safe to repeat. @throws NOT_ALLOWED, NOT_FOUND, WRONG_STATE `LOCKED` */
export async function endHeadlineTest(actor: Actor, input: EndHeadlineTest): Promise<{ version: number }> {
  const { front: id, story } = checkedInput(endHeadlineTestSchema, input);
  return transaction(async (tx) => {
    const front = await lockFront(tx, id);
    assertMayLaunch(actor, front);
    const { count } = await tx.headlineTest.updateMany({
      where: { front: id, storyId: story, endedAt: null, endsAt: { gt: new Date() } },
      data: { endedAt: new Date() },
    });
    if (count === 0) return { version: front.version };
    await recordEvent(tx, actor, "front.test_ended", subjectOf(front));
    return changed(tx, front);
  });
}

/**
 * Adds what a node has counted to the running tests of each front, and ends those that have been viewed often enough.
 * @param visits views of fronts, and clicks from there on stories, by the minute
 */
export async function countVisits(visits: readonly FrontVisit[]): Promise<void> {
  if (visits.length === 0) return;
  const tests = await appClient().headlineTest.findMany({ where: { endedAt: null } });
  if (tests.length === 0) return;
  const fronts = tests.map(({ front }) => front).filter((front) => front !== "front");
  const sections = await appClient().section.findMany({
    where: { id: { in: fronts } },
    select: { id: true, path: true },
  });
  const addresses = await appClient().address.findMany({
    where: { kind: "STORY", target: { in: tests.map(({ storyId }) => storyId) } },
    select: { path: true, target: true },
  });
  const frontAt = new Map([["/", "front"], ...sections.map(({ id, path }) => [path, id] as const)]);
  const storyAt = new Map(addresses.map(({ path, target }) => [path, target]));
  // In the order of ids: two nodes that count the same tests at once would else wait for each other for ever.
  for (const test of tests.sort((a, b) => a.id.localeCompare(b.id))) {
    const counts: TestCounts = { firstViews: 0, firstClicks: 0, secondViews: 0, secondClicks: 0 };
    for (const { front, story, at, count } of visits) {
      if (frontAt.get(normalisePath(front) ?? "") !== test.front) continue;
      if (at < test.startedAt.getTime() || at >= test.endsAt.getTime()) continue;
      const arm = countedArm(test.id, at);
      if (!arm) continue;
      if (story === null) counts[`${arm}Views`] += count;
      else if (storyAt.get(normalisePath(story) ?? "") === test.storyId) counts[`${arm}Clicks`] += count;
    }
    if (Object.values(counts).every((count) => count === 0)) continue;
    await transaction(async (tx) => {
      const { firstViews, firstClicks, secondViews, secondClicks } = counts;
      const after = await tx.headlineTest.update({
        where: { id: test.id },
        data: {
          firstViews: { increment: firstViews },
          firstClicks: { increment: firstClicks },
          secondViews: { increment: secondViews },
          secondClicks: { increment: secondClicks },
        },
      });
      if (after.endedAt || after.firstViews + after.secondViews < after.maxViews) return;
      await tx.headlineTest.update({ where: { id: test.id }, data: { endedAt: new Date() }, select: { id: true } });
      await purge(tx, [`front:${test.front}`]);
    });
  }
}
