import { describe, expect, test } from "vitest";
import type { Person } from "#lib/actor.ts";
import { createPerson } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import { appClient } from "../../postgres/app.ts";
import { newRenderContext, renderContexts } from "../../press/context.ts";
import { correctStory, publishStory, takeDownStory } from "../../stories/publishing/mutations.ts";
import { correctionsTag, listCorrections } from "./data.ts";

async function corrected(editor: Person, notes: readonly string[]): Promise<string> {
  const { id } = await createReadyStory(editor);
  await publishStory(editor, { storyId: id, version: 0, showUpdated: false });
  for (const note of notes) await correctStory(editor, { storyId: id, version: 0, kind: "CORRECTION", note });
  return id;
}
const lastTags = async () =>
  (await appClient().pressPurge.findMany({ orderBy: { id: "desc" }, take: 2, select: { tags: true } })).flatMap(
    ({ tags }) => tags,
  );

describe("the list of corrections", () => {
  test("the list of corrections has every note of live stories, newest first, in pages", async () => {
    const editor = await createPerson("EDITOR");
    const first = await corrected(editor, ["One.", "Two."]);
    const second = await corrected(editor, ["Three."]);
    const { entries, pages } = await listCorrections(1);
    expect(entries.map(({ storyId, number, note }) => [storyId, number, note])).toEqual([
      [second, 1, "Three."],
      [first, 2, "Two."],
      [first, 1, "One."],
    ]);
    expect(pages).toBe(1);
    const page = await listCorrections(2, 2);
    expect([page.entries.map(({ note }) => note), page.pages]).toEqual([["One."], 2]);
  });

  test("the list of corrections drops the notes of a story that is taken down at once", async () => {
    const editor = await createPerson("EDITOR");
    const id = await corrected(editor, ["Asked for."]);
    expect(await lastTags()).toContain(correctionsTag);
    const page = newRenderContext();
    await renderContexts().run(page, () => listCorrections(1));
    expect([...page.tags]).toEqual(expect.arrayContaining([correctionsTag, `story:${id}`]));
    await takeDownStory(editor, { storyId: id, reason: "Wrong" });
    expect(await lastTags()).toContain(correctionsTag);
    expect((await listCorrections(1)).entries.map(({ storyId }) => storyId)).not.toContain(id);
  });

  test("publishing a story without corrections does not refresh the list of corrections", async () => {
    const editor = await createPerson("EDITOR");
    await corrected(editor, []);
    expect(await lastTags()).not.toContain(correctionsTag);
  });
});
