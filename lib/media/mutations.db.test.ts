import { randomBytes } from "node:crypto";
import { mkdtemp, writeFile } from "node:fs/promises";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { audio } from "#lib/document/blocks/audio/block.ts";
import { file as fileBlock } from "#lib/document/blocks/file/block.ts";
import { video } from "#lib/document/blocks/video/block.ts";
import { paragraph } from "#lib/document/build.ts";
import type { NodeJson } from "#lib/document/json.ts";
import { createPerson, createPicture } from "#prisma/factories.ts";
import { createReadyPage, createReadyStory } from "#prisma/story-factories.ts";
import { mp3File, mp4File } from "#prisma/testing/media-files.ts";
import { ask } from "#prisma/testing/press-house.ts";
import { listen } from "#prisma/testing/raw-http.ts";
import { officeFile } from "#prisma/testing/zip-file.ts";
import type { Person } from "../actor.ts";
import { cookieName, sealSession } from "../auth/cookie.ts";
import { newId } from "../ids.ts";
import { pictureStore } from "../pictures/store.ts";
import { appClient } from "../postgres/app.ts";
import { getLiveStory } from "../published/data.ts";
import { answerMedia } from "../static/media-door.ts";
import { publishStory, takeDownStory } from "../stories/publishing/mutations.ts";
import { mediaAddress } from "./addresses.ts";
import { findLiveMedia, listMedia } from "./data.ts";
import { setPoster, storeMedia, updateMedia } from "./mutations.ts";

/** Makes each file another one; players skip what follows the last box, and so does the reader of containers. */
const unique = (bytes: Buffer): Buffer => {
  const more = randomBytes(16);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(24);
  head.write("free", 4);
  return Buffer.concat([bytes, head, more]);
};
const upload = async (actor: Person, bytes: Buffer, fileName: string) => {
  const folder = await mkdtemp(path.join(os.tmpdir(), "galley-media-"));
  const at = path.join(folder, "arrived");
  await writeFile(at, bytes);
  return storeMedia(actor, { path: at, bytes: bytes.length, fileName });
};
const publish = async (actor: Person, ...body: NodeJson[]) => {
  const { id } = await createReadyStory(actor, { body: [paragraph("It sails."), ...body] });
  await publishStory(actor, { storyId: id, version: 0, showUpdated: false });
  return id;
};

let server: http.Server;
let port = 0;
let editor: Person;
let reporter: Person;
beforeAll(async () => {
  server = http.createServer((request, response) => void answerMedia(request, response));
  port = await listen(server);
  [editor, reporter] = [await createPerson("EDITOR"), await createPerson("REPORTER")];
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const captions = "WEBVTT\n\n00:01.000 --> 00:02.000\nAhoy";
const change = (more: object = {}) => ({ captions, captionsLanguage: "en", transcript: "", ...more });

describe("storing a file", () => {
  test("keeps it with what its container says, once for the same bytes, and records who uploaded it", async () => {
    const bytes = unique(mp4File(["h264", "aac"]));
    const [first, second] = await Promise.all([
      upload(reporter, bytes, "C:\\films\\Ferry.mp4"),
      upload(editor, bytes, "again.mp4"),
    ]);
    expect(first.id).toBe(second.id);
    expect(first).toMatchObject({ kind: "VIDEO", format: "mp4", width: 640, durationSeconds: 60, bytes: bytes.length });
    expect(["Ferry.mp4", "again.mp4"]).toContain(first.fileName);
    const events = await appClient().auditEvent.findMany({ where: { subjectId: first.id }, select: { action: true } });
    expect(events).toEqual([{ action: "media.uploaded" }]);
  });

  test("refuses what browsers do not play, and leaves neither row nor file", async () => {
    const counts = async () => [await appClient().mediaFile.count(), await filesInStore()];
    const before = await counts();
    await expect(upload(reporter, mp4File(["hevc"]), "a.mp4")).rejects.toMatchObject({
      code: "NOT_MEDIA",
      detail: { reason: "codec", codec: "HEVC (H.265)" },
    });
    await expect(upload(reporter, officeFile("docx", { "word/vbaProject.bin": "x" }), "a.docx")).rejects.toMatchObject({
      code: "NOT_MEDIA",
      detail: { reason: "macros" },
    });
    expect(await counts()).toEqual(before);
  });

  test("refuses a file that is larger than Settings allow for its kind", async () => {
    const bytes = officeFile("xlsx");
    const folder = await mkdtemp(path.join(os.tmpdir(), "galley-media-"));
    const at = path.join(folder, "arrived");
    await writeFile(at, bytes);
    await expect(storeMedia(reporter, { path: at, bytes: 50_000_001, fileName: "a.xlsx" })).rejects.toMatchObject({
      code: "TOO_LARGE",
      detail: { limit: 50_000_000 },
    });
  });

  test("finds files by kind and name, and takes % for a sign", async () => {
    const sound = await upload(reporter, mp3File(41), "Talk 50%.mp3");
    const names = async (query: string) =>
      (await listMedia(reporter, { kind: "AUDIO", query })).map(({ fileName }) => fileName);
    expect(await names("talk 50%")).toEqual([sound.fileName]);
    expect(await names("alk%0")).toEqual([]);
    expect(await listMedia(reporter, { kind: "DOCUMENT", query: "talk" })).toEqual([]);
  });
});

async function filesInStore(): Promise<number> {
  let count = 0;
  for await (const _ of pictureStore().list()) count++;
  return count;
}

describe("a file in a story", () => {
  test("is served to readers while the story is published, and to staff before", async () => {
    const film = await upload(reporter, unique(mp4File(["h264"])), "Ferry.mp4");
    const address = mediaAddress(film.id, film);
    expect((await ask(port, address)).status).toBe(404);
    const cookie = `${cookieName}=${await sealSession(reporter.sessionId)}`;
    const seen = await ask(port, address, { cookie, range: "bytes=4-7" });
    expect([seen.status, seen.text, seen.headers["cache-control"]]).toEqual([206, "ftyp", "private, no-store"]);

    const storyId = await publish(editor, video({ media: film.id, caption: "Leaving" }));
    const shown = await ask(port, address);
    expect([shown.status, shown.body.length]).toEqual([200, film.bytes]);
    await takeDownStory(editor, { storyId, reason: "wrong" });
    expect((await ask(port, address)).status).toBe(404);
    expect((await ask(port, address, { range: "bytes=0-1" })).status).toBe(404);
  });

  test("is a fact of the published story and page, and its poster is a picture of it", async () => {
    const [film, sound, sheet] = [
      await upload(reporter, unique(mp4File(["h264"])), "a.mp4"),
      await upload(reporter, unique(mp4File(["aac"], "M4A ")), "a.m4a"),
      await upload(reporter, officeFile("xlsx", { "x.txt": String(Math.random()) }), "a.xlsx"),
    ];
    const poster = await createPicture();
    const body = [
      video({ media: film.id, poster: poster.id }),
      audio({ media: sound.id }),
      fileBlock({ media: sheet.id, title: "All figures" }),
    ];
    const story = await getLiveStory(await publish(editor, ...body));
    expect(Object.keys(story?.media ?? {}).sort()).toEqual([film.id, sound.id, sheet.id].sort());
    expect(Object.keys(story?.pictures ?? {})).toEqual([poster.id]);
    const other = await upload(reporter, unique(mp4File(["h264"])), "b.mp4");
    const page = await createReadyPage(editor, { body: [paragraph("About"), video({ media: other.id })] });
    await publishStory(editor, { storyId: page.id, version: 0, showUpdated: false });
    expect((await findLiveMedia(other.id))?.fileName).toBe("b.mp4");
  });

  test("answers other methods, unknown files and the name of another file with an error", async () => {
    expect((await ask(port, `/media/${newId()}/video.mp4`)).status).toBe(404);
    const film = await upload(reporter, unique(mp4File(["h264"])), "a.mp4");
    await publish(editor, video({ media: film.id }));
    expect((await ask(port, `/media/${film.id}/original.mp4`)).status).toBe(404);
    expect((await ask(port, `/media/${film.id}/%E0%A4%A`)).status).toBe(404);
    expect((await ask(port, mediaAddress(film.id, film), {}, "POST")).status).toBe(405);
  });
});

describe("captions", () => {
  test("are written by everybody before publication, and reach readers of a published story at once", async () => {
    const film = await upload(reporter, unique(mp4File(["h264"])), "a.mp4");
    const changed = await updateMedia(reporter, { id: film.id, version: 1, ...change() });
    expect(changed).toMatchObject({ version: 2, captions, captionsLanguage: "en" });
    const storyId = await publish(editor, video({ media: film.id }));
    expect((await ask(port, `/media/${film.id}/captions.vtt`)).text).toBe(captions);
    const mark = await appClient().pressPurge.findFirst({ orderBy: { id: "desc" }, select: { id: true } });
    await expect(updateMedia(reporter, { id: film.id, version: 2, ...change() })).rejects.toMatchObject({
      code: "NOT_ALLOWED",
    });
    await updateMedia(editor, {
      id: film.id,
      version: 2,
      ...change({ captions: `${captions}!`, transcript: "Ahoy!" }),
    });
    expect((await ask(port, `/media/${film.id}/captions.vtt`)).text).toBe(`${captions}!`);
    expect((await getLiveStory(storyId))?.media[film.id]).toMatchObject({ transcript: "Ahoy!" });
    const purges = await appClient().pressPurge.findMany({ where: { id: { gt: mark?.id ?? 0n } } });
    expect(purges).toMatchObject([{ tags: [`story:${storyId}`], erase: true }]);
  });

  test("are not overwritten by somebody who has seen an older version", async () => {
    const film = await upload(reporter, unique(mp4File(["h264"])), "a.mp4");
    await updateMedia(reporter, { id: film.id, version: 1, ...change() });
    await expect(
      updateMedia(editor, { id: film.id, version: 1, ...change({ transcript: "Mine" }) }),
    ).rejects.toMatchObject({ code: "CHANGED_MEANWHILE", detail: { version: 2 } });
    await expect(updateMedia(editor, { id: newId(), version: 1, ...change() })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  test("a poster is a picture of the library, and belongs to a video", async () => {
    const [film, sound] = [
      await upload(reporter, unique(mp4File(["h264"])), "a.mp4"),
      await upload(reporter, unique(mp4File(["aac"], "M4A ")), "a.m4a"),
    ];
    const picture = await createPicture();
    expect(await setPoster(reporter, { id: film.id, pictureId: picture.id })).toMatchObject({ posterId: picture.id });
    for (const wrong of [
      { id: sound.id, pictureId: picture.id },
      { id: film.id, pictureId: newId() },
    ])
      await expect(setPoster(reporter, wrong)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
