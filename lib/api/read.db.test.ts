import { Validator } from "@seriousme/openapi-schema-validator";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { paragraph } from "#lib/document/build.ts";
import { createAuthor, createPerson, createPicture, createSection, createTopic, unique } from "#prisma/factories.ts";
import { allChanges, createReadyStory, readDocument, setDocument } from "#prisma/story-factories.ts";
import { openPublicSite, siteHeaders } from "#prisma/testing/public-site.ts";
import type { Person } from "../actor.ts";
import { documentSchema } from "../document/schema.ts";
import { newId } from "../ids.ts";
import { isInApi, publicPage } from "../press/canonical.ts";
import { createSection as createSubsection } from "../sections/mutations.ts";
import { correctStory, publishStory, takeDownStory } from "../stories/publishing/mutations.ts";
import { mergeTopics } from "../topics/mutations.ts";

vi.mock("server-only", () => ({}));
vi.mock("next/headers", () => ({ headers: async () => siteHeaders() }));

const origin = "https://news.example.org";
let site: Awaited<ReturnType<typeof openPublicSite>>;
let editor: Person;
beforeAll(async () => {
  site = await openPublicSite();
  editor = await createPerson("EDITOR");
});
afterAll(() => site.close());

/** The answer at an address below the root, as the server gets it. */
async function get(address: string, headers: Record<string, string> = {}) {
  const page = publicPage(`/api/v1${address}`);
  if (!page || !isInApi(page.replace(/\?.*/, ""))) throw new Error("this address is not served by the press");
  const answer = await site.get(page, headers);
  return { ...answer, json: answer.text.startsWith("{") ? JSON.parse(answer.text) : null };
}

type Given = Parameters<typeof createReadyStory>[1];
async function published(given: Given = {}): Promise<string> {
  const { id } = await createReadyStory(editor, given);
  await publishStory(editor, { storyId: id, version: 0, showUpdated: false });
  return id;
}
const at = (displayDate: string, section: string, more: object = {}) => ({ fields: { displayDate, section, ...more } });
const idsIn = async (address: string): Promise<string[]> =>
  (await get(address)).json.data.map(({ id }: { id: string }) => id);

async function createChild(parentId: string) {
  const slug = unique("child");
  return createSubsection(await createPerson("ADMIN"), { name: slug, slug, parentId, description: "", picture: null });
}

describe("a story in the read API", () => {
  test("has its text as a document, as HTML and as plain text, with absolute addresses", async () => {
    const picture = (await createPicture()).id;
    const author = await createAuthor();
    const topic = await createTopic();
    const headline = unique("Harbour");
    const id = await published({
      headline,
      mainFigure: { picture, alt: "A crane", caption: "The crane", credit: "Ada" },
      body: [paragraph("First words."), paragraph("Second words.")],
      fields: { authors: [author.id], topics: [topic.id], language: "en-GB" },
    });
    const { status, headers, json } = await get(`/stories/${id}`);
    expect([status, headers["content-type"]]).toEqual([200, "application/json; charset=utf-8"]);
    expect(headers["access-control-allow-origin"]).toBe("*");
    expect(json).toMatchObject({
      id,
      headline,
      standfirst: "What it is about.",
      language: "en-GB",
      authors: [{ id: author.id, name: author.name, url: expect.stringContaining(`${origin}/authors/`) }],
      topics: [{ id: topic.id, url: expect.stringContaining(`${origin}/topics/`) }],
      picture: { id: picture, alt: "A crane", caption: "The crane", credit: "Ada" },
      corrections: [],
      translations: [],
      updatedAt: null,
    });
    expect(json.url).toBe(origin + json.path);
    expect(json.html).toContain("<p>First words.</p>");
    expect(json.text.split("\n")).toEqual(expect.arrayContaining([headline, "First words.", "Second words."]));
    expect(documentSchema.nodeFromJSON(json.document).textContent).toContain("Second words.");
    expect(json.pictures[0].renditions[0].url).toMatch(new RegExp(`^${origin}/pictures/${picture}/\\d+\\.\\w+$`));
  });

  test("has only the fields that were asked for, and its id", async () => {
    const id = await published();
    const { json } = await get(`/stories/${id}?fields=headline,words`);
    expect(Object.keys(json).sort()).toEqual(["headline", "id", "words"]);
    const refused = await get(`/stories/${id}?fields=headline,secret`);
    expect([refused.status, refused.headers["content-type"]]).toEqual([400, "application/problem+json; charset=utf-8"]);
    expect(Object.keys(refused.json.fields)).toEqual(["fields.1"]);
  });

  test("is not there before it is published, nor with an id that is none", async () => {
    const { id } = await createReadyStory(editor);
    for (const one of [id, newId(), "x"]) {
      const { status, json } = await get(`/stories/${one}`);
      expect([status, json.type], one).toEqual([404, "not-found"]);
    }
    await publishStory(editor, { storyId: id, version: 0, showUpdated: false });
    expect((await get(`/stories/${id}`)).status).toBe(200);
  });

  test("is sent once: a request with its strong ETag gets 304 until it changes", async () => {
    const id = await published();
    const first = await get(`/stories/${id}`);
    const etag = first.headers.etag ?? "";
    expect(etag).toMatch(/^"[\w-]+"$/);
    const same = await get(`/stories/${id}`, { "if-none-match": etag });
    expect([same.status, same.body.length, same.headers["access-control-allow-origin"]]).toEqual([304, 0, "*"]);
    const edited = documentSchema.nodeFromJSON({ ...(await readDocument(id)).toJSON() });
    await setDocument(id, documentSchema.node("doc", edited.attrs, edited.content));
    await correctStory(editor, { storyId: id, version: 0, kind: "CORRECTION", note: "It was Tuesday." });
    const corrected = await get(`/stories/${id}`, { "if-none-match": etag });
    expect(corrected.status).toBe(200);
    expect(corrected.json.corrections).toMatchObject([{ number: 1, kind: "CORRECTION", note: "It was Tuesday." }]);
  });

  test("disappears from every answer on the next request after it is taken down", async () => {
    const section = await createSection();
    const author = await createAuthor();
    const topic = await createTopic();
    const picture = (await createPicture()).id;
    const headline = unique("Withdrawn");
    const id = await published({
      headline,
      mainFigure: { picture, alt: headline },
      fields: { section: section.id, authors: [author.id], topics: [topic.id] },
    });
    await correctStory(editor, {
      storyId: id,
      version: 0,
      kind: "CORRECTION",
      note: headline,
      changes: await allChanges(editor, id),
    });
    const addresses = [
      `/stories/${id}`,
      "/stories",
      "/stories?fields=headline,text",
      `/stories?section=${section.id}`,
      `/stories?topic=${topic.id}`,
      `/stories?author=${author.id}`,
      `/stories?q=${headline}`,
      "/corrections",
      `/pictures/${picture}`,
      "/fronts/front",
      `/fronts/${section.id}`,
    ];
    for (const address of addresses) expect((await get(address)).text, address).toContain(headline);
    await takeDownStory(editor, { storyId: id, reason: "Wrong" });
    for (const address of addresses) expect((await get(address)).text, address).not.toContain(headline);
    expect((await get(`/pictures/${picture}`)).status).toBe(404);
    const gone = await get(`/stories/${id}`);
    expect([gone.status, gone.json.type]).toEqual([410, "gone"]);
  });
});

describe("the list of stories", () => {
  test("can be filtered by section, topic, author, date and language, each by id or path", async () => {
    const parent = await createSection();
    const child = await createChild(parent.id);
    const [topic, merged, author] = [await createTopic(), await createTopic(), await createAuthor()];
    const old = await published(at("2020-01-05T10:00:00.000Z", parent.id, { topics: [merged.id], language: "de" }));
    const below = await published(at("2020-02-05T10:00:00.000Z", child.id, { authors: [author.id] }));
    const both = await published(
      at("2020-03-05T10:00:00.000Z", parent.id, { topics: [topic.id], authors: [author.id], language: "en-GB" }),
    );
    await mergeTopics(editor, { topicId: merged.id, into: topic.id });
    const all = [both, below, old];
    expect(await idsIn(`/stories?section=${parent.id}`)).toEqual(all);
    expect(await idsIn(`/stories?section=${encodeURIComponent(parent.path)}`)).toEqual(all);
    expect(await idsIn(`/stories?section=${child.id}`)).toEqual([below]);
    expect(await idsIn(`/stories?topic=${topic.id}`)).toEqual([both, old]);
    expect(await idsIn(`/stories?topic=/topics/${topic.slug}`)).toEqual([both, old]);
    expect(await idsIn(`/stories?author=${author.id}`)).toEqual([both, below]);
    expect(await idsIn(`/stories?author=${author.id}&topic=${topic.id}`)).toEqual([both]);
    expect(await idsIn(`/stories?author=${author.id}&section=${child.id}`)).toEqual([below]);
    expect(await idsIn(`/stories?section=${parent.id}&language=EN`)).toEqual([both, below]);
    expect(await idsIn(`/stories?section=${parent.id}&language=en-gb`)).toEqual([both]);
    expect(await idsIn(`/stories?section=${parent.id}&language=de`)).toEqual([old]);
    expect(await idsIn(`/stories?section=${parent.id}&from=2020-02-01&to=2020-03-01`)).toEqual([below]);
    expect(await idsIn(`/stories?section=${parent.id}&from=2020-02-05T10:00:00Z`)).toEqual([both, below]);
    const unknown = await get(`/stories?topic=${newId()}`);
    expect([unknown.status, unknown.json.fields]).toEqual([400, { topic: "There is no such topic." }]);
  });

  test("finds words, and combines them with filters", async () => {
    const section = await createSection();
    const word = unique("quokka").replaceAll("-", "");
    const inside = await published({
      headline: `The ${word} returns`,
      fields: { section: section.id, language: "en" },
    });
    const outside = await published({ headline: `A ${word} elsewhere`, fields: { language: "de" } });
    expect(new Set(await idsIn(`/stories?q=${word}`))).toEqual(new Set([inside, outside]));
    expect(await idsIn(`/stories?q=${word}&section=${section.id}`)).toEqual([inside]);
    expect(await idsIn(`/stories?q=${word}&language=de`)).toEqual([outside]);
    const first = await get(`/stories?q=${word}&limit=1`);
    const second = await get(`/stories?q=${word}&limit=1&cursor=${first.json.next}`);
    expect([first.json.data, second.json.data].flat().map(({ id }) => id)).toEqual([outside, inside]);
    expect(second.json.next).toBeNull();
    expect((await get("/stories?sort=best")).json.fields).toHaveProperty("sort");
  });

  test("has every story once over its pages, though others are published meanwhile", async () => {
    const section = await createSection();
    const days = ["01", "02", "03", "04", "05"];
    const stories: string[] = [];
    for (const day of days) stories.unshift(await published(at(`2019-05-${day}T08:00:00.000Z`, section.id)));
    // Two at the same instant are apart by their ids.
    stories.unshift(await published(at("2019-05-05T08:00:00.000Z", section.id)));
    const seen: string[] = [];
    let address: string | null = `/stories?section=${section.id}&limit=2`;
    while (address !== null) {
      const { json, headers } = await get(address);
      seen.push(...json.data.map(({ id }: { id: string }) => id));
      if (seen.length === 2) await published(at("2019-06-01T08:00:00.000Z", section.id));
      address =
        /^<https:\/\/news\.example\.org\/api\/v1([^>]+)>; rel="next"$/.exec(String(headers.link ?? ""))?.[1] ?? null;
      expect(address !== null).toBe(json.next !== null);
    }
    expect(seen).toEqual(stories);
    expect((await get("/stories?cursor=abc")).json.fields).toHaveProperty("cursor");
  });

  test("has a new story, a new headline and a new section on the next request", async () => {
    const section = await createSection();
    const address = `/stories?section=${section.id}`;
    expect(await idsIn(address)).toEqual([]);
    const id = await published({ fields: { section: section.id } });
    expect(await idsIn(address)).toEqual([id]);
    const document = await readDocument(id);
    const other = await createSection();
    await setDocument(id, documentSchema.node("doc", { ...document.attrs, section: other.id }, document.content));
    await publishStory(editor, { storyId: id, version: 0, showUpdated: false });
    expect(await idsIn(address)).toEqual([]);
    expect(await idsIn(`/stories?section=${other.id}`)).toEqual([id]);
  });

  test("refuses parameters that do not exist, are given twice or are too large", async () => {
    for (const [query, field] of [
      ["limt=5", "limt"],
      ["limit=101", "limit"],
      ["limit=0", "limit"],
      ["limit=5&limit=6", "limit"],
      ["from=yesterday", "from"],
      ["sort=oldest", "sort"],
    ] as const) {
      const { status, json } = await get(`/stories?${query}`);
      expect([status, json.type, Object.keys(json.fields)], query).toEqual([400, "invalid", [field]]);
    }
    expect((await get("/sections?limit=5")).status).toBe(400);
  });
});

describe("what stories belong to", () => {
  test("sections, topics and authors can be listed and read one by one", async () => {
    const parent = await createSection();
    const child = await createChild(parent.id);
    const [topic, author] = [await createTopic(), await createAuthor()];
    const { data } = (await get("/sections")).json;
    expect(data.find(({ id }: { id: string }) => id === parent.id)).toMatchObject({
      url: `${origin}${parent.path}`,
      parent: null,
      children: [child.id],
    });
    expect((await get(`/sections/${child.id}`)).json).toMatchObject({ id: child.id, parent: parent.id });
    expect((await get(`/topics/${topic.id}`)).json).toMatchObject({ id: topic.id, name: topic.name });
    expect((await get(`/authors/${author.id}`)).json).toMatchObject({ id: author.id, bio: "", portrait: null });
    for (const kind of ["topics", "authors"]) {
      const seen: string[] = [];
      let next: string | null = "";
      while (next !== null) {
        const { json } = await get(`/${kind}?limit=1${next && `&cursor=${next}`}`);
        seen.push(...json.data.map(({ id }: { id: string }) => id));
        next = json.next;
      }
      expect(new Set(seen).size, kind).toBe(seen.length);
      expect(seen, kind).toContain(kind === "topics" ? topic.id : author.id);
    }
  });

  test("a merged topic leads to the one that has taken its stories", async () => {
    const [from, into] = [await createTopic(), await createTopic()];
    expect((await get(`/topics/${from.id}`)).status).toBe(200);
    await mergeTopics(editor, { topicId: from.id, into: into.id });
    const { status, headers } = await get(`/topics/${from.id}`);
    expect([status, headers.location]).toEqual([301, `/api/v1/topics/${into.id}`]);
  });

  test("pictures are listed once each, and only those of published stories", async () => {
    const [shown, hidden] = [(await createPicture()).id, (await createPicture()).id];
    for (let story = 0; story < 2; story++) await published({ mainFigure: { picture: shown, alt: "" } });
    await createReadyStory(editor, { mainFigure: { picture: hidden, alt: "" } });
    const ids = await idsIn("/pictures?limit=100");
    expect(ids.filter((id) => id === shown)).toEqual([shown]);
    expect(ids).not.toContain(hidden);
    expect((await get(`/pictures/${shown}`)).json.stories).toHaveLength(2);
    expect((await get(`/pictures/${hidden}`)).status).toBe(404);
  });

  test("the front page and the front of a section have the stories that readers see there", async () => {
    const section = await createSection();
    const id = await published({ fields: { section: section.id } });
    const front = (await get(`/fronts/${section.id}`)).json;
    expect(front.containers[0]).toMatchObject({ arrangement: "lead", cards: [{ story: { id } }] });
    expect(JSON.stringify((await get("/fronts/front")).json)).toContain(id);
    const { data } = (await get("/fronts")).json;
    expect(data.map((one: { id: string }) => one.id)).toEqual(expect.arrayContaining(["front", section.id]));
  });

  test("an address that the API does not have is answered with a problem", async () => {
    for (const address of ["/stories/", "/nothing", "/stories/a/b"]) {
      const { status, json } = await get(address);
      expect([status, json.type], address).toEqual([404, "not-found"]);
    }
    const { status, headers } = await get("");
    expect([status, headers.location]).toEqual([301, "/api/v1/docs"]);
  });

  test("the OpenAPI document and its page are served, the page without any script", async () => {
    const { json } = await get("/openapi.json");
    expect(await new Validator().validate(json)).toMatchObject({ valid: true });
    expect(json.servers).toEqual([{ url: `${origin}/api/v1` }]);
    const page = await get("/docs");
    expect(page.headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(page.text).not.toMatch(/<script|<link|src=/);
  });
});
