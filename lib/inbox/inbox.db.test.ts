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
import { readAllNotices, readNotice, readThread } from "./mutations.ts";
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
