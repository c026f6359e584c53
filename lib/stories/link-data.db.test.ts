import { describe, expect, test } from "vitest";
import { link, paragraph } from "#lib/document/build.ts";
import { feedEntry } from "#lib/feeds/entry.ts";
import { getLiveStory } from "#lib/published/data.ts";
import { getFeed } from "#lib/published/feed-data.ts";
import { createPerson, createSection } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import type { Person } from "../actor.ts";
import { findNamedStories } from "./checking/named-data.ts";
import { lookUpAddresses } from "./link-data.ts";
import { findStories } from "./list-data.ts";
import { moveStoryAddress } from "./publishing/address-mutations.ts";
import { getPublishBrief } from "./publishing/data.ts";
import { publishStory, takeDownStory } from "./publishing/mutations.ts";
import { getPreview } from "./publishing/preview-data.ts";

const publish = async (headline: string) => {
  const editor = await createPerson("EDITOR");
  const section = await createSection();
  const { id } = await createReadyStory(editor, { headline, fields: { section: section.id } });
  const { path } = await publishStory(editor, { storyId: id, version: 0, showUpdated: true });
  return { editor, section, id, path };
};

describe("addresses of the paper", () => {
  test("finds the story at an address, whatever its query and fragment", async () => {
    const { editor, id, path } = await publish("Ferry returns");
    const [found] = await lookUpAddresses(editor, { addresses: [`${path}?utm_source=mail#correction-1`] });
    expect(found).toMatchObject({ story: { id, headline: "Ferry returns", path }, isDead: false });
  });

  test("finds the story at an address that it had before", async () => {
    const { editor, section, id, path } = await publish("Ferry moves");
    await moveStoryAddress(editor, { storyId: id, sectionId: section.id, day: "2026-03-29", slug: "ferry-has-moved" });
    const [found] = await lookUpAddresses(editor, { addresses: [path] });
    expect(found).toMatchObject({ address: path, story: { id }, isDead: false });
    expect(found?.story?.path).not.toBe(path);
  });

  test("names the story that was taken down, at an address that is dead for readers", async () => {
    const { editor, id, path } = await publish("Ferry sinks");
    await takeDownStory(editor, { storyId: id, reason: "Wrong" });
    const [found] = await lookUpAddresses(editor, { addresses: [path] });
    expect(found).toMatchObject({ story: { id }, isDead: true });
  });

  test("says that an address leads nowhere, and that pages without a story do not", async () => {
    const { editor, section, path } = await publish("Ferry waits");
    const addresses = ["/nowhere/at-all", "/", "/search?q=a", section.path, `${path}/history`];
    const found = await lookUpAddresses(editor, { addresses });
    expect(found.map(({ isDead }) => isDead)).toEqual([true, false, false, false, false]);
    expect(found.every(({ story }) => story === null)).toBe(true);
  });

  test("does not name a story that a contributor may not open and readers cannot see", async () => {
    const { editor, id, path } = await publish("Ferry hides");
    await takeDownStory(editor, { storyId: id, reason: "Wrong" });
    const [found] = await lookUpAddresses(await createPerson("CONTRIBUTOR"), { addresses: [path] });
    expect(found?.story).toBeNull();
  });
});

test("finds published stories by a part of their address", async () => {
  const { editor, id, path } = await publish("Ferry found");
  const found = await findStories(editor, path.slice(1), true);
  expect(found.map((story) => story.id)).toEqual([id]);
});

describe("links to the paper's own stories", () => {
  const linkTo = (story: string, href: string) =>
    link("the ferry", href).map((run) => ({
      ...run,
      marks: (run.marks ?? []).map((mark) => ({ ...mark, attrs: { ...mark.attrs, story } })),
    }));
  const linking = async (editor: Person, story: string, href: string): Promise<string> => {
    const body = [paragraph(["See ", ...linkTo(story, href), "."])];
    const { id } = await createReadyStory(editor, { body });
    await publishStory(editor, { storyId: id, version: 0, showUpdated: true });
    return id;
  };
  const feedHtml = async (id: string): Promise<string> => {
    const { stories, linked } = await getFeed(null);
    const story = stories.find((one) => one.id === id);
    return story ? feedEntry(story, linked, "https://paper.example").html : "";
  };
  const previewed = async (editor: Person, id: string): Promise<string> =>
    JSON.stringify((await getPreview(editor, id)).story.document);

  test("follow a story to its new address in feeds and previews", async () => {
    const { editor, section, id, path } = await publish("Ferry sails");
    const from = await linking(editor, id, path);
    const moved = await moveStoryAddress(editor, {
      storyId: id,
      sectionId: section.id,
      day: "2026-03-29",
      slug: "sailed",
    });
    expect(await feedHtml(from)).toContain(`<a href="https://paper.example${moved.path}">the ferry</a>`);
    expect(await previewed(editor, from)).toContain(`"href":"${moved.path}"`);
  });

  test("are asked for where a text names a published story by its headline, and not while it is taken down", async () => {
    const headline = `Ferry sails under a new flag ${Date.now()}`;
    const { editor, id } = await publish(headline);
    const naming = await createReadyStory(editor, { body: [paragraph(`Read “${headline}”.`)] });
    expect(await findNamedStories(editor, naming.id)).toEqual([{ id, headline }]);
    const asked = async () => (await getPublishBrief(editor, naming.id)).questions;
    expect(await asked()).toContainEqual(expect.objectContaining({ code: "MENTION_UNLINKED" }));
    await expect(findNamedStories(await createPerson("CONTRIBUTOR"), naming.id)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await takeDownStory(editor, { storyId: id, reason: "Wrong" });
    expect((await asked()).map(({ code }) => code)).not.toContain("MENTION_UNLINKED");
  });

  test("are plain text while the story is taken down, and asked about", async () => {
    const { editor, id, path } = await publish("Ferry gone");
    const from = await linking(editor, id, path);
    await takeDownStory(editor, { storyId: id, reason: "Wrong" });
    const html = await feedHtml(from);
    expect(html).toContain("See the ferry.");
    expect(html).not.toContain(path);
    const { questions } = await getPublishBrief(editor, from);
    expect(questions).toContainEqual(expect.objectContaining({ code: "LINK_DEAD", words: "the ferry" }));
  });

  test("are not asked about while the story is live", async () => {
    const { editor, id, path } = await publish("Ferry stays");
    const { questions } = await getPublishBrief(editor, await linking(editor, id, path));
    expect(questions.map(({ code }) => code)).not.toContain("LINK_DEAD");
  });

  test("depend on the story that they lead to", async () => {
    const { editor, id, path } = await publish("Ferry known");
    const from = await linking(editor, id, path);
    expect((await getLiveStory(from))?.bodyStories).toEqual([id]);
  });
});
