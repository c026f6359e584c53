import { randomBytes } from "node:crypto";
import { mkdtemp, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { file as fileBlock } from "#lib/document/blocks/file/block.ts";
import { paragraph } from "#lib/document/build.ts";
import { createPerson, unique } from "#prisma/factories.ts";
import { createReadyPage, createReadyStory, readDocument, setDocument } from "#prisma/story-factories.ts";
import { asOwner } from "#prisma/testing/owner.ts";
import { officeFile } from "#prisma/testing/zip-file.ts";
import type { Person } from "../actor.ts";
import { findLiveMedia, listMedia } from "../media/data.ts";
import { storeMedia } from "../media/mutations.ts";
import type { StoredMedia } from "../media/types.ts";
import { pictureStore } from "../pictures/store.ts";
import { appClient } from "../postgres/app.ts";
import { getLiveStory } from "../published/data.ts";
import { publishStory, takeDownStory } from "../stories/publishing/mutations.ts";
import { getPreview } from "../stories/publishing/preview-data.ts";
import { getMediaDetails, listMediaLibrary, listMediaTrash } from "./media-data.ts";
import {
  applyNextDueMedia,
  changeMediaRights,
  deleteOldMediaTrash,
  msUntilNextDueMedia,
  restoreMedia,
  trashMedia,
} from "./media-mutations.ts";

let editor: Person;
let reporter: Person;
beforeAll(async () => {
  [editor, reporter] = [await createPerson("EDITOR"), await createPerson("REPORTER")];
});

const sheet = () => officeFile("xlsx", { "note.txt": randomBytes(8).toString("hex") });
async function upload(fileName = "figures.xlsx", by = reporter, bytes = sheet()): Promise<StoredMedia> {
  const at = path.join(await mkdtemp(path.join(os.tmpdir(), "galley-media-")), "arrived");
  await writeFile(at, bytes);
  return storeMedia(by, { path: at, bytes: bytes.length, fileName });
}
const withFile = (media: string) => ({ body: [paragraph("It sails."), fileBlock({ media, title: "All figures" })] });
async function publish(media: string, kind: "STORY" | "PAGE" = "STORY"): Promise<string> {
  const { id } = await (kind === "PAGE" ? createReadyPage : createReadyStory)(editor, withFile(media));
  await publishStory(editor, { storyId: id, version: 0, showUpdated: false });
  return id;
}
const noTerms = { rightsNote: "", usableUntil: null };
const past = "2020-01-01T00:00:00.000Z";
const future = "2099-01-01T00:00:00.000Z";
const end = (media: StoredMedia, usableUntil: string | null, seen: string | null = null) =>
  changeMediaRights(editor, { mediaId: media.id, ...noTerms, usableUntil, seen: { ...noTerms, usableUntil: seen } });

describe("the list of files", () => {
  test("finds files by name and kind, counts them, and pages from the newest to the oldest", async () => {
    const mark = unique("ledger");
    const [first, second] = [await upload(`${mark} 1.xlsx`), await upload(`${mark} 2.xlsx`)];
    const shown = await publish(first.id);
    const ask = { q: mark.toUpperCase(), kind: null, after: null };
    const { items, count, next } = await listMediaLibrary(reporter, ask);
    expect(items.map(({ id, liveCount }) => [id, liveCount])).toEqual([
      [second.id, 0],
      [first.id, 1],
    ]);
    expect([count, next, items[0]?.uploader]).toEqual([2, null, reporter.name]);
    expect((await listMediaLibrary(reporter, { ...ask, after: second.id })).items).toMatchObject([{ id: first.id }]);
    expect((await listMediaLibrary(reporter, { ...ask, kind: "VIDEO" })).count).toBe(0);
    await takeDownStory(editor, { storyId: shown, reason: "wrong" });
  });

  test("names the stories that show a file, used to show it, or have it in a draft", async () => {
    const media = await upload();
    const live = await publish(media.id);
    const draft = await createReadyStory(editor, withFile(media.id));
    const earlier = await createReadyStory(editor, withFile(media.id));
    const emptied = await createReadyStory(editor, { body: [paragraph("No file.")] });
    await setDocument(earlier.id, await readDocument(emptied.id));
    const { uses } = await getMediaDetails(editor, media.id);
    expect(uses.stories.map(({ storyId, place }) => [storyId, place])).toEqual([
      [live, "LIVE"],
      [draft.id, "DRAFT"],
      [earlier.id, "EARLIER"],
    ]);
    const seen = (await getMediaDetails(reporter, media.id)).uses;
    expect(seen.stories.length + seen.unseenCount).toBe(3);
  });
});

describe("the end of the use of a file", () => {
  test.each(["STORY", "PAGE"] as const)(
    "takes it from readers of a %s at once, and a later end gives it back",
    async (kind) => {
      const media = await upload();
      const storyId = await publish(media.id, kind);
      const mark = await appClient().pressPurge.findFirst({ orderBy: { id: "desc" }, select: { id: true } });
      expect(await end(media, past)).toMatchObject({ change: "HIDDEN", storyCount: 1 });
      expect(await findLiveMedia(media.id)).toBeNull();
      if (kind === "STORY") expect((await getLiveStory(storyId))?.media).toEqual({});
      const purges = await appClient().pressPurge.findMany({ where: { id: { gt: mark?.id ?? 0n } } });
      expect(purges).toMatchObject([
        { tags: [kind === "PAGE" ? `standing:${storyId}` : `story:${storyId}`], erase: true },
      ]);
      expect(await getMediaDetails(reporter, media.id)).toMatchObject({ isHidden: true, usableUntil: past });
      expect(await end(media, future, past)).toMatchObject({ change: "SHOWN", storyCount: 1 });
      expect((await findLiveMedia(media.id))?.fileName).toBe("figures.xlsx");
    },
  );

  test("comes by the clock, is recorded, and hides the file from previews and from the dialog that offers files", async () => {
    const media = await upload(`${unique("clock")}.xlsx`);
    const storyId = await publish(media.id);
    await end(media, new Date(Date.now() + 3_600_000).toISOString());
    expect(await msUntilNextDueMedia()).toBeGreaterThan(0);
    await asOwner("update media_file set usable_until = now() - interval '1 second' where id = $1", [media.id]);
    expect(await msUntilNextDueMedia()).toBe(0);
    expect(await applyNextDueMedia()).toMatchObject({ id: media.id, change: "HIDDEN", storyCount: 1 });
    expect(await applyNextDueMedia()).toBeNull();
    expect(await findLiveMedia(media.id)).toBeNull();
    expect((await getPreview(editor, storyId)).story.media).toEqual({});
    expect(await listMedia(reporter, { kind: "DOCUMENT", query: media.fileName })).toEqual([]);
    const events = await appClient().auditEvent.findMany({
      where: { subjectId: media.id, action: "media.expired" },
      select: { detail: true },
    });
    expect(events).toEqual([{ detail: { stories: 1 } }]);
  });

  test("blocks the publication of a story that shows the file", async () => {
    const media = await upload();
    const { id } = await createReadyStory(editor, withFile(media.id));
    await end(media, past);
    await expect(publishStory(editor, { storyId: id, version: 0, showUpdated: false })).rejects.toMatchObject({
      code: "PICTURE_RIGHTS",
      detail: { pictures: [{ what: "MEDIA", id: media.id, problem: "EXPIRED", rule: "block" }] },
    });
  });

  test("is set by editors alone, and never over terms that nobody has seen", async () => {
    const media = await upload();
    const input = { mediaId: media.id, rightsNote: "Ask the museum.", usableUntil: future, seen: noTerms };
    await expect(changeMediaRights(reporter, input)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
    await changeMediaRights(editor, input);
    await expect(changeMediaRights(editor, { ...input, rightsNote: "Free." })).rejects.toMatchObject({
      code: "CHANGED_MEANWHILE",
    });
    expect(await getMediaDetails(editor, media.id)).toMatchObject({
      rightsNote: "Ask the museum.",
      usableUntil: future,
    });
  });
});

describe("the trash", () => {
  test("refuses a file that readers see, takes it afterwards, and gives it back", async () => {
    const media = await upload(`${unique("trash")}.xlsx`);
    const storyId = await publish(media.id);
    await expect(trashMedia(editor, { mediaId: media.id })).rejects.toMatchObject({
      code: "IN_USE",
      detail: { stories: 1, name: media.fileName },
    });
    await takeDownStory(editor, { storyId, reason: "wrong" });
    await expect(trashMedia(reporter, { mediaId: media.id })).rejects.toMatchObject({ code: "NOT_ALLOWED" });
    expect(await trashMedia(editor, { mediaId: media.id })).toEqual({ draftCount: 1 });
    expect((await listMediaLibrary(editor, { q: media.fileName, kind: null, after: null })).items).toEqual([]);
    expect(await listMediaTrash(reporter)).toContainEqual(
      expect.objectContaining({ id: media.id, by: editor.name, mayRestore: true }),
    );
    await restoreMedia(editor, { mediaId: media.id });
    expect((await listMediaLibrary(editor, { q: media.fileName, kind: null, after: null })).count).toBe(1);
  });

  test("loses a file that is uploaded again", async () => {
    const bytes = sheet();
    const media = await upload("again.xlsx", reporter, bytes);
    await trashMedia(reporter, { mediaId: media.id });
    expect((await upload("again.xlsx", editor, bytes)).id).toBe(media.id);
    await applyNextDueMedia();
    expect(await getMediaDetails(editor, media.id)).toMatchObject({ trashedAt: null, isHidden: false });
  });

  test("is emptied of what lay in it for 30 days, with the file in the store", async () => {
    const media = await upload();
    await createReadyStory(editor, withFile(media.id));
    await trashMedia(editor, { mediaId: media.id });
    const { sha256 } = await appClient().mediaFile.findUniqueOrThrow({
      where: { id: media.id },
      select: { sha256: true },
    });
    expect(await deleteOldMediaTrash()).toBe(0);
    await asOwner("update media_file set trashed_at = now() - interval '31 days' where id = $1", [media.id]);
    expect(await deleteOldMediaTrash()).toBe(1);
    expect(await pictureStore().has(sha256)).toBe(false);
    await expect(getMediaDetails(editor, media.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await appClient().storyMedia.count({ where: { mediaId: media.id } })).toBe(0);
  });
});
