import { describe, expect, test } from "vitest";
import { figure, paragraph, storyDocument } from "#lib/document/build.ts";
import { createAuthor, createPerson, createSection, createTopic } from "#prisma/factories.ts";
import { allChanges, createReadyStory, readDocument, setDocument, typeInHeadline } from "#prisma/story-factories.ts";
import { appClient } from "../../postgres/app.ts";
import { createStory } from "../creating/mutations.ts";
import { countStories, listStories } from "../list-data.ts";
import { saveSteps } from "../saving/mutations.ts";
import { storyFiltersSchema } from "../schema.ts";
import { approveStory, fileStory, spikeStory } from "../verbs/mutations.ts";
import { getPublishBrief } from "./data.ts";
import { correctStory, publishStory } from "./mutations.ts";
import { getPreview } from "./preview-data.ts";

describe("a preview", () => {
  test("a preview shows the copy with its published additions, while the published page stays the same", async () => {
    const editor = await createPerson("EDITOR");
    const [section, topic, author] = [await createSection(), await createTopic(), await createAuthor()];
    const story = await createReadyStory(editor, {
      headline: "Ferry returns",
      fields: { section: section.id, topics: [topic.id], authors: [author.id], slug: "ferry" },
    });
    const receipt = await publishStory(editor, { storyId: story.id, version: 0, showUpdated: true });
    await correctStory(editor, { storyId: story.id, version: 0, kind: "CORRECTION", note: "It was a boat." });
    await saveSteps(editor, typeInHeadline(story.id, await readDocument(story.id), 0, " tonight"));

    const { story: shown } = await getPreview(editor, story.id);

    expect(shown).toMatchObject({
      headline: "Ferry returns tonight",
      path: receipt.path,
      section: { id: section.id },
      topics: [{ id: topic.id, path: `/topics/${topic.slug}` }],
      authors: [{ id: author.id, path: `/authors/${author.slug}` }],
      corrections: [{ number: 1, note: "It was a boat." }],
      publishedAt: new Date(receipt.publishedAt),
    });
    const live = await appClient().liveStory.findUniqueOrThrow({
      where: { storyId: story.id },
      select: { headline: true },
    });
    expect(live.headline).toBe("Ferry returns");
  });

  test("a story without a section or a headline has a preview too", async () => {
    const reporter = await createPerson("REPORTER");
    const { id } = await createStory(reporter);
    const { story, readAlso } = await getPreview(reporter, id);
    expect(story).toMatchObject({ headline: "", section: { name: "No section yet" }, authors: [], topics: [] });
    expect(readAlso).toEqual([]);
  });

  test("a person who may not read the story cannot see its preview", async () => {
    const [one, other] = [await createPerson("CONTRIBUTOR"), await createPerson("CONTRIBUTOR")];
    const { id } = await createStory(one);
    await expect(getPreview(other, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(getPublishBrief(other, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(getPreview(one, "nonsense")).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("what an editor is shown before publishing", () => {
  test("the publish dialog names the address that the story gets", async () => {
    const editor = await createPerson("EDITOR");
    const story = await createReadyStory(editor, { headline: "Bridge shut for repairs" });
    const brief = await getPublishBrief(editor, story.id);
    const receipt = await publishStory(editor, { storyId: story.id, version: brief.version, showUpdated: true });
    expect(brief).toMatchObject({ headline: "Bridge shut for repairs", approved: null, missing: [] });
    expect(brief.path).toBe(receipt.path);
  });

  test("the publish dialog shows the approved revision and who approved it", async () => {
    const [reporter, editor] = [await createPerson("REPORTER"), await createPerson("EDITOR")];
    const story = await createReadyStory(reporter);
    await fileStory(reporter, { storyId: story.id });
    await approveStory(editor, { storyId: story.id, version: 0 });
    expect(await getPublishBrief(editor, story.id)).toMatchObject({
      approved: { by: { id: editor.id, name: editor.name }, revision: 3 },
    });
    await saveSteps(editor, typeInHeadline(story.id, await readDocument(story.id), 0, " more"));
    expect((await getPublishBrief(editor, story.id)).approved).toBeNull();
  });

  test("the publish dialog lists missing and questionable points", async () => {
    const editor = await createPerson("EDITOR");
    const empty = await createStory(editor);
    const without = await getPublishBrief(editor, empty.id);
    expect(without.missing.map(({ code }) => code)).toEqual(["HEADLINE", "TEXT", "SECTION"]);
    expect(without.path).toBeNull();
    const story = await createReadyStory(editor, { body: [paragraph("TK people came."), figure({ picture: null })] });
    const { missing, questions } = await getPublishBrief(editor, story.id);
    expect(missing).toEqual([]);
    expect(questions.map(({ code }) => code)).toEqual(expect.arrayContaining(["TK", "PICTURE_MISSING", "NO_AUTHOR"]));
  });
});

describe("the stories list", () => {
  test("the stories list is counted by its own filters, with spiked stories only on request", async () => {
    const [editor, contributor] = [await createPerson("EDITOR"), await createPerson("CONTRIBUTOR")];
    const [kept, spiked] = [await createReadyStory(contributor), await createReadyStory(editor)];
    await spikeStory(editor, { storyId: spiked.id });
    const ids = async (filters: object, actor = editor) => {
      const asked = storyFiltersSchema.parse(filters);
      const { stories } = await listStories(actor, asked);
      expect(await countStories(actor, asked)).toBe(stories.length);
      return stories.map(({ id }) => id);
    };
    expect(await ids({ section: kept.sectionId })).toEqual([kept.id]);
    expect(await ids({ section: spiked.sectionId })).toEqual([]);
    expect(await ids({ section: spiked.sectionId, copy: "SPIKED" })).toEqual([spiked.id]);
    expect(await ids({ person: contributor.id })).toEqual([kept.id]);
    expect(await ids({}, contributor)).toEqual([kept.id]);
    expect(await ids({ copy: "nonsense", section: "nonsense", person: kept.id })).toEqual([]);
  });
});

describe("a preview of what would be published", () => {
  test("it shows the approved revision, where the copy is another one", async () => {
    const editor = await createPerson("EDITOR");
    const story = await createReadyStory(editor, { headline: "Ferry returns" });
    await fileStory(editor, { storyId: story.id });
    await approveStory(editor, { storyId: story.id, version: 0 });
    const fields = { section: story.sectionId };
    await setDocument(story.id, storyDocument({ headline: "Ferry sinks", body: [paragraph("Text.")], fields }));

    expect((await getPreview(editor, story.id)).story.headline).toBe("Ferry sinks");
    expect((await getPreview(editor, story.id, new Date(), "outgoing")).story.headline).toBe("Ferry returns");
  });

  test("a correction shows its note, and of the copy only the changes that were chosen", async () => {
    const editor = await createPerson("EDITOR");
    const story = await createReadyStory(editor, { headline: "Ferry returns" });
    await publishStory(editor, { storyId: story.id, version: 0, showUpdated: true });
    await saveSteps(editor, typeInHeadline(story.id, await readDocument(story.id), 0, " tonight"));
    const [headline = ""] = await allChanges(editor, story.id);
    const correction = { kind: "CORRECTION" as const, note: "It was a boat." };

    const without = await getPreview(editor, story.id, new Date(), { ...correction, change: [] });
    const withIt = await getPreview(editor, story.id, new Date(), { ...correction, change: [headline] });

    expect(without.story).toMatchObject({ headline: "Ferry returns", corrections: [{ number: 1, ...correction }] });
    expect(withIt.story.headline).toBe("Ferry returns tonight");
    expect((await getPreview(editor, story.id)).story.corrections).toEqual([]);
  });
});
