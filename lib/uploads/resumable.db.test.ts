import { existsSync } from "node:fs";
import { readdir, rm, symlink, utimes } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import { beforeEach, describe, expect, test } from "vitest";
import type { Person } from "#lib/actor.ts";
import { newId } from "#lib/ids.ts";
import { appClient } from "#lib/postgres/app.ts";
import { settings, shared } from "#lib/process.ts";
import { createPerson } from "../../prisma/factories.ts";
import { mp4File } from "../../prisma/testing/media-files.ts";
import type { UploadedPicture } from "../pictures/upload-mutations.ts";
import { receiveUpload, resumablePath, takeUpload } from "./resumable.ts";

let person: Person;
beforeEach(async () => {
  person = await createPerson("REPORTER");
});

let shade = 0;
/** A picture that no other test uses. */
const draw = (size = 60) =>
  sharp({ create: { width: size, height: size, channels: 3, background: { r: 90, g: ++shade, b: 7 } } })
    .jpeg()
    .toBuffer();

const encode = (fields: Record<string, string>) =>
  Object.entries(fields)
    .map(([name, value]) => `${name} ${Buffer.from(value).toString("base64")}`)
    .join(",");

type Sent = { actor?: Person; id?: string | null; body?: Buffer; headers?: Record<string, string> };
function send(method: string, { actor = person, id = null, body, headers = {} }: Sent = {}): Promise<Response> {
  const request = new Request(`http://localhost${resumablePath}${id ? `/${id}` : ""}`, {
    method,
    headers: { "tus-resumable": "1.0.0", ...headers },
    ...(body ? { body: new Uint8Array(body) } : {}),
  });
  return receiveUpload(actor, request, id);
}

async function begin(length: number, fields: Record<string, string> = {}, actor = person): Promise<string> {
  const metadata = encode({ purpose: "picture", filename: "Ferry.jpg", ...fields });
  const made = await send("POST", { actor, headers: { "upload-length": String(length), "upload-metadata": metadata } });
  expect(made.status).toBe(201);
  const address = made.headers.get("location") ?? "";
  expect(address.startsWith(`${resumablePath}/`)).toBe(true);
  return address.slice(resumablePath.length + 1);
}

const append = (id: string, offset: number, body: Buffer, actor = person) =>
  send("PATCH", {
    actor,
    id,
    body,
    headers: { "upload-offset": String(offset), "content-type": "application/offset+octet-stream" },
  });

async function uploadWhole(file: Buffer, fields: Record<string, string> = {}): Promise<string> {
  const id = await begin(file.length, fields);
  expect((await append(id, 0, file)).status).toBe(204);
  return id;
}

const take = (id: string, fields: unknown = {}) => takeUpload(person, id, fields) as Promise<UploadedPicture>;

describe("a resumable upload", () => {
  test("continues at the byte where the connection was lost, and becomes a picture", async () => {
    const file = await draw();
    const id = await begin(file.length);
    expect((await append(id, 0, file.subarray(0, 100))).headers.get("upload-offset")).toBe("100");
    const head = await send("HEAD", { id });
    expect([head.headers.get("upload-offset"), head.headers.get("upload-length")]).toEqual([
      "100",
      String(file.length),
    ]);
    await expect(take(id)).rejects.toMatchObject({ code: "WRONG_STATE" });
    expect((await append(id, 60, file.subarray(60))).status).toBe(409);
    expect((await append(id, 100, file.subarray(100))).status).toBe(204);
    const { picture, isNew } = await take(id);
    expect([picture.width, picture.fileName, isNew]).toEqual([60, "Ferry.jpg", true]);
  });

  test("gives the same answer to a repeated request, also at the same time, and keeps no bytes", async () => {
    const id = await uploadWhole(await draw());
    const [first, second] = await Promise.all([take(id), take(id)]);
    expect(second.picture.id).toBe(first.picture.id);
    expect(await take(id)).toMatchObject({ picture: { id: first.picture.id }, isNew: true });
    expect((await readdir(path.join(settings().data, "uploads"))).filter((name) => name === id)).toEqual([]);
  });

  test("belongs to the person who began it, whatever the browser says", async () => {
    const colleague = await createPerson("REPORTER");
    const file = await draw();
    const id = await begin(file.length, { owner: colleague.id });
    const tries = [
      () => append(id, 0, file, colleague),
      () => send("HEAD", { id, actor: colleague }),
      () => send("DELETE", { id, actor: colleague }),
      () => takeUpload(colleague, id, {}),
      () => send("HEAD", { id: newId() }),
      () => send("HEAD", { id: "..%2f..%2fsecret" }),
    ];
    for (const refused of tries) await expect(refused()).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await append(id, 0, file)).status).toBe(204);
  });

  test("is refused before a byte arrives if it is too large, of no known purpose, or of unknown length", async () => {
    const tooLarge = { "upload-length": String(41 * 1024 * 1024), "upload-metadata": encode({ purpose: "picture" }) };
    await expect(send("POST", { headers: tooLarge })).rejects.toMatchObject({
      code: "TOO_LARGE",
      detail: { limit: 40 * 1024 * 1024 },
    });
    for (const headers of [
      { "upload-length": "10", "upload-metadata": encode({ purpose: "constructor" }) },
      { "upload-length": "10" },
      { "upload-defer-length": "1", "upload-metadata": encode({ purpose: "picture" }) },
      { "upload-length": "-5", "upload-metadata": encode({ purpose: "picture" }) },
    ])
      await expect(send("POST", { headers: headers as Record<string, string> })).rejects.toMatchObject({
        code: "INVALID",
      });
  });

  test("takes no more bytes than were announced", async () => {
    const id = await begin(50);
    expect((await append(id, 0, Buffer.alloc(51))).status).toBe(413);
  });

  test("that is no picture is refused with a reason and deleted", async () => {
    const id = await uploadWhole(Buffer.from("<!doctype html><p>Hello"));
    await expect(take(id)).rejects.toMatchObject({ code: "NOT_A_PICTURE", detail: { reason: "unknown" } });
    await expect(take(id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("that is cancelled is gone", async () => {
    const id = await begin(50);
    expect((await send("DELETE", { id })).status).toBe(204);
    await expect(append(id, 0, Buffer.alloc(50))).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("that nobody continues for a day is deleted, and no other", async () => {
    const [left, recent] = [await begin(50), await begin(50)];
    const folder = path.join(settings().data, "uploads");
    const before = new Date(Date.now() - 25 * 60 * 60 * 1000);
    for (const name of await readdir(folder))
      if (name.startsWith(left)) await utimes(path.join(folder, name), before, before);
    shared().uploads = undefined; // as after a restart
    await begin(50);
    const names = await readdir(folder);
    expect([names.some((name) => name.startsWith(left)), names.some((name) => name.startsWith(recent))]).toEqual([
      false,
      true,
    ]);
  });
});

describe("a disk that cannot be written", () => {
  test.skipIf(!existsSync("/dev/full"))("answers that files cannot be stored when it is full", async () => {
    const id = await begin(4);
    const file = path.join(settings().data, "uploads", id);
    await rm(file);
    await symlink("/dev/full", file);
    const answer = await append(id, 0, Buffer.from("text"));
    expect([answer.status, await answer.json()]).toEqual([503, { ok: false, code: "STORE_UNAVAILABLE" }]);
  });

  test("refuses an upload whose folder cannot be made, and the process goes on", async () => {
    const { settings: before, uploads } = shared();
    shared().settings = { ...settings(), data: "/dev/null" };
    shared().uploads = undefined;
    try {
      await expect(begin(4)).rejects.toMatchObject({ syscall: "mkdir" });
    } finally {
      Object.assign(shared(), { settings: before, uploads });
    }
  });
});

describe("an uploaded picture", () => {
  test("with the same bytes is the one that the library has, and is not stored twice", async () => {
    const file = await draw();
    const first = await take(await uploadWhole(file));
    const again = await take(await uploadWhole(file, { filename: "Other name.jpg" }));
    expect(again).toMatchObject({ isNew: false, picture: { id: first.picture.id, fileName: "Ferry.jpg" } });
  });

  test("takes from its preset what the file leaves empty, and adds the preset's keywords", async () => {
    const preset = await appClient().uploadPreset.create({
      data: {
        id: newId(),
        name: `Agency ${newId()}`,
        credit: "Agency A",
        copyright: "© Agency A",
        keywords: ["sport"],
        rights: "AGENCY",
        rightsNote: "Contract 7",
      },
    });
    const own = await sharp(await draw())
      .withExif({ IFD0: { Artist: "Ines Vale" } })
      .jpeg()
      .toBuffer();
    const { picture } = await take(await uploadWhole(own), { presetId: preset.id });
    expect(await appClient().picture.findUniqueOrThrow({ where: { id: picture.id } })).toMatchObject({
      credit: "Ines Vale",
      copyright: "© Agency A",
      keywords: ["sport"],
      rights: "AGENCY",
      rightsNote: "Contract 7",
    });
    await expect(take(await uploadWhole(await draw()), { presetId: "x" })).rejects.toMatchObject({ code: "INVALID" });
  });

  test("is shown beside one that looks like it, unless that is in the trash", async () => {
    const scene = (seed: number) =>
      sharp(
        Buffer.from(
          `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200"><rect width="300" height="200" fill="#ccc"/><circle cx="${60 + seed * 90}" cy="80" r="50"/><rect x="${200 - seed * 60}" y="120" width="80" height="60" fill="#733"/></svg>`,
        ),
      );
    const first = await take(await uploadWhole(await scene(0).jpeg().toBuffer()));
    const copy = await take(await uploadWhole(await scene(0).resize(240).jpeg({ quality: 50 }).toBuffer()));
    expect(copy.alike.map(({ id }) => id)).toEqual([first.picture.id]);
    expect((await take(await uploadWhole(await scene(1).jpeg().toBuffer()))).alike).toEqual([]);
    await appClient().picture.updateMany({
      where: { id: { in: [first.picture.id, copy.picture.id] } },
      data: { trashedAt: new Date() },
    });
    expect((await take(await uploadWhole(await scene(0).resize(200).jpeg().toBuffer()))).alike).toEqual([]);
  });

  test("keeps the moment at which it was taken, by the newsroom's clock if the camera names no zone", async () => {
    await appClient().setting.upsert({
      where: { key: "site" },
      create: { key: "site", value: { name: "The Ledger", language: "en-GB", timeZone: "America/New_York" } },
      update: { value: { name: "The Ledger", language: "en-GB", timeZone: "America/New_York" } },
    });
    const taken = async (exif: Record<string, string>) => {
      const { picture } = await take(
        await uploadWhole(
          await sharp(await draw())
            .withExif({ IFD2: exif })
            .jpeg()
            .toBuffer(),
        ),
      );
      return (await appClient().picture.findUniqueOrThrow({ where: { id: picture.id } })).takenAt?.toISOString();
    };
    expect(await taken({ DateTimeOriginal: "2026:05:04 09:30:15", OffsetTimeOriginal: "+02:00" })).toBe(
      "2026-05-04T07:30:15.000Z",
    );
    expect(await taken({ DateTimeOriginal: "2026:05:04 09:30:15" })).toBe("2026-05-04T13:30:15.000Z");
  });
});

describe("a video", () => {
  const film = (codec: string) => Buffer.concat([mp4File([codec]), Buffer.from(`\0\0\0\x2cfree${newId()}`, "latin1")]);
  const sendFilm = async (file: Buffer): Promise<string> => {
    const id = await begin(file.length, { purpose: "media", filename: "Ferry.mp4" });
    await append(id, 0, file.subarray(0, 1000));
    expect((await append(id, 1000, file.subarray(1000))).status).toBe(204);
    return id;
  };

  test("arrives in parts and becomes a file of the newsroom", async () => {
    const file = film("h264");
    const taken = await takeUpload(person, await sendFilm(file), {});
    expect(taken).toMatchObject({ kind: "VIDEO", format: "mp4", fileName: "Ferry.mp4", bytes: file.length });
  });

  test("is deleted if browsers do not play it", async () => {
    const id = await sendFilm(film("hevc"));
    await expect(takeUpload(person, id, {})).rejects.toMatchObject({ code: "NOT_MEDIA" });
    await expect(takeUpload(person, id, {})).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("may have the size that Settings allow, and no more", async () => {
    const metadata = encode({ purpose: "media", filename: "Ferry.mp4" });
    const ask = (length: number) =>
      send("POST", { headers: { "upload-length": String(length), "upload-metadata": metadata } });
    expect((await ask(500_000_000)).status).toBe(201);
    await expect(ask(500_000_001)).rejects.toMatchObject({ code: "TOO_LARGE", detail: { limit: 500_000_000 } });
  });
});

test("an upload of an archive is refused to people who may not import, before a byte arrives", async () => {
  const headers = { "upload-length": "10", "upload-metadata": encode({ purpose: "import", filename: "export.xml" }) };
  await expect(send("POST", { headers })).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  const admin = await createPerson("ADMIN");
  const id = await begin(4, { purpose: "import", filename: "../export.xml" }, admin);
  await append(id, 0, Buffer.from("<rss"), admin);
  expect(await takeUpload(admin, id, {})).toMatchObject({
    name: "export.xml",
    place: expect.stringMatching(/-export\.xml$/),
  });
});
