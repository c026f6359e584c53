import { expect, test } from "vitest";
import { createPerson } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import { appClient } from "../postgres/app.ts";
import { publishStory } from "../stories/publishing/mutations.ts";
import { publishSchema } from "../stories/schema.ts";
import { handOverWork } from "./hand-over-mutations.ts";
import { assignStory } from "./mutations.ts";

test("hands over what a person was assigned and what they began, and leaves finished work and that of others", async () => {
  const admin = await createPerson("ADMIN");
  const leaving = await createPerson("REPORTER", { name: "Lea" });
  const taking = await createPerson("REPORTER", { name: "Tom" });
  const other = await createPerson("REPORTER");
  const [began, assigned, published, ofOther, spiked] = await Promise.all([
    createReadyStory(leaving),
    createReadyStory(other),
    createReadyStory(leaving),
    createReadyStory(leaving),
    createReadyStory(leaving),
  ]);
  await assignStory(admin, { storyId: assigned.id, personId: leaving.id });
  await assignStory(admin, { storyId: ofOther.id, personId: other.id });
  await publishStory(admin, publishSchema.parse({ storyId: published.id, version: published.version }));
  await appClient().story.update({ where: { id: spiked.id }, data: { copy: "SPIKED" } });

  expect(await handOverWork(admin, { personId: leaving.id, to: taking.id })).toEqual({ count: 2, refused: 0 });
  const stories = await appClient().story.findMany({ where: { assigneeId: taking.id }, select: { id: true } });
  expect(stories.map(({ id }) => id).sort()).toEqual([began.id, assigned.id].sort());
  const kept = await appClient().story.findUniqueOrThrow({ where: { id: began.id } });
  expect(kept.creatorId).toBe(leaving.id);
  expect((await appClient().story.findUniqueOrThrow({ where: { id: ofOther.id } })).assigneeId).toBe(other.id);
  expect(await handOverWork(admin, { personId: leaving.id, to: taking.id })).toEqual({ count: 0, refused: 0 });
  const events = await appClient().auditEvent.findMany({ where: { subjectId: leaving.id } });
  expect(events).toMatchObject([{ action: "person.work_handed_over", detail: { to: "Tom", stories: 2 } }]);
});

test("only an admin hands work over, and only to another active account", async () => {
  const admin = await createPerson("ADMIN");
  const leaving = await createPerson("REPORTER");
  const suspended = await createPerson("REPORTER");
  await appClient().person.update({ where: { id: suspended.id }, data: { state: "SUSPENDED" } });
  const to = (personId: string) => handOverWork(admin, { personId: leaving.id, to: personId });
  await expect(to(suspended.id)).rejects.toMatchObject({ code: "INVALID" });
  await expect(to(leaving.id)).rejects.toMatchObject({ code: "INVALID" });
  await expect(
    handOverWork(await createPerson("EDITOR"), { personId: leaving.id, to: admin.id }),
  ).rejects.toMatchObject({ code: "NOT_ALLOWED" });
});
