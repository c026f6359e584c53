import { expect, test } from "vitest";
import { createPerson } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import { appClient } from "../postgres/app.ts";
import { getWatching, listWatches } from "./watch-data.ts";
import { setWatching } from "./watch-mutations.ts";

test("watching lists stories, sections and people by name, and a new choice replaces the former", async () => {
  const [anna, ben] = [await createPerson("REPORTER"), await createPerson("REPORTER")];
  const { id, sectionId } = await createReadyStory(ben);
  const { headline } = await appClient().story.findUniqueOrThrow({ where: { id } });
  const section = await appClient().section.findUniqueOrThrow({ where: { id: sectionId ?? "" } });
  await setWatching(anna, { kind: "PERSON", subjectId: ben.id, how: "WATCH" });
  await setWatching(anna, { kind: "SECTION", subjectId: section.id, how: "MUTE" });
  await setWatching(anna, { kind: "STORY", subjectId: id, how: "WATCH" });
  await setWatching(anna, { kind: "STORY", subjectId: id, how: "MUTE" });
  expect(await listWatches(anna)).toEqual([
    { kind: "STORY", subjectId: id, name: headline, isMuted: true },
    { kind: "SECTION", subjectId: section.id, name: section.name, isMuted: true },
    { kind: "PERSON", subjectId: ben.id, name: ben.name, isMuted: false },
  ]);
  await setWatching(anna, { kind: "STORY", subjectId: id, how: "USUAL" });
  expect(await getWatching(anna, "STORY", id)).toBe("USUAL");
  expect(await listWatches(ben)).toEqual([]);
});

test("a contributor sees no section, no colleague and no story of others in what they watch", async () => {
  const [anna, ben] = [await createPerson("REPORTER"), await createPerson("REPORTER")];
  const [hers, his] = [await createReadyStory(anna), await createReadyStory(ben)];
  await setWatching(anna, { kind: "PERSON", subjectId: ben.id, how: "WATCH" });
  await setWatching(anna, { kind: "SECTION", subjectId: hers.sectionId ?? "", how: "WATCH" });
  for (const { id } of [hers, his]) await setWatching(anna, { kind: "STORY", subjectId: id, how: "WATCH" });
  const contributor = { ...anna, role: "CONTRIBUTOR" as const };
  expect((await listWatches(contributor)).map(({ subjectId }) => subjectId)).toEqual([hers.id]);
});
