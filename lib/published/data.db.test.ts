import { describe, expect, test } from "vitest";
import type { Person } from "#lib/actor.ts";
import { paragraph, relatedStory, type StoryParts } from "#lib/document/build.ts";
import { createAuthor, createPerson, createPicture, createSection, createTopic } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import { appClient } from "../postgres/app.ts";
import { newRenderContext, renderContexts } from "../press/context.ts";
import { publishStory, takeDownStory } from "../stories/publishing/mutations.ts";
import { listByIds, listLatest } from "./card-data.ts";
import { getLiveStory } from "./data.ts";
import { getFeed, listForNews, listForSitemap, listMonthForSitemap } from "./feed-data.ts";
import { listNear, pageByAuthor, pageBySection, pageByTopic, pageSize, withCards } from "./list-data.ts";
import { getAuthor, getSection, getTopic } from "./taxonomy/data.ts";
import type { LiveSection, LiveStoryPage } from "./types.ts";

async function liveStory(editor: Person, parts: StoryParts): Promise<string> {
  const { id } = await createReadyStory(editor, parts);
  await publishStory(editor, { storyId: id, version: 0, showUpdated: true });
  return id;
}
const ids = (cards: readonly { id: string }[]) => cards.map(({ id }) => id);
function there<T>(value: T | null): T {
  if (value === null) throw new Error("it is not there");
  return value;
}
const sectionOf = async (id: string): Promise<LiveSection> => there(await getSection(id));
const storyOf = async (id: string): Promise<LiveStoryPage> => there(await getLiveStory(id));
const readAlsoOf = async (story: LiveStoryPage, exclude: readonly string[]) =>
  (await listNear(story, 3, exclude)).readAlso;
/** What a print of this would tell the press. */
async function printed(work: () => Promise<unknown>) {
  const page = newRenderContext();
  await renderContexts().run(page, work);
  return page;
}

describe("a badge", () => {
  const hour = 3_600_000;
  test("a badge is on page and cards until its end time, which sets their expiry", async () => {
    const editor = await createPerson("EDITOR");
    const inAnHour = new Date(Date.now() + hour);
    const badged = (badgeUntil: Date | null) =>
      liveStory(editor, { fields: { badge: "breaking", badgeUntil: badgeUntil?.toISOString() ?? null } });
    const now = await badged(inAnHour);
    for (const read of [() => getLiveStory(now), async () => (await listByIds([now]))[0] ?? null]) {
      const page = await printed(async () => expect(await read()).toMatchObject({ badge: "breaking" }));
      expect(page.until).toBe(inAnHour.getTime());
    }
    for (const over of [await badged(new Date(Date.now() - 1)), await badged(null)]) {
      const page = await printed(async () => expect((await getLiveStory(over))?.badge).toBe(""));
      expect(page.until).toBeUndefined();
    }
  });
});

describe("a card", () => {
  test("a card has its picture, even from a row that a node of an older version wrote", async () => {
    const editor = await createPerson("EDITOR");
    const picture = await createPicture();
    const story = await liveStory(editor, { mainFigure: { picture: picture.id, alt: "A quay" } });
    const card = async () => (await listByIds([story]))[0];
    const whole = await card();
    expect(whole?.picture).toMatchObject({ id: picture.id, alt: "A quay", facts: { width: 10, height: 10 } });
    await appClient().$executeRaw`update live_story set picture = picture - 'facts' where story_id = ${story}::uuid`;
    expect(await card()).toEqual(whole);
    await appClient().$executeRaw`delete from live_picture where story_id = ${story}::uuid`;
    expect((await card())?.picture).toBeNull();
  });
});

describe("lists of stories", () => {
  test("lists of stories page without gaps or repeats, even when many have the same time", async () => {
    const editor = await createPerson("EDITOR");
    const { id } = await createSection();
    const published: string[] = [];
    for (let index = 0; index < pageSize + 3; index++)
      published.push(await liveStory(editor, { fields: { section: id, displayDate: "2026-11-20T08:00:00.000Z" } }));
    const section = await sectionOf(id);
    const [first, second] = [
      await withCards(await pageBySection(section, { page: 1 })),
      await withCards(await pageBySection(section, { page: 2 })),
    ];
    expect([first.cards.length, second.cards.length, first.pages]).toEqual([pageSize, 3, 2]);
    expect(ids([...first.cards, ...second.cards])).toEqual(published.sort().reverse());
    expect((await withCards(await pageBySection(section, { page: 3 }))).cards).toEqual([]);

    const [top] = published;
    const rest = await withCards(await pageBySection(section, { page: 1, exclude: top ? [top] : [] }));
    expect(ids(rest.cards)).not.toContain(top);
  });

  test("the list of a topic has the stories of its former names, each once, newest first", async () => {
    const editor = await createPerson("EDITOR");
    const [topic, former] = [await createTopic(), await createTopic()];
    const section = (await createSection()).id;
    const make = (hour: number, topics: string[]) =>
      liveStory(editor, { fields: { section, topics, displayDate: `2026-11-20T0${hour}:00:00.000Z` } });
    const both = await make(8, [topic.id, former.id]);
    const old = await make(9, [former.id]);
    const own = await make(7, [topic.id]);
    await appClient().topic.update({ where: { id: former.id }, data: { aliasOfId: topic.id }, select: { id: true } });

    let found = null as Awaited<ReturnType<typeof getTopic>>;
    const page = await printed(async () => {
      found = await getTopic(topic.id);
    });
    expect([...page.tags]).toEqual(expect.arrayContaining([`topic:${topic.id}`, `topic:${former.id}`]));
    if (!found || !("found" in found)) throw new Error("the topic is not there");
    const list = await withCards(await pageByTopic(found.found, { page: 1 }));
    expect(ids(list.cards)).toEqual([old, both, own]);
    expect(list.pages).toBe(1);
    expect(await getTopic(former.id)).toEqual({ movedTo: `/topics/${topic.slug}` });
    expect((await storyOf(both)).topics).toEqual([{ id: topic.id, name: topic.name, path: `/topics/${topic.slug}` }]);
  });

  test("the list of an author has stories of a former byline, under today's name", async () => {
    const editor = await createPerson("EDITOR");
    const [author, former] = [await createAuthor(), await createAuthor()];
    const story = await liveStory(editor, { fields: { authors: [former.id, author.id] } });
    await appClient().author.update({ where: { id: former.id }, data: { aliasOfId: author.id }, select: { id: true } });
    const found = await getAuthor(author.id);
    if (!found || !("found" in found)) throw new Error("the author is not there");
    const { cards } = await withCards(await pageByAuthor(found.found, { page: 1 }));
    expect(ids(cards)).toEqual([story]);
    expect(cards[0]?.authors).toEqual([{ id: author.id, name: author.name, path: `/authors/${author.slug}` }]);
  });

  test("lists of stories never contain a story that was taken down", async () => {
    const editor = await createPerson("EDITOR");
    const { id: section } = await createSection();
    const story = await liveStory(editor, { fields: { section } });
    expect(ids(await listLatest(1))).toEqual([story]);
    await takeDownStory(editor, { storyId: story, reason: "Wrong" });
    expect(ids(await listLatest(50))).not.toContain(story);
    expect((await withCards(await pageBySection(await sectionOf(section), { page: 1 }))).cards).toEqual([]);
    expect(await getLiveStory(story)).toBeNull();
  });
});

describe("read also", () => {
  test("“read also” lists an editor's picks, then stories with shared topics, then the section's newest", async () => {
    const editor = await createPerson("EDITOR");
    const topic = (await createTopic()).id;
    const section = (await createSection()).id;
    const near = await liveStory(editor, { fields: { section } });
    const sharing = await liveStory(editor, { fields: { topics: [topic] } });
    const picked = await liveStory(editor, {});
    const story = await storyOf(await liveStory(editor, { fields: { section, topics: [topic], related: [picked] } }));
    expect(await readAlsoOf(story, [])).toEqual([picked, sharing, near]);
    expect(await readAlsoOf(story, [sharing])).toEqual([picked, near]);
  });

  test("“read also” drops a picked story that is no longer live, and shows it again once it returns", async () => {
    const editor = await createPerson("EDITOR");
    const dead = await liveStory(editor, {});
    const id = await liveStory(editor, { body: [paragraph("Text."), relatedStory(dead)], fields: { related: [dead] } });
    await takeDownStory(editor, { storyId: dead, reason: "Wrong" });
    const story = await storyOf(id);
    const page = await printed(async () => expect(await readAlsoOf(story, [])).toEqual([]));
    expect(page.tags).toContain(`story:${dead}`);
    expect((await getFeed(null)).linked.has(dead)).toBe(false);
  });
});

describe("a feed", () => {
  test("the feed of a section includes its sub-sections and depends on every story in it", async () => {
    const editor = await createPerson("EDITOR");
    const [parent, sub] = [await createSection(), await createSection()];
    await appClient().section.update({ where: { id: sub.id }, data: { parentId: parent.id }, select: { id: true } });
    const own = await liveStory(editor, { fields: { section: parent.id, displayDate: "2026-11-20T08:00:00.000Z" } });
    const below = await liveStory(editor, { fields: { section: sub.id, displayDate: "2026-11-20T09:00:00.000Z" } });
    await liveStory(editor, {});
    const section = await sectionOf(parent.id);
    const page = await printed(async () =>
      expect(ids((await getFeed({ kind: "section", section })).stories)).toEqual([below, own]),
    );
    const sections = [parent, sub].map(({ id }) => `section:${id}`);
    expect([...page.tags]).toEqual(expect.arrayContaining([`story:${own}`, `story:${below}`, ...sections, "sections"]));
  });

  test("the main feed has a new story at once", async () => {
    expect((await printed(() => getFeed(null))).tags).toContain("latest");
  });
});

describe("a feed", () => {
  test("the feed of a topic or an author has the stories of its page, including those under former names", async () => {
    const editor = await createPerson("EDITOR");
    const [topic, former, author] = [await createTopic(), await createTopic(), await createAuthor()];
    const section = (await createSection()).id;
    const about = await liveStory(editor, { fields: { section, topics: [former.id] } });
    const by = await liveStory(editor, { fields: { section, authors: [author.id] } });
    await appClient().topic.update({ where: { id: former.id }, data: { aliasOfId: topic.id }, select: { id: true } });
    const topics = await getTopic(topic.id);
    const authors = await getAuthor(author.id);
    if (!topics || !("found" in topics) || !authors || !("found" in authors)) throw new Error("they are not there");
    const page = await printed(async () => {
      expect(ids((await getFeed({ kind: "topic", topic: topics.found })).stories)).toEqual([about]);
      expect(ids((await getFeed({ kind: "author", author: authors.found })).stories)).toEqual([by]);
    });
    expect([...page.tags]).toEqual(expect.arrayContaining([`topic:${topic.id}`, `author:${author.id}`, `story:${by}`]));
  });

  test("the news site map covers two days, expires with its oldest story, and omits stories hidden from search engines", async () => {
    const editor = await createPerson("EDITOR");
    const now = new Date("2026-11-24T12:00:00Z");
    const at = (day: string) => ({ displayDate: `2026-11-${day}T13:00:00.000Z` });
    const fresh = await liveStory(editor, { headline: "Fresh", fields: at("22") });
    await liveStory(editor, { headline: "Old", fields: at("21") });
    await liveStory(editor, { headline: "Hidden", fields: { ...at("23"), noindex: true } });
    let headlines: string[] = [];
    const page = await printed(async () => {
      headlines = (await listForNews(now)).map(({ headline }) => headline);
    });
    expect(headlines).toContain("Fresh");
    expect(headlines).not.toContain("Old");
    expect(headlines).not.toContain("Hidden");
    expect([...page.tags]).toContain(`story:${fresh}`);
    expect(page.until).toBeLessThanOrEqual(new Date("2026-11-24T13:00:00Z").getTime());
  });
});

describe("the site map", () => {
  test("the site map lists the front, sections and live stories, except those hidden from search engines", async () => {
    const editor = await createPerson("EDITOR");
    const { id: section, path } = await createSection();
    const open = await storyOf(await liveStory(editor, { fields: { section } }));
    const hidden = await storyOf(await liveStory(editor, { fields: { section, noindex: true } }));
    const entries = (await listForSitemap()) ?? [];
    const paths = entries.map((entry) => entry.path);
    expect(paths).toEqual(expect.arrayContaining(["/", path, open.path]));
    expect(paths).not.toContain(hidden.path);
    expect(entries.find((entry) => entry.path === open.path)?.changedAt).toEqual(open.publishedAt);
  });

  test("the site map has a part for each month, which changes only with that month's stories", async () => {
    const editor = await createPerson("EDITOR");
    const { id: section } = await createSection();
    const open = await storyOf(await liveStory(editor, { fields: { section } }));
    const page = newRenderContext();
    const entries = await renderContexts().run(page, () =>
      listMonthForSitemap(open.publishedAt.toISOString().slice(0, 7)),
    );
    expect(entries.map((entry) => entry.path)).toContain(open.path);
    expect([...page.tags]).toEqual([`month:${open.publishedAt.toISOString().slice(0, 7)}`]);
    expect(await listMonthForSitemap("1999-01")).toEqual([]);
  });
});
