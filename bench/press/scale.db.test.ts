// What a page asks of the database, and how much is read for it, where there are twenty thousand stories.
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type Arrangement,
  type BackfillRule,
  type Container,
  containerSchema,
  frontCardSchema,
  ruleSchema,
} from "#lib/fronts/layout-schema.ts";
import { newId } from "#lib/ids.ts";
import { newRenderContext, renderContexts } from "#lib/press/context.ts";
import { Generations } from "#lib/press/generations.ts";
import { Parts } from "#lib/press/parts.ts";
import { connections } from "#lib/process.ts";
import { listDay, listDays, listMonths } from "#lib/published/archive/data.ts";
import { listForNews, listForSitemap, listMonthForSitemap } from "#lib/published/feed-data.ts";
import { renewMostRead } from "#lib/reads/mutations.ts";
import { createAuthor, createSection, createTopic } from "#prisma/factories.ts";
import { printPaper } from "./paper.ts";
import { listenToQueries, type Query } from "./queries.ts";

const stories = 20_000;
/** No page shows more than some hundred stories: a query that reads more rows than this reads the whole paper. */
const maxRows = 3_000;

const owner = new pg.Client({ connectionString: connections().owner });
let at: { story: string; section: string; topic: string; author: string };

/** Stories without much text: of each page only what it reads is looked at. */
beforeAll(async () => {
  const [section, child] = [await createSection(), await createSection()];
  const [topic, author] = [await createTopic(), await createAuthor()];
  await owner.connect();
  await owner.query("update section set parent_id = $1 where id = $2", [section.id, child.id]);
  await owner.query(
    `insert into live_story (story_id, path, section_id, headline, kicker, standfirst, label, place, language, slug, document,
       corrections, related, words, seo_title, seo_description, noindex, published_at, revision_number)
     select gen_random_uuid(), '/far/story-' || i, case when i % 3 = 0 then $2::uuid else $1::uuid end, 'Headline ' || i, '',
       '', '', '', 'en', 'story', '{"type":"doc","content":[]}', '[]', '{}', 100, '', '', false,
       now() - i * interval '48 minutes', 1 from generate_series(1, ${stories}) i`,
    [section.id, child.id],
  );
  await owner.query(
    `insert into address (path, kind, target) select path, 'STORY', story_id from live_story where path like '/far/%'`,
  );
  for (const [table, id] of [["topic", topic.id] as const, ["author", author.id] as const])
    await owner.query(
      `insert into live_story_${table} (story_id, ${table}_id, position, published_at)
       select story_id, $1, 0, published_at from live_story`,
      [id],
    );
  await owner.query(
    `insert into live_picture (story_id, picture_id, facts) select story_id, gen_random_uuid(), '{}' from live_story`,
  );
  await owner.query("vacuum analyze live_story, live_story_topic, live_story_author, live_picture, address");
  const { rows } = await owner.query("select story_id from live_story order by published_at limit 10");
  await owner.query("insert into setting (key, value) values ('most-read', $1)", [
    JSON.stringify(rows.map(({ story_id }) => story_id)),
  ]);
  await owner.query(
    `insert into story_read (hour, story_id, reads)
     select now() - (i % 48) * interval '1 hour', story_id, i from (select story_id, row_number() over () as i from live_story) s`,
  );
  at = {
    story: "/far/story-900",
    section: section.path,
    topic: `/topics/${topic.slug}`,
    author: `/authors/${author.slug}`,
  };
  // What all pages share, and what editors launched last, is read once.
  for (const url of [at.story, "/", at.section]) await render(url);
});
afterAll(() => owner.end());

async function queriesOf(work: () => Promise<unknown>): Promise<Query[]> {
  const queries: Query[] = [];
  const end = listenToQueries((query) => queries.push(query));
  try {
    await work();
  } finally {
    end();
  }
  return queries;
}

type Plan = {
  "Node Type": string;
  "Relation Name"?: string;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  Plans?: Plan[];
};

/** Every table of readers that the query reads: how, and how many rows. */
async function readsOf({ text, values }: Query): Promise<{ table: string; how: string; rows: number }[]> {
  const { rows } = await owner.query<{ "QUERY PLAN": { Plan: Plan }[] }>(`explain (analyze, format json) ${text}`, [
    ...values,
  ]);
  const reads: { table: string; how: string; rows: number }[] = [];
  const walk = (plan: Plan): void => {
    const table = plan["Relation Name"];
    const rows = (plan["Actual Rows"] + (plan["Rows Removed by Filter"] ?? 0)) * plan["Actual Loops"];
    if (table?.startsWith("live_")) reads.push({ table, how: plan["Node Type"], rows });
    for (const part of plan.Plans ?? []) walk(part);
  };
  for (const row of rows) walk(row["QUERY PLAN"][0]?.Plan as Plan);
  return reads;
}

const newParts = () => new Parts(new Generations(), () => true);
const kept = newParts();
/** As a node renders it that has rendered others since anything changed that they share. */
const render = (url: string, parts = kept) =>
  renderContexts().run({ ...newRenderContext(), parts }, () => printPaper(url));

async function expectFewReads(work: () => Promise<unknown>, most: number): Promise<void> {
  const queries = await queriesOf(work);
  expect(queries.length).toBeLessThanOrEqual(most);
  for (const query of queries.filter(({ text }) => /^\s*(?:select|with)/i.test(text)))
    for (const { table, how, rows } of await readsOf(query)) {
      expect(how === "Seq Scan" ? `${table} is read as a whole by ${query.text}` : "").toBe("");
      expect(rows > maxRows ? `${rows} rows of ${table} are read by ${query.text}` : "").toBe("");
    }
}

/** Pages and the most queries that each may take. */
const pages: [string, number, () => Promise<unknown>][] = [
  ["the first story that a node renders", 9, () => render(at.story, newParts())],
  ["a story", 4, () => render(at.story)],
  ["the front", 3, () => render("/")],
  ["a section", 7, () => render(at.section)],
  ["a topic", 6, () => render(at.topic)],
  ["an author", 6, () => render(at.author)],
  ["a feed", 1, () => render("/rss.xml")],
  ["the feed of a section", 4, () => render(`${at.section}/rss.xml`)],
  ["the site map", 1, () => listForSitemap()],
  ["a month of the site map", 2, () => listMonthForSitemap(new Date().toISOString().slice(0, 7))],
  ["the news site map", 1, () => listForNews(new Date())],
  ["the list of the most read", 7, () => renewMostRead()],
  ["the archive", 3, () => listMonths(null, "UTC")],
  ["a month of the archive", 1, () => listDays(new Date().toISOString().slice(0, 7), "UTC")],
  ["a day of the archive", 5, () => listDay(new Date().toISOString().slice(0, 10), 1, "UTC")],
];

describe("with twenty thousand stories", () => {
  test.each(pages)(
    "%s takes at most %i queries, and reads no table of stories as a whole",
    async (_name, most, render) => {
      await expectFewReads(render, most);
    },
  );
});

describe("with twenty thousand stories and fronts that editors compose", () => {
  beforeAll(async () => {
    const { rows } = await owner.query("select story_id, section_id from live_story order by published_at limit 3");
    const section = (await owner.query("select id from section where path = $1", [at.section])).rows[0].id;
    const topic = (await owner.query("select id from topic limit 1")).rows[0].id;
    const author = (await owner.query("select id from author limit 1")).rows[0].id;
    const make = (arrangement: Arrangement, given: Partial<Container> = {}) =>
      containerSchema.parse({ id: newId(), arrangement, ...given });
    const rule = (from: BackfillRule["from"], id = "") => ruleSchema.parse({ from, id });
    const containers = [
      make("lead", {
        rule: rule("newest"),
        cards: rows.map(({ story_id }) => frontCardSchema.parse({ story: story_id })),
      }),
      make("row", { rule: { ...rule("newest"), needsPicture: true } }),
      make("opinion", { rule: { ...rule("section", section), label: "opinion" } }),
      make("topic", { rule: rule("topic", topic) }),
      make("list", { rule: { ...rule("author", author), maxAgeHours: 48 } }),
      make("most-read"),
      make("sections"),
    ];
    for (const front of ["front", section])
      await owner.query("insert into front_launch (front, number, layout, at) values ($1, 1, $2, now())", [
        front,
        JSON.stringify({ containers }),
      ]);
    await render("/", composed);
    await render(at.section, composed);
  });
  const composed = newParts();

  test.each<[string, number, () => Promise<unknown>]>([
    ["the front", 3, () => render("/", composed)],
    ["a section", 7, () => render(at.section, composed)],
  ])(
    "%s takes no more than %i queries, as without them, and reads no table of stories as a whole",
    async (_, most, page) => {
      await expectFewReads(page, most);
    },
  );
});
