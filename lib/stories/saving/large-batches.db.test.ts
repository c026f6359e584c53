import { AddMarkStep, RemoveMarkStep } from "@tiptap/pm/transform";
import { afterEach, expect, test, vi } from "vitest";
import { paragraph } from "#lib/document/build.ts";
import { documentSchema } from "#lib/document/schema.ts";
import { newId } from "#lib/ids.ts";
import { createPerson } from "#prisma/factories.ts";
import { createReadyStory, readDocument, typeInHeadline } from "#prisma/story-factories.ts";
import { unitsPerSlice } from "../../time-slices.ts";
import type { Batch } from "../schema.ts";
import { saveSteps } from "./mutations.ts";

/** Marks set and taken off over the whole text, one step each: every one touches every paragraph. */
const marks = (size: number, count: number) =>
  Array.from({ length: count }, (_, i) => {
    const Kind = i % 2 === 0 ? AddMarkStep : RemoveMarkStep;
    return new Kind(2, size, documentSchema.mark("bold")).toJSON();
  });
async function longStory(paragraphs = 400) {
  const editor = await createPerson("EDITOR");
  const body = Array.from({ length: paragraphs }, (_, i) => paragraph(`Line ${i}`));
  const { id } = await createReadyStory(editor, { body });
  const doc = await readDocument(id);
  const batch = (count: number, version = 0): Batch =>
    typeInHeadline(id, doc, version, "", { batchId: newId(), steps: marks(doc.content.size, count) });
  return { editor, id, doc, batch };
}
/** Turns of the event loop that others had while `work` went on. */
async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let [turns, ended] = [0, false];
  const count = () => {
    turns++;
    if (!ended) setImmediate(count);
  };
  setImmediate(count);
  await work().finally(() => {
    ended = true;
  });
  return turns;
}

afterEach(() => {
  vi.restoreAllMocks();
});

test("a batch that rewrites the whole text repeatedly yields to other requests every few thousand nodes", async () => {
  const { editor, batch } = await longStory();
  const touched = 500 * 800; // steps, paragraphs and their texts
  expect(await turnsDuring(() => saveSteps(editor, batch(500)))).toBeGreaterThan(touched / (unitsPerSlice + 1_000));
});

test("a colleague saves while a large batch is applied; the batch is then answered as stale", async () => {
  const { editor, batch, id, doc } = await longStory();
  const ben = await createPerson("EDITOR");
  const large = saveSteps(editor, batch(500));
  const small = await saveSteps(ben, typeInHeadline(id, doc, 0, "New "));
  expect(small).toMatchObject({ kind: "saved", version: 1 });
  expect(await large).toMatchObject({ kind: "stale", log: { from: 0, version: 1 } });
});

test("a large batch that is sent twice at once is stored once", async () => {
  const { editor, batch } = await longStory(100);
  const same = batch(400);
  const answers = await Promise.all([saveSteps(editor, same), saveSteps(editor, same)]);
  expect(answers.map((answer) => answer.kind === "saved" && [answer.version, answer.repeated ?? false])).toEqual([
    [400, false],
    [400, true],
  ]);
});

test("more large batches of one person than a browser sends are turned away", async () => {
  const { editor, batch } = await longStory(50);
  const answers = await Promise.allSettled(Array.from({ length: 7 }, () => saveSteps(editor, batch(301))));
  expect(answers.filter(({ status }) => status === "rejected")).toMatchObject([
    { reason: { code: "BUSY" } },
    { reason: { code: "BUSY" } },
  ]);
});
