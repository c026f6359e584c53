import { describe, expect, test } from "vitest";
import { createPerson } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import { appClient } from "../postgres/app.ts";
import { newRenderContext, renderContexts } from "../press/context.ts";
import { getPaper } from "../site/data.ts";
import { publishStory, takeDownStory } from "../stories/publishing/mutations.ts";
import { getBreaking } from "./data.ts";
import { clearBreaking, setBreaking } from "./mutations.ts";
import { breakingSchema } from "./schema.ts";

const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();
const line = (text = "The bridge is closed") => ({ text, href: "/city", story: "", until: inAnHour() });

describe("a breaking line", () => {
  test("one breaking-news banner at a time is above every page, until it expires or is removed", async () => {
    const editor = await createPerson("EDITOR");
    await setBreaking(editor, line("First"));
    const second = line("Second");
    await setBreaking(editor, second);
    const page = newRenderContext();
    const { breaking } = await renderContexts().run(page, () => getPaper(new Date()));
    expect(breaking).toEqual(second);
    expect(page.tags).toContain("breaking");
    expect(page.until).toBe(Date.parse(second.until));
    expect((await getPaper(new Date(second.until))).breaking).toBeNull();
    await clearBreaking(editor);
    expect(await getBreaking(new Date())).toBeNull();
    await clearBreaking(editor); // twice is once
    const events = await appClient().auditEvent.findMany({
      where: { action: { startsWith: "breaking." }, actorId: editor.id },
      orderBy: { id: "asc" },
      select: { action: true, subjectName: true },
    });
    expect(events).toEqual([
      { action: "breaking.set", subjectName: "First" },
      { action: "breaking.set", subjectName: "Second" },
      { action: "breaking.cleared", subjectName: "Second" },
    ]);
  });

  test("a breaking-news banner leads to its story, and is removed when the story is taken down", async () => {
    const editor = await createPerson("EDITOR");
    const { id: story, version } = await createReadyStory(editor);
    await expect(setBreaking(editor, { ...line(), story })).rejects.toMatchObject({ detail: { field: "story" } });
    const { path } = await publishStory(editor, { storyId: story, version, showUpdated: false });
    await setBreaking(editor, { ...line("The bridge fell"), href: "/elsewhere", story });
    expect(await getBreaking(new Date())).toMatchObject({ story, href: path });
    const { id: other } = await createReadyStory(editor);
    await publishStory(editor, { storyId: other, version: 0, showUpdated: false });
    await takeDownStory(editor, { storyId: other, reason: "Wrong" });
    expect(await getBreaking(new Date())).toMatchObject({ story });
    await takeDownStory(editor, { storyId: story, reason: "It did not" });
    expect(await getBreaking(new Date())).toBeNull();
    const purges = await appClient().pressPurge.findMany({ where: { tags: { has: "breaking" }, erase: true } });
    expect(purges.length).toBeGreaterThan(0);
    const event = await appClient().auditEvent.findFirstOrThrow({
      where: { action: "breaking.cleared", actorId: editor.id },
      orderBy: { id: "desc" },
    });
    expect(event.subjectName).toBe("The bridge fell");
  });

  test("adding or removing a breaking-news banner refreshes every page", async () => {
    const editor = await createPerson("EDITOR");
    const marks = () =>
      appClient().pressPurge.findMany({
        where: { tags: { has: "breaking" } },
        orderBy: { id: "asc" },
        select: { erase: true },
      });
    const before = (await marks()).length;
    await setBreaking(editor, line());
    await clearBreaking(editor);
    expect((await marks()).slice(before)).toEqual([{ erase: false }, { erase: true }]);
  });

  test("only editors can publish a breaking-news banner, and only with an end in the future", async () => {
    const reporter = await createPerson("REPORTER");
    await expect(setBreaking(reporter, line())).rejects.toMatchObject({ code: "NOT_ALLOWED" });
    await expect(clearBreaking(reporter)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
    const editor = await createPerson("EDITOR");
    const past = { ...line(), until: new Date(Date.now() - 1).toISOString() };
    await expect(setBreaking(editor, past)).rejects.toMatchObject({ code: "INVALID" });
  });

  test.each(["javascript:alert(1)", "//evil.example", "http://plain.example", "city"])(
    "does not lead to %s",
    (href) => {
      expect(breakingSchema.safeParse({ ...line(), href }).success).toBe(false);
    },
  );
});
