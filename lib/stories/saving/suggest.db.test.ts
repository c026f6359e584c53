import type { Node } from "@tiptap/pm/model";
import { type Step, Transform } from "@tiptap/pm/transform";
import { describe, expect, test } from "vitest";
import { newBlockId } from "#lib/document/ids.ts";
import { documentSchema, SCHEMA_NUMBER } from "#lib/document/schema.ts";
import { hasSuggestions, rejectAll } from "#lib/document/suggestions.ts";
import { createPerson } from "#prisma/factories.ts";
import { createReadyStory, readDocument, setStates } from "#prisma/story-factories.ts";
import type { Actor } from "../../actor.ts";
import { appClient } from "../../postgres/app.ts";
import { publishStory } from "../publishing/mutations.ts";
import type { Batch } from "../schema.ts";
import { approveStory, fileStory } from "../verbs/mutations.ts";
import { saveSteps } from "./mutations.ts";

const at = "2026-11-24T09:15:00.000Z";
const proposed = (name: "insertion" | "deletion", person: string, id = "s1") =>
  documentSchema.mark(name, { id, person, at });

const batchOf = (storyId: string, version: number, steps: readonly Step[]): Batch => ({
  storyId,
  clientId: newBlockId(),
  batchId: newBlockId(),
  version,
  schemaNumber: SCHEMA_NUMBER,
  steps: steps.map((step) => JSON.parse(JSON.stringify(step.toJSON()))),
});
const change = (doc: Node, make: (tr: Transform) => void): readonly Step[] => {
  const tr = new Transform(doc);
  make(tr);
  return tr.steps;
};
/** The end of the headline of a story that begins with it. */
const end = (doc: Node): number => (doc.firstChild?.nodeSize ?? 1) - 1;
const text = (words: string, person: string, id?: string) =>
  documentSchema.text(words, [proposed("insertion", person, id)]);

/** A filed story of a contributor, who may propose to it and not change it. */
async function filed() {
  const writer = await createPerson("CONTRIBUTOR");
  const editor = await createPerson("EDITOR");
  const { id } = await createReadyStory(writer, { headline: "Night ferry" });
  await fileStory(writer, { storyId: id });
  const save = async (actor: Actor, make: (tr: Transform, doc: Node) => void) => {
    const doc = await readDocument(id);
    const { version } = await appClient().story.findUniqueOrThrow({ where: { id }, select: { version: true } });
    return saveSteps(
      actor,
      batchOf(
        id,
        version,
        change(doc, (tr) => make(tr, doc)),
      ),
    );
  };
  return { writer, editor, id, save };
}
const refused = { code: "WRONG_STATE", detail: { why: "FILED" } };

describe("a person who may not change the text", () => {
  test("a person who may not edit can suggest insertions and deletions", async () => {
    const { writer, id, save } = await filed();
    await save(writer, (tr, doc) => {
      tr.addMark(1, 6, proposed("deletion", writer.id));
      tr.insert(end(doc), text(" returns", writer.id));
    });
    const doc = await readDocument(id);
    expect(doc.firstChild?.textContent).toBe("Night ferry returns");
    expect(rejectAll(doc).firstChild?.textContent).toBe("Night ferry");
  });

  test("a person who may not edit cannot change unmarked text, even in the same batch as a suggestion", async () => {
    const { writer, id, save } = await filed();
    await expect(save(writer, (tr) => tr.insert(1, documentSchema.text("x")))).rejects.toMatchObject(refused);
    await expect(
      save(writer, (tr, doc) => {
        tr.insert(end(doc), text("!", writer.id));
        tr.delete(1, 2);
      }),
    ).rejects.toMatchObject(refused);
    expect((await readDocument(id)).firstChild?.textContent).toBe("Night ferry");
  });

  test("a person who may not edit cannot suggest in another's name or remove another's suggestion", async () => {
    const { writer, editor, id, save } = await filed();
    await expect(save(writer, (tr) => tr.insert(1, text("x", editor.id)))).rejects.toMatchObject(refused);
    await save(editor, (tr, doc) => tr.insert(end(doc), text(" tonight", editor.id)));
    const size = end(await readDocument(id));
    await expect(save(writer, (tr) => tr.delete(size - 8, size))).rejects.toMatchObject(refused);
    await expect(
      save(writer, (tr) => tr.removeMark(size - 8, size, documentSchema.marks.insertion)),
    ).rejects.toMatchObject(refused);
    await save(writer, (tr) => tr.addMark(size - 8, size, proposed("deletion", writer.id, "s2")));
    expect(hasSuggestions(await readDocument(id))).toBe(true);
  });

  test("a person who may not edit can withdraw their own suggestion", async () => {
    const { writer, id, save } = await filed();
    const size = end(await readDocument(id));
    await save(writer, (tr) => tr.insert(size, text(" returns", writer.id)));
    await save(writer, (tr) => tr.delete(size, size + 8));
    expect(hasSuggestions(await readDocument(id))).toBe(false);
  });

  test("nobody can suggest changes to spiked copy", async () => {
    const { writer, id, save } = await filed();
    await setStates(id, "SPIKED", "NEVER");
    await expect(save(writer, (tr) => tr.insert(1, text("x", writer.id)))).rejects.toMatchObject({
      code: "WRONG_STATE",
      detail: { why: "SPIKED" },
    });
  });
});

test("a suggestion keeps the approval and is never published", async () => {
  const { writer, editor, id, save } = await filed();
  await approveStory(editor, { storyId: id, version: 0 });
  const saved = await save(writer, (tr, doc) => tr.insert(end(doc), text(" returns", writer.id)));
  expect(saved).toMatchObject({ kind: "saved", status: { copy: "READY" } });
  await publishStory(editor, { storyId: id, version: 1, showUpdated: true });
  const live = await appClient().liveStory.findFirstOrThrow({ where: { storyId: id }, select: { headline: true } });
  expect(live.headline).toBe("Night ferry");
  expect(hasSuggestions(await readDocument(id))).toBe(true);
});
