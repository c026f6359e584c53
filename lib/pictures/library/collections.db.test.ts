import { beforeAll, describe, expect, test } from "vitest";
import type { Person } from "#lib/actor.ts";
import { newId } from "#lib/ids.ts";
import { createPerson, createPicture, unique } from "#prisma/factories.ts";
import { listCollections } from "./collection-data.ts";
import {
  addToCollection,
  createCollection,
  deleteCollection,
  moveCollection,
  removeFromCollection,
  renameCollection,
} from "./collection-mutations.ts";
import { getPictureDetails } from "./data.ts";
import { listPresets } from "./preset-data.ts";
import { deletePreset, savePreset } from "./preset-mutations.ts";
import { suggestValues } from "./suggestion-data.ts";

let reporter: Person;
let contributor: Person;
let editor: Person;
beforeAll(async () => {
  [reporter, contributor, editor] = [
    await createPerson("REPORTER"),
    await createPerson("CONTRIBUTOR"),
    await createPerson("EDITOR"),
  ];
});

const create = async (name = unique("Collection"), parentId: string | null = null) => ({
  name,
  ...(await createCollection(reporter, { name, parentId })),
});
const found = async (id: string) => (await listCollections(reporter)).find((one) => one.id === id);

describe("collections", () => {
  test("are listed with their path and the number of their own pictures, without those in the trash", async () => {
    const outer = await create();
    const inner = await create("Derby", outer.id);
    const kept = await createPicture();
    const trashed = await createPicture({ trashedAt: new Date() });
    await addToCollection(reporter, { collectionId: inner.id, pictureIds: [kept.id, trashed.id] });
    expect(await found(outer.id)).toMatchObject({ path: outer.name, count: 0, parentId: null });
    expect(await found(inner.id)).toMatchObject({ path: `${outer.name}/Derby`, count: 1, parentId: outer.id });
  });

  test("refuse a name that another one beside them has, in any case", async () => {
    const { name } = await create();
    await expect(create(name.toUpperCase())).rejects.toMatchObject({ code: "TAKEN" });
    const outer = await create();
    expect(await create(name, outer.id)).toMatchObject({ name });
    const sibling = await create();
    await expect(renameCollection(reporter, { id: sibling.id, name })).rejects.toMatchObject({ code: "TAKEN" });
  });

  test("refuse one of two simultaneous collections of the same name", async () => {
    const name = unique("Twice");
    const results = await Promise.allSettled([create(name), create(name)]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  test("are renamed and moved", async () => {
    const [outer, other] = [await create(), await create()];
    const name = unique("Renamed");
    await renameCollection(reporter, { id: other.id, name });
    await moveCollection(reporter, { id: other.id, parentId: outer.id });
    expect(await found(other.id)).toMatchObject({ path: `${outer.name}/${name}` });
    await moveCollection(reporter, { id: other.id, parentId: null });
    expect(await found(other.id)).toMatchObject({ path: name });
  });

  test("cannot be moved into themselves or into one inside of them", async () => {
    const outer = await create();
    const inner = await create("Inner", outer.id);
    for (const parentId of [outer.id, inner.id])
      await expect(moveCollection(reporter, { id: outer.id, parentId })).rejects.toMatchObject({ code: "INVALID" });
  });

  test("keep their pictures in the library and move inner collections up when they are deleted", async () => {
    const outer = await create();
    const middle = await create("Middle", outer.id);
    const inner = await create("Middle", middle.id);
    const { id } = await createPicture();
    await addToCollection(reporter, { collectionId: middle.id, pictureIds: [id] });
    await deleteCollection(reporter, { id: middle.id });
    expect((await getPictureDetails(reporter, id)).collections).toEqual([]);
    expect(await found(inner.id)).toMatchObject({ path: `${outer.name}/Middle` });
    const namesake = await create("Side", outer.id);
    await create("Side", namesake.id);
    await create("Other", namesake.id);
    await deleteCollection(reporter, { id: namesake.id });
    const names = (await listCollections(reporter)).filter(({ parentId }) => parentId === outer.id);
    expect(names.map(({ name }) => name)).toEqual(["Middle", "Other", "Side"]);
  });

  test("hold a picture once, and count what was added and removed", async () => {
    const { id, name } = await create();
    const pictures = [await createPicture(), await createPicture()].map((picture) => picture.id);
    const given = { collectionId: id, pictureIds: pictures };
    expect(await addToCollection(reporter, given)).toEqual({ changed: 2 });
    expect(await addToCollection(reporter, given)).toEqual({ changed: 0 });
    expect((await getPictureDetails(reporter, pictures[0] ?? "")).collections).toEqual([{ id, name, path: name }]);
    expect(await removeFromCollection(reporter, { ...given, pictureIds: pictures.slice(1) })).toEqual({ changed: 1 });
    expect(await found(id)).toMatchObject({ count: 1 });
  });

  test("are managed by reporters and above; contributors add only their own uploads", async () => {
    const { id } = await create();
    for (const attempt of [
      () => createCollection(contributor, { name: unique("No"), parentId: null }),
      () => renameCollection(contributor, { id, name: unique("No") }),
      () => moveCollection(contributor, { id, parentId: null }),
      () => deleteCollection(contributor, { id }),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: "NOT_ALLOWED" });
    const own = await createPicture({ uploaderId: contributor.id });
    const others = await createPicture();
    expect(await addToCollection(contributor, { collectionId: id, pictureIds: [own.id] })).toEqual({ changed: 1 });
    const mixed = { collectionId: id, pictureIds: [own.id, others.id] };
    await expect(addToCollection(contributor, mixed)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
    await expect(removeFromCollection(contributor, mixed)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  });

  test("answer NOT_FOUND when they do not exist", async () => {
    const id = newId();
    await expect(renameCollection(reporter, { id, name: "x" })).rejects.toMatchObject({ code: "NOT_FOUND" });
    const { id: pictureId } = await createPicture();
    await expect(addToCollection(reporter, { collectionId: id, pictureIds: [pictureId] })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});

describe("upload presets", () => {
  const values = { credit: "Ann Example", source: "", copyright: "", keywords: ["sport"], rightsNote: "" };

  test("are created, changed and deleted by editors", async () => {
    const name = unique("Agency");
    const { id } = await savePreset(editor, { id: null, name, ...values, rights: "AGENCY" });
    await savePreset(editor, { id, name: `${name} A`, ...values, rights: "STAFF" });
    expect((await listPresets(contributor)).find((preset) => preset.id === id)).toEqual({
      id,
      name: `${name} A`,
      ...values,
      rights: "STAFF",
    });
    await expect(savePreset(editor, { id: null, name: `${name} a`, ...values, rights: "STAFF" })).rejects.toMatchObject(
      { code: "TAKEN" },
    );
    await deletePreset(editor, { id });
    expect((await listPresets(editor)).some((preset) => preset.id === id)).toBe(false);
  });

  test("cannot be changed by reporters", async () => {
    await expect(
      savePreset(reporter, { id: null, name: unique("No"), ...values, rights: "STAFF" }),
    ).rejects.toMatchObject({ code: "NOT_ALLOWED" });
    await expect(deletePreset(reporter, { id: newId() })).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  });
});

describe("suggestions of the search field", () => {
  test("complete credits, keywords, uploaders and collections, the most used first", async () => {
    const mark = unique("Zeb").replaceAll("-", "");
    for (const credit of [`${mark} Photo`, `Ann / ${mark}`, `Ann / ${mark}`])
      await createPicture({ credit, keywords: [`${mark} race`], uploaderId: reporter.id });
    const collection = await create(`${mark} archive`);
    const suggest = (name: Parameters<typeof suggestValues>[1]["name"], value = mark.toLowerCase()) =>
      suggestValues(contributor, { name, value });
    expect(await suggest("credit")).toEqual([`Ann / ${mark}`, `${mark} Photo`]);
    expect(await suggest("keyword")).toEqual([`${mark} race`]);
    expect(await suggest("collection")).toEqual([collection.name]);
    expect(await suggest("uploaded-by", reporter.name.slice(0, 6))).toContain(reporter.name);
  });
});
