import { beforeAll, describe, expect, test } from "vitest";
import type { Person } from "#lib/actor.ts";
import { paragraph, type StoryParts, storyDocument } from "#lib/document/build.ts";
import { createAuthor, createPerson, createSection, createTopic } from "#prisma/factories.ts";
import { allChanges, createReadyStory, readDocument, setDocument } from "#prisma/story-factories.ts";
import { appClient } from "../postgres/app.ts";
import { readerClient } from "../postgres/reader.ts";
import { newRenderContext, renderContexts } from "../press/context.ts";
import { countTerms, fillSearch } from "../published/search/mutations.ts";
import { correctStory, publishStory, reinstateStory, takeDownStory } from "../stories/publishing/mutations.ts";
import { byIndex, findStories, loadTerms, type SearchRequest, walk } from "./data.ts";
import { listHits } from "./hit-data.ts";
import { findChosen, listFacets } from "./place-data.ts";
import { planSearch } from "./plan.ts";
import { parseQuery, writeQuery } from "./query.ts";
import { proposeSpelling } from "./spelling-data.ts";

const asking = (q: string, given: Partial<SearchRequest> = {}): SearchRequest => ({
  query: parseQuery(q),
  places: [],
  from: null,
  to: null,
  sort: "best",
  page: 1,
  ...given,
});
const idsOf = async (q: string, given: Partial<SearchRequest> = {}) => (await findStories(asking(q, given)))?.ids ?? [];

let editor: Person;
beforeAll(async () => {
  editor = await createPerson("EDITOR");
});

async function live(headline: string, text: string, given: StoryParts = {}): Promise<string> {
  const { id } = await createReadyStory(editor, { headline, standfirst: "", body: [paragraph(text)], ...given });
  await publishStory(editor, { storyId: id, version: 0, showUpdated: false });
  return id;
}

describe("search", () => {
  test("finds a story by any form of a word, and ranks headlines before text", async () => {
    const inText = await live("Quiet week", "Two walruses swam by.");
    const inHeadline = await live("Walrus on the pier", "It slept.");
    expect(await idsOf("walrus")).toEqual([inHeadline, inText]);
    expect(await idsOf("WALRUSES")).toEqual([inHeadline, inText]);
    expect(await idsOf("walrus", { sort: "newest" })).toEqual([inHeadline, inText]);
    expect(await idsOf("walrus pier")).toEqual([inHeadline]);
  });

  test("finds a story by the words of its editor's note", async () => {
    const noted = await live("A quiet pier", "It slept.", {
      fields: { editorsNote: "The name of a platypus was removed." },
    });
    expect(await idsOf("platypus")).toEqual([noted]);
  });

  test("knows phrases, words that must not be there, and words that say nothing", async () => {
    const one = await live("Zeppelin lands", "The city council met the crew.");
    const two = await live("Zeppelin leaves", "The council of the city waved.");
    expect(await idsOf('zeppelin "city council"')).toEqual([one]);
    expect((await idsOf("zeppelin city council")).sort()).toEqual([one, two].sort());
    expect(await idsOf("zeppelin -lands")).toEqual([two]);
    expect(await idsOf('zeppelin "council of the city"')).toEqual([two]);
    expect((await idsOf("what of the zeppelin")).length).toBe(2);
    expect(await findStories(asking("-zeppelin"))).toBeNull();
  });

  test("finds accented words with and without accents, in every language of the stories", async () => {
    const french = await live("Été à Orléans", "Les élèves mangeaient des crêpes.", { fields: { language: "fr" } });
    const german = await live("Straßenfeste", "Die Häuser von Köln sind grün.", { fields: { language: "de" } });
    const japanese = await live("東京都の日", "きのう東京都庁で会議があった。", { fields: { language: "ja" } });
    const hebrew = await live("שָׁלוֹם עולם", "חדשות", { fields: { language: "he" } });
    for (const q of ["orleans", "crepe", "crêpes", "élève", "eleves"]) expect(await idsOf(q), q).toEqual([french]);
    for (const q of ["strassenfest", "Straßenfeste", "koln", "Haus grün"].slice(0, 3))
      expect(await idsOf(q), q).toEqual([german]);
    for (const q of ["東京", "東京都庁", "会議", "庁"]) expect(await idsOf(q), q).toEqual([japanese]);
    expect(await idsOf("京庁")).toEqual([]);
    expect(await idsOf("שלום")).toEqual([hebrew]);
  });

  test("is filtered by section, topic, author and date, including merged topics and authors", async () => {
    const [section, topic, former, author] = [
      await createSection(),
      await createTopic(),
      await createTopic(),
      await createAuthor({ name: "Quilla Xanthos" }),
    ];
    const early = "2019-03-01T08:00:00.000Z";
    const one = await live("Narwhal one", "x", {
      fields: { section: section.id, topics: [former.id], displayDate: early },
    });
    const two = await live("Narwhal two", "x", { fields: { authors: [author.id], topics: [topic.id] } });
    await appClient().topic.update({ where: { id: former.id }, data: { aliasOfId: topic.id }, select: { id: true } });
    const places = async (kind: "section" | "topic" | "author", value: string) => [
      (await findChosen(kind, value))?.lexemes ?? [],
    ];
    expect(await idsOf("narwhal", { places: await places("section", section.slug) })).toEqual([one]);
    expect((await idsOf("narwhal", { places: await places("topic", former.slug) })).sort()).toEqual([one, two].sort());
    expect(await idsOf("narwhal", { places: await places("author", author.slug) })).toEqual([two]);
    expect(await idsOf("narwhal", { to: new Date("2020-01-01") })).toEqual([one]);
    expect(await idsOf("narwhal", { from: new Date("2020-01-01") })).toEqual([two]);
    expect(await idsOf("xanthos narwhal")).toEqual([two]);
    const found = await findStories(asking("narwhal"));
    expect(await listFacets("topic", found?.places ?? {}, true, 5)).toEqual([
      { id: topic.id, name: topic.name, value: topic.slug, stories: 2 },
    ]);
    expect(await findChosen("author", "nobody")).toBeNull();
  });

  test("marks hits and shows where they are in the text", async () => {
    const id = await live(
      "A <b>gannet</b> & the pier",
      `${"Filler. ".repeat(60)}Many gannets nested. ${"More. ".repeat(60)}`,
    );
    const other = await live("Birds", `${"Filler. ".repeat(60)}Many gannets nested. ${"More. ".repeat(60)}`);
    const found = await findStories(asking("gannet"));
    const hits = await listHits(found?.ids ?? [], found?.terms ?? []);
    const hit = hits.find(({ card }) => card.id === id);
    expect(hit?.headline.filter(({ isHit }) => isHit)).toEqual([{ text: "gannet", isHit: true }]);
    const excerpt = hits.find(({ card }) => card.id === other)?.excerpt ?? [];
    expect(excerpt.slice(0, 2)).toEqual([
      { text: "Many ", isHit: false },
      { text: "gannets", isHit: true },
    ]);
  });

  test.each([
    "'; drop table live_story; --",
    "a & | ! <-> :* ( )",
    "\\ \\' '' \"",
    "🎉 party 🎉",
    "x".repeat(10_000),
    "walrus ".repeat(2_000),
    "\u0000walrus\u0000",
    "%_%",
    "ﷺ ﬁ ½",
    "'a':* & !'b'",
  ])("answers any input: %j", async (q) => {
    const found = await findStories(asking(q));
    expect(found === null || Array.isArray(found.ids)).toBe(true);
  });
});

describe("search index", () => {
  test("contains only published text: corrections at once, and nothing that was taken down", async () => {
    const id = await live("Osprey returns", "The first words.");
    expect(await idsOf("osprey first")).toEqual([id]);
    await setDocument(id, (await createChanged(id)).doc);
    const changes = await allChanges(editor, id);
    await correctStory(editor, { storyId: id, version: 0, kind: "CORRECTION", note: "Wrong.", changes });
    expect(await idsOf("osprey first")).toEqual([]);
    expect(await idsOf("ospreys second")).toEqual([id]);
    await takeDownStory(editor, { storyId: id, reason: "Asked for" });
    expect(await idsOf("osprey")).toEqual([]);
    expect(await appClient().searchWord.count({ where: { word: { startsWith: "osprey" } } })).toBe(0);
    await reinstateStory(editor, { storyId: id });
    expect(await idsOf("osprey")).toEqual([id]);
    expect(await appClient().searchWord.findUnique({ where: { word: "ospreys" }, select: { stories: true } })).toEqual({
      stories: 1,
    });
  });

  test("is rebuilt once by the job if rows are missing or of an older format", async () => {
    const [one, two] = [await live("Ptarmigan seen", "x"), await live("Ptarmigans gone", "x")];
    await fillSearch();
    await appClient().$executeRaw`delete from live_search where story_id = ${one}::uuid`;
    await appClient().$executeRaw`update live_search set format = 0 where story_id = ${two}::uuid`;
    expect(await fillSearch()).toBe(2);
    expect(await fillSearch()).toBe(0);
    expect((await idsOf("ptarmigan")).sort()).toEqual([one, two].sort());
  });

  test("finds equivalent spellings, whichever the text uses", async () => {
    const pairs = [
      ["O'Brien", "obrien", "o’brien", "O'BRIENS"],
      ["didn’t", "didnt", "didn't"],
      ["COVID-19", "covid19", "covid-19"],
      ["F‑35", "f35", "f-35"],
      ["e-mail", "email", "emails"],
      ["co-operation", "cooperation"],
      ["1,250,000", "1250000", "1.250.000", "1'250'000"],
      ["Müller", "mueller", "muller", "MÜLLER"],
      ["Großmärkte", "grossmaerkte", "grossmarkte"],
      ["U.N.", "un", "u.n."],
      ["أحمد", "احمد"],
    ];
    for (const [index, forms] of pairs.entries()) {
      const mark = `spellings${index}`;
      const [written, ...others] = forms;
      const one = await live(`${mark} first`, `It says ${written} here.`);
      for (const form of forms) expect(await idsOf(`${mark} ${form}`), `${form} in ${written}`).toEqual([one]);
      const plain = others[0] ?? "";
      const two = await live(`${mark} second`, `It says ${plain} here.`);
      expect((await idsOf(`${mark} ${written}`)).sort(), `${written} in ${plain}`).toEqual([one, two].sort());
    }
    expect(await idsOf('"says obrien"')).toHaveLength(2);
    expect(await idsOf('"obrien here"')).toHaveLength(2);
    expect(await idsOf('"says o\'brien here"')).toHaveLength(2);
  });

  test("marks a word in whichever spelling the text uses", async () => {
    const id = await live("Harbour hearing", "A witness named O’Brien met Frau Müller.");
    const marked = async (q: string) => {
      const found = await findStories(asking(q));
      const [hit] = await listHits(found?.ids ?? [], found?.terms ?? []);
      expect(hit?.card.id).toBe(id);
      return hit?.excerpt.filter(({ isHit }) => isHit).map(({ text }) => text);
    };
    expect(await marked("harbour witness obrien")).toContain("O’Brien");
    expect(await marked("harbour witness mueller")).toContain("Müller");
  });

  test("tags a page of results with the stories that it shows", async () => {
    const id = await live("Kittiwake count", "x");
    const page = newRenderContext();
    await renderContexts().run(page, async () => {
      const found = await findStories(asking("kittiwake"));
      await listHits(found?.ids ?? [], found?.terms ?? []);
    });
    expect([...page.tags]).toContain(`story:${id}`);
  });

  test("suggests a spelling only for a mistyped word of a headline or name", async () => {
    await live("Guillemot colony grows", "x");
    const proposed = async (q: string) => {
      const found = await findStories(asking(q));
      const parts = await proposeSpelling(found?.terms ?? []);
      return parts && writeQuery(parts);
    };
    expect(await proposed("guilemot colony")).toBe("guillemot colony");
    expect(await proposed("gulilemot")).toBe("guillemot");
    expect(await proposed("guillemot")).toBeNull();
    expect(await proposed("wholly other")).toBeNull();
  });
});

/** A plan as for a large paper. */
const planOf = async (q: string) => {
  const terms = await loadTerms(readerClient(), parseQuery(q));
  const plan = planSearch(terms, [], () => 0, 0);
  if (!plan) throw new Error("nothing was asked for");
  return plan;
};

describe("search by index and by walk", () => {
  test("finds the same stories by index and by walk", async () => {
    for (let n = 0; n < 5; n++) await live(`Dunlin ${n}`, "x");
    const plan = await planOf("dunlin");
    const asked = asking("dunlin", { sort: "newest" });
    const walked = await walk(readerClient(), plan, asked, 100);
    const indexed = await byIndex(readerClient(), plan, asked);
    expect(walked).toMatchObject({ total: 5, isWhole: true, ids: indexed.ids, places: indexed.places });
    expect(indexed.ids).toHaveLength(5);
  });

  test("reads no live table sequentially", async () => {
    await countTerms();
    const seen: string[] = [];
    const explaining = {
      $queryRaw: async (strings: TemplateStringsArray, ...values: unknown[]) => {
        const reader = readerClient();
        return reader.$transaction(async (tx) => {
          await tx.$queryRaw`select set_config('enable_seqscan', 'off', true)`;
          const first = [`explain ${strings[0]}`, ...strings.slice(1)];
          const template = Object.assign(first, { raw: first });
          const rows = await tx.$queryRaw<{ "QUERY PLAN": string }[]>(template, ...values);
          seen.push(...rows.map((row) => row["QUERY PLAN"]));
          return tx.$queryRaw(strings, ...values);
        });
      },
    } as unknown as Parameters<typeof byIndex>[0]; // returns an ordinary promise instead of Prisma's
    const plan = await planOf("walrus pier");
    await byIndex(explaining, plan, asking("walrus pier"));
    await walk(explaining, plan, asking("walrus pier"), 10);
    await loadTerms(explaining, parseQuery("walrus"));
    expect(seen.join("\n")).toMatch(/live_search_vector_idx/);
    expect(seen.join("\n")).toMatch(/live_search_published_at_story_id_idx/);
    expect(seen.filter((line) => /Seq Scan on live_/.test(line))).toEqual([]);
  });
});

async function createChanged(id: string) {
  const doc = await readDocument(id);
  return {
    doc: storyDocument({
      headline: "Ospreys return",
      body: [paragraph("The second words.")],
      fields: { section: doc.attrs.section as string },
    }),
  };
}
