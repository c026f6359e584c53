import { describe, expect, test } from "vitest";
import { createPerson, createSection } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import { lookUpAddresses } from "./link-data.ts";
import { findStories } from "./list-data.ts";
import { moveStoryAddress } from "./publishing/address-mutations.ts";
import { publishStory, takeDownStory } from "./publishing/mutations.ts";

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
