import { describe, expect, test } from "vitest";
import { codeBlock } from "#lib/document/blocks/code/block.ts";
import { embed } from "#lib/document/blocks/embed/block.ts";
import { entry } from "#lib/document/blocks/entry/block.ts";
import { footnote } from "#lib/document/blocks/footnote/block.ts";
import { noteToEditors } from "#lib/document/blocks/note-to-editors/block.ts";
import { profile } from "#lib/document/blocks/profile/block.ts";
import { qa } from "#lib/document/blocks/qa/block.ts";
import { series } from "#lib/document/blocks/series/block.ts";
import { snippet } from "#lib/document/blocks/snippet/block.ts";
import { timelineEvent } from "#lib/document/blocks/timeline/block.ts";
import { bulletList, figure, paragraph, toJson } from "#lib/document/build.ts";
import { wordsOf } from "#lib/document/json.ts";
import { createPerson, createPicture, unique } from "#prisma/factories.ts";
import { createReadyPage, createReadyStory, readDocument, setDocument } from "#prisma/story-factories.ts";
import type { Person } from "../actor.ts";
import { emptyDocument, storyDocument } from "../document/build.ts";
import { newReferences } from "../document/references.ts";
import { newId } from "../ids.ts";
import { appClient } from "../postgres/app.ts";
import { getLiveStory } from "../published/data.ts";
import { getFeed } from "../published/feed-data.ts";
import { getStandingPage } from "../published/pages/data.ts";
import { snippetTag } from "../published/snippet-data.ts";
import { getPagePreview } from "../stories/pages/preview-data.ts";
import { publishStory, takeDownStory } from "../stories/publishing/mutations.ts";
import { getPreview } from "../stories/publishing/preview-data.ts";
import { assertMayName } from "../stories/saving/reference-data.ts";
import { spikeStory } from "../stories/verbs/mutations.ts";
import { getSnippetBlocks, listSnippets } from "./data.ts";
import { deleteSnippet, renameSnippet, saveSnippet } from "./mutations.ts";

const given = (blocks: object[], more: { isBound?: boolean; name?: string; snippetId?: string } = {}) => ({
  snippetId: null,
  name: unique("About this series"),
  isBound: true,
  blocks: JSON.stringify(blocks),
  ...more,
});
const save = async (actor: Person, text: string, more: Parameters<typeof given>[1] = {}) =>
  (await saveSnippet(actor, given([paragraph(text), bulletList(["A list"])], more))).id;

async function publishedWith(editor: Person, id: string): Promise<string> {
  const story = await createReadyStory(editor, { body: [paragraph("Text."), snippet(id)] });
  await publishStory(editor, { storyId: story.id, version: 0, showUpdated: false });
  return story.id;
}
const readersGet = async (storyId: string): Promise<string> => {
  const story = await getLiveStory(storyId);
  return story ? wordsOf(story.document) : "";
};

describe("a bound snippet", () => {
  test("is in the text of readers, feeds, previews and pages, and a change of it changes them without publishing", async () => {
    const editor = await createPerson("EDITOR");
    const id = await save(editor, "Part of our series.");
    const storyId = await publishedWith(editor, id);
    const page = await createReadyPage(editor, { body: [paragraph("Text."), snippet(id)] });
    await publishStory(editor, { storyId: page.id, version: 0, showUpdated: false });
    expect(await readersGet(storyId)).toContain("Part of our series.");
    await save(editor, "The series is complete.", { snippetId: id, name: unique("Series") });
    expect(await readersGet(storyId)).toContain("The series is complete.");
    expect(await readersGet(storyId)).not.toContain("Part of our series.");
    const standing = await getStandingPage(page.id);
    expect(standing && wordsOf(standing.document)).toContain("The series is complete.");
    expect(wordsOf((await getPreview(editor, storyId)).story.document)).toContain("The series is complete.");
    const preview = await getPagePreview(editor, page.id);
    expect(preview && wordsOf(preview.page.document)).toContain("The series is complete.");
    const item = (await getFeed(null)).stories.find((story) => story.id === storyId);
    expect(item && wordsOf(item.document)).toContain("The series is complete.");
  });

  test("erases every page that shows it when it changes", async () => {
    const editor = await createPerson("EDITOR");
    const id = await save(editor, "One.");
    const { rows } = { rows: await appClient().pressPurge.findMany({ orderBy: { id: "desc" }, take: 1 }) };
    const before = rows[0]?.id ?? 0n;
    await save(editor, "Two.", { snippetId: id });
    const purges = await appClient().pressPurge.findMany({ where: { id: { gt: before } } });
    expect(purges).toMatchObject([{ tags: [snippetTag(id)], erase: true }]);
  });

  test("is stored in a story as its id alone", async () => {
    const editor = await createPerson("EDITOR");
    const id = await save(editor, "Unmistakable words.");
    const storyId = await publishedWith(editor, id);
    expect(JSON.stringify(toJson(await readDocument(storyId)))).not.toContain("Unmistakable");
    const row = await appClient().liveStory.findUniqueOrThrow({ where: { storyId }, select: { document: true } });
    expect(JSON.stringify(row.document)).not.toContain("Unmistakable");
  });

  test("holds boxes, embeds, code and series, whose stories readers get as links", async () => {
    const editor = await createPerson("EDITOR");
    const part = await publishedWith(editor, await save(editor, "Part of our series."));
    const blocks = [
      qa("Why now?", [paragraph("It is time.")]),
      timelineEvent("1921", [paragraph("The first ferry.")]),
      entry("First", [paragraph("Buy a ticket.")]),
      profile({ name: "Port of Leith", subject: "organisation" }),
      codeBlock("a = 1"),
      embed({ embed: "vimeo:12" }),
      series("All parts", [part]),
    ];
    const storyId = await publishedWith(editor, (await saveSnippet(editor, given(blocks))).id);
    expect(await readersGet(storyId)).toMatch(/Why now.*1921.*First.*Port of Leith.*a = 1.*All parts/);
    expect((await getLiveStory(storyId))?.bodyStories).toEqual([part]);
  });

  test("holds neither footnotes nor notes to editors", async () => {
    const editor = await createPerson("EDITOR");
    for (const block of [footnote("x"), noteToEditors("Ask.")])
      await expect(saveSnippet(editor, given([paragraph("A"), block]))).rejects.toMatchObject({ code: "INVALID" });
  });

  test("holds no picture, whose terms are checked for each story", async () => {
    const editor = await createPerson("EDITOR");
    const picture = await createPicture();
    const blocks = [figure({ picture: picture.id, alt: "A" })];
    const refused = { code: "INVALID", detail: { field: "isBound" } };
    await expect(saveSnippet(editor, given(blocks))).rejects.toMatchObject(refused);
    await expect(saveSnippet(editor, given([snippet(await save(editor, "x"))]))).rejects.toMatchObject(refused);
    await expect(saveSnippet(editor, given(blocks, { isBound: false }))).resolves.toHaveProperty("id");
  });

  test("is deleted only when no working copy and no published text names it", async () => {
    const editor = await createPerson("EDITOR");
    const name = unique("Series");
    const id = await save(editor, "Text.", { name });
    const storyId = await publishedWith(editor, id);
    const inUse = { code: "IN_USE", detail: { stories: 1, snippet: name } };
    await expect(deleteSnippet(editor, { snippetId: id })).rejects.toMatchObject(inUse);
    await setDocument(storyId, storyDocument({ headline: "H", body: [paragraph("Without.")] }));
    await expect(deleteSnippet(editor, { snippetId: id })).rejects.toMatchObject(inUse);
    await takeDownStory(editor, { storyId, reason: "test" });
    await spikeStory(editor, { storyId });
    await deleteSnippet(editor, { snippetId: id });
    expect(await appClient().liveSnippet.count({ where: { id } })).toBe(0);
  });

  test("must exist for a story to name it", async () => {
    const editor = await createPerson("EDITOR");
    const named = (id: string) =>
      appClient().$transaction((tx) =>
        assertMayName(tx, editor, newReferences(emptyDocument(), storyDocument({ body: [snippet(id)] }))),
      );
    await expect(named(newId())).rejects.toMatchObject({ detail: { kind: "snippets" } });
    await expect(named(await save(editor, "Text.", { isBound: false }))).rejects.toThrow();
    await expect(named(await save(editor, "Text."))).resolves.toBeUndefined();
  });
});

describe("snippets", () => {
  test("that are copied are kept by reporters, bound ones by editors", async () => {
    const [editor, reporter, contributor] = [
      await createPerson("EDITOR"),
      await createPerson("REPORTER"),
      await createPerson("CONTRIBUTOR"),
    ];
    const refused = { code: "NOT_ALLOWED" };
    const own = await save(reporter, "Mine.", { isBound: false });
    const bound = await save(editor, "Ours.");
    await expect(save(reporter, "Ours.")).rejects.toMatchObject(refused);
    await expect(save(reporter, "Ours.", { snippetId: bound, isBound: false })).rejects.toMatchObject(refused);
    await expect(save(contributor, "Mine.", { isBound: false })).rejects.toMatchObject(refused);
    await expect(renameSnippet(reporter, { snippetId: own, name: "X" })).rejects.toMatchObject(refused);
    await expect(deleteSnippet(reporter, { snippetId: own })).rejects.toMatchObject(refused);
    expect((await listSnippets(contributor)).find(({ id }) => id === own)).toMatchObject({ text: "Mine.\nA list" });
    expect((await getSnippetBlocks(contributor, own)).map(({ type }) => type)).toEqual(["paragraph", "bulletList"]);
    expect(await appClient().liveSnippet.count({ where: { id: own } })).toBe(0);
  });

  test("have names of their own, and no readable nonsense", async () => {
    const editor = await createPerson("EDITOR");
    const name = unique("Series");
    const id = await save(editor, "One.", { name });
    const taken = { code: "TAKEN", detail: { snippet: name } };
    await expect(save(editor, "Two.", { name })).rejects.toMatchObject(taken);
    await expect(renameSnippet(editor, { snippetId: await save(editor, "Two."), name })).rejects.toMatchObject(taken);
    await renameSnippet(editor, { snippetId: id, name: unique("Renamed") });
    for (const blocks of ["", "[]", "{}", '[{"type":"headline"}]', '[{"type":"script"}]'])
      await expect(saveSnippet(editor, { ...given([]), blocks })).rejects.toMatchObject({ code: expect.any(String) });
  });
});
