import { once } from "node:events";
import http from "node:http";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createPerson } from "#prisma/factories.ts";
import { ask } from "#prisma/testing/press-house.ts";
import { listen } from "#prisma/testing/raw-http.ts";
import { cookieName, sealSession } from "../auth/cookie.ts";
import { endSession } from "../auth/mutations.ts";
import { log } from "../log.ts";
import { storePicture } from "../pictures/mutations.ts";
import { answerPicture } from "./picture-door.ts";

let server: http.Server;
let port = 0;
beforeAll(async () => {
  server = http.createServer((request, response) => {
    response.setHeader("x-content-type-options", "nosniff"); // as server.ts does before anything else
    void answerPicture(request, response);
  });
  port = await listen(server);
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const draw = () =>
  sharp({ create: { width: 400, height: 300, channels: 3, background: "teal" } })
    .jpeg()
    .toBuffer();

test("a picture has its length and a policy under which it runs nothing, for GET, HEAD and 304", async () => {
  const actor = await createPerson("REPORTER");
  const { id } = await storePicture(actor, { bytes: await draw(), fileName: "1.jpg" });
  const path = `/pictures/${id}/320.jpg`;
  const cookie = `${cookieName}=${await sealSession(actor.sessionId)}`;
  const whole = await ask(port, path, { cookie });
  expect(whole.status).toBe(200);
  expect(whole.headers).toMatchObject({
    "content-security-policy": "default-src 'none'; sandbox",
    "content-length": String(whole.body.length),
    "content-type": "image/jpeg",
    "cache-control": "private, no-store",
    "x-content-type-options": "nosniff",
  });
  expect(whole.headers).not.toHaveProperty("transfer-encoding");
  expect((await sharp(whole.body).metadata()).width).toBe(320);
  const head = await ask(port, path, { cookie }, "HEAD");
  expect([head.status, head.headers["content-length"], head.body.length]).toEqual([200, `${whole.body.length}`, 0]);
  const known = await ask(port, path, { cookie, "if-none-match": whole.headers.etag ?? "" });
  expect([known.status, known.headers["content-security-policy"]]).toEqual([304, "default-src 'none'; sandbox"]);

  await endSession(actor.sessionId);
  for (const headers of [{}, { cookie }])
    expect((await ask(port, path, headers as Record<string, string>)).status).toBe(404);
});

test("an address below /pictures that names no picture is answered with 404 and the same policy", async () => {
  for (const path of [
    "/pictures",
    "/pictures/",
    "/pictures/none/320.jpg",
    "/pictures/masthead/0123456789abcdef.webp",
    "/pictures/masthead/../../secret",
    "/pictures/%2e%2e/secret",
  ]) {
    const { status, headers, body } = await ask(port, path);
    expect([path, status]).toEqual([path, 404]);
    expect(headers).toMatchObject({
      "content-security-policy": "default-src 'none'; sandbox",
      "content-length": String(body.length),
    });
  }
  expect((await ask(port, "/pictures/none/320.jpg", {}, "POST")).status).toBe(405);
});

test("a client that leaves before its picture is sent causes no line in the log above debug", async () => {
  const actor = await createPerson("REPORTER");
  const { id } = await storePicture(actor, { bytes: await draw(), fileName: "2.jpg" });
  const lines = (["warn", "error"] as const).map((level) => vi.spyOn(log, level));
  const answered = new Promise<void>((resolve, reject) => {
    const slow = http.createServer(async (request, response) => {
      await once(response, "close");
      await answerPicture(request, response).then(resolve, reject);
      slow.close();
    });
    void listen(slow).then(async (slowPort) => {
      const headers = { cookie: `${cookieName}=${await sealSession(actor.sessionId)}` };
      const leaving = http.get({ port: slowPort, path: `/pictures/${id}/320.jpg`, headers });
      leaving.on("error", () => {}); // the reset that this test causes
      slow.once("request", () => leaving.destroy());
    });
  });
  await answered;
  for (const line of lines) {
    expect(line).not.toHaveBeenCalled();
    line.mockRestore();
  }
});
