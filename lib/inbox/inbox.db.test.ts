import pg from "pg";
import { describe, expect, test } from "vitest";
import { createPerson } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import type { Person } from "../actor.ts";
import { mentionOf } from "../comments/mention-schema.ts";
import { beginThread } from "../comments/mutations.ts";
import { newId } from "../ids.ts";
import { appClient } from "../postgres/app.ts";
import { connections } from "../process.ts";
import { countUnread, listNotices } from "./data.ts";
import { listNoticeGroups } from "./group-data.ts";
import { readAllNotices, readNotice, readStoryNotices, readThread } from "./mutations.ts";
import { inboxSchema } from "./schema.ts";

/** Comments by one person on a story of another; the threads. */
async function comments(from: Person, storyId: string, texts: string[]): Promise<string[]> {
  const threads: string[] = [];
  for (const text of texts) {
    const threadId = newId();
    await beginThread(from, { storyId, threadId, commentId: newId(), about: {}, text });
    threads.push(threadId);
  }
  return threads;
}
const everything = inboxSchema.parse({});
const unread = inboxSchema.parse({ show: "unread" });

describe("the inbox", () => {
  test("the inbox shows who wrote what on which story, newest first", async () => {
    const [anna, ben] = [await createPerson("REPORTER"), await createPerson("EDITOR")];
    const { id } = await createReadyStory(anna);
    const { headline } = await appClient().story.findUniqueOrThrow({ where: { id } });
    await comments(ben, id, ["First.", `Second,\n${mentionOf(anna)}.`]);
    expect((await listNotices(anna, everything)).rows).toMatchObject([
      {
        kind: "MENTIONED",
        by: ben.name,
        story: { id, headline },
        excerpt: `Second, @${anna.name}.`,
        readAt: null,
      },
      { kind: "COMMENTED", excerpt: "First." },
    ]);
    expect(await countUnread(anna)).toBe(2);
    expect(await countUnread(ben)).toBe(0);
  });

  test("a person can mark one line, one thread or all of their own inbox as read", async () => {
    const [anna, ben] = [await createPerson("REPORTER"), await createPerson("EDITOR")];
    const { id } = await createReadyStory(anna);
    const threads = await comments(ben, id, ["One.", "Two.", "Three.", "Four."]);
    const { rows } = await listNotices(anna, everything);
    const noticeId = rows.find(({ excerpt }) => excerpt === "One.")?.id ?? "";
    expect(await readNotice(ben, { noticeId })).toEqual({ read: 0 });
    expect(await readThread(ben, { threadId: threads[1] ?? "" })).toEqual({ read: 0 });
    expect(await readNotice(anna, { noticeId })).toEqual({ read: 1 });
    expect(await readThread(anna, { threadId: threads[1] ?? "" })).toEqual({ read: 1 });
    expect((await listNotices(anna, unread)).rows.map(({ excerpt }) => excerpt)).toEqual(["Four.", "Three."]);
    expect(await readAllNotices(anna)).toEqual({ read: 2 });
    expect(await countUnread(anna)).toBe(0);
    expect((await listNotices(anna, everything)).rows).toHaveLength(4);
  });

  test("the inbox pages without gaps or repeats", async () => {
    const [anna, ben] = [await createPerson("REPORTER"), await createPerson("EDITOR")];
    const { id } = await createReadyStory(anna);
    await comments(ben, id, ["1", "2", "3", "4", "5"]);
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await listNotices(anna, { ...everything, after }, 2);
      seen.push(...page.rows.map(({ excerpt }) => excerpt));
      after = page.next ?? undefined;
    } while (after);
    expect(seen).toEqual(["5", "4", "3", "2", "1"]);
    expect((await listNotices(anna, { ...everything, after: "rubbish" })).rows).toHaveLength(5);
  });

  test("the inbox hides lines about stories that a contributor may no longer read", async () => {
    const [own, editor, other] = [
      await createPerson("CONTRIBUTOR"),
      await createPerson("EDITOR"),
      await createPerson("REPORTER"),
    ];
    const { id } = await createReadyStory(other);
    await appClient().story.update({ where: { id }, data: { assigneeId: own.id } });
    await comments(editor, id, ["For the assignee."]);
    expect(await countUnread(own)).toBe(1);
    await appClient().story.update({ where: { id }, data: { assigneeId: null } });
    expect(await countUnread(own)).toBe(0);
    expect((await listNotices(own, everything)).rows).toEqual([]);
  });

  test("open tabs are notified of a new inbox line and of lines read in another tab", async () => {
    const [anna, ben] = [await createPerson("REPORTER"), await createPerson("EDITOR")];
    const { id } = await createReadyStory(anna);
    const ears = new pg.Client({ connectionString: connections().listen });
    await ears.connect();
    const heard: string[] = [];
    ears.on("notification", ({ channel, payload }) => heard.push(`${channel} ${payload}`));
    await ears.query("listen galley_notice");
    await ears.query("listen galley_story");
    await comments(ben, id, ["Hello."]);
    await readAllNotices(anna);
    await readAllNotices(anna);
    await ears.query("select 1");
    await ears.end();
    expect(heard).toEqual([`galley_notice ${anna.id}`, `galley_story comments:${id}`, `galley_notice ${anna.id}`]);
  });
});

describe("the inbox by story", () => {
  /** Two stories of one person; `texts` are comments on them in order of time, "a…" on the first and "b…" on the second. */
  async function twoStories(texts: string[]) {
    const [anna, ben] = [await createPerson("REPORTER"), await createPerson("EDITOR")];
    const [first, second] = [await createReadyStory(anna), await createReadyStory(anna)];
    for (const text of texts) await comments(ben, text.startsWith("a") ? first.id : second.id, [text]);
    return { anna, ben, first: first.id, second: second.id };
  }
  const textsOf = ({ rows }: Awaited<ReturnType<typeof listNoticeGroups>>) =>
    rows.map(({ notices }) => notices.map(({ excerpt }) => excerpt));

  test("the story with the newest notice comes first, with all its notices below it", async () => {
    const { anna, first } = await twoStories(["a1", "b1", "a2", "b2", "a3"]);
    const page = await listNoticeGroups(anna, everything);
    expect(textsOf(page)).toEqual([
      ["a3", "a2", "a1"],
      ["b2", "b1"],
    ]);
    expect(page.rows[0]).toMatchObject({ story: { id: first }, noticeCount: 3, unreadCount: 3 });
  });

  test("pages by story show every story once, also where notices of several stories alternate", async () => {
    const anna = await createPerson("REPORTER");
    const ben = await createPerson("EDITOR");
    const stories = await Promise.all([1, 2, 3, 4, 5].map(() => createReadyStory(anna)));
    for (const round of ["1", "2"]) for (const { id } of stories) await comments(ben, id, [round]);
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await listNoticeGroups(anna, { ...everything, after }, { stories: 2, notices: 5 });
      expect(page.rows.every(({ notices }) => notices.length === 2)).toBe(true);
      seen.push(...page.rows.map(({ story }) => story.id));
      after = page.next ?? undefined;
    } while (after);
    expect(seen).toEqual(stories.map(({ id }) => id).reverse());
    expect((await listNoticeGroups(anna, { ...everything, after: "rubbish" })).rows).toHaveLength(5);
  });

  test("stories whose newest notices are of the same instant are paged without gaps", async () => {
    const { anna } = await twoStories(["a1", "b1"]);
    await appClient().notice.updateMany({
      where: { personId: anna.id },
      data: { at: new Date("2031-05-01T12:00:00Z") },
    });
    const size = { stories: 1, notices: 5 };
    const one = await listNoticeGroups(anna, everything, size);
    const two = await listNoticeGroups(anna, { ...everything, after: one.next ?? "" }, size);
    expect([...textsOf(one), ...textsOf(two)].flat().sort()).toEqual(["a1", "b1"]);
    expect(two.next).toBeNull();
  });

  test("a story with many notices shows the newest and their count, and all of them by itself", async () => {
    const { anna, first } = await twoStories(["a1", "a2", "a3", "b1"]);
    const page = await listNoticeGroups(anna, everything, { stories: 20, notices: 2 });
    expect(textsOf(page)).toEqual([["b1"], ["a3", "a2"]]);
    expect(page.rows[1]).toMatchObject({ noticeCount: 3, unreadCount: 3 });
    expect(textsOf(await listNoticeGroups(anna, { ...everything, story: first }))).toEqual([["a3", "a2", "a1"]]);
  });

  test("marking a story as read leaves other stories and other people's notices unread", async () => {
    const { anna, ben, first } = await twoStories(["a1", "b1", "a2"]);
    expect(await readStoryNotices(ben, { storyId: first })).toEqual({ read: 0 });
    expect(await readStoryNotices(anna, { storyId: first })).toEqual({ read: 2 });
    expect(textsOf(await listNoticeGroups(anna, unread))).toEqual([["b1"]]);
    const counts = (await listNoticeGroups(anna, everything)).rows.map(({ unreadCount }) => unreadCount);
    expect(counts).toEqual([0, 1]);
  });

  test("the unread filter leaves out what is read within a story", async () => {
    const { anna } = await twoStories(["a1", "a2", "b1"]);
    const { rows } = await listNotices(anna, everything);
    await readNotice(anna, { noticeId: rows.find(({ excerpt }) => excerpt === "a2")?.id ?? "" });
    const page = await listNoticeGroups(anna, unread);
    expect(textsOf(page)).toEqual([["b1"], ["a1"]]);
    expect(page.rows[1]).toMatchObject({ noticeCount: 1, unreadCount: 1 });
  });

  test("a story that a contributor may no longer read is no group", async () => {
    const { anna, first } = await twoStories(["a1"]);
    await appClient().person.update({ where: { id: anna.id }, data: { role: "CONTRIBUTOR" } });
    await appClient().story.update({ where: { id: first }, data: { creatorId: null, assigneeId: null } });
    const query = { ...everything, story: first };
    expect((await listNoticeGroups({ ...anna, role: "CONTRIBUTOR" }, query)).rows).toEqual([]);
  });
});
