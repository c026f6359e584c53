import { describe, expect, test } from "vitest";
import { createPerson, createSection as makeSection, unique } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import { findAddress } from "../addresses/data.ts";
import { appClient } from "../postgres/app.ts";
import { publishStory } from "../stories/publishing/mutations.ts";
import { listSectionOptions, listSectionRows } from "./data.ts";
import { changeSection, createSection, deleteSection, moveSection } from "./mutations.ts";

const fields = (name: string, given: { slug?: string; parentId?: string } = {}) => ({
  name,
  slug: given.slug ?? "",
  description: "",
  parentId: given.parentId ?? null,
});

const eventsOf = (subjectId: string) =>
  appClient().auditEvent.findMany({ where: { subjectId }, orderBy: { id: "asc" }, select: { action: true } });

/** Every tag that was purged since the row of this id. */
async function purgedAfter(id: bigint): Promise<Set<string>> {
  const rows = await appClient().pressPurge.findMany({ where: { id: { gt: id } }, select: { tags: true } });
  return new Set(rows.flatMap(({ tags }) => tags));
}

async function lastPurge(): Promise<bigint> {
  const { _max } = await appClient().pressPurge.aggregate({ _max: { id: true } });
  return _max.id ?? 0n;
}

describe("a new section", () => {
  test("a new section gets a slug from its name, an address, the last position and an audit entry", async () => {
    const admin = await createPerson("ADMIN");
    const name = unique("City Life");
    const before = await lastPurge();
    const made = await createSection(admin, fields(name));
    expect(made.path).toBe(`/${name.toLowerCase().replace(" ", "-")}`);
    expect(await findAddress(made.path)).toMatchObject({ kind: "SECTION", target: made.id });
    const tops = (await listSectionRows(admin)).filter(({ parentId }) => parentId === null);
    expect(tops.at(-1)?.id).toBe(made.id);
    expect(await eventsOf(made.id)).toEqual([{ action: "section.created" }]);
    expect(await purgedAfter(before)).toEqual(new Set(["sections", `section:${made.id}`, `address:${made.path}`]));
  });

  test("a sub-section needs a parent of the first level", async () => {
    const admin = await createPerson("ADMIN");
    const parent = await makeSection();
    const sub = await createSection(admin, fields("Transport", { parentId: parent.id }));
    expect(sub.path).toBe(`${parent.path}/transport`);
    const options = await listSectionOptions(admin);
    expect(options.find(({ id }) => id === sub.id)?.name).toBe(`${parent.name} / Transport`);
    await expect(createSection(admin, fields("Buses", { parentId: sub.id }))).rejects.toMatchObject({
      code: "WRONG_STATE",
    });
  });

  test("rejects a section slug that is reserved, looks like a year, or is already taken", async () => {
    const admin = await createPerson("ADMIN");
    const parent = await makeSection();
    for (const slug of ["search", "2026"]) {
      await expect(createSection(admin, fields("X", { slug }))).rejects.toMatchObject({ code: "INVALID" });
    }
    await expect(createSection(admin, fields("!!!"))).rejects.toMatchObject({ code: "INVALID", detail: { slug: "" } });
    await expect(createSection(admin, fields("X", { slug: parent.slug }))).rejects.toMatchObject({
      code: "TAKEN",
      detail: { path: parent.path },
    });
    await expect(
      createSection(admin, fields("Search", { slug: "search", parentId: parent.id })),
    ).resolves.toMatchObject({ path: `${parent.path}/search` });
  });

  test("only admins can create, change, move and delete sections", async () => {
    const editor = await createPerson("EDITOR");
    const { id: sectionId } = await makeSection();
    const refused = { code: "NOT_ALLOWED" };
    await expect(createSection(editor, fields("X"))).rejects.toMatchObject(refused);
    await expect(changeSection(editor, { sectionId, name: "X", slug: "", description: "" })).rejects.toMatchObject(
      refused,
    );
    await expect(moveSection(editor, { sectionId, direction: "up" })).rejects.toMatchObject(refused);
    await expect(deleteSection(editor, { sectionId })).rejects.toMatchObject(refused);
    await expect(listSectionRows(editor)).rejects.toMatchObject(refused);
  });
});

describe("a section that changes its slug", () => {
  test("changing a section's slug leaves a redirect, moves its sub-sections and keeps story addresses", async () => {
    const admin = await createPerson("ADMIN");
    const section = await makeSection();
    const sub = await createSection(admin, fields("Transport", { parentId: section.id }));
    const story = await createReadyStory(admin, { fields: { section: sub.id, slug: "ferry" } });
    const { path } = await publishStory(admin, { storyId: story.id, version: 0, showUpdated: false });
    const slug = unique("town");
    const before = await lastPurge();

    await changeSection(admin, { sectionId: section.id, name: "Town", slug, description: "All of it." });

    expect(await findAddress(section.path)).toEqual({ kind: "REDIRECT", to: `/${slug}` });
    expect(await findAddress(sub.path)).toEqual({ kind: "REDIRECT", to: `/${slug}/transport` });
    expect(await findAddress(`/${slug}/transport`)).toMatchObject({ kind: "SECTION", target: sub.id });
    expect(await findAddress(path)).toMatchObject({ kind: "STORY", target: story.id });
    const purged = await purgedAfter(before);
    for (const tag of ["sections", `section:${section.id}`, `section:${sub.id}`, `address:${section.path}`])
      expect(purged).toContain(tag);

    await changeSection(admin, { sectionId: section.id, name: "Town", slug: section.slug, description: "All of it." });
    expect(await findAddress(`/${slug}/transport`)).toEqual({ kind: "REDIRECT", to: sub.path });
    expect(await findAddress(sub.path)).toMatchObject({ kind: "SECTION", target: sub.id });
  });

  test("rejects changing a section to a taken slug without changing anything", async () => {
    const admin = await createPerson("ADMIN");
    const [section, other] = [await makeSection(), await makeSection()];
    await expect(
      changeSection(admin, { sectionId: section.id, name: "New name", slug: other.slug, description: "" }),
    ).rejects.toMatchObject({ code: "TAKEN" });
    const kept = await appClient().section.findUniqueOrThrow({ where: { id: section.id }, select: { name: true } });
    expect(kept.name).toBe(section.name);
  });
});

describe("the order of sections", () => {
  test("a section moves among its siblings and stops at the ends", async () => {
    const admin = await createPerson("ADMIN");
    const parent = await makeSection();
    const [a, b, c] = [
      await createSection(admin, fields("A", { parentId: parent.id })),
      await createSection(admin, fields("B", { parentId: parent.id })),
      await createSection(admin, fields("C", { parentId: parent.id })),
    ];
    const names = async () =>
      (await listSectionRows(admin)).filter(({ parentId }) => parentId === parent.id).map(({ name }) => name);
    await moveSection(admin, { sectionId: c.id, direction: "up" });
    expect(await names()).toEqual(["A", "C", "B"]);
    await moveSection(admin, { sectionId: a.id, direction: "up" });
    expect(await names()).toEqual(["A", "C", "B"]);
    await moveSection(admin, { sectionId: a.id, direction: "down" });
    expect(await names()).toEqual(["C", "A", "B"]);
    expect(await eventsOf(b.id)).toEqual([{ action: "section.created" }]);
  });

  test("concurrent moves keep a distinct position for each section", async () => {
    const admin = await createPerson("ADMIN");
    const parent = await makeSection();
    const made = [];
    for (const name of ["A", "B", "C"]) made.push(await createSection(admin, fields(name, { parentId: parent.id })));
    await Promise.all(made.map(({ id }) => moveSection(admin, { sectionId: id, direction: "down" })));
    const rows = await appClient().section.findMany({ where: { parentId: parent.id }, select: { position: true } });
    expect(rows.map(({ position }) => position).sort()).toEqual([0, 1, 2]);
  });
});

describe("a section that is deleted", () => {
  test("deleting a section frees its address", async () => {
    const admin = await createPerson("ADMIN");
    const section = await makeSection();
    await deleteSection(admin, { sectionId: section.id });
    expect(await findAddress(section.path)).toEqual({ kind: "UNKNOWN" });
    await expect(createSection(admin, fields("Again", { slug: section.slug }))).resolves.toBeDefined();
  });

  test("rejects deleting a section that a sub-section, a story or a revision uses", async () => {
    const admin = await createPerson("ADMIN");
    const [section, other] = [await makeSection(), await makeSection()];
    const sub = await createSection(admin, fields("Sub", { parentId: section.id }));
    const inUse = { code: "IN_USE" };
    await expect(deleteSection(admin, { sectionId: section.id })).rejects.toMatchObject(inUse);
    const story = await createReadyStory(admin, { fields: { section: sub.id } });
    await expect(deleteSection(admin, { sectionId: sub.id })).rejects.toMatchObject(inUse);
    await publishStory(admin, { storyId: story.id, version: 0, showUpdated: false });
    await appClient().story.update({ where: { id: story.id }, data: { sectionId: other.id }, select: { id: true } });
    await appClient().liveStory.delete({ where: { storyId: story.id }, select: { storyId: true } });
    await expect(deleteSection(admin, { sectionId: sub.id })).rejects.toMatchObject(inUse);
  });
});
