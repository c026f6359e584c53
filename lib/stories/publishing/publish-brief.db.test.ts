import { Transform } from "@tiptap/pm/transform";
import { expect, test } from "vitest";
import { paragraph } from "#lib/document/build.ts";
import { documentSchema } from "#lib/document/schema.ts";
import { createPerson } from "#prisma/factories.ts";
import { createReadyStory, readDocument, setDocument, typeInHeadline } from "#prisma/story-factories.ts";
import { saveSteps } from "../saving/mutations.ts";
import { getPublishBrief } from "./data.ts";
import { publishStory } from "./mutations.ts";

const now = new Date("2026-11-24T09:15:00Z");
const block = "paragraph001";

test("the publish panel gets each open suggestion with its person and its words", async () => {
  const [editor, colleague] = [await createPerson("EDITOR"), await createPerson("REPORTER")];
  const body = [{ ...paragraph("The fare is 240."), attrs: { id: block } }];
  const { id } = await createReadyStory(editor, { body });
  const doc = await readDocument(id);
  const start = doc.children.slice(0, -1).reduce((sum, node) => sum + node.nodeSize, 1);
  const proposed = (name: string) =>
    documentSchema.mark(name, { id: "s1", person: colleague.id, at: now.toISOString() });
  const suggesting = new Transform(doc)
    .addMark(start + 12, start + 15, proposed("deletion"))
    .insert(start + 15, documentSchema.text("340", [proposed("insertion")]));
  await setDocument(id, suggesting.doc);
  const { suggestions, questions } = await getPublishBrief(editor, id);
  expect(suggestions).toEqual([{ id: "s1", by: colleague.name, block, added: "340", removed: "240" }]);
  expect(questions.map(({ code }) => code)).not.toContain("OPEN_SUGGESTIONS");
});

test("the words of a suggested paragraph are listed once", async () => {
  const [editor, colleague] = [await createPerson("EDITOR"), await createPerson("REPORTER")];
  const mark = { type: "insertion", attrs: { id: "s2", person: colleague.id, at: now.toISOString() } };
  const added = {
    ...paragraph(""),
    attrs: { id: block },
    content: [{ type: "text", text: "All new.", marks: [mark] }],
    marks: [mark],
  };
  const { id } = await createReadyStory(editor, { body: [paragraph("The fare is 240."), added] });
  const { suggestions } = await getPublishBrief(editor, id);
  expect(suggestions).toMatchObject([{ added: "All new.", removed: "" }]);
});

test("the publish panel gets what readers have, what they would get, and who changed it", async () => {
  const [editor, colleague] = [await createPerson("EDITOR"), await createPerson("REPORTER")];
  const { id } = await createReadyStory(colleague, { headline: "Fares" });
  expect((await getPublishBrief(editor, id)).changes).toBeNull();
  await publishStory(editor, { storyId: id, version: 0, showUpdated: true });
  expect((await getPublishBrief(editor, id)).changes?.changedBy).toEqual({});
  await saveSteps(colleague, typeInHeadline(id, await readDocument(id), 0, " rise"));
  const { changes, version } = await getPublishBrief(editor, id);
  expect(changes).toMatchObject({
    version,
    published: 2,
    changedBy: { headline: [{ id: colleague.id, name: colleague.name }] },
  });
  expect(JSON.stringify(changes?.before)).not.toContain("Fares rise");
  expect(JSON.stringify(changes?.after)).toContain("Fares rise");
});
