import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createPerson, createSection, unique } from "#prisma/factories.ts";
import { corpusFolder } from "#prisma/testing/corpus.ts";
import type { Person } from "../actor.ts";
import { plainText } from "../document/text.ts";
import { appClient } from "../postgres/app.ts";
import { settings, shared } from "../process.ts";
import { loadDocument } from "../stories/document.ts";
import { findWireItem, listSources, listWire } from "./data.ts";
import { deleteSource, saveSource } from "./mutations.ts";
import { pollWires } from "./poll-mutations.ts";
import { saveSourceSchema } from "./schema.ts";
import { takeItem } from "./take-mutations.ts";

/** What a feed server answers, by path. */
const pages = new Map<string, { body: string | Buffer; etag?: string }>();
const requests: { path: string; status: number }[] = [];
const server = http.createServer((request, response) => {
  const at = request.url ?? "";
  const page = pages.get(at);
  const status = !page ? 404 : page.etag && request.headers["if-none-match"] === page.etag ? 304 : 200;
  requests.push({ path: at, status });
  response.writeHead(status, page?.etag ? { etag: page.etag } : {}).end(status === 200 ? page?.body : undefined);
});

let origin: string;
let admin: Person;
let reporter: Person;
let folder: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  admin = await createPerson("ADMIN");
  reporter = await createPerson("REPORTER");
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(async () => {
  shared().settings = { ...settings(), privateWires: true };
  await appClient().wireSource.deleteMany();
  pages.clear();
  requests.length = 0;
  folder = await mkdtemp(path.join(tmpdir(), "galley-wire-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const now = new Date("2026-03-10T12:00:00Z");
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

const addWire = (address: string, more: Partial<{ sectionId: string; keptDays: number; isOn: boolean }> = {}) => {
  const usual = { sourceId: null, name: unique("Wire"), sectionId: null, isOn: true, keptDays: 14 };
  return saveSource(admin, { ...usual, address, ...more }, now);
};
const list = async (query = {}) => (await listWire(reporter, query)).rows;

type Entry = { id: string; title: string; text: string; updated?: string };
const atom = (entries: Entry[]) => `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">
  <title>Harbour agency</title><link href="https://agency.example/"/>
  ${entries
    .map(
      ({
        id,
        title,
        text,
        updated = "2026-03-10T10:00:00Z",
      }) => `<entry><id>https://agency.example/${id}</id><title>${title}</title>
    <published>2026-03-10T09:00:00Z</published><updated>${updated}</updated>
    <author><name>Ada Quay</name></author>
    <content type="html">&lt;p&gt;${text}&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;</content></entry>`,
    )
    .join("")}</feed>`;

const ninjs = (more: object) =>
  JSON.stringify({
    uri: "urn:agency:1",
    type: "text",
    version: "1",
    versioncreated: "2026-03-10T09:00:00Z",
    pubstatus: "usable",
    language: "en",
    headline: "Ferry sinks off the coast",
    body_xhtml: "<p>The ferry sank on Monday.</p>",
    copyrightholder: "Sea Press",
    ...more,
  });
const writeItem = (name: string, more: object) => writeFile(path.join(folder, name), ninjs(more));

describe("a feed", () => {
  test("fills the inbox, newest first, with the words of its items", async () => {
    pages.set("/feed", {
      body: atom([
        { id: "a", title: "Crane falls", text: "A crane fell at the quay." },
        { id: "b", title: "Ferry late", text: "The ferry is late." },
      ]),
    });
    await addWire(`${origin}/feed`);
    await pollWires(now);
    expect((await list()).map(({ headline }) => headline).sort()).toEqual(["Crane falls", "Ferry late"]);
    expect((await list({ q: "QUAY crane" })).map(({ headline }) => headline)).toEqual(["Crane falls"]);
    expect(await list({ q: "100%" })).toEqual([]);
    expect((await listSources(admin))[0]).toMatchObject({ format: "feed", problem: "", itemCount: 2 });
  });

  test("is asked only for changes, and keeps its items while it has not changed", async () => {
    pages.set("/feed", { body: atom([{ id: "a", title: "Crane falls", text: "A crane fell." }]), etag: '"1"' });
    await addWire(`${origin}/feed`, { keptDays: 1 });
    await pollWires(now);
    await pollWires(later(1));
    expect(requests).toHaveLength(1); // not due yet
    for (const days of [0.1, 1, 2, 3]) await pollWires(later(days * 1440));
    expect(requests.slice(1).map(({ status }) => status)).toEqual([304, 304, 304, 304]);
    expect(await list()).toHaveLength(1);
  });

  test("expires items that it no longer has, and does not bring old ones back", async () => {
    pages.set("/feed", { body: atom([{ id: "a", title: "Crane falls", text: "A crane fell." }]) });
    await addWire(`${origin}/feed`, { keptDays: 2 });
    await pollWires(now);
    pages.set("/feed", { body: atom([]) });
    await pollWires(later(3 * 1440));
    expect(await list()).toEqual([]);
    pages.set("/feed", { body: atom([{ id: "a", title: "Crane falls", text: "A crane fell." }]) });
    await pollWires(later(4 * 1440));
    expect(await list()).toEqual([]);
  });

  test("that is wrong or gone shows a sentence to admins, and loses no items", async () => {
    pages.set("/feed", { body: atom([{ id: "a", title: "Crane falls", text: "A crane fell." }]) });
    await addWire(`${origin}/feed`);
    await pollWires(now);
    pages.set("/feed", { body: "<!doctype html><html><body>Moved</body></html>" });
    await pollWires(later(6));
    expect((await listSources(admin))[0]?.problem).toMatch(/^Nothing was found there that can be read\./);
    pages.delete("/feed");
    await pollWires(later(12));
    expect((await listSources(admin))[0]?.problem).toMatch(/answers with status 404/);
    expect(await list()).toHaveLength(1);
  });

  test("in a private network is refused, unless the server allows it", async () => {
    await addWire(`${origin}/feed`);
    shared().settings = { ...settings(), privateWires: false };
    await pollWires(now);
    expect(requests).toEqual([]);
    expect((await listSources(admin))[0]?.problem).toMatch(/private network/);
    await expect(addWire(`${origin}/other`)).rejects.toMatchObject({
      code: "INVALID",
      detail: { field: "address", reason: "private" },
    });
  });

  test("that is off is not read", async () => {
    await addWire(`${origin}/feed`, { isOn: false });
    expect(await pollWires(now)).toBe(0);
    expect(requests).toEqual([]);
  });
});

describe("a folder", () => {
  test("keeps each version, and an older file never replaces a newer one", async () => {
    await writeItem("2.json", { version: "2", body_xhtml: "<p>The ferry sank on Tuesday.</p>" });
    await writeItem("1.json", {});
    await addWire(folder);
    await pollWires(now);
    await writeItem("0.json", { version: "1" });
    await pollWires(later(2));
    const [row] = await list();
    expect(row).toMatchObject({ number: 1, excerpt: "The ferry sank on Tuesday." });
    await writeItem("3.json", { version: "3", body_xhtml: "<p>The ferry sank on Wednesday.</p>" });
    await pollWires(later(4));
    const item = await findWireItem(reporter, row?.id ?? "");
    expect(item).toMatchObject({ number: 2, html: "<p>The ferry sank on Wednesday.</p>" });
    expect(item?.changes?.filter(({ kind }) => kind !== "same")).toEqual([
      { kind: "out", text: "Tuesday" },
      { kind: "in", text: "Wednesday" },
    ]);
  });

  test("gives an item with its headings, lists and quotes, and with links that open in another tab", async () => {
    await writeItem("1.json", {
      body_xhtml: `<p>At &lt;a href= noon.</p><h2>What sank</h2><ul><li>Two <a href="https://ferry.example/" onclick="alert(1)">ferries</a></li></ul>
        <blockquote><p>We swam.</p></blockquote><p><a href="javascript:alert(1)">More</a></p>`,
    });
    await addWire(folder);
    await pollWires(now);
    const [row] = await list();
    expect((await findWireItem(reporter, row?.id ?? ""))?.html).toBe(
      '<p>At &lt;a href= noon.</p><h2>What sank</h2><ul><li>Two <a target="_blank" rel="noopener noreferrer" href="https://ferry.example/">ferries</a></li></ul><blockquote><p>We swam.</p></blockquote><p>More</p>',
    );
  });

  test("with a damaged file still gives the items of the others", async () => {
    await writeItem("good.json", {});
    await writeFile(path.join(folder, "bad.json"), '{"headline": "Ferr');
    await addWire(folder);
    await pollWires(now);
    expect(await list()).toHaveLength(1);
    expect((await listSources(admin))[0]?.problem).not.toBe("");
  });

  test("that does not exist is refused", async () => {
    await expect(addWire(path.join(folder, "missing"))).rejects.toMatchObject({
      code: "INVALID",
      detail: { field: "address", reason: "folder" },
    });
  });
});

const noticesOf = (storyId: string) =>
  appClient().notice.findMany({ where: { storyId }, select: { personId: true, kind: true, text: true } });

describe("an item that is taken", () => {
  test("becomes a draft with its text, its section and the credit of its source", async () => {
    const section = await createSection();
    pages.set("/feed", { body: atom([{ id: "a", title: "Crane falls", text: "A crane fell at the quay." }]) });
    const { sourceId } = await addWire(`${origin}/feed`, { sectionId: section.id });
    await pollWires(now);
    const [row] = await list();
    const { storyId } = await takeItem(reporter, { itemId: row?.id ?? "" }, now);
    const story = await appClient().story.findUniqueOrThrow({ where: { id: storyId } });
    const doc = await loadDocument(appClient(), story);
    const { name } = await appClient().wireSource.findUniqueOrThrow({ where: { id: sourceId } });
    expect(plainText(doc)).toBe(`Crane falls\nA crane fell at the quay.\nSource: Ada Quay, ${name}.`);
    expect(story).toMatchObject({ sectionId: section.id, copy: "DRAFT", publication: "NEVER", creatorId: reporter.id });
    expect((await list())[0]?.isTaken).toBe(true);
    expect((await findWireItem(reporter, row?.id ?? ""))?.stories).toEqual([
      { id: storyId, headline: "Crane falls", number: 1 },
    ]);
    expect((await findWireItem(await createPerson("CONTRIBUTOR"), row?.id ?? ""))?.stories).toEqual([]);
  });

  test("keeps its embargo in the story", async () => {
    const ends = new Date(new Date(Date.now() + 86_400_000).setUTCMilliseconds(0)).toISOString();
    await writeItem("1.json", { embargoed: ends });
    await addWire(folder);
    await pollWires(now);
    const { storyId } = await takeItem(reporter, { itemId: (await list())[0]?.id ?? "" });
    const story = await appClient().story.findUniqueOrThrow({ where: { id: storyId } });
    expect(story.embargoUntil?.toISOString()).toBe(ends);
  });

  test("notifies its writer of a correction, and of its withdrawal, once each", async () => {
    await writeItem("1.json", {});
    await addWire(folder);
    await pollWires(now);
    const itemId = (await list())[0]?.id ?? "";
    const { storyId } = await takeItem(reporter, { itemId }, now);
    await writeItem("2.json", { version: "2", ednote: "Corrects the day", body_xhtml: "<p>It sank on Tuesday.</p>" });
    await pollWires(later(2));
    await pollWires(later(4));
    const corrected = { personId: reporter.id, kind: "WIRE_CHANGED", text: "Corrects the day" };
    expect(await noticesOf(storyId)).toEqual([corrected]);

    await writeItem("3.json", { version: "3", pubstatus: "canceled", ednote: "Kill", body_xhtml: "" });
    await pollWires(later(6));
    const withdrawn = (await noticesOf(storyId)).filter(({ kind }) => kind === "WIRE_WITHDRAWN");
    expect(withdrawn).toContainEqual({ personId: reporter.id, kind: "WIRE_WITHDRAWN", text: "Kill" });
    const [row] = await list();
    expect(row).toMatchObject({ status: "canceled", number: 3, excerpt: "It sank on Tuesday." });
    await expect(takeItem(reporter, { itemId }, now)).rejects.toMatchObject({ code: "WRONG_STATE" });
  });

  test("stays when others expire, so that a late correction still arrives", async () => {
    await writeItem("1.json", {});
    await addWire(folder, { keptDays: 1 });
    await pollWires(now);
    await takeItem(reporter, { itemId: (await list())[0]?.id ?? "" }, now);
    await rm(path.join(folder, "1.json"));
    await pollWires(later(5 * 1440));
    expect(await list()).toHaveLength(1);
  });
});

describe("the wires", () => {
  test("are arranged by admins alone, and read by everybody who writes", async () => {
    const given = { sourceId: null, name: "Wire", address: folder, sectionId: null, isOn: true, keptDays: 14 };
    await expect(saveSource(reporter, given)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
    await expect(listSources(reporter)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
    const { sourceId } = await addWire(folder);
    expect(() => deleteSource(reporter, { sourceId })).toThrow("NOT_ALLOWED");
    expect(await list()).toEqual([]);
    await deleteSource(admin, { sourceId });
    expect(await listSources(admin)).toEqual([]);
  });

  test("have a URL or the path of a folder, and names of their own", async () => {
    const given = { sourceId: null, name: "Wire", sectionId: null, isOn: true, keptDays: 14 };
    for (const address of ["feed", "ftp://example.org/feed", "", "https://"])
      expect(saveSourceSchema.safeParse({ ...given, address }).success).toBe(false);
    await saveSource(admin, { ...given, address: folder });
    await expect(saveSource(admin, { ...given, address: folder })).rejects.toMatchObject({ code: "TAKEN" });
  });

  const corpus = corpusFolder("3-wire/give/miniflux-feeds");
  test.runIf(corpus !== null)("read each real feed of the corpus", async () => {
    const files = await readdir(corpus ?? "");
    for (const file of files) {
      pages.set(`/${file}`, { body: await readFile(path.join(corpus ?? "", file)) });
      await addWire(`${origin}/${file}`, { keptDays: 365 });
    }
    // As of the years from which they come, so that nothing is too old.
    await pollWires(now);
    for (const source of await listSources(admin))
      expect([source.address, source.problem]).toEqual([source.address, ""]);
    await appClient().wireSource.updateMany({ data: { keptDays: 36_500, dueAt: now, etag: "" } });
    await pollWires(later(1));
    for (const source of await listSources(admin)) expect(source.itemCount).toBeGreaterThan(0);
    for (const { headline, excerpt } of await list()) expect(`${headline}${excerpt}`).not.toContain("\ufffd");
  });
});
