import { expect, test } from "vitest";
import { createPerson, createPicture, unique } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import { recordEvent } from "../audit/mutations.ts";
import { beginThread } from "../comments/mutations.ts";
import { newId } from "../ids.ts";
import { appClient, transaction } from "../postgres/app.ts";
import { erasePerson } from "./erase-mutations.ts";
import { changeOwnName } from "./mutations.ts";
import { listNamePlaces } from "./name-data.ts";

const kindsOf = async (...given: Parameters<typeof listNamePlaces>) =>
  (await listNamePlaces(...given)).places.map(({ kind }) => kind).sort();

test("an admin sees where the present and the former name of a person stand in typed texts, with links", async () => {
  const [admin, colleague] = [await createPerson("ADMIN"), await createPerson("EDITOR")];
  const former = `${unique("Ada")} Former`;
  const leaving = await createPerson("REPORTER", { name: former });
  const name = `${unique("Ada")} Newer`;
  await changeOwnName(leaving, { name });
  const story = await createReadyStory(colleague, { headline: "The ferry" });
  const comment = (text: string) =>
    beginThread(colleague, { storyId: story.id, threadId: newId(), commentId: newId(), about: {}, text });
  await comment(`Ask ${name.toUpperCase()}, please`);
  await comment(`@[${name}](${leaving.id}) knows`); // rewritten by an erasure
  await comment(`${name}son is somebody else`);
  const data = { storyId: story.id, kind: "FILED", note: `From ${former}`, at: new Date() } as const;
  await appClient().handOverNote.create({ data, select: { storyId: true } });
  const picture = await createPicture({ credit: `Photograph: ${name}`, fileName: "ferry.jpg" });
  const record = (subject: string, detail: Record<string, string>) =>
    transaction((tx) =>
      recordEvent(tx, colleague, "story.spiked", { kind: "story", id: story.id, name: subject }, detail),
    );
  await record(`Interview with ${name}`, {});
  await record("The ferry", { reason: `${name} asked for it` });
  await record("The ferry", { name }); // replaced by an erasure

  const found = await listNamePlaces(admin, leaving.id);
  expect(found).toMatchObject({ count: 5, hiddenCount: 0, isCut: false });
  expect(found.places).toEqual(
    expect.arrayContaining([
      { kind: "comment", title: "The ferry", href: `/desk/stories/${story.id}` },
      { kind: "note", title: "The ferry", href: `/desk/stories/${story.id}` },
      { kind: "picture", title: "ferry.jpg", href: `/desk/pictures/${picture.id}` },
      { kind: "audit", title: "The ferry", href: "/admin/audit?q=The+ferry" },
    ]),
  );

  await erasePerson(admin, { personId: leaving.id, keepsName: false });
  const events = await appClient().auditEvent.findMany({ select: { subjectName: true, detail: true } });
  expect(events.filter((event) => JSON.stringify(event).includes(name))).toHaveLength(2);
});

test("places in confidential stories are counted and not named", async () => {
  const [admin, colleague] = [await createPerson("ADMIN"), await createPerson("EDITOR")];
  const leaving = await createPerson("REPORTER", { name: `${unique("Bea")} Former` });
  const story = await createReadyStory(colleague, { headline: "Zephyrine" });
  const text = `Ask ${leaving.name}`;
  await beginThread(colleague, { storyId: story.id, threadId: newId(), commentId: newId(), about: {}, text });
  await appClient().story.update({ where: { id: story.id }, data: { isConfidential: true }, select: { id: true } });
  expect(await listNamePlaces(admin, leaving.id)).toEqual({ count: 1, hiddenCount: 1, isCut: false, places: [] });
  expect(await kindsOf(colleague, leaving.id).catch(({ code }) => code)).toBe("NOT_ALLOWED");
});
