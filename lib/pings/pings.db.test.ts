import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { createPerson } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import type { Person } from "../actor.ts";
import { appClient } from "../postgres/app.ts";
import { shared } from "../process.ts";
import { correctStory, publishStory, takeDownStory } from "../stories/publishing/mutations.ts";
import { notifyHub, notifyIndexNow } from "./data.ts";
import { sendPings } from "./mutations.ts";
import { maxAttempts, waitAfter } from "./policy.ts";

/** A hub that records requests and answers as the test requires. */
const heard: { type: string; body: string }[] = [];
let answer = 200;
let service: http.Server;
const address = () => `http://127.0.0.1:${(service.address() as AddressInfo).port}/ping`;
beforeAll(async () => {
  service = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      heard.push({ type: String(request.headers["content-type"]), body: Buffer.concat(chunks).toString() });
      response.writeHead(answer).end();
    });
  });
  await new Promise<void>((resolve) => service.listen(0, "127.0.0.1", resolve));
});
afterAll(() => new Promise((resolve) => service.close(resolve)));

const key = "0123456789abcdef";
const name = (value: object) =>
  appClient().setting.upsert({ where: { key: "site" }, create: { key: "site", value }, update: { value } });
const before = shared().settings;
beforeEach(async () => {
  heard.length = 0;
  answer = 200;
  if (before) shared().settings = { ...before, url: "https://news.example.org" };
  await appClient().ping.deleteMany();
});
afterEach(async () => {
  if (before) shared().settings = before;
  await appClient().setting.deleteMany({ where: { key: "site" } });
  await appClient().ping.deleteMany();
});

async function publish(editor: Person) {
  const { id, version } = await createReadyStory(editor);
  const { path } = await publishStory(editor, { storyId: id, version, showUpdated: false });
  return { id, path };
}
const receivedPings = () => heard.map(({ body }) => JSON.parse(body) as { urlList: string[] });
const soon = (minutes = 1) => new Date(Date.now() + minutes * 60_000);

test("sends no pings when the paper has no receivers or no public address", async () => {
  const editor = await createPerson("EDITOR");
  await publish(editor);
  if (before) shared().settings = { ...before, url: undefined };
  await name({ hub: "https://hub.example", indexNowKey: key });
  await publish(editor);
  expect(await appClient().ping.count()).toBe(0);
});

test("pings search engines about publications, corrections and takedowns in one request", async () => {
  await name({ indexNowKey: key });
  const editor = await createPerson("EDITOR");
  const [one, two] = [await publish(editor), await publish(editor)];
  await correctStory(editor, { storyId: one.id, version: 0, kind: "CORRECTION", note: "A note" });
  await takeDownStory(editor, { storyId: two.id, reason: "A test" });
  expect(await appClient().ping.count()).toBe(4);
  expect(await sendPings(soon(), address())).toEqual({ done: 4, again: 0, refused: 0 });
  expect(heard[0]?.type).toContain("application/json");
  expect(receivedPings()).toEqual([
    {
      host: "news.example.org",
      key,
      keyLocation: "https://news.example.org/indexnow.txt",
      urlList: [one, two].map(({ path }) => `https://news.example.org${path}`),
    },
  ]);
  expect(await sendPings(soon(), address())).toEqual({ done: 0, again: 0, refused: 0 });
});

test("a failed change sends no ping, and two nodes send it once", async () => {
  await name({ indexNowKey: key });
  const editor = await createPerson("EDITOR");
  const { id } = await createReadyStory(editor);
  await expect(publishStory(editor, { storyId: id, version: 9, showUpdated: false })).rejects.toThrow();
  expect(await appClient().ping.count()).toBe(0);
  await publish(editor);
  await Promise.all([sendPings(soon(), address()), sendPings(soon(), address())]);
  expect(heard).toHaveLength(1);
});

test("retries an unreachable receiver with growing delays up to a limit, and never one that refused", async () => {
  await name({ indexNowKey: key });
  const editor = await createPerson("EDITOR");
  await publish(editor);
  answer = 503;
  let at = soon();
  for (let tries = 1; tries <= maxAttempts; tries++) {
    expect(await sendPings(at, address())).toMatchObject({ again: 1 });
    expect(await sendPings(new Date(at.getTime() + waitAfter(tries) - 1), address())).toMatchObject({ again: 0 });
    at = new Date(at.getTime() + waitAfter(tries));
  }
  expect(heard).toHaveLength(maxAttempts);
  expect(await appClient().ping.count()).toBe(0);
  await publish(editor);
  answer = 403;
  expect(await sendPings(soon(), address())).toMatchObject({ refused: 1 });
  expect(await appClient().ping.count()).toBe(0);
});

test("pings the hub about every feed that contains the story", async () => {
  await name({ hub: "https://hub.example/" });
  const editor = await createPerson("EDITOR");
  const { path } = await publish(editor);
  const [ping] = await appClient().ping.findMany();
  const section = path.split("/")[1];
  const feeds = ["", `/${section}`].flatMap((at) =>
    ["rss.xml", "atom.xml", "feed.json"].map((file) => `${at}/${file}`),
  );
  expect(ping).toMatchObject({ kind: "hub", paths: feeds });
  expect(await notifyHub(address(), ["https://a.example/rss.xml", "https://a.example/city/rss.xml"])).toBe("done");
  expect([...new URLSearchParams(heard[0]?.body)]).toEqual([
    ["hub.mode", "publish"],
    ["hub.url", "https://a.example/rss.xml"],
    ["hub.url", "https://a.example/city/rss.xml"],
  ]);
  expect(await notifyIndexNow("http://127.0.0.1:1/", key, "https://a.example", [])).toBe("again");
});
