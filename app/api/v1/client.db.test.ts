// A client made from nothing but the OpenAPI document. It calls each operation, and checks each answer by its schema.
import { Ajv2020 } from "ajv/dist/2020.js";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { apiRoot } from "#lib/api/operations.ts";
import { createKey } from "#lib/api-keys/mutations.ts";
import { keyScopes } from "#lib/api-keys/policy.ts";
import { savePartner } from "#lib/partners/mutations.ts";
import { createAuthor, createPerson, createSection, createTopic, unique } from "#prisma/factories.ts";
import { openPublicSite, siteHeaders } from "#prisma/testing/public-site.ts";
import { GET, PATCH, POST, PUT } from "./[[...path]]/route.ts";

vi.mock("server-only", () => ({}));
vi.mock("next/headers", () => ({ headers: async () => siteHeaders() }));

type Schema = Record<string, unknown>;
type Content = { content?: Record<string, { schema: Schema }> };
type Described = {
  operationId: string;
  parameters: { name: string; in: string; required: boolean }[];
  requestBody?: Content;
  responses: Record<string, Content>;
  security?: unknown[];
};
type OpenApi = { paths: Record<string, Record<string, Described>>; components: unknown };
// biome-ignore lint/suspicious/noExplicitAny: the OpenAPI document decides the type of each answer
type Answer = any;
/** `key`: another one than that of the client. */
type Arguments = { path?: Record<string, string>; query?: Record<string, string>; body?: unknown; key?: string };

/** One function for each operation of the document. */
function makeClient(document: OpenApi, token: string, fetchPublic: (address: string) => Promise<Response>) {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema({ $id: "api", components: document.components });
  const called = new Set<string>();
  const assertFits = (schema: Schema, value: unknown, what: string) => {
    const inside = JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"api#/'));
    const fits = ajv.compile(inside);
    expect([fits(value), fits.errors], what).toEqual([true, null]);
  };
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  const call = async (
    operationId: string,
    { path: values = {}, query = {}, body, key = token }: Arguments = {},
  ): Promise<Answer> => {
    const found = operations.find(({ operation }) => operation.operationId === operationId);
    if (!found) throw new Error(`the document has no operation ${operationId}`);
    const { operation, method } = found;
    const known = operation.parameters.filter((one) => one.in === "query").map(({ name }) => name);
    for (const name of Object.keys(query)) expect(known, operationId).toContain(name);
    const path = found.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ""));
    const address = `${apiRoot}${path}${Object.keys(query).length > 0 ? `?${new URLSearchParams(query)}` : ""}`;
    const [type, media] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
    if (type === "application/json" && media) assertFits(media.schema, body, `${operationId} body`);
    const init = {
      method,
      headers: {
        host: "news.example.org",
        authorization: `Bearer ${key}`,
        ...(type ? { "content-type": type } : {}),
      },
      ...(type ? { body: type === "application/json" ? JSON.stringify(body) : (body as Buffer<ArrayBuffer>) } : {}),
    };
    const handler = { GET, POST, PUT, PATCH }[method];
    if (!handler) throw new Error(`no handler for ${method}`);
    const response = operation.security
      ? await handler(new Request(`https://news.example.org${address}`, init))
      : await fetchPublic(address);
    const answer = await response.json();
    const described = operation.responses[response.status];
    const schema = Object.values(described?.content ?? {})[0]?.schema;
    if (!schema) throw new Error(`${operationId} answered ${response.status}: ${JSON.stringify(answer)}`);
    assertFits(schema, answer, `${operationId} ${response.status}`);
    expect(response.status, `${operationId}: ${JSON.stringify(answer)}`).toBeLessThan(300);
    called.add(operationId);
    return answer;
  };
  const all = operations.map(({ operation }) => operation.operationId);
  return { call, uncalled: () => all.filter((id) => !called.has(id)) };
}

let site: Awaited<ReturnType<typeof openPublicSite>>;
beforeAll(async () => {
  site = await openPublicSite();
});
afterAll(() => site.close());

test("a client that is made from the document can use every operation, and every answer fits its schema", async () => {
  const [section, topic, author] = [await createSection(), await createTopic(), await createAuthor()];
  const key = { name: unique("Example client"), role: "EDITOR", scopes: [...keyScopes], days: 0 } as const;
  const admin = await createPerson("ADMIN");
  const { token } = await createKey(admin, { ...key, scopes: [...key.scopes] });
  const document = JSON.parse((await site.get(`${apiRoot}/openapi.json`)).text) as OpenApi;
  const { call, uncalled } = makeClient(document, token, async (address) => {
    const { status, text } = await site.get(address);
    return new Response(text, { status });
  });

  const bytes = await sharp({ create: { width: 64, height: 48, channels: 3, background: "#123456" } })
    .png()
    .toBuffer();
  const picture = await call("uploadPicture", { body: bytes });
  const path = async (given: object = {}) => {
    const fields = { section: section.id, topics: [topic.id], authors: [author.id] };
    const made = await call("createStory", {
      body: { headline: unique("Client"), text: "One.\n\nTwo.", fields, ...given },
    });
    return { id: made.id as string };
  };
  const story = await path();
  const copy = await call("getWorkingCopy", { path: story });
  const figure = { type: "figure", attrs: { picture: picture.id, alt: "A square" } };
  const changed = await call("changeWorkingCopy", {
    path: story,
    body: {
      version: copy.version,
      changes: [
        { block: "standfirst", text: "Of use." },
        { after: null, insert: [figure] },
      ],
    },
  });
  const { document: text } = await call("getWorkingCopy", { path: story });
  await call("replaceWorkingCopy", { path: story, body: { version: changed.version, document: text } });
  const filed = await call("fileStory", { path: story, body: { note: "" } });
  await call("publishStory", { path: story, body: { version: filed.version } });
  const version = filed.version as number;
  await call("correctStory", { path: story, body: { version, note: "It was two.", kind: "CORRECTION" } });

  expect(await call("getStory", { path: story })).toMatchObject({ id: story.id, standfirst: "Of use." });
  expect(await call("getStory", { path: story, query: { fields: "headline" } })).not.toHaveProperty("html");
  const ids = async (query: Record<string, string>) =>
    (await call("listStories", { query })).data.map(({ id }: { id: string }) => id);
  for (const query of [{ section: section.id }, { topic: topic.id, limit: "5" }, { author: author.id, fields: "url" }])
    expect(await ids(query)).toEqual([story.id]);
  await call("listSections");
  await call("getSection", { path: { id: section.id } });
  await call("listTopics", { query: { limit: "1" } });
  await call("getTopic", { path: { id: topic.id } });
  await call("listAuthors");
  await call("getAuthor", { path: { id: author.id } });
  expect((await call("listCorrections")).data[0].story.id).toBe(story.id);
  await call("listPictures");
  expect((await call("getPicture", { path: { id: picture.id } })).stories[0].id).toBe(story.id);
  await call("listFronts");
  await call("getFront", { path: { id: "front" } });
  await call("getFront", { path: { id: section.id } });

  const wanted = { sectionId: section.id, topicId: null, words: "", language: "", endsAt: null };
  const content = { format: "NINJS", isFullText: true, hasPictures: true } as const;
  const partner = await savePartner(admin, { partnerId: null, name: unique("Partner"), ...wanted, ...content });
  const partnerKey = { key: partner.token ?? "" };
  const feed = await call("getPartnerFeed", { path: { id: partner.partnerId }, query: { limit: "1" }, ...partnerKey });
  expect(feed.items).toMatchObject([{ uri: `urn:uuid:${story.id}` }]);
  await call("getPartnerStory", { path: { id: partner.partnerId, story: story.id }, ...partnerKey });

  const later = await path();
  const dueAt = new Date(Date.now() + 3_600_000).toISOString();
  const { version: newest } = await call("getWorkingCopy", { path: later });
  await call("scheduleStory", { path: later, body: { version: newest, dueAt } });
  await call("takeDownStory", { path: story, body: { reason: "An example" } });
  expect(uncalled()).toEqual([]);
});
