// What `galley verify` says about the pictures and files that readers get.
import { randomBytes } from "node:crypto";
import { mkdtemp, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import { file as fileBlock } from "#lib/document/blocks/file/block.ts";
import { figure, paragraph } from "#lib/document/build.ts";
import type { NodeJson } from "#lib/document/json.ts";
import { createPerson } from "#prisma/factories.ts";
import { createReadyPage, createReadyStory } from "#prisma/story-factories.ts";
import { asOwner } from "#prisma/testing/owner.ts";
import { officeFile } from "#prisma/testing/zip-file.ts";
import type { Person } from "../actor.ts";
import { storeMedia } from "../media/mutations.ts";
import { diskStore } from "../pictures/disk-store.ts";
import { storePicture } from "../pictures/mutations.ts";
import { pictureStore } from "../pictures/store.ts";
import { settings } from "../process.ts";
import { checkStory } from "../stories/history/verify-data.ts";
import { publishStory } from "../stories/publishing/mutations.ts";
import { FileCheck } from "./shown-files-data.ts";

let editor: Person;
beforeAll(async () => {
  editor = await createPerson("EDITOR");
});

async function storedSheet(fileName = "figures.xlsx") {
  const bytes = officeFile("xlsx", { "note.txt": randomBytes(8).toString("hex") });
  const at = path.join(await mkdtemp(path.join(os.tmpdir(), "galley-verify-")), "arrived");
  await writeFile(at, bytes);
  return storeMedia(editor, { path: at, bytes: bytes.length, fileName });
}

async function storedPicture(fileName = "harbour.jpg") {
  const background = { r: randomBytes(1)[0] ?? 0, g: randomBytes(1)[0] ?? 0, b: randomBytes(1)[0] ?? 0 };
  const bytes = await sharp({ create: { width: 64, height: 48, channels: 3, background } })
    .jpeg()
    .toBuffer();
  return storePicture(editor, { bytes, fileName }, { extent: "first" });
}

async function publish(kind: "STORY" | "PAGE", ...body: NodeJson[]): Promise<string> {
  const parts = { body: [paragraph("It sails."), ...body] };
  const { id } = await (kind === "PAGE" ? createReadyPage(editor, parts) : createReadyStory(editor, parts));
  await publishStory(editor, { storyId: id, version: 0, showUpdated: false });
  return id;
}

async function problemOf(storyId: string): Promise<string | null> {
  const found = await checkStory(storyId);
  return found && (found.broken ?? (await new FileCheck().check(found.files)));
}

/** The key in the store: the hash of the upload. */
async function keyOf(storyId: string): Promise<string> {
  const [file] = (await checkStory(storyId))?.files ?? [];
  if (!file) throw new Error("the story shows no file");
  return file.key;
}

describe.each(["STORY", "PAGE"] as const)("a published %s with a picture and a document", (kind) => {
  const prefix = kind === "PAGE" ? "live_page" : "live";

  test("verifies while rows and files are as they were published", async () => {
    const [picture, sheet] = [await storedPicture(), await storedSheet()];
    expect(
      await problemOf(
        await publish(kind, figure({ picture: picture.id }), fileBlock({ media: sheet.id, title: "All" })),
      ),
    ).toBeNull();
  });

  test("is broken when readers do not get the picture or the document", async () => {
    const [picture, sheet] = [await storedPicture(), await storedSheet()];
    const withPicture = await publish(kind, figure({ picture: picture.id }));
    await asOwner(`delete from ${prefix}_picture where story_id = $1`, [withPicture]);
    expect(await problemOf(withPicture)).toBe("Readers do not get harbour.jpg.");
    const withSheet = await publish(kind, fileBlock({ media: sheet.id, title: "All" }));
    await asOwner(`delete from ${prefix}_media where story_id = $1`, [withSheet]);
    expect(await problemOf(withSheet)).toBe("Readers do not get figures.xlsx.");
  });

  test("is broken when readers get a picture whose rights have ended", async () => {
    const { id } = await storedPicture();
    const storyId = await publish(kind, figure({ picture: id }));
    await asOwner("update picture set usable_until = now() - interval '1 hour' where id = $1", [id]);
    expect(await problemOf(storyId)).toBe("Readers get harbour.jpg, though its rights do not allow it.");
  });

  test("is broken when readers get other captions than the newsroom has", async () => {
    const { id } = await storedSheet();
    const storyId = await publish(kind, fileBlock({ media: id, title: "All" }));
    await asOwner(`update ${prefix}_media set facts = facts || '{"transcript":"x"}' where story_id = $1`, [storyId]);
    expect(await problemOf(storyId)).toBe("What readers get of figures.xlsx is not what the newsroom has.");
  });
});

describe("the files in the store", () => {
  test("a document whose bytes were changed is named", async () => {
    const storyId = await publish("STORY", fileBlock({ media: (await storedSheet()).id, title: "All" }));
    const key = await keyOf(storyId);
    const store = diskStore(path.join(settings().data, "pictures"));
    await store.remove(key);
    const folder = await store.prepare();
    await writeFile(path.join(folder, "original.xlsx"), "something else");
    await store.keep(key, folder);
    expect(await problemOf(storyId)).toBe("figures.xlsx is not the file that was uploaded.");
  });

  test("a picture and a document that are gone are named", async () => {
    const [picture, sheet] = [await storedPicture(), await storedSheet()];
    const blocks = [figure({ picture: picture.id }), fileBlock({ media: sheet.id, title: "All" })];
    const missing = ["harbour.jpg is missing in the store.", "figures.xlsx is missing in the store."];
    for (const [index, block] of blocks.entries()) {
      const storyId = await publish("STORY", block);
      await pictureStore().remove(await keyOf(storyId));
      expect(await problemOf(storyId)).toBe(missing[index]);
    }
  });

  test("a file that many stories show is read once", async () => {
    const { id } = await storedSheet();
    const files = [];
    for (let count = 0; count < 3; count++)
      files.push(...((await checkStory(await publish("STORY", fileBlock({ media: id, title: "All" }))))?.files ?? []));
    const opened: string[] = [];
    const store = pictureStore();
    const open: typeof store.open = (key, file) => {
      opened.push(file);
      return store.open(key, file);
    };
    const check = new FileCheck({ ...store, open });
    expect(await check.check(files)).toBeNull();
    expect([files.length, opened]).toEqual([3, ["original.xlsx"]]);
  });
});
