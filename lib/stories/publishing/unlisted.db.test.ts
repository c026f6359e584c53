import { expect, test } from "vitest";
import { createAuthor, createPerson, createSection, createTopic } from "#prisma/factories.ts";
import { createReadyStory, readDocument, typeInHeadline } from "#prisma/story-factories.ts";
import { appClient } from "../../postgres/app.ts";
import { readerClient } from "../../postgres/reader.ts";
import { listDay, listMonths } from "../../published/archive/data.ts";
import { listLatest } from "../../published/card-data.ts";
import { getLiveStory, listWhole } from "../../published/data.ts";
import { listForNews, listForSitemap } from "../../published/feed-data.ts";
import { idsBySections, idsByTerm, newestIds } from "../../published/list-data.ts";
import { scheduleUnlisting } from "../../schedule/mutations.ts";
import { performNextDue } from "../../schedule/perform-mutations.ts";
import { getStatus } from "../data.ts";
import { saveSteps } from "../saving/mutations.ts";
import { relistStory, unlistStory } from "./list-mutations.ts";
import { publishStory, reinstateStory, takeDownStory } from "./mutations.ts";

const today = () => new Date().toISOString().slice(0, 10);

async function publishOne() {
  const editor = await createPerson("EDITOR");
  const [section, topic, author] = [await createSection(), await createTopic(), await createAuthor()];
  const { id } = await createReadyStory(editor, {
    fields: { section: section.id, topics: [topic.id], authors: [author.id] },
  });
  const { path } = await publishStory(editor, { storyId: id, version: 0, showUpdated: true });
  await appClient().pin.create({ data: { front: section.id, slot: 0, storyId: id }, select: { slot: true } });
  /** The names of the lists in which readers find it. */
  const lists = async (): Promise<string[]> => {
    const found = {
      newest: (await newestIds(100)).includes(id),
      latest: (await listLatest(100)).some((card) => card.id === id),
      section: (await idsBySections([section.id], { limit: 10 })).includes(id),
      topic: (await idsByTerm("topic", topic.id, 10)).includes(id),
      author: (await idsByTerm("author", author.id, 10)).includes(id),
      feed: (await listWhole(100, null)).some((story) => story.id === id),
      news: (await listForNews(new Date())).some((entry) => entry.path === path),
      "site map": ((await listForSitemap()) ?? []).some((entry) => entry.path === path),
      archive: (await listDay(today(), 1, "UTC")).page.cards.some((card) => card.id === id),
      search: (await readerClient().liveSearch.count({ where: { storyId: id } })) > 0,
      pin: (await readerClient().pin.count({ where: { storyId: id } })) > 0,
    };
    return Object.entries(found).flatMap(([name, isThere]) => (isThere ? [name] : []));
  };
  const hasPage = async () => (await getLiveStory(id)) !== null;
  return { editor, id, lists, hasPage };
}

test("an unlisted story is in no list, feed, site map or search, and stays at its address; it can be listed again", async () => {
  const { editor, id, lists, hasPage } = await publishOne();
  expect((await lists()).length).toBe(11);
  const { status } = await unlistStory(editor, { storyId: id });
  expect(status.schedule.unlistedAt).not.toBeNull();
  expect(await lists()).toEqual([]);
  expect(await listMonths(null, "UTC")).toEqual([]);
  expect(await hasPage()).toBe(true);
  await expect(unlistStory(editor, { storyId: id })).rejects.toMatchObject({ code: "WRONG_STATE" });
  await relistStory(editor, { storyId: id });
  expect((await lists()).sort()).toEqual(
    ["newest", "latest", "section", "topic", "author", "feed", "news", "site map", "archive", "search"].sort(),
  );
});

test("an unlisted story stays so when it is published again, or taken down and reinstated", async () => {
  const { editor, id, lists, hasPage } = await publishOne();
  await unlistStory(editor, { storyId: id });
  await saveSteps(editor, typeInHeadline(id, await readDocument(id), 0, "!"));
  await publishStory(editor, { storyId: id, version: 1, showUpdated: true });
  await takeDownStory(editor, { storyId: id, reason: "A court order." });
  await reinstateStory(editor, { storyId: id });
  expect([await lists(), await hasPage()]).toEqual([[], true]);
});

test("a story is unlisted at the instant for which that was scheduled", async () => {
  const { editor, id, lists } = await publishOne();
  const dueAt = new Date(Date.now() + 3_600_000).toISOString();
  const { actId } = await scheduleUnlisting(editor, { storyId: id, dueAt });
  expect(await performNextDue()).toBeNull();
  await appClient().scheduledAct.update({ where: { id: actId }, data: { dueAt: new Date() }, select: { id: true } });
  expect(await performNextDue()).toMatchObject({ id: actId, outcome: "DONE" });
  expect(await lists()).toEqual([]);
  expect((await getStatus(editor, id)).schedule.due).toEqual([]);
});

test("only editors can unlist a story", async () => {
  const { id } = await publishOne();
  const reporter = await createPerson("REPORTER");
  await expect(unlistStory(reporter, { storyId: id })).rejects.toMatchObject({ code: "NOT_ALLOWED" });
});
