import { once } from "node:events";
import http from "node:http";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { figure } from "#lib/document/build.ts";
import { createPerson } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import { ask } from "#prisma/testing/press-house.ts";
import { listen } from "#prisma/testing/raw-http.ts";
import { cookieName, sealSession } from "../auth/cookie.ts";
import { endSession } from "../auth/mutations.ts";
import { log } from "../log.ts";
import { awaitCropFile } from "../pictures/crop-mutations.ts";
import { findNamedCrop } from "../pictures/crops.ts";
import { findPictureFacts } from "../pictures/data.ts";
import { storePicture } from "../pictures/mutations.ts";
import { pictureStore } from "../pictures/store.ts";
import { appClient } from "../postgres/app.ts";
import { shared } from "../process.ts";
import { publishStory, takeDownStory } from "../stories/publishing/mutations.ts";
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

/** A file of a crop may take longer than a request waits; until then its like is sent, which nobody may keep. */
async function askUntilMade(path: string, cookie: string) {
  const wanted = Number(/(\d+)\.\w+$/.exec(path)?.[1]);
  let answer = await ask(port, path, { cookie });
  await expect
    .poll(
      async () => {
        answer = await ask(port, path, { cookie });
        return [answer.status, (await sharp(answer.body).metadata()).width, "etag" in answer.headers];
      },
      { timeout: 60_000 },
    )
    .toEqual([200, wanted, true]);
  return answer;
}

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

describe("a crop", () => {
  test("is cut out of the picture when it is first asked for, and its bytes never change", async () => {
    const actor = await createPerson("REPORTER");
    const halves = await sharp({ create: { width: 400, height: 400, channels: 3, background: "red" } })
      .composite([
        { input: { create: { width: 400, height: 200, channels: 3, background: "blue" } }, left: 0, top: 200 },
      ])
      .jpeg({ quality: 100 })
      .toBuffer();
    const { id } = await storePicture(actor, { bytes: halves, fileName: "1.jpg" });
    await appClient().picture.update({ where: { id }, data: { focalX: 0.5, focalY: 1 }, select: { id: true } });
    const cookie = `${cookieName}=${await sealSession(actor.sessionId)}`;
    const path = `/pictures/${id}/0x175x400x225/320.jpg`;
    const whole = await askUntilMade(path, cookie);
    expect(whole.headers["content-type"]).toBe("image/jpeg");
    expect(await sharp(whole.body).metadata()).toMatchObject({ width: 320, height: 180, format: "jpeg" });
    const [red, , blue] = await sharp(whole.body)
      .extract({ left: 0, top: 60, width: 320, height: 120 })
      .resize(1, 1)
      .raw()
      .toBuffer();
    expect([red, (blue ?? 0) > 200]).toEqual([0, true]);
    const again = await ask(port, path, { cookie });
    expect(again.body.equals(whole.body)).toBe(true);
    expect(await ask(port, path)).toMatchObject({ status: 404 });
    for (const file of ["320.avif", "320.webp"])
      expect((await askUntilMade(path.replace("320.jpg", file), cookie)).headers["content-type"]).toBe(
        `image/${file.slice(4)}`,
      );
  });

  test("that nobody has named is refused, and no file is made", async () => {
    const actor = await createPerson("REPORTER");
    const { id } = await storePicture(actor, { bytes: await draw(), fileName: "1.jpg" });
    const cookie = `${cookieName}=${await sealSession(actor.sessionId)}`;
    for (const file of [
      "0x0x200x200/200.jpg",
      "0x0x300x300/200.jpg",
      "50x0x300x300/301.jpg",
      "0x0x1x1/1.jpg",
      "x/320.jpg",
    ])
      expect([file, (await ask(port, `/pictures/${id}/${file}`, { cookie })).status]).toEqual([file, 404]);
    const { sha256 } = await appClient().picture.findUniqueOrThrow({ where: { id }, select: { sha256: true } });
    const files = await Array.fromAsync(pictureStore().list(sha256), ({ file }) => file);
    expect(files.filter((file) => file.includes("x"))).toEqual([]);
  });

  test("is public while a live story shows it", async () => {
    const actor = await createPerson("EDITOR");
    const { id } = await storePicture(actor, { bytes: await draw(), fileName: "1.jpg" });
    const path = `/pictures/${id}/10x20x300x200/300.jpg`;
    const cookie = `${cookieName}=${await sealSession(actor.sessionId)}`;
    expect((await ask(port, path, { cookie })).status).toBe(404);
    const main = { picture: id, crop: "10x20x300x200" };
    const story = await createReadyStory(actor, { mainFigure: main });
    await publishStory(actor, { storyId: story.id, version: 0, showUpdated: false });
    expect((await ask(port, path)).status).toBe(200);
    await takeDownStory(actor, { storyId: story.id, reason: "Wrong picture" });
    expect((await ask(port, path)).status).toBe(404);
  });

  test("of a figure that is not published is for the newsroom alone", async () => {
    const actor = await createPerson("REPORTER");
    const { id } = await storePicture(actor, { bytes: await draw(), fileName: "1.jpg" });
    const path = `/pictures/${id}/5x5x320x200/320.jpg`;
    const cookie = `${cookieName}=${await sealSession(actor.sessionId)}`;
    expect((await ask(port, path, { cookie })).status).toBe(404);
    await createReadyStory(actor, { body: [figure({ picture: id, crop: "5x5x320x200" })] });
    expect((await ask(port, path, { cookie })).status).toBe(200);
    expect((await ask(port, path)).status).toBe(404);
  });

  test("is made by one of several nodes that are asked at once", async () => {
    const actor = await createPerson("REPORTER");
    const { id } = await storePicture(actor, { bytes: await draw(), fileName: "1.jpg" });
    const facts = await findPictureFacts(actor, id);
    const crop = facts && findNamedCrop(facts, "50x0x300x300");
    const wanted = crop?.renditions.find(({ width, format }) => width === 300 && format === "jpeg");
    if (!crop || !wanted) throw new Error("the crop has no such file");
    let kept = 0;
    const store = {
      ...pictureStore(),
      keep: async (key: string, folder: string) => {
        kept += 1;
        await pictureStore().keep(key, folder);
      },
    };
    // Nodes share no memory: each forgets what the other is making.
    const asNode = () => {
      shared().cropsBeingMade = new Map();
      return awaitCropFile(crop, wanted, store);
    };
    await Promise.all([asNode(), asNode(), awaitCropFile(crop, wanted, store)]);
    await expect.poll(() => awaitCropFile(crop, wanted, store), { timeout: 60_000 }).toBe(true);
    expect(kept).toBe(1);
    // The others may see the file before the one that made it gives up its claim.
    await expect
      .poll(() => appClient().pictureClaim.count({ where: { sha256: crop.key } }), { timeout: 60_000 })
      .toBe(0);
  });
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
