import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { series } from "#lib/document/blocks/series/block.ts";
import { paragraph } from "#lib/document/build.ts";
import { createPerson, createPicture, unique } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import { openPublicSite, siteHeaders } from "#prisma/testing/public-site.ts";
import type { Person } from "../actor.ts";
import { withdrawPicture } from "../picture-desk/mutations.ts";
import { replaceElsewhere } from "../picture-desk/replace-mutations.ts";
import { listUses } from "../picture-desk/use-data.ts";
import { findLivePicture } from "../pictures/data.ts";
import { appClient } from "../postgres/app.ts";
import { getLiveCollection } from "../published/collections/data.ts";
import { publishStory, takeDownStory } from "../stories/publishing/mutations.ts";
import { getPreview } from "../stories/publishing/preview-data.ts";
import { findCollection, findCollections, listCollections } from "./data.ts";
import {
  createCollection,
  deleteCollection,
  publishCollection,
  saveCollection,
  withdrawCollection,
} from "./mutations.ts";
import type { CollectionFields } from "./types.ts";

vi.mock("server-only", () => ({}));
vi.mock("next/headers", () => ({ headers: async () => siteHeaders() }));

let site: Awaited<ReturnType<typeof openPublicSite>>;
let editor: Person;
beforeAll(async () => {
  site = await openPublicSite();
  editor = await createPerson("EDITOR");
});
afterAll(() => site.close());

async function liveStory(headline = unique("Part")): Promise<{ id: string; path: string; headline: string }> {
  const { id } = await createReadyStory(editor, { headline });
  const { path } = await publishStory(editor, { storyId: id, version: 0, showUpdated: false });
  return { id, path, headline };
}

async function fieldsOf(id: string): Promise<CollectionFields> {
  const view = await findCollection(editor, id);
  if (!view) throw new Error("there is no such collection");
  return view.fields;
}

/** Changes a collection as it is now. */
async function change(id: string, changes: Partial<CollectionFields>, actor = editor): Promise<CollectionFields> {
  const base = await fieldsOf(id);
  return saveCollection(actor, { collectionId: id, ...base, ...changes, base });
}

async function published(storyIds: string[], changes: Partial<CollectionFields> = {}) {
  const title = unique("Harbour");
  const { id } = await createCollection(editor, { kind: "SERIES", title, slug: "" });
  await change(id, { storyIds, ...changes });
  const { path } = await publishCollection(editor, { collectionId: id });
  return { id, path, title };
}

const orderIn = (text: string, words: readonly string[]) =>
  [...words].filter((word) => text.includes(word)).sort((a, b) => text.indexOf(a) - text.indexOf(b));

describe("a published collection", () => {
  test("has a page, three feeds and a line in the site map, with its stories in the order of the editors", async () => {
    const [one, two, three] = [await liveStory(), await liveStory(), await liveStory()];
    const { path, title } = await published([three.id, one.id, two.id], { intro: "Six months on the quays." });
    const { status, text } = await site.get(path);
    expect(status).toBe(200);
    const main = text.slice(text.indexOf("<main"), text.indexOf("</main>"));
    const headlines = [one, two, three].map(({ headline }) => headline);
    expect(orderIn(main, headlines)).toEqual([three, one, two].map(({ headline }) => headline));
    expect(text).toContain("Six months on the quays.");
    expect(text).toMatch(/"@type":"CreativeWorkSeries".*"hasPart":\[/);
    for (const file of ["rss.xml", "atom.xml", "feed.json"]) {
      const feed = await site.get(`${path}/${file}`);
      expect(feed.status).toBe(200);
      for (const headline of [title, ...headlines]) expect(feed.text).toContain(headline);
    }
    expect((await site.get("/sitemap.xml")).text).toContain(`${path}</loc>`);
  });

  test("shows a new order, and no story that was taken down, with the next request", async () => {
    const [one, two] = [await liveStory(), await liveStory()];
    const { id, path } = await published([one.id, two.id]);
    const shown = async () =>
      orderIn((await site.get(path)).text.split("</main>")[0] ?? "", [one.headline, two.headline]);
    expect(await shown()).toEqual([one.headline, two.headline]);
    await change(id, { storyIds: [two.id, one.id] });
    expect(await shown()).toEqual([two.headline, one.headline]);
    await takeDownStory(editor, { storyId: one.id, reason: "A test" });
    expect(await shown()).toEqual([two.headline]);
    expect((await site.get(`${path}/rss.xml`)).text).not.toContain(one.headline);
  });

  test("leaves out a story that was removed from lists, in its feed too, and does not lead to it", async () => {
    const [one, two] = [await liveStory(), await liveStory()];
    const { path } = await published([one.id, two.id]);
    await appClient().liveStory.update({ where: { storyId: two.id }, data: { listed: false } });
    expect((await site.get(path)).text.split("</main>")[0]).not.toContain(two.headline);
    expect((await site.get(`${path}/rss.xml`)).text).not.toContain(two.headline);
    expect((await site.get(one.path)).text).not.toMatch(/rel="next"/);
  });

  test("is named on the pages of its stories, which lead to the live parts beside them", async () => {
    const [one, two, three] = [await liveStory(), await liveStory(), await liveStory()];
    await site.get(one.path);
    const { id, title } = await published([one.id, two.id, three.id]);
    const partsOn = async (path: string) =>
      [...(await site.get(path)).text.matchAll(/rel="(prev|next)"[^>]*>(.*?)<\/a>/g)].map(
        ([, rel, text = ""]) => `${rel} ${text.replace(/<[^>]*>/g, "")}`,
      );
    expect(await partsOn(one.path)).toEqual([`next Next: ${two.headline}`]);
    expect(await partsOn(two.path)).toEqual([`prev Previous: ${one.headline}`, `next Next: ${three.headline}`]);
    expect((await site.get(one.path)).text).toContain(title);
    await takeDownStory(editor, { storyId: two.id, reason: "A test" });
    expect(await partsOn(one.path)).toEqual([`next Next: ${three.headline}`]);
    await change(id, { storyIds: [two.id, three.id] });
    expect(await partsOn(one.path)).toEqual([]);
    expect((await site.get(one.path)).text).not.toContain(title);
  });

  test("leaves a redirect where it was, for its feeds too", async () => {
    const { id, path } = await published([(await liveStory()).id]);
    const slug = unique("moved");
    await change(id, { slug });
    for (const part of ["", "/rss.xml"]) {
      const { status, headers } = await site.get(path + part);
      expect([status, headers.location]).toEqual([301, `/collections/${slug}${part}`]);
    }
    expect((await site.get(`/collections/${slug}`)).status).toBe(200);
  });

  test("is gone with the next request when it is withdrawn, stays gone when it moves, and comes back", async () => {
    const { id, path, title } = await published([(await liveStory()).id]);
    expect((await site.get(path)).status).toBe(200);
    await withdrawCollection(editor, { collectionId: id });
    expect((await site.get(path)).status).toBe(410);
    expect((await site.get(`${path}/rss.xml`)).status).toBe(404);
    expect((await site.get("/sitemap.xml")).text).not.toContain(`${path}</loc>`);
    const slug = unique("moved");
    await change(id, { slug });
    expect((await site.get(`/collections/${slug}`)).status).toBe(410);
    await publishCollection(editor, { collectionId: id });
    expect((await site.get(`/collections/${slug}`)).text).toContain(title);
  });

  test("is deleted only after it was withdrawn, and its address stays gone", async () => {
    const { id, path } = await published([(await liveStory()).id]);
    await expect(deleteCollection(editor, { collectionId: id })).rejects.toMatchObject({ code: "WRONG_STATE" });
    await withdrawCollection(editor, { collectionId: id });
    await deleteCollection(editor, { collectionId: id });
    expect((await site.get(path)).status).toBe(410);
    expect(await findCollection(editor, id)).toBeNull();
  });
});

describe("a series box that names a collection", () => {
  async function storyWithBox(collection: string): Promise<{ path: string; shown: () => Promise<string[]> }> {
    const body = [paragraph("Text."), series("Six days", [], collection)];
    const { id } = await createReadyStory(editor, { headline: unique("Host"), body });
    const { path } = await publishStory(editor, { storyId: id, version: 0, showUpdated: false });
    const shown = async () => {
      const box = (await site.get(path)).text.match(/<nav class="parts".*?<\/nav>/s)?.[0] ?? "";
      return [...box.matchAll(/<a href="[^"]*"[^>]*>(.*?)<\/a>/g)].map(([, words = ""]) => words);
    };
    return { path, shown };
  }

  test("shows its published stories in its order, and every change of it, with the next request", async () => {
    const [one, two] = [await liveStory(), await liveStory()];
    const draft = await createReadyStory(editor, { headline: unique("Later") });
    const { id, path } = await published([two.id, draft.id, one.id]);
    const [here, there] = [await storyWithBox(id), await storyWithBox(id)];
    for (const { shown } of [here, there]) expect(await shown()).toEqual(["Six days", two.headline, one.headline]);
    expect((await site.get(here.path)).text).toContain(`href="${path}"`);
    await change(id, { storyIds: [one.id, draft.id, two.id] });
    for (const { shown } of [here, there]) expect(await shown()).toEqual(["Six days", one.headline, two.headline]);
    await publishStory(editor, { storyId: draft.id, version: 0, showUpdated: false });
    expect(await here.shown()).toHaveLength(4);
    await takeDownStory(editor, { storyId: one.id, reason: "A test" });
    for (const { shown } of [here, there]) expect((await shown()).slice(2)).toEqual([two.headline]);
    expect((await site.get("/rss.xml")).text).not.toContain(one.headline);
  });

  test("is left out while the collection is not published", async () => {
    const { id } = await createCollection(editor, { kind: "SERIES", title: unique("Draft"), slug: "" });
    const one = await liveStory();
    await change(id, { storyIds: [one.id] });
    const { shown } = await storyWithBox(id);
    expect(await shown()).toEqual([]);
    await publishCollection(editor, { collectionId: id });
    expect(await shown()).toEqual(["Six days", one.headline]);
    await withdrawCollection(editor, { collectionId: id });
    expect(await shown()).toEqual([]);
  });

  test("is shown in the preview of a story", async () => {
    const one = await liveStory();
    const { id } = await published([one.id]);
    const host = await createReadyStory(editor, { body: [series("Six days", [], id)] });
    const { story, cards } = await getPreview(editor, host.id);
    expect([story.bodyStories, cards.map(({ headline }) => headline)]).toEqual([[one.id], [one.headline]]);
  });
});

describe("a draft", () => {
  test("has no page, and gives its address back when it is deleted", async () => {
    const title = unique("Draft");
    const { id } = await createCollection(editor, { kind: "ISSUE", title, slug: "" });
    const path = `/collections/${title.toLowerCase()}`;
    await change(id, { storyIds: [(await liveStory()).id] });
    expect((await site.get(path)).status).toBe(404);
    await expect(
      createCollection(editor, { kind: "ISSUE", title: "X", slug: title.toLowerCase() }),
    ).rejects.toMatchObject({
      code: "TAKEN",
    });
    await deleteCollection(editor, { collectionId: id });
    await createCollection(editor, { kind: "ISSUE", title: "X", slug: title.toLowerCase() });
  });

  test("is published only with a story, and once", async () => {
    const { id } = await createCollection(editor, { kind: "SERIES", title: unique("Empty"), slug: "" });
    await expect(publishCollection(editor, { collectionId: id })).rejects.toMatchObject({ code: "NOT_READY" });
    await change(id, { storyIds: [(await liveStory()).id] });
    await publishCollection(editor, { collectionId: id });
    await expect(publishCollection(editor, { collectionId: id })).rejects.toMatchObject({ code: "WRONG_STATE" });
  });
});

describe("two editors of one collection", () => {
  test("keep the changes of each other, and are asked about a field that both changed", async () => {
    const other = await createPerson("EDITOR");
    const [one, two, three] = [await liveStory(), await liveStory(), await liveStory()];
    const { id } = await published([one.id, two.id]);
    const base = await fieldsOf(id);
    await change(id, { title: "Theirs", storyIds: [two.id, one.id, three.id] }, other);
    const merged = await saveCollection(editor, { collectionId: id, ...base, intro: "Mine", storyIds: [two.id], base });
    expect(merged).toMatchObject({ title: "Theirs", intro: "Mine", storyIds: [two.id, three.id] });
    await expect(saveCollection(editor, { collectionId: id, ...base, title: "Mine", base })).rejects.toMatchObject({
      code: "CHANGED_MEANWHILE",
      detail: { field: "title", theirs: "Theirs" },
    });
    expect(await fieldsOf(id)).toEqual(merged);
  });
});

describe("the cover of a collection", () => {
  test("is public while the collection is, with its crop, and is gone when the picture is withdrawn", async () => {
    const picture = await createPicture({ width: 1200, height: 800, credit: "Iris Vale / Ledger" });
    const cover = { id: picture.id, alt: "A crane", crop: "100x100x600x400" };
    const { id, path } = await published([(await liveStory()).id], { cover });
    expect(await findLivePicture(picture.id, cover.crop)).toMatchObject({ uses: [cover.crop] });
    const { text } = await site.get(path);
    expect(text).toMatch(/<img[^>]*alt="A crane"/);
    expect(text).toContain("Iris Vale / Ledger");
    expect((await listUses(editor, picture.id)).collections).toMatchObject([{ id }]);
    await withdrawPicture(editor, { pictureId: picture.id, reason: "A test" });
    expect(await findLivePicture(picture.id)).toBeNull();
    expect((await site.get(path)).text).not.toContain("A crane");
    await expect(change((await published([(await liveStory()).id])).id, { cover })).rejects.toMatchObject({
      code: "PICTURE_RIGHTS",
    });
  });

  test("is not public in a draft, and follows the picture that replaces it everywhere", async () => {
    const [from, to] = [await createPicture({ alt: "Old" }), await createPicture({ alt: "New" })];
    const { id } = await createCollection(editor, { kind: "SERIES", title: unique("Cover"), slug: "" });
    await change(id, { cover: { id: from.id, alt: "Old", crop: null }, storyIds: [(await liveStory()).id] });
    expect(await findLivePicture(from.id)).toBeNull();
    await publishCollection(editor, { collectionId: id });
    expect(await findLivePicture(from.id)).not.toBeNull();
    await replaceElsewhere(editor, { from: from.id, to: to.id });
    expect((await fieldsOf(id)).cover).toEqual({ id: to.id, alt: "New", crop: null });
    expect((await getLiveCollection(id))?.cover).toMatchObject({ id: to.id, alt: "New" });
    expect(await findLivePicture(from.id)).toBeNull();
  });
});

describe("the list of collections", () => {
  test("is for reporters, who change nothing, and not for contributors", async () => {
    const [reporter, contributor] = [await createPerson("REPORTER"), await createPerson("CONTRIBUTOR")];
    const { id, title } = await published([(await liveStory()).id]);
    const { rows, total } = await listCollections(reporter, { q: title, after: undefined });
    expect([rows.map((row) => row.id), total, rows[0]?.state]).toEqual([[id], 1, "published"]);
    expect(await findCollections(reporter, { q: title })).toEqual([
      { id, name: title, state: "published", storyCount: 1 },
    ]);
    const refused = { code: "NOT_ALLOWED" };
    await expect(listCollections(contributor, { q: "", after: undefined })).rejects.toMatchObject(refused);
    await expect(createCollection(reporter, { kind: "SERIES", title: "X", slug: "" })).rejects.toMatchObject(refused);
    await expect(change(id, { title: "X" }, reporter)).rejects.toMatchObject(refused);
    for (const verb of [publishCollection, withdrawCollection, deleteCollection])
      await expect(verb(reporter, { collectionId: id })).rejects.toMatchObject(refused);
  });

  test("writes each change into the audit log", async () => {
    const { id } = await published([(await liveStory()).id]);
    await withdrawCollection(editor, { collectionId: id });
    await deleteCollection(editor, { collectionId: id });
    const events = await appClient().auditEvent.findMany({
      where: { subjectId: id },
      orderBy: { id: "asc" },
      select: { action: true },
    });
    expect(events.map(({ action }) => action)).toEqual(
      ["created", "changed", "published", "withdrawn", "deleted"].map((verb) => `collection.${verb}`),
    );
  });
});
