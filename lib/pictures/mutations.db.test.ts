import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { SYSTEM } from "#lib/actor.ts";
import { newId } from "#lib/ids.ts";
import { appClient } from "#lib/postgres/app.ts";
import { connections, settings } from "#lib/process.ts";
import { createPerson, createSection } from "../../prisma/factories.ts";
import { factsOf, findLivePicture, findPictureFacts, getPicture } from "./data.ts";
import { searchPictures } from "./library/search-data.ts";
import { storePicture } from "./mutations.ts";
import { servePicture } from "./serve.ts";

let shade = 0;
/** A picture that no other test uses. */
const draw = (width = 400, height = 300) =>
  sharp({ create: { width, height, channels: 3, background: { r: 10, g: ++shade, b: 60 } } })
    .jpeg()
    .toBuffer();

/** A published story that shows the picture. */
async function showToReaders(pictureId: string): Promise<string> {
  const section = await createSection();
  const storyId = newId();
  const facts = (await factsOf([pictureId])).get(pictureId);
  if (!facts) throw new Error("no such picture");
  await appClient().liveStory.create({
    data: {
      storyId,
      path: `${section.path}/${storyId}`,
      sectionId: section.id,
      headline: "A bridge",
      kicker: "",
      standfirst: "",
      label: "",
      place: "",
      language: "en",
      slug: "a-bridge",
      document: {},
      corrections: [],
      related: [],
      words: 0,
      seoTitle: "",
      seoDescription: "",
      noindex: false,
      publishedAt: new Date(),
      revisionNumber: 1,
      pictures: { create: { pictureId, facts } },
    },
    select: { storyId: true },
  });
  return storyId;
}

describe("storePicture", () => {
  test("stores a picture, its suggested texts and its uploader", async () => {
    const actor = await createPerson("CONTRIBUTOR");
    const picture = await storePicture(actor, { bytes: await draw(), fileName: "../shots/Bridge\n1.jpg" });
    expect(picture).toMatchObject({
      width: 400,
      height: 300,
      fileName: "Bridge 1.jpg",
      uploaderId: actor.id,
      src: `/pictures/${picture.id}/400.webp`,
    });
    expect(await getPicture(actor, picture.id)).toEqual(picture);
    expect((await searchPictures(actor, { q: "bridge uploaded-by:me" })).pictures).toMatchObject([{ id: picture.id }]);
    const events = await appClient().auditEvent.findMany({
      where: { subjectId: picture.id },
      select: { action: true, actorId: true },
    });
    expect(events).toEqual([{ action: "picture.uploaded", actorId: actor.id }]);
  });

  test("stores the same file once, even if several people upload it at the same time", async () => {
    const [anna, ben] = [await createPerson("REPORTER"), await createPerson("EDITOR")];
    const bytes = await draw();
    const stored = await Promise.all(
      [anna, ben, anna].map((actor) => storePicture(actor, { bytes, fileName: "a.jpg" })),
    );
    const again = await storePicture(SYSTEM, { bytes, fileName: "b.jpg" });
    expect(new Set([...stored, again].map(({ id }) => id)).size).toBe(1);
    expect(await appClient().auditEvent.count({ where: { subjectId: again.id } })).toBe(1);
  });

  test("stores neither row nor file for an invalid picture", async () => {
    const actor = await createPerson("REPORTER");
    const before = await appClient().picture.count();
    const bytes = (await draw()).subarray(0, 700);
    await expect(storePicture(actor, { bytes, fileName: "a.jpg" })).rejects.toMatchObject({
      code: "NOT_A_PICTURE",
      detail: { reason: "broken" },
    });
    expect(await appClient().picture.count()).toBe(before);
    expect(readdirSync(path.join(settings().data, "pictures", "unfinished"))).toEqual([]);
  });

  test("leaves neither row nor partial file if the process is killed, and succeeds on the next try", async () => {
    const bytes = await sharp({
      create: {
        width: 1600,
        height: 1000,
        channels: 3,
        background: "#123456",
        noise: { type: "gaussian", mean: 120, sigma: 30 },
      },
    })
      .jpeg()
      .toBuffer();
    const before = await appClient().picture.count();
    const unfinished = path.join(settings().data, "pictures", "unfinished");
    const code = `
      import { shared } from "#lib/process.ts";
      import { SYSTEM } from "#lib/actor.ts";
      import { storePicture } from "#lib/pictures/mutations.ts";
      import { buffer } from "node:stream/consumers";
      Object.assign(shared(), JSON.parse(process.env.TEST_STATE));
      await storePicture(SYSTEM, { bytes: await buffer(process.stdin), fileName: "a.jpg" });`;
    const child = spawn(process.execPath, ["--no-warnings", "--input-type=module-typescript", "-e", code], {
      env: { ...process.env, TEST_STATE: JSON.stringify({ settings: settings(), connections: connections() }) },
      stdio: ["pipe", "ignore", "inherit"],
    });
    child.stdin.end(bytes);
    const ended = new Promise((resolve) => child.on("exit", resolve));
    const half = () =>
      existsSync(unfinished) &&
      readdirSync(unfinished).some((folder) => readdirSync(path.join(unfinished, folder)).length > 0);
    await expect.poll(half, { interval: 5, timeout: 120_000 }).toBe(true);
    child.kill("SIGKILL");
    await ended;
    expect(await appClient().picture.count()).toBe(before);
    expect(
      readdirSync(path.join(settings().data, "pictures")).filter(
        (name) =>
          name !== "unfinished" &&
          readdirSync(path.join(settings().data, "pictures", name), { recursive: true }).some((file) =>
            String(file).endsWith("1600.avif"),
          ),
      ),
    ).toEqual([]);
    const stored = await storePicture(SYSTEM, { bytes, fileName: "a.jpg" });
    expect(stored.width).toBe(1600);
  });
});

describe("reading pictures", () => {
  test("answers NOT_FOUND for a picture that does not exist, and leaves it out of the facts", async () => {
    const actor = await createPerson("REPORTER");
    const first = await storePicture(actor, { bytes: await draw(), fileName: "1.jpg" });
    await expect(getPicture(actor, newId())).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await factsOf([first.id, newId(), "no id"])).size).toBe(1);
  });

  test("gives readers a picture only while a published story shows it", async () => {
    const picture = await storePicture(SYSTEM, { bytes: await draw(), fileName: "1.jpg" });
    expect(await findLivePicture(picture.id)).toBeNull();
    const storyId = await showToReaders(picture.id);
    expect(await findLivePicture(picture.id)).toMatchObject({ width: 400, height: 300 });
    await appClient().liveStory.delete({ where: { storyId }, select: { storyId: true } });
    expect(await findLivePicture(picture.id)).toBeNull();
  });
});

describe("servePicture", () => {
  const ask = (method = "GET", headers: Record<string, string> = {}) =>
    new Request("http://localhost/", { method, headers });

  test("sends the rendition with its type, and answers 304 and HEAD without a body", async () => {
    const actor = await createPerson("REPORTER");
    const { id } = await storePicture(actor, { bytes: await draw(), fileName: "1.jpg" });
    const facts = await findPictureFacts(actor, id);
    if (!facts) throw new Error("no facts");
    const whole = await servePicture(ask(), facts, "320.jpg", true);
    const bytes = Buffer.from(await whole.arrayBuffer());
    expect(whole.status).toBe(200);
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      "cache-control": "private, max-age=31536000, immutable",
      "content-type": "image/jpeg",
      "content-length": String(bytes.byteLength),
      "x-content-type-options": "nosniff",
    });
    expect((await sharp(bytes).metadata()).width).toBe(320);
    const again = await servePicture(
      ask("GET", { "if-none-match": `W/${whole.headers.get("etag")}` }),
      facts,
      "320.jpg",
      true,
    );
    expect([again.status, await again.text()]).toEqual([304, ""]);
    const head = await servePicture(ask("HEAD"), facts, "320.avif", false);
    expect([
      head.status,
      await head.text(),
      head.headers.get("content-type"),
      head.headers.get("cache-control"),
    ]).toEqual([200, "", "image/avif", "private, no-store"]);
    for (const file of ["321.jpg", "320.png", "original.jpeg", "640.jpg"]) {
      expect((await servePicture(ask(), facts, file, true)).status).toBe(404);
    }
  });
});
