import { describe, expect, test } from "vitest";
import { documentFromBlocks } from "#lib/document/canonical.ts";
import { applySteps } from "#lib/document/guard.ts";
import { headlineOf } from "#lib/document/text.ts";
import { createPerson, createTopic } from "#prisma/factories.ts";
import { createReadyStory, readDocument, setStates, typeInHeadline } from "#prisma/story-factories.ts";
import type { Person } from "../../actor.ts";
import { newId } from "../../ids.ts";
import { appClient } from "../../postgres/app.ts";
import { createStory } from "../creating/mutations.ts";
import { getLog, getOpenStory } from "../data.ts";
import type { Batch } from "../schema.ts";
import { approveStory, fileStory } from "../verbs/mutations.ts";
import { saveSteps } from "./mutations.ts";

describe("saving", () => {
  test("a save stores steps, document and list columns together", async () => {
    const reporter = await createPerson("REPORTER");
    const { id } = await createStory(reporter);
    const saved = await saveSteps(reporter, typeInHeadline(id, await readDocument(id), 0, "Night ferry returns"));
    expect(saved).toMatchObject({ kind: "saved", version: 1 });
    expect(headlineOf(await readDocument(id))).toBe("Night ferry returns");
    const story = await appClient().story.findUniqueOrThrow({
      where: { id },
      select: { headline: true, version: true, editedById: true },
    });
    expect(story).toEqual({ headline: "Night ferry returns", version: 1, editedById: reporter.id });
  });

  test("only editors can save a badge, while others can save everything beside it", async () => {
    const [editor, reporter] = [await createPerson("EDITOR"), await createPerson("REPORTER")];
    const { id } = await createStory(reporter);
    const badge = (before: string, after: string) => ({
      steps: [{ stepType: "field", node: null, field: "badge", before, after }],
    });
    const save = async (actor: Person, version: number, given?: Partial<Batch>) =>
      saveSteps(actor, typeInHeadline(id, await readDocument(id), version, "Typed", given));
    await expect(save(reporter, 0, badge("", "breaking"))).rejects.toMatchObject({
      detail: { reason: "EDITORS_ONLY" },
    });
    await save(editor, 0, badge("", "breaking"));
    await expect(save(reporter, 1, badge("breaking", ""))).rejects.toMatchObject({
      detail: { reason: "EDITORS_ONLY" },
    });
    expect(await save(reporter, 1)).toMatchObject({ kind: "saved", version: 2 });
    expect((await readDocument(id)).attrs.badge).toBe("breaking");
  });

  test("a stale batch is answered with the missing steps and not stored", async () => {
    const anna = await createPerson("REPORTER");
    const ben = await createPerson("REPORTER");
    const { id } = await createStory(anna);
    const doc = await readDocument(id);
    const first = typeInHeadline(id, doc, 0, "Anna");
    await saveSteps(anna, first);
    const answer = await saveSteps(ben, typeInHeadline(id, doc, 0, "Ben"));
    expect(answer).toMatchObject({
      kind: "stale",
      log: { from: 0, version: 1, clientIds: [first.clientId], personIds: [anna.id] },
    });
    expect(headlineOf(await readDocument(id))).toBe("Anna");
  });

  test("a batch that arrives several times is stored once", async () => {
    const reporter = await createPerson("REPORTER");
    const { id } = await createStory(reporter);
    const batch = typeInHeadline(id, await readDocument(id), 0, "Once");
    const answers = await Promise.all([
      saveSteps(reporter, batch),
      saveSteps(reporter, batch),
      saveSteps(reporter, batch),
    ]);
    expect(answers.map((answer) => answer.kind)).toEqual(["saved", "saved", "saved"]);
    expect(headlineOf(await readDocument(id))).toBe("Once");
    expect(await appClient().storyStep.count({ where: { storyId: id } })).toBe(1);
  });

  test("of twenty concurrent saves on one base one is stored and nineteen get the missing steps", async () => {
    const reporter = await createPerson("REPORTER");
    const { id } = await createStory(reporter);
    const doc = await readDocument(id);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => saveSteps(reporter, typeInHeadline(id, doc, 0, `[${n}]`))),
    );
    expect(answers.filter((answer) => answer.kind === "saved")).toHaveLength(1);
    expect((await getLog(reporter, id, 0)).steps).toHaveLength(1);
  });

  test("a batch whose last step does not fit is refused as a whole, with what to do", async () => {
    const reporter = await createPerson("REPORTER");
    const { id } = await createStory(reporter);
    const good = typeInHeadline(id, await readDocument(id), 0, "Good");
    const bad = { stepType: "replace", from: 900, to: 905 };
    await expect(saveSteps(reporter, { ...good, steps: [...good.steps, bad] })).rejects.toMatchObject({
      code: "DOCUMENT_REFUSED",
      detail: { reason: "STALE_STEP" },
    });
    expect(headlineOf(await readDocument(id))).toBe("");
  });

  test("a save accepts an existing topic and rejects a missing one", async () => {
    const reporter = await createPerson("REPORTER");
    const { id } = await createStory(reporter);
    const batch = (item: string) =>
      typeInHeadline(id, doc, 0, "", { steps: [{ stepType: "set", field: "topics", item, add: true }] });
    const doc = await readDocument(id);
    await expect(saveSteps(reporter, batch(newId()))).rejects.toMatchObject({
      code: "DOCUMENT_REFUSED",
      detail: { kind: "topics" },
    });
    const topic = await createTopic();
    await expect(saveSteps(reporter, batch(topic.id))).resolves.toMatchObject({ kind: "saved" });
  });

  test("an edit after approval removes the approval and is recorded", async () => {
    const reporter = await createPerson("REPORTER");
    const editor = await createPerson("EDITOR");
    const { id } = await createReadyStory(reporter);
    await fileStory(reporter, { storyId: id });
    await approveStory(editor, { storyId: id, version: 0 });
    const saved = await saveSteps(reporter, typeInHeadline(id, await readDocument(id), 0, " again"));
    expect(saved).toMatchObject({ kind: "saved", status: { copy: "DRAFT", approvedBy: null } });
    expect(await appClient().auditEvent.count({ where: { subjectId: id, action: "story.approval_lost" } })).toBe(1);
  });

  test("a person who may not edit gets the reason, and a contributor cannot find the stories of others", async () => {
    const reporter = await createPerson("REPORTER");
    const contributor = await createPerson("CONTRIBUTOR");
    const { id } = await createReadyStory(reporter);
    const batch = typeInHeadline(id, await readDocument(id), 0, "x");
    await expect(saveSteps(contributor, batch)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await setStates(id, "SPIKED", "NEVER");
    await expect(saveSteps(reporter, batch)).rejects.toMatchObject({ code: "WRONG_STATE", detail: { why: "SPIKED" } });
  });
});

test("replaying the step log on the first revision gives the stored document", async () => {
  const reporter = await createPerson("REPORTER");
  const { id } = await createStory(reporter);
  for (let version = 0; version < 12; version++)
    await saveSteps(reporter, typeInHeadline(id, await readDocument(id), version, `${version} `));
  const first = await appClient().revision.findFirstOrThrow({
    where: { storyId: id, number: 1 },
    select: { blocks: true, version: true },
  });
  const log = await getLog(reporter, id, first.version ?? 0);
  const { doc } = applySteps(documentFromBlocks(first.blocks), log.steps);
  expect(doc.toJSON()).toEqual((await readDocument(id)).toJSON());
  expect((await getOpenStory(reporter, id)).version).toBe(12);
});
