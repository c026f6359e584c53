import { describe, expect, test } from "vitest";
import { paragraph } from "#lib/document/build.ts";
import { plainText } from "#lib/document/text.ts";
import { createAuthor, createPerson, createTopic, unique } from "#prisma/factories.ts";
import { createReadyStory, readDocument, setStates } from "#prisma/story-factories.ts";
import type { Person } from "../actor.ts";
import { newId } from "../ids.ts";
import { appClient, type Prisma } from "../postgres/app.ts";
import { listChecklist } from "./checklist-data.ts";
import { tickItem } from "./checklist-mutations.ts";
import { listManagedTemplates, listTemplates } from "./data.ts";
import { beginFromTemplate, changeTemplate, deleteTemplate, saveTemplate } from "./mutations.ts";
import { saveTemplateSchema } from "./schema.ts";

const given = (storyId: string, more: { name?: string; checklist?: string; templateId?: string } = {}) =>
  saveTemplateSchema.parse({
    storyId,
    templateId: null,
    name: unique("Match report"),
    checklist: "Ask the club\n\n  Check the   score ",
    ...more,
  });

async function templateOf(editor: Person, more: Parameters<typeof given>[1] = {}) {
  const author = await createAuthor();
  const topic = await createTopic();
  const story = await createReadyStory(editor, {
    headline: "Home against away",
    body: [paragraph("Final score:"), paragraph("How it went:")],
    fields: { authors: [author.id], topics: [topic.id] },
  });
  const { id } = await saveTemplate(editor, given(story.id, more));
  return { id, story, topic };
}
const begin = async (actor: Person, templateId: string) => {
  const storyId = newId();
  await beginFromTemplate(actor, { templateId, storyId });
  return storyId;
};

describe("a template", () => {
  test("begins stories with its text, section and checklist, by the byline of the person who begins them", async () => {
    const editor = await createPerson("EDITOR");
    const { id, story, topic } = await templateOf(editor);
    const contributor = await createPerson("CONTRIBUTOR");
    const own = await createAuthor({ personId: contributor.id });
    const begun = await begin(contributor, id);
    const doc = await readDocument(begun);
    expect(plainText(doc)).toContain("Final score:");
    expect(doc.attrs).toMatchObject({ section: story.sectionId, topics: [topic.id], authors: [own.id] });
    expect(await listChecklist(contributor, begun)).toMatchObject([
      { text: "Ask the club", done: null },
      { text: "Check the score", done: null },
    ]);
    expect(await appClient().story.findUnique({ where: { id: begun } })).toMatchObject({
      creatorId: contributor.id,
      copy: "DRAFT",
      headline: "Home against away",
      sectionId: story.sectionId,
    });
  });

  test("is copied: changing or deleting it changes no story, and the story that it came from stays", async () => {
    const editor = await createPerson("EDITOR");
    const { id, story } = await templateOf(editor);
    const begun = await begin(editor, id);
    await changeTemplate(editor, { templateId: id, name: unique("Other"), sectionId: null, checklist: ["New"] });
    expect((await readDocument(begun)).attrs.section).toBe(story.sectionId);
    expect((await readDocument(await begin(editor, id))).attrs.section).toBeNull();
    await deleteTemplate(editor, { templateId: id });
    expect(await listChecklist(editor, begun)).toHaveLength(2);
    expect(plainText(await readDocument(story.id))).toContain("Final score:");
    await expect(begin(editor, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("gets another text from a story that is saved in its place", async () => {
    const editor = await createPerson("EDITOR");
    const { id } = await templateOf(editor);
    const other = await createReadyStory(editor, { body: [paragraph("Line-up:")] });
    const name = unique("Line-up");
    await saveTemplate(editor, given(other.id, { templateId: id, name, checklist: "" }));
    expect((await listManagedTemplates(editor)).find((row) => row.id === id)).toMatchObject({ name, checklist: [] });
    expect(plainText(await readDocument(await begin(editor, id)))).toContain("Line-up:");
  });

  test("has a name of its own", async () => {
    const editor = await createPerson("EDITOR");
    const name = unique("Obituary");
    await templateOf(editor, { name });
    await expect(templateOf(editor, { name })).rejects.toMatchObject({ code: "TAKEN", detail: { template: name } });
    const { id } = await templateOf(editor);
    const taken = changeTemplate(editor, { templateId: id, name, sectionId: null, checklist: [] });
    await expect(taken).rejects.toMatchObject({ code: "TAKEN" });
  });

  test("begins one story when the request is repeated, and takes no story of somebody else", async () => {
    const [editor, other] = [await createPerson("EDITOR"), await createPerson("REPORTER")];
    const { id } = await templateOf(editor);
    const storyId = newId();
    await beginFromTemplate(other, { templateId: id, storyId });
    await beginFromTemplate(other, { templateId: id, storyId });
    expect(await listChecklist(other, storyId)).toHaveLength(2);
    await expect(beginFromTemplate(editor, { templateId: id, storyId })).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  });

  test("still begins stories when its section or a topic has been deleted", async () => {
    const editor = await createPerson("EDITOR");
    const { id, topic } = await templateOf(editor);
    const row = await appClient().storyTemplate.findUniqueOrThrow({ where: { id }, select: { document: true } });
    const document = JSON.parse(JSON.stringify(row.document)) as { attrs: Prisma.JsonObject };
    document.attrs = { ...document.attrs, section: newId(), topics: [topic.id, newId()] };
    await appClient().storyTemplate.update({ where: { id }, data: { document: document as Prisma.InputJsonObject } });
    const doc = await readDocument(await begin(editor, id));
    expect(doc.attrs).toMatchObject({ section: null, topics: [topic.id] });
  });

  test("is made, changed and deleted by editors only, and everybody may begin with it", async () => {
    const [editor, reporter] = [await createPerson("EDITOR"), await createPerson("REPORTER")];
    const { id, story } = await templateOf(editor);
    const refused = { code: "NOT_ALLOWED" };
    expect(() => saveTemplate(reporter, given(story.id))).toThrow(expect.objectContaining(refused));
    expect(() => deleteTemplate(reporter, { templateId: id })).toThrow(expect.objectContaining(refused));
    await expect(listManagedTemplates(reporter)).rejects.toMatchObject(refused);
    expect((await listTemplates(reporter)).map((one) => one.id)).toContain(id);
    const actions = await appClient().auditEvent.findMany({ where: { subjectId: id }, select: { action: true } });
    expect(actions).toEqual([{ action: "template.created" }]);
  });
});

describe("a checklist", () => {
  test("shows who ticked a line, and a second tick changes nothing", async () => {
    const [editor, reporter] = [await createPerson("EDITOR"), await createPerson("REPORTER")];
    const begun = await begin(reporter, (await templateOf(editor)).id);
    const [first] = await listChecklist(editor, begun);
    const itemId = first?.id ?? "";
    await tickItem(reporter, { itemId, isDone: true });
    expect(await tickItem(editor, { itemId, isDone: true })).toMatchObject([{ done: { by: reporter.name } }, {}]);
    expect(await tickItem(editor, { itemId, isDone: false })).toMatchObject([{ done: null }, {}]);
  });

  test("can be ticked after publication, and not by somebody who may not read the story", async () => {
    const [editor, reporter, contributor] = [
      await createPerson("EDITOR"),
      await createPerson("REPORTER"),
      await createPerson("CONTRIBUTOR"),
    ];
    const begun = await begin(editor, (await templateOf(editor)).id);
    await setStates(begun, "DRAFT", "LIVE");
    const [first] = await listChecklist(editor, begun);
    const itemId = first?.id ?? "";
    expect(await tickItem(reporter, { itemId, isDone: true })).toMatchObject([{ done: { by: reporter.name } }, {}]);
    await expect(tickItem(contributor, { itemId, isDone: false })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(listChecklist(contributor, begun)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
