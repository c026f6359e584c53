// `npm run bench:partners -- 100000`: what a partner feed costs in a paper of so many stories, for a partner that has fetched nothing and
// for one that has half of them, beside reading one story for the API. Prints the statements and the indexes of each request as well.
// ROUNDS sets how many requests of each kind.
import pg from "pg";
import { answerPartner } from "#lib/api/partner-route.ts";
import { answerRead } from "#lib/api/read-route.ts";
import { newKey } from "#lib/api-keys/mutations.ts";
import { newId } from "#lib/ids.ts";
import { appClient } from "#lib/postgres/app.ts";
import { newRenderContext, renderContexts } from "#lib/press/context.ts";
import { connections } from "#lib/process.ts";
import { openPaper } from "./seed/paper.ts";

const stories = Number(process.argv[2] ?? 100_000);
const rounds = Number(process.env.ROUNDS ?? 30);
const origin = "https://news.example.org";

const sent: { text: string; values: unknown[] }[] = [];
let isCounting = false;
const query = pg.Client.prototype.query;
pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
  const [first, second] = given as [string | { text: string; values?: unknown[] }, unknown];
  if (isCounting)
    sent.push(
      typeof first === "string"
        ? { text: first, values: Array.isArray(second) ? second : [] }
        : { text: first.text, values: first.values ?? (Array.isArray(second) ? second : []) },
    );
  return (query as (...args: unknown[]) => unknown).apply(this, given);
} as typeof query;

const paper = await openPaper(stories, (line) => console.log(line), { isSearched: true });
const owner = new pg.Client({ connectionString: connections().owner });
await owner.connect();

const maker = newId();
await appClient().person.create({
  data: { id: maker, email: `${maker}@example.org`, name: "Bench", role: "ADMIN", state: "ACTIVE" },
  select: { id: true },
});

async function makePartner(given: { sectionId?: string; topicId?: string; words?: string; hasHalf?: boolean }) {
  const { hasHalf = false, ...selection } = given;
  const { token, ...stored } = newKey();
  const id = newId();
  await appClient().partner.create({
    data: {
      id,
      name: `Partner ${id}`,
      format: "NINJS",
      isFullText: true,
      hasPictures: true,
      ...selection,
      ...stored,
      keyMadeAt: new Date(),
      createdById: maker,
    },
    select: { id: true },
  });
  if (hasHalf)
    await owner.query(
      `insert into partner_item (partner_id, story_id, version, revision, status, at)
       select $1, story_id, revision_number, revision_number, 'usable', changed_at from live_story
       where ('x' || right(story_id::text, 1))::bit(4)::int % 2 = 0`,
      [id],
    );
  return { id, token };
}

async function ask({ id, token }: { id: string; token: string }, rest: string): Promise<void> {
  const path = `/partners/${id}/${rest}`;
  const headers = { host: "news.example.org", "x-forwarded-proto": "https", authorization: `Bearer ${token}` };
  const answer = await answerPartner(new Request(`${origin}/api/v1${path}`, { headers }), path.replace(/\?.*/, ""));
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
  await answer.text();
}

async function readStory(id: string): Promise<void> {
  const headers = { host: "news.example.org", "x-forwarded-proto": "https" };
  const request = new Request(`${origin}/api/v1/stories/${id}`, { headers });
  const answer = await renderContexts().run(newRenderContext(), () => answerRead(request, `/stories/${id}`));
  if (answer.status !== 200) throw new Error(`the story ${id} answered ${answer.status}`);
  await answer.text();
}

/** The names of the indexes that a statement reads, and of the tables that it reads whole. */
async function planOf({ text, values }: { text: string; values: unknown[] }): Promise<string[]> {
  const { rows } = await owner.query<{ "QUERY PLAN": string }>(`explain ${text}`, values);
  return rows.flatMap(({ "QUERY PLAN": line }) => {
    const [, index] = /(?:using|Bitmap Index Scan on) (\w+)/.exec(line) ?? [];
    const [, table] = /Seq Scan on (\w+)/.exec(line) ?? [];
    return index ?? (table ? `${table} (whole)` : []);
  });
}

const at = (times: readonly number[], share: number): number =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
const rounded = (value: number): number => Math.round(value * 100) / 100;

try {
  // A paper that was made moments ago has no statistics yet.
  await owner.query("vacuum analyze live_story");
  const section = await appClient().section.findFirstOrThrow({ where: { parentId: null }, select: { id: true } });
  const topic = await appClient().topic.findFirstOrThrow({ select: { id: true } });
  const ids = await appClient().liveStory.findMany({
    select: { storyId: true, changedAt: true },
    orderBy: { storyId: "asc" },
    take: rounds,
    skip: Math.floor(stories / 2),
  });
  const nothing = await makePartner({});
  const half = await makePartner({ hasHalf: true });
  await owner.query("vacuum analyze partner_item");
  const ofSection = await makePartner({ sectionId: section.id });
  const ofTopic = await makePartner({ topicId: topic.id });
  const since = (index: number) => `feed?limit=20&since=${ids[index]?.changedAt.toISOString()}`;
  const kinds: Record<string, (index: number) => Promise<unknown>> = {
    "API, one story": (index) => readStory(ids[index]?.storyId ?? ""),
    "20 newest": () => ask(nothing, "feed?limit=20"),
    "20 since a place": (index) => ask(nothing, since(index)),
    "the same, of a section": (index) => ask(ofSection, since(index)),
    "the same, of a topic": (index) => ask(ofTopic, since(index)),
    "the same, half fetched before": (index) => ask(half, since(index)),
    "20 newest, half fetched before": () => ask(half, "feed?limit=20"),
    "one story": (index) => ask(nothing, `stories/${ids[index]?.storyId}`),
  };
  const times = Object.fromEntries(Object.keys(kinds).map((name) => [name, [] as number[]]));
  for (let round = 0; round < ids.length; round++) {
    // A key may send 300 requests a minute.
    await owner.query("delete from api_minute");
    for (const [name, work] of Object.entries(kinds)) {
      const began = performance.now();
      await work(round);
      times[name]?.push(performance.now() - began);
    }
  }
  const table: Record<string, object> = {};
  for (const [name, work] of Object.entries(kinds)) {
    sent.length = 0;
    isCounting = true;
    await work(0);
    isCounting = false;
    const own = times[name] ?? [];
    const stream = sent.find(({ text }) => text.includes("picked as"));
    table[name] = {
      "p50, ms": rounded(at(own, 0.5)),
      "p95, ms": rounded(at(own, 0.95)),
      "by the API's story": rounded(at(own, 0.5) / at(times["API, one story"] ?? [], 0.5)),
      statements: sent.length,
    };
    if (stream) console.log(`${name}: ${[...new Set(await planOf(stream))].join(", ")}`);
  }
  console.log(`${stories.toLocaleString("en")} stories, ${ids.length} requests of each kind in turns`);
  console.table(table);
} finally {
  await appClient().partner.deleteMany({ where: { name: { startsWith: "Partner " } } });
  await owner.end();
  await paper.close();
}
