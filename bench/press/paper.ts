// A small paper as the public data functions see it, rendered as text, and an editor who changes it at random.

import { type Person, SYSTEM } from "#lib/actor.ts";
import { findAddress } from "#lib/addresses/data.ts";
import { authorPath, feedPath, topicPath } from "#lib/addresses/paths.ts";
import { changeAuthor, mergeAuthors } from "#lib/authors/mutations.ts";
import { paragraph, relatedStory, storyDocument } from "#lib/document/build.ts";
import { getStoredFront } from "#lib/fronts/desk-data.ts";
import { editFront, launchFront } from "#lib/fronts/draft-mutations.ts";
import { getFrontPage, planSectionFront } from "#lib/fronts/layout-data.ts";
import { idsOf } from "#lib/fronts/layout-policy.ts";
import { appClient } from "#lib/postgres/app.ts";
import { answer, loadPart } from "#lib/press/context.ts";
import { listByIds, listCards, listLatest, listMostRead } from "#lib/published/card-data.ts";
import { getLiveStory } from "#lib/published/data.ts";
import { getFeed, listForSitemap } from "#lib/published/feed-data.ts";
import { listNear, newestIds, pageByAuthor, pageBySection, pageByTopic, withCards } from "#lib/published/list-data.ts";
import { getAuthor, getSection, getTopic, listSections, listTopicsOfTheDay } from "#lib/published/taxonomy/data.ts";
import { changeSection } from "#lib/sections/mutations.ts";
import { getMostRead, getPaper, getSiteSettings } from "#lib/site/data.ts";
import { changeSiteSettings } from "#lib/site/mutations.ts";
import { correctStory, publishStory, reinstateStory, takeDownStory } from "#lib/stories/publishing/mutations.ts";
import { changeTopic, mergeTopics } from "#lib/topics/mutations.ts";
import { createAuthor, createPerson, createSection, createTopic } from "#prisma/factories.ts";
import { allChanges, createReadyStory, setDocument } from "#prisma/story-factories.ts";

/** `exact` is right on the next request, `soon` a minute later. */
type Shown = { exact: unknown; soon?: unknown };

/** Loads an address with all the reads of its real page, in the same order. */
async function show(url: string, now: Date): Promise<Shown> {
  const sections = await loadPart("sections", listSections);
  const { paper } = await loadPart("paper", () => getPaper(now));
  const loadMostRead = () => loadPart("most read", async () => listMostRead(await getMostRead()));
  const around = { paper, sections };
  if (url === "/") {
    const front = await getFrontPage(sections, now);
    return {
      exact: { ...around, front: bare(front) },
      soon: [front, await listTopicsOfTheDay(10), await loadMostRead()],
    };
  }
  if (url === "/sitemap.xml") return { exact: await listForSitemap() };
  const feed = /^(.*)\/rss\.xml$/.exec(url);
  if (feed) {
    const at = feed[1] ? await findAddress(feed[1]) : null;
    if (at && at.kind !== "SECTION") return { exact: "no feed" };
    const section = at && (await getSection(at.target));
    const { stories } = await getFeed(section && { kind: "section", section });
    return { exact: [around.paper, bare(stories)], soon: stories };
  }
  const at = await findAddress(url);
  if (at.kind === "REDIRECT") {
    answer(301, at.to);
    return { exact: at.to };
  }
  if (at.kind === "STORY") {
    const story = await getLiveStory(at.target);
    if (story) {
      const { readAlso: toReadAlso } = await listNear(story, 3, story.bodyStories);
      const newest = await newestOf(story.id);
      const [cards, readAlso, latest] = await listCards([story.bodyStories, toReadAlso, newest]);
      const soon = [readAlso, latest, await loadMostRead(), story.authors, story.topics, cards];
      return { exact: [around, bare(story), bare(cards)], soon };
    }
  }
  const list =
    at.kind === "SECTION"
      ? await showSection(at.target, now)
      : at.kind === "TOPIC"
        ? await showTopic(at.target)
        : at.kind === "AUTHOR"
          ? await showAuthor(at.target)
          : null;
  if (list) return { exact: [around, bare(list)], soon: [list, await listLatest(6)] };
  answer(at.kind === "GONE" ? 410 : 404);
  return { exact: [around, at.kind], soon: await listLatest(6) };
}

/** As the real page finds them: the newest, from the list that every page takes them from. */
async function newestOf(story: string): Promise<string[]> {
  const known = await loadPart("newest", () => newestIds(7));
  return known.filter((id) => id !== story).slice(0, 6);
}

async function showSection(id: string, now: Date) {
  const section = await getSection(id);
  if (!section) return null;
  const plan = await planSectionFront(section, await loadPart("sections", listSections), now);
  const ids = plan.composed
    ? idsOf(plan.composed)
    : [...(plan.top.lead ? [plan.top.lead] : []), ...plan.top.seconds].map((story) => story.id);
  const top = await listByIds(ids);
  return {
    section,
    top,
    page: await withCards(await pageBySection(section, { page: 1, exclude: top.map((card) => card.id) })),
  };
}

async function showTopic(id: string) {
  const topic = await getTopic(id);
  return topic && "found" in topic
    ? { ...topic, page: await withCards(await pageByTopic(topic.found, { page: 1 })) }
    : topic;
}

async function showAuthor(id: string) {
  const author = await getAuthor(id);
  return author && "found" in author
    ? { ...author, page: await withCards(await pageByAuthor(author.found, { page: 1 })) }
    : author;
}

/** Without the names in bylines and topics of stories, which may lag. */
const bare = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, inner) => (key === "authors" || key === "topics" ? undefined : inner)));

const marker = "<!-- soon -->";
/** The page as HTML, so that the press takes it for one. */
export async function printPaper(url: string, now = new Date()): Promise<string> {
  const { exact, soon } = await show(url, now);
  const text = (value: unknown) => JSON.stringify(value ?? null).replaceAll("<", "\\u003c");
  return `<!DOCTYPE html><html><body><pre>${text(exact)}</pre>${marker}<pre>${text(soon)}</pre></body></html>`;
}
export const exactPart = (html: string): string => html.slice(0, html.indexOf(marker));

type Named = { id: string; name: string; slug: string };
type Made = { id: string; path: string; live: boolean };

/** Somebody who changes the paper, one thing after the other. */
export class RandomEditor {
  readonly #random: () => number;
  readonly #editor: Person;
  readonly #admin: Person;
  readonly sections: Named[] = [];
  #topics: Named[] = [];
  #authors: Named[] = [];
  readonly stories: Made[] = [];
  #count = 0;

  private constructor(random: () => number, editor: Person, admin: Person) {
    this.#random = random;
    this.#editor = editor;
    this.#admin = admin;
  }

  static async begin(random: () => number): Promise<RandomEditor> {
    const one = new RandomEditor(random, await createPerson("EDITOR"), await createPerson("ADMIN"));
    for (let index = 0; index < 4; index++) one.sections.push(await createSection());
    for (let index = 0; index < 8; index++) one.#topics.push(await createTopic());
    for (let index = 0; index < 6; index++) one.#authors.push(await createAuthor());
    for (let index = 0; index < 12; index++) await one.#publish();
    return one;
  }

  /** Every address that could show something of it. */
  addresses(): string[] {
    const sections = this.sections.map(({ slug }) => `/${slug}`);
    return [
      "/",
      "/rss.xml",
      "/sitemap.xml",
      ...sections,
      ...sections.map((path) => feedPath(path)),
      ...this.#topics.map(({ slug }) => topicPath(slug)),
      ...this.#authors.map(({ slug }) => authorPath(slug)),
      ...this.stories.slice(-40).map(({ path }) => path),
    ];
  }

  /** Does something; what it was, and the story that it was about, if it was about one. */
  async change(): Promise<{ what: string; path?: string }> {
    const story = this.#pick(this.stories);
    const isLive = story?.live === true;
    const dice = this.#random();
    if (dice < 0.28 || !story) return { what: "publish", path: await this.#publish() };
    if (dice < 0.5 && isLive) return this.#again(story, "update");
    if (dice < 0.6 && isLive) return this.#again(story, "correct");
    if (dice < 0.68 && isLive) {
      await takeDownStory(this.#editor, { storyId: story.id, reason: "Wrong" });
      story.live = false;
      return { what: "take down", path: story.path };
    }
    if (dice < 0.76 && !isLive) {
      await reinstateStory(this.#editor, { storyId: story.id });
      story.live = true;
      return { what: "reinstate", path: story.path };
    }
    return this.#changePlace(dice, story);
  }

  /** Places a story somewhere on a front, sometimes with a headline of its own, and launches that. */
  async #launch(front: string, story: string): Promise<void> {
    const { layout } = await getStoredFront(front);
    const container = this.#pick(layout.containers);
    if (!container) return;
    const before = this.#pick(container.cards)?.story ?? null;
    const editor = this.#editor;
    await editFront(editor, { front, edit: { kind: "place", story, container: container.id, before } });
    const fields = { headline: `Front headline ${++this.#count}` };
    const { version } = await editFront(editor, { front, edit: { kind: "change card", story, fields } });
    await launchFront(editor, { front, version, accepted: true });
  }

  async #changePlace(dice: number, story: Made): Promise<{ what: string }> {
    const front = this.#random() < 0.5 ? "front" : (this.#pick(this.sections)?.id ?? "front");
    if (dice < 0.86 && story.live) {
      await this.#launch(front, story.id);
      return { what: "launch" };
    }
    const name = `Name ${++this.#count}`;
    if (dice < 0.9) {
      const section = this.#pick(this.sections);
      if (section)
        await changeSection(this.#admin, { sectionId: section.id, slug: section.slug, name, description: name });
      return { what: "rename section" };
    }
    if (dice < 0.93) {
      const topic = this.#pick(this.#topics);
      if (topic) await changeTopic(this.#editor, { topicId: topic.id, slug: topic.slug, name, description: name });
      return { what: "rename topic" };
    }
    if (dice < 0.96) {
      const author = this.#pick(this.#authors);
      if (author)
        await changeAuthor(this.#editor, {
          authorId: author.id,
          slug: author.slug,
          name,
          jobTitle: "",
          bio: name,
          portrait: null,
        });
      return { what: "rename author" };
    }
    if (dice < 0.97) return this.#merge();
    await changeSiteSettings(SYSTEM, { ...(await getSiteSettings()), tagline: name });
    return { what: "settings" };
  }

  async #merge(): Promise<{ what: string }> {
    if (this.#random() < 0.5) {
      const [from, into] = [await createTopic(), this.#pick(this.#topics)];
      if (into) await mergeTopics(this.#editor, { topicId: into.id, into: from.id });
      this.#topics = [...this.#topics.filter((topic) => topic !== into), from];
      return { what: "merge topics" };
    }
    const [from, into] = [await createAuthor(), this.#pick(this.#authors)];
    if (into) await mergeAuthors(this.#editor, { authorId: into.id, into: from.id });
    this.#authors = [...this.#authors.filter((author) => author !== into), from];
    return { what: "merge authors" };
  }

  #parts() {
    const near = this.#pick(this.stories);
    return {
      headline: `Headline ${++this.#count}`,
      standfirst: `Standfirst ${this.#count}`,
      body: [paragraph(`Text ${this.#count}.`), ...(near && this.#random() < 0.3 ? [relatedStory(near.id)] : [])],
      fields: {
        section: this.#pick(this.sections)?.id ?? "",
        topics: this.#some(this.#topics),
        authors: this.#some(this.#authors),
        related: this.#random() < 0.2 && near ? [near.id] : [],
      },
    };
  }

  async #publish(): Promise<string> {
    const { id, version } = await createReadyStory(this.#editor, this.#parts());
    const { path } = await publishStory(this.#editor, { storyId: id, version, showUpdated: true });
    this.stories.push({ id, path, live: true });
    return path;
  }

  async #again(story: Made, how: "update" | "correct"): Promise<{ what: string; path: string }> {
    await setDocument(story.id, storyDocument(this.#parts()));
    const { version } = await appClient().story.findUniqueOrThrow({
      where: { id: story.id },
      select: { version: true },
    });
    if (how === "update") await publishStory(this.#editor, { storyId: story.id, version, showUpdated: true });
    else
      await correctStory(this.#editor, {
        storyId: story.id,
        version,
        kind: "CORRECTION",
        note: `Note ${this.#count}`,
        changes: await allChanges(this.#editor, story.id),
      });
    return { what: how, path: story.path };
  }

  #pick<T>(list: readonly T[]): T | undefined {
    return list[Math.floor(this.#random() * list.length)];
  }

  #some(list: readonly Named[]): string[] {
    return [...new Set([this.#pick(list), this.#pick(list)].flatMap((one) => (one ? [one.id] : [])))];
  }
}
