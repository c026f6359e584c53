import { existsSync } from "node:fs";
import http from "node:http";
import path from "node:path";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createPerson } from "#prisma/factories.ts";
import { ask } from "#prisma/testing/press-house.ts";
import { listen } from "#prisma/testing/raw-http.ts";
import { TestS3 } from "#prisma/testing/s3.ts";
import { cookieName, sealSession } from "../auth/cookie.ts";
import { appClient } from "../postgres/app.ts";
import { settings, shared } from "../process.ts";
import { answerPicture } from "../static/picture-door.ts";
import { completePicture, storePicture } from "./mutations.ts";

const s3 = new TestS3();
let server: http.Server;
let port = 0;
beforeAll(async () => {
  await s3.start();
  server = http.createServer((request, response) => void answerPicture(request, response));
  port = await listen(server);
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await s3.remove();
});

const before = settings();
/** From now on this process is a node with such a data folder, and pictures are in the bucket. */
const becomeNode = (name: string) => {
  shared().settings = { ...before, data: path.join(before.data, name), s3: s3.settings() };
};
beforeEach(async () => {
  await s3.stop();
  await s3.start();
  s3.behave();
  becomeNode("first");
});
afterEach(() => {
  shared().settings = before;
});

let shade = 0;
const draw = () =>
  sharp({ create: { width: 400, height: 300, channels: 3, background: { r: ++shade, g: 40, b: 90 } } })
    .jpeg()
    .toBuffer();

const cookieOf = async ({ sessionId }: { sessionId: string }) => ({
  cookie: `${cookieName}=${await sealSession(sessionId)}`,
});

describe("pictures of several nodes in one bucket", () => {
  test("a picture that one node stored is served by another", async () => {
    const actor = await createPerson("REPORTER");
    const { id } = await storePicture(actor, { bytes: await draw(), fileName: "1.jpg" });
    becomeNode("second");
    const whole = await ask(port, `/pictures/${id}/320.jpg`, await cookieOf(actor));
    expect([whole.status, whole.headers["content-length"]]).toEqual([200, String(whole.body.length)]);
    expect((await sharp(whole.body).metadata()).width).toBe(320);
    const head = await ask(port, `/pictures/${id}/320.jpg`, await cookieOf(actor), "HEAD");
    expect([head.status, head.headers["content-length"]]).toEqual([200, String(whole.body.length)]);
    expect(existsSync(path.join(before.data, "second", "pictures"))).toBe(false);
  });

  test("the nearest rendition is served until all are made", async () => {
    const actor = await createPerson("REPORTER");
    const bytes = await draw();
    const { id } = await storePicture(actor, { bytes, fileName: "1.jpg" }, { extent: "first" });
    const soon = await ask(port, `/pictures/${id}/320.webp`, await cookieOf(actor));
    expect([soon.status, soon.headers["content-type"]]).toEqual([200, "image/jpeg"]);
    await completePicture(bytes);
    const then = await ask(port, `/pictures/${id}/320.webp`, await cookieOf(actor));
    expect([then.status, then.headers["content-type"]]).toEqual([200, "image/webp"]);
  });
});

describe("a bucket that cannot be reached", () => {
  test("a reader gets 503 with a time to try again, and the picture once the store is back", async () => {
    const actor = await createPerson("REPORTER");
    const { id } = await storePicture(actor, { bytes: await draw(), fileName: "1.jpg" });
    await s3.stop();
    const { status, headers } = await ask(port, `/pictures/${id}/320.jpg`, await cookieOf(actor));
    expect([status, headers["retry-after"], headers["cache-control"]]).toEqual([503, "5", "no-store"]);
    await s3.start();
    expect((await ask(port, `/pictures/${id}/320.jpg`, await cookieOf(actor))).status).toBe(200);
  });

  test("a file that breaks off on its way breaks off for the reader too, and never arrives as a whole", async () => {
    const actor = await createPerson("REPORTER");
    const { id } = await storePicture(actor, { bytes: await draw(), fileName: "1.jpg" });
    s3.intercept = ({ method }, response) => {
      if (method !== "GET") return false;
      response.writeHead(200, { "content-length": "5000" });
      response.write(Buffer.alloc(100), () => response.destroy());
      return true;
    };
    await expect(ask(port, `/pictures/${id}/320.jpg`, await cookieOf(actor))).rejects.toThrow(/aborted|hang up/);
    s3.behave();
    expect((await ask(port, `/pictures/${id}/320.jpg`, await cookieOf(actor))).status).toBe(200);
  });

  test("an upload is refused without a row, and succeeds once the store is back", async () => {
    const actor = await createPerson("REPORTER");
    const upload = { bytes: await draw(), fileName: "1.jpg" };
    const rows = await appClient().picture.count();
    await s3.stop();
    await expect(storePicture(actor, upload)).rejects.toMatchObject({ code: "STORE_UNAVAILABLE" });
    expect(await appClient().picture.count()).toBe(rows);
    await s3.start();
    expect((await storePicture(actor, upload)).width).toBe(400);
  });
});
