import { describe, expect, test } from "vitest";
import type { Person } from "#lib/actor.ts";
import { paragraph, storyDocument } from "#lib/document/build.ts";
import { createPerson } from "#prisma/factories.ts";
import { createReadyStory, readDocument, setDocument } from "#prisma/story-factories.ts";
import { appClient } from "../../postgres/app.ts";
import { newRenderContext, renderContexts } from "../../press/context.ts";
import { translateStory } from "../../stories/creating/mutations.ts";
import { getOpenStory } from "../../stories/data.ts";
import { publishStory, reinstateStory, takeDownStory } from "../../stories/publishing/mutations.ts";
import { getLiveStory } from "../data.ts";
import { listMonthForSitemap } from "../feed-data.ts";
import { anyTranslationTag, listTranslations, translationsTag } from "./data.ts";

const publish = (editor: Person, id: string) => publishStory(editor, { storyId: id, version: 0, showUpdated: false });
const translated = async (editor: Person, storyId: string, language: string): Promise<string> => {
  const { id } = await translateStory(editor, { storyId, language });
  await publish(editor, id);
  return id;
};
const shownFor = async (id: string): Promise<string[]> => {
  const story = await getLiveStory(id);
  if (!story) throw new Error("not live");
  return (await listTranslations(story)).map(({ language, isOriginal }) => (isOriginal ? `${language}*` : language));
};
const lastPurges = async () =>
  (
    await appClient().pressPurge.findMany({ orderBy: { id: "desc" }, take: 2, select: { tags: true, erase: true } })
  ).filter(({ tags }) => tags.some((tag) => tag.startsWith("translations:")));

describe("a story in several languages", () => {
  test("every translation of a story links to all live ones, the original first", async () => {
    const editor = await createPerson("EDITOR");
    const { id: original } = await createReadyStory(editor);
    await publish(editor, original);
    expect(await shownFor(original)).toEqual([]);
    const spanish = await translated(editor, original, "es");
    // To translate a translation makes another one of the original.
    const arabic = await translated(editor, spanish, "ar");
    const { id: draft } = await translateStory(editor, { storyId: original, language: "fr" });
    for (const id of [original, spanish, arabic])
      expect(await shownFor(id)).toEqual([expect.stringMatching(/\*$/), "es", "ar"]);
    const open = await getOpenStory(editor, spanish);
    expect(open.translations.map(({ id, language, publication }) => [id, language, publication])).toEqual([
      [original, expect.any(String), "LIVE"],
      [arabic, "ar", "LIVE"],
      [draft, "fr", "NEVER"],
    ]);
  });

  test("a translation that is taken down disappears from every other page at once, and returns when reinstated", async () => {
    const editor = await createPerson("EDITOR");
    const { id: original } = await createReadyStory(editor);
    await publish(editor, original);
    const spanish = await translated(editor, original, "es");
    const story = await getLiveStory(original);
    const page = newRenderContext();
    await renderContexts().run(page, async () => story && listTranslations(story));
    expect([...page.tags]).toContain(translationsTag(original));

    await takeDownStory(editor, { storyId: spanish, reason: "Wrong" });
    expect(await shownFor(original)).toEqual([]);
    // Destroyed, not only outdated: no page may lead there any more, whatever happens to its printing.
    expect(await lastPurges()).toEqual([{ tags: expect.arrayContaining([translationsTag(original)]), erase: true }]);
    await reinstateStory(editor, { storyId: spanish });
    expect(await shownFor(original)).toHaveLength(2);
    await takeDownStory(editor, { storyId: original, reason: "Wrong" });
    expect(await shownFor(spanish)).toEqual([]);
  });

  test("the site map lists translations and changes with those of another month too", async () => {
    const editor = await createPerson("EDITOR");
    const { id: original } = await createReadyStory(editor);
    const { id: alone } = await createReadyStory(editor);
    for (const id of [original, alone]) await publish(editor, id);
    const story = await getLiveStory(original);
    if (!story) throw new Error("not live");
    const entryOf = async (id: string) => {
      const page = newRenderContext();
      const month = story.publishedAt.toISOString().slice(0, 7);
      const entries = await renderContexts().run(page, () => listMonthForSitemap(month));
      const path = (await getLiveStory(id))?.path;
      const languages = entries.find((entry) => entry.path === path)?.translations?.map(({ language }) => language);
      return { languages, page };
    };
    const before = await entryOf(original);
    expect(before.languages).toEqual([]);
    expect([...before.page.soon]).toEqual([anyTranslationTag]);
    const spanish = await translated(editor, original, "es");
    const [purge] = await lastPurges();
    expect(purge?.tags).toContain(anyTranslationTag);
    const { languages, page } = await entryOf(spanish);
    expect(languages).toEqual([story.language, "es"]);
    expect([...page.tags]).toContain(translationsTag(original));
    expect((await entryOf(alone)).languages).toEqual([]);
  });

  test("a translated story is listed once per language, and on its own page as itself", async () => {
    const editor = await createPerson("EDITOR");
    const { id: original } = await createReadyStory(editor);
    await publish(editor, original);
    const first = await translated(editor, original, "es");
    const second = await translated(editor, original, "es");
    const idsOn = async (id: string) => {
      const story = await getLiveStory(id);
      return story ? (await listTranslations(story)).map((one) => one.id) : [];
    };
    expect(await idsOn(original)).toEqual([original, first]);
    expect(await idsOn(second)).toEqual([original, second]);
  });

  test("a story that translates itself, or that is part of a cycle of translations, is treated as an original", async () => {
    const editor = await createPerson("EDITOR");
    const { id: one } = await createReadyStory(editor);
    const { id: two } = await createReadyStory(editor);
    const say = async (id: string, translationOf: string) => {
      const { attrs } = await readDocument(id);
      await setDocument(
        id,
        storyDocument({ headline: "H", body: [paragraph("Words.")], fields: { ...attrs, translationOf } }),
      );
      await publish(editor, id);
    };
    await say(one, one);
    expect((await getLiveStory(one))?.translationOf).toBeNull();
    await say(two, one);
    await say(one, two);
    expect((await getLiveStory(one))?.translationOf).toBeNull();
    expect((await getLiveStory(two))?.translationOf).toBe(one);
  });
});

test("a new translation starts with the text, without what belongs to the original alone", async () => {
  const editor = await createPerson("EDITOR");
  const { id: original } = await createReadyStory(editor);
  const before = await readDocument(original);
  const { attrs } = before;
  const fields = {
    ...attrs,
    slug: "ferry",
    seoTitle: "Ferry",
    seoDescription: "It sails.",
    displayDate: "2026-11-24T09:15:00Z",
  };
  await setDocument(original, storyDocument({ headline: "Ferry", body: [paragraph("It sails.")], fields }));
  const { id } = await translateStory(editor, { storyId: original, language: "ur" });
  const doc = await readDocument(id);
  expect(doc.textContent).toBe("FerryIt sails.");
  expect(doc.attrs).toMatchObject({
    language: "ur",
    translationOf: original,
    section: attrs.section,
    slug: "",
    seoTitle: "",
    seoDescription: "",
    displayDate: null,
  });
  const event = await appClient().auditEvent.findFirst({
    where: { subjectId: id },
    select: { action: true, detail: true },
  });
  expect(event).toEqual({ action: "story.translated", detail: { from: original, language: "ur" } });
});

test("a person cannot translate a story that they may not see", async () => {
  const stranger = await createPerson("CONTRIBUTOR");
  const { id } = await createReadyStory(await createPerson("EDITOR"));
  await expect(translateStory(stranger, { storyId: id, language: "es" })).rejects.toMatchObject({ code: "NOT_FOUND" });
});
