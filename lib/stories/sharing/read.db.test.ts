import { expect, test } from "vitest";
import { createPerson } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import { appClient } from "../../postgres/app.ts";
import { getRevision } from "../history/data.ts";
import { recorded, recordRead } from "./read-mutations.ts";

const noon = new Date("2026-11-24T12:00:00Z");
const hours = (count: number) => new Date(noon.getTime() + count * 3_600_000);
const readsOf = (subjectId: string) =>
  appClient().auditEvent.findMany({
    where: { subjectId, action: "story.read" },
    orderBy: { at: "asc" },
    select: { actorId: true, detail: true },
  });
const storyWith = async (data: { isConfidential?: boolean; embargoUntil?: Date }) => {
  const owner = await createPerson("EDITOR");
  const { id } = await createReadyStory(owner);
  await appClient().story.update({ where: { id }, data, select: { id: true } });
  return { owner, id };
};

test("records who reads a confidential story, once per person and day", async () => {
  const { owner, id } = await storyWith({ isConfidential: true });
  const other = await createPerson("EDITOR");
  await Promise.all([recordRead(owner, id, noon), recordRead(owner, id, noon), recordRead(owner, id, hours(11))]);
  await recordRead(other, id, hours(1));
  await recordRead(owner, id, hours(13));
  const because = { because: "confidential" };
  expect((await readsOf(id)).map(({ actorId }) => actorId).sort()).toEqual([owner.id, owner.id, other.id].sort());
  expect((await readsOf(id))[0]?.detail).toEqual(because);
});

test("records who reads a story under embargo until the embargo ends", async () => {
  const { owner, id } = await storyWith({ embargoUntil: hours(1) });
  await recordRead(owner, id, hours(2));
  expect(await readsOf(id)).toEqual([]);
  await recordRead(owner, id, noon);
  expect(await readsOf(id)).toEqual([{ actorId: owner.id, detail: { because: "embargoed" } }]);
});

test("records no reads of other stories", async () => {
  const { owner, id } = await storyWith({});
  await recordRead(owner, id, noon);
  expect(await readsOf(id)).toEqual([]);
});

test("records the read of a revision, but no attempt of somebody who may not read it", async () => {
  const { owner, id } = await storyWith({ isConfidential: true });
  const read = recorded(getRevision);
  await expect(read(await createPerson("EDITOR"), { storyId: id, number: 1 })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  expect(await readsOf(id)).toEqual([]);
  await read(owner, { storyId: id, number: 1 });
  expect(await readsOf(id)).toHaveLength(1);
});
