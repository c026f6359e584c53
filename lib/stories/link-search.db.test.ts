import { describe, expect, test } from "vitest";
import { paragraph } from "#lib/document/build.ts";
import { createAuthor, createPerson, createSection, createTopic } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import { findLinkTargets } from "./link-search-data.ts";
import { publishStory } from "./publishing/mutations.ts";

const editor = await createPerson("EDITOR");
const publish = async (headline: string, text = "Text.") => {
  const section = await createSection();
  const { id } = await createReadyStory(editor, {
    headline,
    body: [paragraph(text)],
    fields: { section: section.id },
  });
  return { id, ...(await publishStory(editor, { storyId: id, version: 0, showUpdated: true })) };
};

describe("targets of a link", () => {
  test("are stories by headline before stories by their text", async () => {
    const inText = await publish("Another matter", "The zeppelinium was seen.");
    const inHeadline = await publish("Zeppelinium over town");
    const found = await findLinkTargets(editor, "zeppelinium");
    expect(found.map(({ kind, id }) => [kind, id])).toEqual([
      ["story", inHeadline.id],
      ["story", inText.id],
    ]);
    expect(found[0]?.path).toBe(inHeadline.path);
  });

  test("are stories by a part of their address", async () => {
    const { id, path } = await publish("Pier opens");
    expect((await findLinkTargets(editor, path.slice(1))).map((target) => target.id)).toEqual([id]);
  });

  test("are sections, topics and authors by name, with their public paths", async () => {
    const section = await createSection({ name: "Quokka affairs" });
    const topic = await createTopic({ name: "Quokka counting" });
    const author = await createAuthor({ name: "Rosa Quokka" });
    expect(await findLinkTargets(editor, "quokka")).toEqual([
      { kind: "section", id: section.id, name: "Quokka affairs", path: section.path },
      { kind: "topic", id: topic.id, name: "Quokka counting", path: `/topics/${topic.slug}` },
      { kind: "author", id: author.id, name: "Rosa Quokka", path: `/authors/${author.slug}` },
    ]);
  });

  test("are no drafts, and nothing for an empty query", async () => {
    await createReadyStory(editor, { headline: "Wombatology begins" });
    expect(await findLinkTargets(editor, "wombatology")).toEqual([]);
    expect(await findLinkTargets(editor, "")).toEqual([]);
  });
});
