// A change of a bound snippet is on the pages of the site with the next request, through the cache that readers meet.
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { snippet } from "#lib/document/blocks/snippet/block.ts";
import { paragraph } from "#lib/document/build.ts";
import { createPerson, unique } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import { openPublicSite, siteHeaders } from "#prisma/testing/public-site.ts";
import { publishStory } from "../stories/publishing/mutations.ts";
import { saveSnippet } from "./mutations.ts";

vi.mock("server-only", () => ({}));
vi.mock("next/headers", () => ({ headers: async () => siteHeaders() }));

let site: Awaited<ReturnType<typeof openPublicSite>>;
beforeAll(async () => {
  site = await openPublicSite();
});
afterAll(() => site.close());

test("a changed snippet is on the published page and in the feed of the next request", async () => {
  const editor = await createPerson("EDITOR");
  const save = (text: string, snippetId: string | null = null, name = unique("Series")) =>
    saveSnippet(editor, { snippetId, name, isBound: true, blocks: JSON.stringify([paragraph(text)]) });
  const { id } = await save("Part of a series.");
  const story = await createReadyStory(editor, { body: [paragraph("Text."), snippet(id)] });
  const { path } = await publishStory(editor, { storyId: story.id, version: 0, showUpdated: false });
  for (const address of [path, "/rss.xml"]) expect((await site.get(address)).text).toContain("Part of a series.");
  await save("The series is complete.", id);
  for (const address of [path, "/rss.xml"]) {
    const { text } = await site.get(address);
    expect(text).toContain("The series is complete.");
    expect(text).not.toContain("Part of a series.");
  }
});
