import http, { type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ask } from "#prisma/testing/press-house.ts";
import { notePageError, replaceFailedPage } from "./failed-page.ts";

/** What renders the page. */
let render: (request: IncomingMessage, response: ServerResponse) => void;
let nonce = 0;
const server = http.createServer((request, response) => {
  replaceFailedPage(response, String(++nonce), () =>
    response.writeHead(503, { "retry-after": "5" }).end("Back in a moment"),
  );
  render(request, response);
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterAll(() => new Promise((resolve) => server.close(resolve)));
const open = async () => {
  const { status, headers, text } = await ask((server.address() as AddressInfo).port, "/desk");
  return { status, retryAfter: headers["retry-after"], encoding: headers["content-encoding"], text };
};

const recovering = Object.assign(new Error("the database system is in recovery mode"), { code: "57P03" });
const backSoon = { status: 503, retryAfter: "5", encoding: undefined, text: "Back in a moment" };

/** Ways in which Next and what compresses its pages send a response. */
const waysToSend: Record<string, (response: ServerResponse) => void> = {
  "in pieces": (response) => {
    response.statusCode = 500;
    response.setHeader("content-type", "text/html");
    response.write("<html>");
    response.write("an error", () => response.end("</html>"));
  },
  "at once": (response) => {
    response.statusCode = 500;
    response.end("an error");
  },
  "with headers first, compressed": (response) => {
    response.setHeader("content-encoding", "gzip");
    response.writeHead(500, { "content-type": "text/html" });
    response.write(Buffer.from([1, 2]));
    response.end();
  },
};

for (const [way, sendError] of Object.entries(waysToSend)) {
  test(`a page that fails because the database recovers is replaced when it is sent ${way}`, async () => {
    render = (_request, response) => {
      notePageError(recovering, String(nonce));
      sendError(response);
    };
    expect(await open()).toEqual(backSoon);
  });
}

test("a page that fails for another reason, or arrives in spite of an error, is sent as it is", async () => {
  render = (_request, response) => {
    notePageError(new TypeError("a fault of ours"), String(nonce));
    response.writeHead(500).end("an error");
  };
  expect(await open()).toMatchObject({ status: 500, text: "an error" });
  render = (_request, response) => {
    notePageError(recovering, String(nonce));
    response.writeHead(200).end("a page");
  };
  expect(await open()).toMatchObject({ status: 200, text: "a page" });
});
