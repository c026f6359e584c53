import sharp from "sharp";
import { beforeAll, describe, expect, test, vi } from "vitest";
import type { Person } from "#lib/actor.ts";
import { forgetRequests, maxKeyRequests, maxWrongKeys } from "#lib/api/limit-mutations.ts";
import { findKeyHolder, listKeys } from "#lib/api-keys/data.ts";
import { createKey, revokeKey } from "#lib/api-keys/mutations.ts";
import { type KeyScope, keyScopes } from "#lib/api-keys/policy.ts";
import { newId } from "#lib/ids.ts";
import { listPeople } from "#lib/people/data.ts";
import { suspendPerson } from "#lib/people/mutations.ts";
import { appClient } from "#lib/postgres/app.ts";
import { performNextDue } from "#lib/schedule/perform-mutations.ts";
import { getOpenStory } from "#lib/stories/data.ts";
import { saveSteps } from "#lib/stories/saving/mutations.ts";
import { createPerson, createSection, unique } from "#prisma/factories.ts";
import { createReadyStory, readDocument, typeInHeadline } from "#prisma/story-factories.ts";
import { GET, OPTIONS, PATCH, POST, PUT } from "./[[...path]]/route.ts";

vi.mock("server-only", () => ({}));

let admin: Person;
let token: string;
let section: string;
beforeAll(async () => {
  admin = await createPerson("ADMIN");
  token = (await makeKey()).token;
  section = (await createSection()).id;
});

const makeKey = (given: { scopes?: readonly KeyScope[]; role?: "REPORTER" | "EDITOR"; days?: 30 | 0 } = {}) =>
  createKey(admin, {
    name: unique("Wire robot"),
    role: given.role ?? "EDITOR",
    scopes: [...(given.scopes ?? keyScopes)],
    days: given.days ?? 0,
  });

const handlers = { GET, POST, PUT, PATCH };
type Sent = { body?: unknown; key?: string | null; headers?: Record<string, string>; bytes?: Uint8Array };

/** A request as a program sends it, answered by the route itself. */
async function send(
  method: keyof typeof handlers,
  path: string,
  { body, key = token, headers = {}, bytes }: Sent = {},
) {
  const request = new Request(`http://localhost:3000/api/v1${path}`, {
    method,
    headers: {
      host: "news.example.org",
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(bytes === undefined ? {} : { body: Buffer.from(bytes) }),
  });
  const answer = await handlers[method](request);
  return { status: answer.status, headers: answer.headers, json: await answer.json() };
}

const copyOf = async (id: string) => (await send("GET", `/stories/${id}/copy`)).json;
const create = async (given: object = {}): Promise<string> => {
  const body = {
    headline: unique("Tram"),
    standfirst: "It runs again.",
    text: "One.\n\nTwo.",
    fields: { section },
    ...given,
  };
  const { status, json } = await send("POST", "/stories", { body });
  expect([status, json.detail]).toEqual([201, undefined]);
  return json.id;
};
type Block = { type: string; attrs: { id: string }; content?: { text: string }[] };
const paragraphsIn = (document: { content: Block[] }) => document.content.filter(({ type }) => type === "paragraph");
const textsIn = (document: { content: Block[] }) =>
  paragraphsIn(document).map(({ content }) => (content ?? []).map(({ text }) => text).join(""));

describe("a story written by a program", () => {
  test("is created with its fields and its text, in the name of the account of the key", async () => {
    const headline = unique("Ferry");
    const id = await create({ headline, kicker: "Harbour" });
    const copy = await copyOf(id);
    expect(copy).toMatchObject({ id, copy: "DRAFT", publication: "NEVER", url: null, canEdit: true });
    expect(textsIn(copy.document)).toEqual(["One.", "Two."]);
    expect(copy.document.attrs.section).toBe(section);
    const holder = await findKeyHolder(token);
    expect((await getOpenStory(admin, id)).creator?.id).toBe(holder?.actor.id);
    const event = await appClient().auditEvent.findFirst({ where: { subjectId: id, action: "story.created" } });
    expect(event?.actorId).toBe(holder?.actor.id);
  });

  test("is filed, published, corrected and taken down by the same rules as on the screens", async () => {
    const id = await create();
    expect((await send("POST", `/stories/${id}/file`, { body: { note: "From the wire" } })).json.copy).toBe("FILED");
    const { version } = await copyOf(id);
    const stale = await send("POST", `/stories/${id}/publish`, { body: { version: version + 1 } });
    expect([stale.status, stale.json.type, stale.json.facts]).toEqual([409, "changed-meanwhile", { version }]);
    const out = await send("POST", `/stories/${id}/publish`, { body: { version } });
    expect([out.status, out.json.publication]).toEqual([200, "LIVE"]);
    expect(out.json.url).toMatch(/^http:\/\/news\.example\.org\/section-/);
    const [first] = paragraphsIn((await copyOf(id)).document);
    await send("PATCH", `/stories/${id}/copy`, {
      body: { version, changes: [{ block: first?.attrs.id, text: "Three." }] },
    });
    const { version: next } = await copyOf(id);
    const corrected = await send("POST", `/stories/${id}/correct`, { body: { version: next, note: "It is three." } });
    expect(corrected.status).toBe(200);
    const live = await appClient().liveStory.findUniqueOrThrow({ where: { storyId: id } });
    expect(JSON.stringify(live.document)).toContain("Three.");
    const down = await send("POST", `/stories/${id}/take-down`, { body: { reason: "Doubtful" } });
    expect([down.json.publication, down.json.url]).toEqual(["TAKEN_DOWN", null]);
    expect((await send("POST", `/stories/${id}/take-down`, { body: { reason: "Again" } })).status).toBe(409);
  });

  test("is scheduled, and published in the name of the key", async () => {
    const id = await create();
    const { version } = await copyOf(id);
    const dueAt = new Date(Date.now() + 3_600_000).toISOString();
    const { status, json } = await send("POST", `/stories/${id}/schedule`, { body: { version, dueAt } });
    expect([status, json.copy]).toEqual([200, "SCHEDULED"]);
    await appClient().scheduledAct.updateMany({
      where: { storyId: id },
      data: { dueAt: new Date(Date.now() - 1_000) },
    });
    await performNextDue();
    expect((await copyOf(id)).publication).toBe("LIVE");
    const other = await create();
    const past = await send("POST", `/stories/${other}/schedule`, {
      body: { version: (await copyOf(other)).version, dueAt: "2020-01-01T00:00:00Z" },
    });
    expect([past.status, past.json.type]).toEqual([422, "in-the-past"]);
  });

  test("says what is missing when it cannot be published", async () => {
    const id = await create({ headline: "", fields: {} });
    const { version } = await copyOf(id);
    const { status, json } = await send("POST", `/stories/${id}/publish`, { body: { version } });
    expect([status, json.type]).toEqual([422, "not-ready"]);
    expect(json.facts.missing).toEqual(expect.arrayContaining([expect.stringMatching(/./)]));
  });
});

describe("a change of a text by a program", () => {
  test("replaces the whole text, and keeps what it says the same", async () => {
    const id = await create();
    const { version, document } = await copyOf(id);
    const [first] = paragraphsIn(document);
    const content = document.content.map((block: Block) =>
      block.attrs?.id === first?.attrs.id ? { ...block, content: [{ type: "text", text: "Uno." }] } : block,
    );
    const { status } = await send("PUT", `/stories/${id}/copy`, {
      body: { version, document: { ...document, content } },
    });
    expect(status).toBe(200);
    const after = await copyOf(id);
    expect(textsIn(after.document)).toEqual(["Uno.", "Two."]);
    expect(after.version).toBeGreaterThan(version);
  });

  test("is answered with both texts, and changes nothing, when a colleague has changed the story meanwhile", async () => {
    const id = await create();
    const { version, document } = await copyOf(id);
    await saveSteps(admin, {
      ...typeInHeadline(id, await readDocument(id), version, " today"),
      pasted: [],
      restored: [],
    });
    const mine = { ...document, content: document.content.slice(0, -1) };
    const { status, json } = await send("PUT", `/stories/${id}/copy`, { body: { version, document: mine } });
    expect([status, json.type, json.version]).toEqual([409, "conflict", version + 1]);
    expect(textsIn(json.yours)).toEqual(["One."]);
    expect(JSON.stringify(json.theirs)).toContain(" today");
    const after = await copyOf(id);
    expect(textsIn(after.document)).toEqual(["One.", "Two."]);
    expect(JSON.stringify(after.document)).toContain(" today");
  });

  test("by block is made beside the changes of a colleague to other blocks, and refused where both changed one", async () => {
    const id = await create();
    const { version, document } = await copyOf(id);
    const [one, two] = paragraphsIn(document).map(({ attrs }) => attrs.id);
    await saveSteps(admin, {
      ...typeInHeadline(id, await readDocument(id), version, " today"),
      pasted: [],
      restored: [],
    });
    const other = await send("PATCH", `/stories/${id}/copy`, {
      body: { version, changes: [{ block: two, text: "2." }] },
    });
    expect(other.status).toBe(200);
    const clash = await send("PATCH", `/stories/${id}/copy`, {
      body: {
        version,
        changes: [
          { block: one, text: "1." },
          { block: "headline", text: "Mine" },
        ],
      },
    });
    expect([clash.status, clash.json.conflicts]).toMatchObject([
      409,
      [{ part: "headline", yours: { text: "Mine" }, theirs: { type: "headline" } }],
    ]);
    const after = await copyOf(id);
    expect(textsIn(after.document)).toEqual(["One.", "2."]);
    expect(JSON.stringify(after.document)).toContain(" today");
  });

  test("inserts, replaces and removes blocks and sets fields, all or none of it", async () => {
    const id = await create();
    const { version, document } = await copyOf(id);
    const [one, two] = paragraphsIn(document).map(({ attrs }) => attrs.id);
    const changes = [
      { after: null, insert: [{ type: "paragraph", content: [{ type: "text", text: "Zero." }] }] },
      { block: one, content: null },
      { block: two, content: { type: "subheading", content: [{ type: "text", text: "Second" }] } },
      { after: two, insert: [{ type: "paragraph" }, { type: "divider" }] },
      { field: "slug", value: "a-slug" },
    ];
    const wrong = [...changes, { block: "nothing", text: "x" }];
    const refused = await send("PATCH", `/stories/${id}/copy`, { body: { version, changes: wrong } });
    expect([refused.status, Object.keys(refused.json.fields)]).toEqual([400, ["changes.5"]]);
    expect((await copyOf(id)).version).toBe(version);
    const { status } = await send("PATCH", `/stories/${id}/copy`, { body: { version, changes } });
    expect(status).toBe(200);
    const after = (await copyOf(id)).document;
    expect(after.content.map(({ type }: Block) => type)).toEqual([
      "headline",
      "standfirst",
      "paragraph",
      "subheading",
      "paragraph",
      "divider",
    ]);
    expect(textsIn(after)).toEqual(["Zero.", ""]);
    expect(after.attrs.slug).toBe("a-slug");
  });

  test("is refused with a sentence when it is no story, names what does not exist, or empties a long text", async () => {
    const id = await create({ text: "Word ".repeat(150) });
    const { version, document } = await copyOf(id);
    const put = (doc: unknown) => send("PUT", `/stories/${id}/copy`, { body: { version, document: doc } });
    const cases = [
      [{ ...document, content: [{ type: "script" }] }, "UNKNOWN_SCHEMA"],
      [{ ...document, attrs: { ...document.attrs, topics: [newId()] } }, undefined],
      [{ ...document, content: document.content.slice(0, 2) }, undefined],
    ] as const;
    for (const [doc, reason] of cases) {
      const { status, json } = await put(doc);
      expect([status, json.type], JSON.stringify(json)).toEqual([422, "document-refused"]);
      if (reason) expect(json.facts.reason).toBe(reason);
    }
    expect((await copyOf(id)).version).toBe(version);
  });
});

describe("a key", () => {
  const tries = async (key: string | null) => (await send("POST", "/stories", { key, body: { headline: "x" } })).status;

  test("is stored as a hash, shown to nobody, and stops at its end or when it is revoked", async () => {
    const { keyId, token: own } = await makeKey({ days: 30 });
    const row = await appClient().apiKey.findUniqueOrThrow({ where: { id: keyId }, include: { person: true } });
    expect(JSON.stringify(row)).not.toContain(own.slice(14));
    expect(own.startsWith(row.prefix)).toBe(true);
    expect(await tries(own)).toBe(201);
    const listed = async () => (await listKeys(admin)).find(({ id }) => id === keyId);
    await vi.waitUntil(async () => (await listed())?.lastUsedAt, { timeout: 30_000 }); // the answer does not wait for this
    expect(await listed()).toMatchObject({
      name: row.person.name,
      state: "active",
      lastUsedAt: expect.stringMatching(/Z$/),
    });
    expect(await findKeyHolder(own, new Date(Date.now() + 31 * 86_400_000))).toBeNull();
    await revokeKey(admin, { keyId });
    expect(await tries(own)).toBe(401);
    const events = await appClient().auditEvent.findMany({ where: { subjectId: keyId }, orderBy: { at: "asc" } });
    expect(events.map(({ action }) => action)).toEqual(["key.created", "key.revoked"]);
  });

  test("does only what its scopes and its role allow, and what it was refused is in the audit log", async () => {
    const { keyId, token: own } = await makeKey({ scopes: ["create", "edit"] });
    const scoped = await send("POST", `/stories/${await create()}/publish`, { key: own, body: { version: 1 } });
    expect([scoped.status, scoped.json.type]).toEqual([403, "insufficient-scope"]);
    const event = await appClient().auditEvent.findFirst({ where: { subjectId: keyId, action: "key.refused" } });
    expect(event?.detail).toMatchObject({ operation: "publishStory" });
    // A scope is no right: the account is a reporter's.
    const reporter = await makeKey({ role: "REPORTER" });
    const id = await create();
    const { version } = await copyOf(id);
    const published = await send("POST", `/stories/${id}/publish`, { key: reporter.token, body: { version } });
    expect([published.status, published.json.type]).toEqual([403, "not-allowed"]);
  });

  test("is needed, and many wrong ones are refused for a while", async () => {
    const missing = await send("GET", `/stories/${newId()}/copy`, { key: null });
    expect([missing.status, missing.headers.get("www-authenticate")]).toEqual([401, "Bearer"]);
    const headers = { "x-galley-caller": "198.51.100.7" };
    const statuses: number[] = [];
    do statuses.push((await send("GET", `/stories/${newId()}/copy`, { key: "galley_wrong", headers })).status);
    while (statuses.at(-1) === 401 && statuses.length < 3 * maxWrongKeys);
    expect(statuses.at(-1)).toBe(429);
    // The count starts again with each minute, and a new minute may have begun.
    const minutes = await appClient().apiMinute.findMany({
      where: { subject: "network:198.51.100.7" },
      orderBy: { at: "asc" },
    });
    expect(minutes.at(-1)?.requests).toBe(maxWrongKeys + 1);
    expect(minutes.reduce((sum, { requests }) => sum + requests, 0)).toBe(statuses.length);
  });

  test("acts for an account that is in no list of people, cannot be changed as a person, and makes no other keys", async () => {
    const { token: own, keyId } = await makeKey();
    const holder = await findKeyHolder(own);
    if (!holder) throw new Error("the key does not work");
    const { rows } = await listPeople(admin, { q: holder.actor.name });
    expect(rows).toEqual([]);
    await expect(suspendPerson(admin, { personId: holder.actor.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    const key = { name: "x", role: "EDITOR", scopes: ["edit"], days: 0 } as const;
    expect(() => createKey(holder.actor, { ...key, scopes: [...key.scopes] })).toThrow("NOT_ALLOWED");
    expect(() => revokeKey(holder.actor, { keyId })).toThrow("NOT_ALLOWED");
  });
});

describe("requests to write", () => {
  test("a repeated request with the same Idempotency-Key is done once, and gets the same answer", async () => {
    const headline = unique("Once");
    const headers = { "idempotency-key": unique("key") };
    const body = { headline, fields: { section } };
    const first = await send("POST", "/stories", { body, headers });
    const again = await send("POST", "/stories", { body, headers });
    expect(again.json).toEqual(first.json);
    expect([first.headers.get("idempotency-replayed"), again.headers.get("idempotency-replayed")]).toEqual([
      null,
      "true",
    ]);
    expect(await appClient().story.count({ where: { headline } })).toBe(1);
    const other = await send("POST", "/stories", { body: { ...body, headline: "Other" }, headers });
    expect([other.status, other.json.type]).toEqual([422, "idempotency-key-reused"]);
    const foreign = await send("POST", "/stories", { body, headers, key: (await makeKey()).token });
    expect([foreign.status, foreign.json.id === first.json.id]).toEqual([201, false]);
  });

  test("a request that was given up is done by its repeat, without doing it twice", async () => {
    const headline = unique("Crash");
    const headers = { "idempotency-key": unique("key") };
    const first = await send("POST", "/stories", { body: { headline }, headers });
    const where = { idempotencyKey: headers["idempotency-key"] };
    await appClient().apiRequest.updateMany({ where, data: { status: null, beganAt: new Date() } });
    const early = await send("POST", "/stories", { body: { headline }, headers });
    expect([early.status, early.headers.get("retry-after")]).toEqual([409, "2"]);
    await appClient().apiRequest.updateMany({ where, data: { beganAt: new Date(Date.now() - 120_000) } });
    const again = await send("POST", "/stories", { body: { headline }, headers });
    expect([again.status, again.json.id]).toEqual([201, first.json.id]);
    expect(await appClient().story.count({ where: { headline } })).toBe(1);
  });

  test("are limited by the minute, and each answer says how many are left", async () => {
    const { keyId, token: own } = await makeKey();
    const first = await send("GET", `/stories/${newId()}/copy`, { key: own });
    expect(first.headers.get("ratelimit-policy")).toBe(`"minute";q=${maxKeyRequests};w=60`);
    expect(first.headers.get("ratelimit")).toMatch(new RegExp(`^"minute";r=${maxKeyRequests - 1};t=\\d+$`));
    await appClient().$executeRaw`
      insert into api_minute (subject, at, requests)
      select ${`key:${keyId}`}, date_trunc('minute', clock_timestamp()) + make_interval(mins => n), ${maxKeyRequests}
      from generate_series(0, 1) n on conflict (subject, at) do update set requests = excluded.requests`;
    const over = await send("GET", `/stories/${newId()}/copy`, { key: own });
    expect([over.status, over.json.type]).toEqual([429, "too-many-requests"]);
    expect(Number(over.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await send("GET", `/stories/${await create()}/copy`)).status).toBe(200);
  });

  test("that are malformed are answered with what is wrong", async () => {
    const id = await create();
    const form = await send("POST", "/stories", {
      bytes: Buffer.from("a=b"),
      headers: { "content-type": "text/plain" },
    });
    expect(form.status).toBe(415);
    const broken = await send("POST", "/stories", {
      bytes: Buffer.from("{"),
      headers: { "content-type": "application/json" },
    });
    expect(broken.status).toBe(400);
    const unknown = await send("POST", "/stories", { body: { headlin: "x" } });
    expect([unknown.status, unknown.json.fields]).toEqual([400, { headlin: "There is no such parameter." }]);
    const large = await send("POST", "/stories", { body: { headline: "x".repeat(3_000_000) } });
    expect([large.status, large.json.type]).toEqual([413, "too-large"]);
    const method = await send("PUT", `/stories/${id}/publish`, { body: {} });
    expect([method.status, method.headers.get("allow")]).toEqual([405, "POST"]);
    expect((await send("POST", "/nothing", { body: {} })).status).toBe(404);
    expect((await send("GET", `/stories/${newId()}/copy`)).status).toBe(404);
    const options = OPTIONS();
    expect([options.status, options.headers.get("access-control-allow-methods")]).toEqual([204, "GET, HEAD"]);
  });

  test("are forgotten after a day", async () => {
    const headers = { "idempotency-key": unique("key") };
    await send("POST", "/stories", { body: { headline: "x" }, headers });
    const where = { idempotencyKey: headers["idempotency-key"] };
    await appClient().apiRequest.updateMany({ where, data: { beganAt: new Date(Date.now() - 25 * 3_600_000) } });
    await forgetRequests();
    expect(await appClient().apiRequest.count({ where })).toBe(0);
  });
});

test("a picture is uploaded once, and can be used in a story", async () => {
  const noise = { type: "gaussian", mean: 128, sigma: 30 } as const;
  const bytes = await sharp({ create: { width: 400, height: 300, channels: 3, background: "#fff", noise } })
    .png()
    .toBuffer();
  const headers = { "content-type": "image/png", "x-file-name": encodeURIComponent("Crane at dawn.png") };
  const first = await send("POST", "/pictures", { bytes, headers });
  expect([first.status, first.json]).toMatchObject([201, { width: 400, height: 300, isNew: true }]);
  expect((await send("POST", "/pictures", { bytes, headers })).json).toMatchObject({ id: first.json.id, isNew: false });
  const id = await create();
  const { version } = await copyOf(id);
  const figure = { type: "figure", attrs: { picture: first.json.id, alt: "A crane" } };
  const { status } = await send("PATCH", `/stories/${id}/copy`, {
    body: { version, changes: [{ after: null, insert: [figure] }] },
  });
  expect(status).toBe(200);
  expect((await send("POST", "/pictures", { bytes: Buffer.from("no picture"), headers })).status).toBe(415);
});

test("a story of a colleague is not there for the key of a contributor", async () => {
  const { id } = await createReadyStory(await createPerson("REPORTER"));
  const { token: own } = await createKey(admin, {
    name: unique("Key"),
    role: "CONTRIBUTOR",
    scopes: ["edit"],
    days: 0,
  });
  expect((await send("GET", `/stories/${id}/copy`, { key: own })).status).toBe(404);
  const body = { version: 0, changes: [{ block: "headline", text: "Mine" }] };
  expect((await send("PATCH", `/stories/${id}/copy`, { key: own, body })).status).toBe(404);
});
