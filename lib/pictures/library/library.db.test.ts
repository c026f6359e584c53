import { beforeAll, describe, expect, test } from "vitest";
import type { Person } from "#lib/actor.ts";
import { newId } from "#lib/ids.ts";
import { appClient } from "#lib/postgres/app.ts";
import { createPerson, createPicture } from "#prisma/factories.ts";
import { getPictureDetails } from "./data.ts";
import { describePicture, describePictures } from "./mutations.ts";
import { searchPictures } from "./search-data.ts";
import { listSimilar } from "./similar-data.ts";

let [anna, ben, contributor]: Person[] = [];
beforeAll(async () => {
  [anna, ben, contributor] = [
    await createPerson("REPORTER", { name: "Anna" }),
    await createPerson("EDITOR", { name: "Ben" }),
    await createPerson("CONTRIBUTOR"),
  ];
});
const actor = (person: Person | undefined): Person => {
  if (!person) throw new Error("the people of this file are made before its tests");
  return person;
};

const eventsOf = (id: string) =>
  appClient().auditEvent.findMany({
    where: { subjectId: id },
    orderBy: { id: "asc" },
    select: { action: true, actorId: true, detail: true },
  });

describe("describePicture", () => {
  test("stores the changed fields, raises the version and records who changed what", async () => {
    const { id } = await createPicture();
    const now = await describePicture(actor(anna), {
      id,
      version: 1,
      changes: { caption: "The pier at night", people: ["Ada Example"], takenAt: "2026-02-03T04:05:00.000Z" },
      seen: { caption: "", people: [], takenAt: null },
    });
    expect(now).toMatchObject({
      version: 2,
      caption: "The pier at night",
      people: ["Ada Example"],
      takenAt: "2026-02-03T04:05:00.000Z",
    });
    expect(await eventsOf(id)).toEqual([
      { action: "picture.described", actorId: anna?.id, detail: { fields: ["caption", "takenAt", "people"] } },
    ]);
    expect((await searchPictures(actor(anna), { q: "pier night ada" })).pictures.map((one) => one.id)).toEqual([id]);
  });

  test("merges changes of two people to different fields", async () => {
    const { id } = await createPicture({ caption: "A", credit: "B" });
    await describePicture(actor(anna), { id, version: 1, changes: { caption: "Anna’s" }, seen: { caption: "A" } });
    const now = await describePicture(actor(ben), {
      id,
      version: 1,
      changes: { credit: "Ben’s" },
      seen: { credit: "B" },
    });
    expect(now).toMatchObject({ caption: "Anna’s", credit: "Ben’s", version: 3 });
  });

  test.each(["caption", "alt", "credit", "source", "copyright", "place"] as const)(
    "refuses a change of the %s that somebody else has changed, and says to what",
    async (field) => {
      const { id } = await createPicture({ [field]: "Before" });
      await describePicture(actor(anna), {
        id,
        version: 1,
        changes: { [field]: "Anna’s" },
        seen: { [field]: "Before" },
      });
      const late = { id, version: 1, changes: { [field]: "Ben’s" }, seen: { [field]: "Before" } };
      await expect(describePicture(actor(ben), late)).rejects.toMatchObject({
        code: "CHANGED_MEANWHILE",
        detail: { field, theirs: "Anna’s" },
      });
      expect((await getPictureDetails(actor(ben), id))[field]).toBe("Anna’s");
      await describePicture(actor(ben), { ...late, seen: { [field]: "Anna’s" } });
      expect((await getPictureDetails(actor(ben), id))[field]).toBe("Ben’s");
    },
  );

  test("refuses a change of the time taken that somebody else has changed", async () => {
    const { id } = await createPicture();
    const [one, two] = ["2026-01-01T10:00:00.000Z", "2026-01-01T11:00:00.000Z"];
    await describePicture(actor(anna), { id, version: 1, changes: { takenAt: one }, seen: { takenAt: null } });
    await expect(
      describePicture(actor(ben), { id, version: 1, changes: { takenAt: two }, seen: { takenAt: null } }),
    ).rejects.toMatchObject({ code: "CHANGED_MEANWHILE", detail: { field: "takenAt", theirs: one } });
  });

  test("lets one of two simultaneous changes of a field through", async () => {
    const { id } = await createPicture({ caption: "Before" });
    const results = await Promise.allSettled(
      [actor(anna), actor(ben)].map((person) =>
        describePicture(person, { id, version: 1, changes: { caption: person.name }, seen: { caption: "Before" } }),
      ),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  test("merges keywords that two people add and remove", async () => {
    const { id } = await createPicture({ keywords: ["sea", "pier"] });
    const seen = { keywords: ["sea", "pier"] };
    await describePicture(actor(anna), { id, version: 1, changes: { keywords: ["pier", "boat"] }, seen });
    const now = await describePicture(actor(ben), {
      id,
      version: 1,
      changes: { keywords: ["sea", "pier", "Fog"] },
      seen,
    });
    expect(now.keywords).toEqual(["pier", "boat", "Fog"]);
  });

  test("records nothing when nothing has changed", async () => {
    const { id } = await createPicture({ caption: "Same" });
    const now = await describePicture(actor(anna), {
      id,
      version: 1,
      changes: { caption: "Same" },
      seen: { caption: "Same" },
    });
    expect(now.version).toBe(1);
    expect(await eventsOf(id)).toEqual([]);
  });

  test("lets contributors describe only their own uploads", async () => {
    const own = await createPicture({ uploaderId: actor(contributor).id });
    const others = await createPicture({ uploaderId: actor(anna).id });
    const imported = await createPicture();
    const change = (id: string) =>
      describePicture(actor(contributor), { id, version: 1, changes: { caption: "Mine" }, seen: { caption: "" } });
    expect(await change(own.id)).toMatchObject({ caption: "Mine", mayEdit: true });
    for (const { id } of [others, imported]) {
      await expect(change(id)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
      expect(await getPictureDetails(actor(contributor), id)).toMatchObject({ caption: "", mayEdit: false });
    }
  });

  test("answers NOT_FOUND for a picture that does not exist", async () => {
    const change = { id: newId(), version: 1, changes: { caption: "x" }, seen: { caption: "" } };
    await expect(describePicture(actor(anna), change)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("describePictures", () => {
  const bulk = { set: {}, addKeywords: [], removeKeywords: [] };

  test("sets credit, source and rights and changes keywords of many pictures, each with a record", async () => {
    const one = await createPicture({ credit: "Old", keywords: ["sea", "draft"] });
    const two = await createPicture({ keywords: ["Draft"] });
    const done = await describePictures(actor(ben), {
      pictures: [one, two].map(({ id }) => ({ id, seen: {} })),
      set: { credit: "Ann Example", source: "Agency A", rights: "AGENCY" },
      addKeywords: ["regatta", "SEA"],
      removeKeywords: ["draft"],
    });
    expect(done).toEqual({ changed: 2 });
    const expected = { credit: "Ann Example", source: "Agency A", rights: "AGENCY", version: 2 };
    expect(await getPictureDetails(actor(anna), one.id)).toMatchObject({ ...expected, keywords: ["sea", "regatta"] });
    expect(await getPictureDetails(actor(anna), two.id)).toMatchObject({ ...expected, keywords: ["regatta", "SEA"] });
    expect(await eventsOf(two.id)).toMatchObject([
      { action: "picture.described", detail: { fields: ["credit", "source", "keywords"] } },
      { action: "picture.rights_changed", detail: { fields: ["rights"] } },
    ]);
    expect((await searchPictures(actor(anna), { q: "credit:ann keyword:regatta" })).pictures.length).toBe(2);
  });

  test("changes none of them when somebody else has changed the same field of one", async () => {
    const one = await createPicture({ credit: "Old" });
    const two = await createPicture({ credit: "Newer" });
    const pictures = [one, two].map(({ id }) => ({ id, seen: { credit: "Old" } }));
    await expect(describePictures(actor(anna), { ...bulk, pictures, set: { credit: "Mine" } })).rejects.toMatchObject({
      code: "CHANGED_MEANWHILE",
      detail: { field: "credit", theirs: "Newer", count: 1 },
    });
    expect((await getPictureDetails(actor(anna), one.id)).credit).toBe("Old");
  });

  test("changes none of them for a contributor when one belongs to somebody else", async () => {
    const own = await createPicture({ uploaderId: actor(contributor).id });
    const others = await createPicture({ uploaderId: actor(anna).id });
    const pictures = [own, others].map(({ id }) => ({ id, seen: {} }));
    await expect(
      describePictures(actor(contributor), { ...bulk, pictures, set: { credit: "Mine" } }),
    ).rejects.toMatchObject({ code: "NOT_ALLOWED" });
    expect((await getPictureDetails(actor(anna), own.id)).credit).toBe("");
  });

  test("leaves the rights to editors, also for one’s own upload", async () => {
    const { id } = await createPicture({ uploaderId: actor(anna).id });
    const change = { ...bulk, pictures: [{ id, seen: {} }], set: { credit: "Ann", rights: "STAFF" as const } };
    await expect(describePictures(actor(anna), change)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
    expect(await getPictureDetails(actor(anna), id)).toMatchObject({ credit: "", rights: "UNKNOWN" });
    expect(await describePictures(actor(ben), change)).toEqual({ changed: 1 });
  });
});

test("similar pictures are the nearest first, without itself, the trash, and pictures that differ in more than twelve bits", async () => {
  const of = async (bits: bigint, given: object = {}) => {
    const { id } = await createPicture();
    await appClient().picture.update({ where: { id }, data: { perceptualHash: bits, ...given }, select: { id: true } });
    return id;
  };
  const own = 0x7f00_1234_5678_9abcn;
  const id = await of(own);
  const near = await of(own ^ 0xfffn); // twelve bits
  const same = await of(own);
  await of(own ^ 0x1fffn); // thirteen
  await of(own, { trashedAt: new Date() });
  const found = (await listSimilar(actor(contributor), id)).map((picture) => picture.id);
  expect(found).toEqual([same, near]);
  expect(await listSimilar(actor(anna), (await createPicture()).id)).toEqual([]);
});
