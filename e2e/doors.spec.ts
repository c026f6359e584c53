// What the finished build answers to requests that no page of ours sends. No browser takes part.
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import type { APIRequestContext } from "@playwright/test";
import { browserCookieName } from "#lib/auth/browser-cookie.ts";
import { cookieName, sealSession } from "#lib/auth/cookie.ts";
import { endSession } from "#lib/auth/mutations.ts";
import { hashPassword } from "#lib/auth/password.ts";
import { appClient } from "#lib/postgres/app.ts";
import { createPerson } from "#prisma/factories.ts";
import { exchange } from "#prisma/testing/raw-http.ts";
import { admin } from "./global-setup.ts";
import { connect } from "./steps/newsroom.ts";
import { expect, test } from "./steps/test.ts";

const port = Number(process.env.GALLEY_TEST_PORT ?? 3999);
const host = `Host: 127.0.0.1:${port}\r\n`;
const get = (path: string, headers = "") =>
  exchange(port, [`GET ${path} HTTP/1.1\r\n${host}${headers}Connection: close\r\n\r\n`]);

const dist = process.env.GALLEY_DIST || ".next";
const readJson = (file: string): unknown => JSON.parse(fs.readFileSync(path.join(dist, file), "utf8"));
/** What the lines of a page of docs hold that match, one group or two joined by a space. */
const listed = (file: string, line: RegExp): string[] =>
  [...fs.readFileSync(`docs/${file}`, "utf8").matchAll(line)].map((found) => found.slice(1).join(" "));
const sorted = (names: Iterable<string>): string[] => [...new Set(names)].sort();

test("the build has the pages and routes that docs/doors-pages.md and docs/doors-routes.md list, and no other", () => {
  const built = Object.values(readJson("app-path-routes-manifest.json") as Record<string, string>);
  // Next adds these two, and no request reaches them: see the next test.
  const own = built.filter((address) => !["/_global-error", "/_not-found"].includes(address));
  const known = [
    ...listed("doors-pages.md", /^\| (\/\S*) \|/gm),
    ...listed("doors-routes.md", /^\| [A-Z]+ \| (\/\S*) \|/gm),
    ...listed("doors-routes.md", /^- (\/\S*)$/gm),
  ];
  expect(sorted(own)).toEqual(sorted(known));
});

test("the build has the server actions that docs/doors.md lists, and no other", () => {
  type Actions = Record<string, { filename: string; exportedName: string }>;
  const { node, edge } = readJson("server/server-reference-manifest.json") as { node: Actions; edge: Actions };
  const built = [...Object.values(node), ...Object.values(edge)].map(
    ({ filename, exportedName }) => `${filename.replace(/^lib\/|[/-]actions\.ts$/g, "")} ${exportedName}`,
  );
  const known = [
    ...listed("doors.md", /^\| (\S+) \| (\w+) \| (?:yes|no) /gm),
    ...listed("doors.md", /^- (\S+) · (\w+)$/gm),
  ];
  expect(sorted(built)).toEqual(sorted(known));
});

test("only build files are reachable among Next's own addresses", async () => {
  for (const path of [
    "/_next/image?url=%2Fapple-touch-icon.png&w=640&q=75",
    "/desk/../_next/image?url=%2Fapple-touch-icon.png&w=640&q=75",
    "/_next/data/build/index.json",
    "/_next/webpack-hmr",
    "/_next/mcp",
    "/_next",
    "/__nextjs_original-stack-frames",
    "/_next/static/nothing.js",
    "/_global-error",
    "/_not-found",
    "/desk.rsc",
    "/index.rsc",
  ]) {
    const { statuses, text } = await get(path, "Accept: image/webp,*/*\r\n");
    expect([path, statuses]).toEqual([path, [404]]);
    expect(text, path).not.toMatch(/cache-control: public/i);
  }
});

test("the data of a newsroom page needs a session", async () => {
  for (const headers of [
    "RSC: 1\r\n",
    "RSC: 1\r\nNext-Router-Prefetch: 1\r\n",
    "x-nextjs-data: 1\r\n",
    "Next-Router-Segment-Prefetch: /_tree\r\nRSC: 1\r\n",
  ]) {
    let path = "/admin/people";
    // Next leads to the address that belongs to these headers, and that one asks for the session.
    for (let step = 0; step < 3 && path.startsWith("/admin"); step++) {
      const { text } = await get(path, headers);
      expect(text).not.toContain(admin.email);
      expect(text).not.toMatch(/cache-control:[^\r]*(?:public|max-age=[1-9])/i);
      path = /\r\nlocation: (\S+)/i.exec(text)?.[1] ?? "";
    }
    expect(path === "" || path.startsWith("/sign-in?")).toBe(true);
  }
});

test("every address that accepts POST rejects a foreign or malformed origin", async () => {
  for (const path of [
    "/api/sign-in",
    "/api/steps",
    "/api/uploads",
    "/api/masthead",
    "/api/presence",
    "/api/auth/signout",
    "/report",
    "/sign-in",
    "/desk",
  ])
    for (const origin of ["null", "nonsense", "http://evil.example"]) {
      const head = `POST ${path} HTTP/1.1\r\n${host}Origin: ${origin}\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}`;
      expect([path, origin, (await exchange(port, [head])).statuses]).toEqual([path, origin, [403]]);
    }
});

test("the next request on a connection is answered after a large body was rejected", async () => {
  const body = Buffer.alloc(6_000_000, "a");
  const next = `GET /api/health HTTP/1.1\r\n${host}Connection: close\r\n\r\n`;
  const forms = "Content-Type: application/x-www-form-urlencoded\r\n";
  for (const [path, status, headers] of [
    ["/api/sign-in", 413, "Content-Type: application/json\r\n"],
    ["/api/steps", 401, ""],
    ["/api/uploads", 401, ""],
    ["/api/auth/callback/password", 302, forms],
    ["/report", 413, forms],
    ["/report", 413, ""],
    ["/sign-in", 413, "Content-Type: multipart/form-data; boundary=x\r\n"],
    ["/desk", 413, "Next-Action: 00aa\r\n"],
    ["/", 413, ""],
  ] as const) {
    const head = `POST ${path} HTTP/1.1\r\n${host}${headers}Content-Length: ${body.length}\r\n\r\n`;
    const { statuses, wasReset } = await exchange(port, [head, body, next]);
    expect([path, headers, statuses, wasReset]).toEqual([path, headers, [status, 200], false]);
  }
});

test("an upgrade request is answered as an ordinary request", async () => {
  for (const path of ["/", "/sign-in", "/api/health"])
    expect((await get(path, "Upgrade: websocket\r\nConnection: Upgrade\r\n")).statuses).toEqual([200]);
});

test("signing in remembers the browser and redirects only into the newsroom", async ({ request }) => {
  const signedIn = await request.post("/api/sign-in", { data: admin });
  const names = signedIn.headersArray().filter(({ name }) => name.toLowerCase() === "set-cookie");
  expect(names.map(({ value }) => value.split("=", 1)[0]).sort()).toEqual([browserCookieName, cookieName]);
  for (const [next, location] of [
    ["/admin/people", "/admin/people"],
    ["/desk/..//evil.example/", "/desk"],
    ["/desk/%2e%2e//evil.example/", "/desk"],
    ["/desk/../\\evil.example", "/desk"],
    ["/desk/\t/..//evil.example", "/desk"],
  ] as const) {
    const answer = await request.get(`/sign-in?next=${encodeURIComponent(next)}`, { maxRedirects: 0 });
    expect([next, answer.headers().location]).toEqual([next, location]);
  }
});

test("guesses from elsewhere block strangers, but not a browser that signed in before", async ({
  playwright,
  request,
  baseURL,
}) => {
  connect();
  const password = "correct-horse-battery";
  const { email } = await createPerson("REPORTER", { passwordHash: await hashPassword(password) });
  const signIn = async (from: APIRequestContext) =>
    (await from.post("/api/sign-in", { data: { email, password } })).status();
  expect(await signIn(request)).toBe(200);
  await appClient().signInAttempt.upsert({
    where: { key: `email:${email}` },
    create: { key: `email:${email}`, failures: 10_000, lastFailure: new Date() },
    update: { failures: 10_000, lastFailure: new Date() },
  });
  const stranger = await playwright.request.newContext({ ...(baseURL ? { baseURL } : {}) });
  expect(await signIn(stranger)).toBe(429);
  expect(await signIn(request)).toBe(200);
  await stranger.dispose();
});

test("an event stream ends when its session does", async () => {
  connect();
  const person = await createPerson("REPORTER");
  const cookie = `${cookieName}=${await sealSession(person.sessionId)}`;
  const text = await new Promise<string>((resolve, reject) => {
    let heard = "";
    let isEnding = false;
    http
      .get({ host: "127.0.0.1", port, path: "/api/events", headers: { cookie }, agent: false }, (response) => {
        response.on("data", (chunk: Buffer) => {
          heard += chunk;
          if (isEnding || !heard.startsWith(": hello\n\n")) return;
          isEnding = true; // a heartbeat may come in the same chunk
          void endSession(person.sessionId);
        });
        response.on("end", () => resolve(heard));
      })
      .on("error", reject);
  });
  expect(text).toContain('event: gone\ndata: {"data":{"code":"SIGNED_OUT"}}');
});
