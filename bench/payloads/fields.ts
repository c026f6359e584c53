// Parts "readers" and "newsroom": attacks in every text that the database holds, past all checks, on reading pages and in the newsroom.
import type { Page } from "@playwright/test";
import { listEvents } from "#lib/audit/data.ts";
import { recordEvent } from "#lib/audit/mutations.ts";
import { eventsQuerySchema } from "#lib/audit/schema.ts";
import { hashToken } from "#lib/auth/token.ts";
import { paragraph, storyDocument, toJson } from "#lib/document/build.ts";
import { storable } from "#lib/document/characters.ts";
import { containerSchema, frontCardSchema } from "#lib/fronts/layout-schema.ts";
import { newId } from "#lib/ids.ts";
import { appClient, transaction } from "#lib/postgres/app.ts";
import { createStoryFrom } from "#lib/stories/creating/mutations.ts";
import { asLine, hostileParts } from "#prisma/testing/hostile.ts";
import { sentenceRules } from "../../components/newsroom/audit/sentences.ts";
import { type Bench, pagesOf } from "./bench.ts";
import { markOf } from "./results.ts";
import { addRows, fillColumns, groupsOf, publishAttacks } from "./rows.ts";
import { settle, type Visitor } from "./visitor.ts";

/** Attacks of one story and of one row of a table: some columns are indexed and hold little. */
const groupSize = 20;
const settleMs = 300;

/** Front layouts whose containers and cards hold attacks. */
async function layOutFronts({ attacks, results }: Bench, stories: readonly string[]): Promise<void> {
  const field = results.field("fronts: containers and cards", attacks.length);
  const sections = await appClient().section.findMany({ select: { id: true }, orderBy: { id: "asc" } });
  const at = new Date();
  for (const [index, group] of groupsOf([...attacks.entries()], groupSize).entries()) {
    const front = sections[index]?.id;
    if (!front) continue;
    const containers = group.map(([number, attack], place) => {
      const line = (max: number) => `${asLine(attack, max - 15)} ${markOf(field, number)}`;
      const card = { story: stories[place % stories.length], headline: line(300), kicker: line(100) };
      return containerSchema.parse({
        ...{ id: newId(), arrangement: "row", title: line(100) },
        cards: [frontCardSchema.parse({ ...card, standfirst: line(1_000), pictureAlt: line(1_000) })],
      });
    });
    await appClient().frontLaunch.create({
      data: { front, number: 1, layout: { containers }, at },
      select: { number: true },
    });
  }
}

/** An event of each action, whose names and details hold attacks: rows of the log are never changed. */
async function writeEvents({ attacks, admin, results }: Bench): Promise<void> {
  const field = results.field("audit_event.subject_name, detail", attacks.length);
  const groups = groupsOf([...attacks.entries()], groupSize);
  for (const [index, action] of Object.keys(sentenceRules).entries()) {
    const group = groups[index % groups.length] ?? [];
    const text = group.map(([number, attack]) => `${storable(attack)} ${markOf(field, number)}`).join(" ");
    const names = "note reason name from to path email network guest role provider url title code label".split(" ");
    const detail = Object.fromEntries(names.map((name) => [name, text]));
    const kind = action.split(".")[0] as "story";
    await transaction((tx) => recordEvent(tx, admin, action, { kind, id: null, name: text }, detail));
  }
}

/** Columns of JSON that hold texts, with a value for each group of attacks. */
function json({ attacks, results }: Bench): Map<string, unknown[]> {
  const groups = groupsOf([...attacks.entries()], groupSize);
  const fill = (name: string, make: (texts: string[]) => unknown): [string, unknown[]] => {
    const field = results.field(name, attacks.length);
    const values = groups.map((group) => make(group.map(([at, attack]) => `${storable(attack)} ${markOf(field, at)}`)));
    return [name, values];
  };
  const body = (texts: string[]) =>
    toJson(storyDocument({ body: hostileParts(texts.join(" "), { picture: newId() }).body ?? [] }));
  return new Map([
    fill("snippet.blocks", (texts) => body(texts).content),
    fill("story_template.document", body),
    fill("wire_version.item", (texts) => ({
      ...{ headline: texts[0], provider: texts[1], copyright: texts[2], note: texts[0] },
      ...{ authors: texts, topics: texts, status: "usable", embargo: null, document: body(texts) },
    })),
  ]);
}

/** The tabs beside the text hold comments, suggestions, checks and the history. */
async function openTabs(page: Page, look: () => Promise<void>): Promise<void> {
  for (const name of ["Comments", "Suggestions", "Checks", "History"]) {
    await page.getByRole("tab", { name }).click({ timeout: 10_000 });
    await settle(page, settleMs);
    await look();
  }
}

/** Opens what a list shows beside itself. */
async function openDetails(page: Page, look: () => Promise<void>): Promise<void> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
  await look();
}

/** Fills the database. @returns the published stories */
async function fill(bench: Bench): Promise<string[]> {
  const { admin, attacks, results } = bench;
  const stories = await publishAttacks(admin, attacks, groupSize, results);
  bench.say(`${stories.length} stories published`);
  await layOutFronts(bench, stories);
  await addRows(Math.ceil(attacks.length / groupSize), json(bench));
  await fillColumns(attacks, results);
  await writeEvents(bench);
  bench.say("columns filled");
  return stories;
}

/** What readers and guests get. */
export async function tryFieldsOfReaders(bench: Bench): Promise<void> {
  const stories = await fill(bench);
  await readPages(bench, stories);
  await bench.reader.visit(
    "review links",
    (await openLinks()).map((token) => `/for-review/${token}`),
  );
}

/** What the newsroom gets. */
export async function tryFieldsOfNewsroom(bench: Bench): Promise<void> {
  await openNewsroom(bench.newsroom, bench, await fill(bench));
}

/** New secrets for the review links, whose own are not stored. */
async function openLinks(): Promise<string[]> {
  const links = await appClient().reviewLink.findMany({ select: { id: true } });
  const tokens: string[] = [];
  for (const { id } of links) {
    const token = `token-of-the-bench-${id}`;
    const expiresAt = new Date(Date.now() + 86_400_000);
    await appClient().reviewLink.update({
      where: { id },
      data: { tokenHash: hashToken(token), expiresAt, revokedAt: null, may: "APPROVE" },
      select: { id: true },
    });
    tokens.push(token);
  }
  return tokens;
}

const feeds = ["rss.xml", "atom.xml", "feed.json"];

async function readPages({ reader }: Bench, stories: readonly string[]): Promise<void> {
  const live = await appClient().liveStory.findMany({
    where: { storyId: { in: [...stories] } },
    select: { path: true },
  });
  const [sections, topics, authors, collections, pages] = await Promise.all([
    appClient().section.findMany({ select: { path: true } }),
    appClient().topic.findMany({ select: { slug: true } }),
    appClient().author.findMany({ select: { slug: true } }),
    appClient().liveCollection.findMany({ select: { path: true } }),
    appClient().livePage.findMany({ select: { path: true } }),
  ]);
  const lists = sections.map(({ path }) => path);
  await reader.visit(
    "reading pages of stories",
    live.map(({ path }) => path),
  );
  await reader.visit("lists, feeds and site maps", [
    ...["/", "/archive", "/corrections", "/sitemap.xml", "/news-sitemap.xml", "/opensearch.xml", "/llms.txt"],
    ...feeds.map((feed) => `/${feed}`),
    ...lists,
    ...lists.flatMap((list) => feeds.map((feed) => `${list}/${feed}`)),
    ...topics.map(({ slug }) => `/topics/${slug}`),
    ...authors.map(({ slug }) => `/authors/${slug}`),
    ...[...collections, ...pages].map(({ path }) => path),
    ...["/search?q=alert", "/search?q=script", "/search?q=story", "/api/v1/stories", "/api/v1/fronts/front"],
  ]);
}

async function openNewsroom(newsroom: Visitor, bench: Bench, stories: readonly string[]): Promise<void> {
  const ids = async (table: string) =>
    (await appClient().$queryRawUnsafe<{ id: string }[]>(`select id::text from ${table} order by id limit 50`)).map(
      ({ id }) => id,
    );
  const [sections, pictures, media, collections, webhooks, partners, items] = await Promise.all(
    ["section", "picture", "media_file", "collection", "webhook", "partner", "wire_item"].map(ids),
  );
  const paths = await appClient().section.findMany({ select: { path: true } });
  const admin =
    "audit authors import jobs keys partners people press redirects roles sections settings snippets style templates topics webhooks wires";
  const desk =
    "account collections fronts inbox inbox/readers inbox/watching pages pictures pictures/files pictures/trash schedule search wire";
  const audit = await pagesOf(
    "/admin/audit",
    async (after) => (await listEvents(bench.admin, eventsQuerySchema.parse({ after }), "UTC")).next,
  );
  await newsroom.visit(
    "lists of the newsroom",
    [
      ...admin.split(" ").map((name) => `/admin/${name}`),
      "/desk",
      ...desk.split(" ").map((name) => `/desk/${name}`),
      ...[
        "/desk/search?q=alert",
        "/desk?q=alert",
        "/desk/pictures?q=alert",
        "/desk/wire?q=alert",
        "/desk/wire?show=dropped",
      ],
      ...audit,
    ],
    { settleMs: 2 * settleMs, within: openDetails },
  );
  await newsroom.visit(
    "single things of the newsroom",
    [
      ...paths.map(({ path }) => `/desk/fronts${path}`),
      ...(sections ?? []).map((id) => `/desk/front-preview/${id}/launched`),
      ...(collections ?? []).map((id) => `/desk/collections/${id}`),
      ...(webhooks ?? []).map((id) => `/admin/webhooks/${id}`),
      ...(partners ?? []).map((id) => `/admin/partners/${id}`),
      ...(pictures ?? []).map((id) => `/desk/pictures/${id}`),
      ...(media ?? []).map((id) => `/desk/pictures/files/${id}`),
      ...(items ?? []).map((id) => `/desk/wire?item=${id}`),
    ],
    { settleMs },
  );
  const forms = ["", "/card", "/search", "/social", "/feed"];
  await newsroom.visit(
    "previews",
    stories.flatMap((id) => forms.map((form) => `/desk/preview/${id}${form}`)),
  );
  await newsroom.visit(
    "stories in the editor",
    stories.map((id) => `/desk/stories/${id}`),
    { settleMs: 2 * settleMs, tabs: 2, within: openTabs },
  );
  // A new story offers templates and snippets.
  const { id } = await createStoryFrom(bench.admin, storyDocument({ headline: "New", body: [paragraph("Start.")] }));
  await newsroom.visit("a new story", [`/desk/stories/${id}`], { settleMs: 2 * settleMs, within: openTabs });
}
