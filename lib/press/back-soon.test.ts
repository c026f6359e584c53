import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ask } from "#prisma/testing/press-house.ts";
import { sendBackSoon } from "./back-soon.ts";
import { styleHashes } from "./headers.ts";

let server: http.Server;
beforeAll(async () => {
  server = http.createServer((request, response) =>
    sendBackSoon(request, response, { name: "news.example.org", proto: "https" }),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
const port = () => (server.address() as AddressInfo).port;

test("the fallback page needs no other file and says when to come back", async () => {
  const { status, headers, text } = await ask(port(), "/city");
  expect([status, headers["retry-after"], headers["cache-control"]]).toEqual([503, "5", "no-store"]);
  expect(headers["content-type"]).toBe("text/html; charset=utf-8");
  expect(text).toMatch(
    /<html lang="en">.*<title>.+<\/title>.*name="viewport".*<main><h1>.+<\/h1><p>.+<\/p>.*<\/html>$/s,
  );
  expect(text).not.toMatch(/<script|<link|<img|url\(|@import/);
  expect(headers["content-security-policy"]).toContain(`style-src ${styleHashes(text)[0]};`);
});

test("a program that uses the API gets a problem in JSON", async () => {
  const { status, headers, text } = await ask(port(), "/api/v1/stories?limit=1");
  expect([status, headers["retry-after"], headers["content-type"]]).toEqual([503, "5", "application/problem+json"]);
  expect(JSON.parse(text)).toMatchObject({ type: "unavailable", status: 503 });
});

test("the fallback page has no body for HEAD", async () => {
  const { status, body } = await ask(port(), "/city", {}, "HEAD");
  expect([status, body.length]).toEqual([503, 0]);
});
