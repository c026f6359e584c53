import { once } from "node:events";
import type http from "node:http";
import net from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Exchange, exchange, listen } from "#prisma/testing/raw-http.ts";
import { shared } from "../process.ts";
import { readSettings } from "../settings.ts";
import { readLimited } from "./body.ts";
import { createServer, passGate } from "./gate.ts";

const before = shared().settings;
let server: http.Server;
let port = 0;
beforeAll(async () => {
  shared().settings = readSettings({});
  server = createServer(false);
  server.on("request", (request, response) => {
    if (!passGate(request, response, { headers: () => ({ "x-content-type-options": "nosniff" }), dev: false })) return;
    const say = (status: number) => response.writeHead(status, { "content-type": "text/plain" }).end(request.url);
    if (request.url === "/api/reads-a-little")
      void readLimited(request, 1_000).then((body) => say(body === null ? 413 : 200));
    else if (request.url === "/api/sends-much") response.end(Buffer.alloc(50_000_000));
    else if (request.url === "/api/loses-interest") {
      // A web stream that nobody reads any more behaves like this.
      request.once("data", () => {
        request.on("readable", () => {});
        say(413);
      });
    } else if (request.url === "/api/gives-up") {
      // Next does this with the body of a request whose route stops reading.
      void (async () => {
        for await (const _chunk of request) break;
        say(413);
      })();
    } else say(200);
  });
  port = await listen(server);
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  if (before) shared().settings = before;
});

const body = Buffer.alloc(6_000_000, "a");
const host = "Host: news.example.org\r\n";
const post = (path: string, length: number, headers = ""): string =>
  `POST ${path} HTTP/1.1\r\n${host}${headers}Content-Length: ${length}\r\n\r\n`;
const next = `GET /next HTTP/1.1\r\n${host}Connection: close\r\n\r\n`;
const get = (path: string, headers = ""): Promise<Exchange> =>
  exchange(port, [`GET ${path} HTTP/1.1\r\n${host}${headers}\r\n`], 1);

test.each([
  ["/api/never-reads", 200],
  ["/api/reads-a-little", 413],
  ["/api/loses-interest", 413],
  ["/api/gives-up", 413],
  ["/sign-in", 413],
  ["/_next/image", 404],
])("accepts a request after a large body that %s left unread on the same connection", async (path, status) => {
  const { statuses, wasReset } = await exchange(port, [post(path, body.length), body, next]);
  expect([statuses, wasReset]).toEqual([[status, 200], false]);
});

test.each(["/api/never-reads", "/api/reads-a-little", "/api/loses-interest", "/api/gives-up"])(
  "sends the whole response to the sender of a large body to %s before the connection closes",
  async (path) => {
    const { text, wasReset } = await exchange(port, [post(path, body.length, "Connection: close\r\n"), body]);
    expect(wasReset).toBe(false);
    expect(text).toMatch(new RegExp(`${path}\\r\\n0\\r\\n\\r\\n$|${path}$`));
  },
);

test("accepts a request after a large chunked body that nobody read", async () => {
  const head = `POST /api/reads-a-little HTTP/1.1\r\n${host}Transfer-Encoding: chunked\r\n\r\n`;
  const chunk = Buffer.concat([Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from("\r\n0\r\n\r\n")]);
  const { statuses, wasReset } = await exchange(port, [head, chunk, next]);
  expect([statuses, wasReset]).toEqual([[413, 200], false]);
});

test.each(["null", "nonsense", "http://", "file://", "http://evil.example", "\x9b"])(
  "refuses a request with the origin %j with 403",
  async (origin) => {
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      const head = `${method} /api/x HTTP/1.1\r\n${host}Origin: ${origin}\r\nContent-Length: 2\r\n\r\n{}`;
      const { statuses, text } = await exchange(port, [Buffer.from(head, "latin1")], 1);
      expect([method, statuses]).toEqual([method, [403]]);
      expect(text).toContain("nosniff");
    }
  },
);

test.each([
  ["Origin: http://news.example.org\r\n"],
  ["Origin: https://paper.example\r\nX-Forwarded-Host: paper.example\r\nX-Forwarded-Proto: https\r\n"],
  [""],
])("accepts a request with %j", async (headers) => {
  const { statuses } = await exchange(port, [`${post("/api/x", 2, headers)}{}`], 1);
  expect(statuses).toEqual([200]);
});

test("redirects an address with doubled slashes to the normal one on this site", async () => {
  for (const [asked, location] of [
    ["/a//b?x=1", "/a/b?x=1"],
    ["//evil.example//", "/evil.example/"],
    ["/\\evil.example", "/evil.example"],
  ]) {
    const { statuses, text } = await get(asked ?? "");
    expect(statuses).toEqual([301]);
    expect(text).toContain(`\r\nlocation: ${location}\r\n`);
  }
});

test("answers an invalid address with 400", async () => {
  expect((await get("nonsense")).statuses).toEqual([400]);
});

test("closes the image optimiser, also behind dot segments", async () => {
  for (const path of [
    "/_next/image?url=%2Fa.jpg&w=640&q=75",
    "/desk/../_next/image?url=%2Fa.jpg",
    "/x/%2e%2e/_next/image",
  ])
    expect((await get(path)).statuses, path).toEqual([404]);
});

test.each(["websocket", "h2c", "nonsense"])("answers a request to upgrade to %s as an ordinary request", async (to) => {
  const { statuses, text } = await get("/desk", `Connection: Upgrade\r\nUpgrade: ${to}\r\n`);
  expect(statuses).toEqual([200]);
  expect(text).toContain("/desk");
});

test("answers CONNECT with 405", async () => {
  const { statuses } = await exchange(port, ["CONNECT a.example:443 HTTP/1.1\r\nHost: a.example\r\n\r\n"]);
  expect(statuses).toEqual([405]);
});

test("a client that sends its headers or its body too slowly loses the connection, and an idle one as well", () => {
  expect(server.headersTimeout).toBe(20_000);
  expect(server.requestTimeout).toBe(300_000);
  expect(server.timeout).toBe(300_000);
  expect(server.keepAliveTimeout).toBe(72_000);
});

test("a client that does not read its response loses the connection", async () => {
  const usual = server.timeout;
  server.timeout = 100;
  try {
    const client = net.connect(port, "127.0.0.1");
    client.write(`GET /api/sends-much HTTP/1.1\r\n${host}\r\n`);
    const [, response] = (await once(server, "request")) as [http.IncomingMessage, http.ServerResponse];
    await once(response, "close");
    expect(response.writableFinished).toBe(false);
    client.destroy();
  } finally {
    server.timeout = usual;
  }
});
