// The pages that are named before a publication are those that it purges. Real pages behind a real press.
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import type { Person } from "#lib/actor.ts";
import { hrefOf } from "#lib/addresses/paths.ts";
import { paragraph } from "#lib/document/build.ts";
import { createAuthor, createPerson, createSection, createTopic } from "#prisma/factories.ts";
import {
  allChanges,
  createReadyPage,
  createReadyStory,
  readDocument,
  typeInHeadline,
} from "#prisma/story-factories.ts";
import { openPublicSite, siteHeaders } from "#prisma/testing/public-site.ts";
import { appClient } from "../../postgres/app.ts";
import type { Press } from "../../press/press.ts";
import { shared } from "../../process.ts";
import { saveSteps } from "../saving/mutations.ts";
import { type Effects, findEffects } from "./effects-data.ts";
import { planEffects } from "./effects-mutations.ts";
import type { Intent } from "./effects-schema.ts";
import { unlistStory } from "./list-mutations.ts";
import { correctStory, publishStory, takeDownStory } from "./mutations.ts";

vi.mock("server-only", () => ({}));
vi.mock("next/headers", () => ({ headers: async () => siteHeaders() }));
let site: Awaited<ReturnType<typeof openPublicSite>> | undefined;
let editor: Person;
beforeAll(async () => {
  editor = await createPerson("EDITOR");
});
afterEach(() => site?.close());

const press = () => shared().press as Press;
const host = { name: "news.example.org", proto: "https" };
const at = new Date();

async function foretell(intent: Intent): Promise<Effects> {
  const tags = await planEffects(editor, intent, at);
  return findEffects(tags, { ...intent, host, at });
}

/** The pages that are rendered again when something is changed, at once or within a minute. An address without a page is none. */
async function observe(change: () => Promise<unknown>): Promise<{ now: string[]; soon: string[] }> {
  const { cache, generations } = press();
  const before = [...cache.memory.entries()].map(([, page]) => page);
  expect(before.every((page) => generations.isUntouched(page))).toBe(true);
  await change();
  const changed: Record<"now" | "soon", string[]> = { now: [], soon: [] };
  for (const page of before) {
    if (generations.isUntouched(page)) continue;
    const when = generations.freshness(page) === "fresh" ? "soon" : "now";
    const exists = page.status === 200 || when === "soon" || (await site?.get(page.url))?.status === 200;
    if (exists) changed[when].push(page.url);
  }
  return { now: changed.now.sort(), soon: changed.soon.sort() };
}
const listed = ({ list }: Effects, when: "now" | "soon") =>
  list.flatMap((effect) => (effect.when === when ? [effect.url] : [])).sort();

/** Foretells a change, makes it, and compares. */
async function compare(intent: Intent, change: () => Promise<unknown>): Promise<Effects> {
  const cached = new Set([...press().cache.memory.entries()].map(([, { url }]) => url));
  const effects = await foretell(intent);
  expect([...press().cache.memory.entries()].map(([, { url }]) => url)).toSatisfy((urls: string[]) =>
    urls.every((url) => cached.has(url)),
  );
  for (const { url } of effects.list) await site?.get(url); // readers open them before it is done
  const seen = await observe(change);
  expect({ now: listed(effects, "now"), soon: listed(effects, "soon") }).toEqual(seen);
  return effects;
}

/** A paper with a story in another section. */
async function newsroom() {
  const [city, sport] = [await createSection(), await createSection()];
  const [topic, author] = [await createTopic(), await createAuthor()];
  const other = await createReadyStory(editor, { fields: { section: sport.id } });
  const { path } = await publishStory(editor, { storyId: other.id, version: 0, showUpdated: true });
  const places = ["", city.path, sport.path, `/topics/${topic.slug}`, `/authors/${author.slug}`, "/corrections"];
  const lists = places.flatMap((place) =>
    ["", "/rss.xml", "/atom.xml", "/feed.json"].map((file) => `${place}${file}` || "/"),
  );
  return {
    city,
    sport,
    topic,
    author,
    otherPath: path,
    urls: [...lists, "/sitemap.xml", "/news-sitemap.xml", "/archive"],
  };
}

/** Readers open these pages of a site that has just started. */
async function open(...paths: string[]): Promise<void> {
  site = await openPublicSite();
  for (const path of paths) await site.get(hrefOf(path));
}

describe("the pages named before a change are those that it purges", () => {
  test("a first publication changes its section, topics, authors, feeds and maps, and no other section", async () => {
    const { city, sport, topic, author, otherPath, urls } = await newsroom();
    const story = await createReadyStory(editor, {
      headline: "Ferry returns",
      fields: { section: city.id, topics: [topic.id], authors: [author.id] },
    });
    await open(...urls, otherPath);
    const input = { storyId: story.id, version: 0, showUpdated: true };
    const effects = await compare({ verb: "publish", ...input }, () => publishStory(editor, input));
    const now = listed(effects, "now");
    expect(now).toEqual(
      expect.arrayContaining([
        "/rss.xml",
        "/sitemap.xml",
        "/news-sitemap.xml",
        city.path,
        `${city.path}/feed.json`,
        `/topics/${topic.slug}`,
        `/authors/${author.slug}`,
      ]),
    );
    expect(now).not.toContain(sport.path);
    expect(now).not.toContain(`${sport.path}/rss.xml`);
    expect(listed(effects, "soon")).toEqual(expect.arrayContaining(["/archive", hrefOf(otherPath)]));
    const own = effects.list.find(({ isNew, kind, url }) => isNew && kind === "page" && url.endsWith("/ferry-returns"));
    expect(own?.when).toBe("now");
    expect(effects.livePath).toBeNull();
  });

  test("an update that moves a story to another section changes both sections", async () => {
    const { city, sport, otherPath, urls } = await newsroom();
    const story = await createReadyStory(editor, { fields: { section: city.id } });
    const { path } = await publishStory(editor, { storyId: story.id, version: 0, showUpdated: true });
    const batch = typeInHeadline(story.id, await readDocument(story.id), 0, "");
    await saveSteps(editor, {
      ...batch,
      steps: [{ stepType: "field", node: null, field: "section", before: city.id, after: sport.id }],
    });
    await open(...urls, path, otherPath);
    const input = { storyId: story.id, version: 1, showUpdated: true };
    const effects = await compare({ verb: "publish", ...input }, () => publishStory(editor, input));
    expect(listed(effects, "now")).toEqual(expect.arrayContaining([hrefOf(path), city.path, sport.path]));
    expect(effects.livePath).toBe(hrefOf(path));
  });

  test("a correction changes the list of corrections, and the stories that name the corrected one", async () => {
    const { city, otherPath, urls } = await newsroom();
    const story = await createReadyStory(editor, { fields: { section: city.id } });
    const { path } = await publishStory(editor, { storyId: story.id, version: 0, showUpdated: true });
    const naming = await createReadyStory(editor, { fields: { section: city.id, related: [story.id] } });
    const named = await publishStory(editor, { storyId: naming.id, version: 0, showUpdated: true });
    await saveSteps(editor, typeInHeadline(story.id, await readDocument(story.id), 0, " today"));
    const input = {
      storyId: story.id,
      version: 1,
      kind: "CORRECTION" as const,
      note: "It was a boat.",
      changes: await allChanges(editor, story.id),
    };
    await open(...urls, path, otherPath);
    const effects = await compare({ verb: "correct", ...input }, () => correctStory(editor, input));
    expect(listed(effects, "now")).toEqual(
      expect.arrayContaining(["/corrections", "/corrections/rss.xml", hrefOf(path), hrefOf(named.path), city.path]),
    );
  });

  test("a take-down changes the front and the section that show the story", async () => {
    const { city, otherPath, urls } = await newsroom();
    const story = await createReadyStory(editor, { fields: { section: city.id } });
    const { path } = await publishStory(editor, { storyId: story.id, version: 0, showUpdated: true });
    await open(...urls, path, otherPath);
    const effects = await compare({ verb: "takeDown", storyId: story.id }, () =>
      takeDownStory(editor, { storyId: story.id, reason: "Wrong" }),
    );
    expect(listed(effects, "now")).toEqual(expect.arrayContaining(["/", hrefOf(path), city.path, "/sitemap.xml"]));
  });

  test("a removal from lists changes them, and the page that stays", async () => {
    const { city, otherPath, urls } = await newsroom();
    const story = await createReadyStory(editor, { fields: { section: city.id } });
    const { path } = await publishStory(editor, { storyId: story.id, version: 0, showUpdated: true });
    await open(...urls, path, otherPath);
    const effects = await compare({ verb: "unlist", storyId: story.id }, () =>
      unlistStory(editor, { storyId: story.id }),
    );
    expect(listed(effects, "now")).toEqual(expect.arrayContaining(["/", hrefOf(path), city.path, "/sitemap.xml"]));
    expect(effects.list.some(({ isNew }) => isNew)).toBe(false);
  });

  test("a new standing page changes the foot of every page", async () => {
    const { sport, otherPath, urls } = await newsroom();
    const page = await createReadyPage(editor, { headline: "About us", body: [paragraph("Who we are.")] });
    await open(...urls, otherPath);
    const input = { storyId: page.id, version: 0, showUpdated: true };
    const effects = await compare({ verb: "publish", ...input }, () => publishStory(editor, input));
    expect(effects.isWholeSite).toBe(true);
    expect(listed(effects, "now")).toEqual(expect.arrayContaining(["/", sport.path, "/sitemap.xml", "/about-us"]));
  });
});

describe("looking ahead", () => {
  test("nothing of a planned publication is kept", async () => {
    const story = await createReadyStory(editor);
    const purges = () => appClient().pressPurge.count();
    const before = [await purges(), await appClient().revision.count(), await appClient().auditEvent.count()];
    expect(
      (await planEffects(editor, { verb: "publish", storyId: story.id, version: 0, showUpdated: true })).size,
    ).toBeGreaterThan(4);
    expect([await purges(), await appClient().revision.count(), await appClient().auditEvent.count()]).toEqual(before);
    const { publication, path } = await appClient().story.findUniqueOrThrow({ where: { id: story.id } });
    expect({ publication, path }).toEqual({ publication: "NEVER", path: null });
  });

  test("a person who may not publish the story is refused", async () => {
    const reporter = await createPerson("REPORTER");
    const story = await createReadyStory(reporter);
    await expect(
      planEffects(reporter, { verb: "publish", storyId: story.id, version: 0, showUpdated: true }),
    ).rejects.toMatchObject({ code: "NOT_ALLOWED" });
    await expect(planEffects(reporter, { verb: "takeDown", storyId: story.id })).rejects.toMatchObject({
      code: "NOT_ALLOWED",
    });
  });

  test("a story that cannot be published yet is refused with what it lacks", async () => {
    const story = await createReadyStory(editor, { headline: "" });
    await expect(
      planEffects(editor, { verb: "publish", storyId: story.id, version: 0, showUpdated: true }),
    ).rejects.toMatchObject({ code: "NOT_READY", detail: { missing: ["HEADLINE"] } });
  });
});
