import type { Node } from "@tiptap/pm/model";
import { describe, expect, test } from "vitest";
import { paragraph, type StoryParts, storyDocument } from "#lib/document/build.ts";
import type { NodeJson } from "#lib/document/json.ts";
import { stepsTo } from "#lib/document/restore.ts";
import { createPerson, createSection } from "#prisma/factories.ts";
import { readDocument, typeInHeadline } from "#prisma/story-factories.ts";
import type { Person } from "../../actor.ts";
import { appClient } from "../../postgres/app.ts";
import { readerClient } from "../../postgres/reader.ts";
import { createStoryFrom } from "../creating/mutations.ts";
import { getStatus } from "../data.ts";
import { listRevisions, whoWrote } from "../history/data.ts";
import { checkpointStories, restoreRevision } from "../history/mutations.ts";
import { checkStory } from "../history/verify-data.ts";
import { listStories } from "../list-data.ts";
import { saveSteps } from "../saving/mutations.ts";
import { storyFiltersSchema } from "../schema.ts";
import { approveStory, fileStory } from "../verbs/mutations.ts";
import { getChanges } from "./changes-data.ts";
import { correctStory, publishStory, reinstateStory, takeDownStory } from "./mutations.ts";

const key = (id: string): string => id.padEnd(12, "0");
const named = (id: string, text: string): NodeJson => ({ ...paragraph(text), attrs: { id: key(id) } });

/** Makes the copy read so, by ordinary steps of this person. */
async function write(actor: Person, id: string, body: Record<string, string>, parts: StoryParts = {}): Promise<number> {
  const doc = await readDocument(id);
  const target = storyDocument({
    headline: "Fares rise",
    ...parts,
    body: Object.entries(body).map(([name, text]) => named(name, text)),
    fields: { section: String(doc.attrs.section), ...parts.fields },
  });
  const { version } = await appClient().story.findUniqueOrThrow({ where: { id }, select: { version: true } });
  const steps = stepsTo(doc, target).map((step) => step.toJSON());
  await saveSteps(actor, typeInHeadline(id, doc, version, "", { steps }));
  return version + steps.length;
}

const wrong = { fare: "The fare is 240.", time: "It sails at nine." };
/** A live story of a reporter; then the reporter adds a paragraph and the editor corrects a figure. */
async function liveWithWork() {
  const [reporter, editor] = [await createPerson("REPORTER"), await createPerson("EDITOR")];
  const section = await createSection();
  const body = Object.entries(wrong).map(([name, text]) => named(name, text));
  const { id } = await createStoryFrom(
    reporter,
    storyDocument({ headline: "Fares rise", body, fields: { section: section.id } }),
  );
  await publishStory(editor, { storyId: id, version: 0, showUpdated: true });
  await write(reporter, id, { ...wrong, secret: "A source says more." });
  const version = await write(editor, id, { ...wrong, fare: "The fare is 340.", secret: "A source says more." });
  return { reporter, editor, id, version };
}
const textOf = (doc: Node | undefined) => doc?.children.slice(2).map(({ textContent }) => textContent);
const readersGet = async (storyId: string) => {
  const row = await readerClient().liveStory.findUnique({ where: { storyId }, select: { document: true } });
  return JSON.stringify(row?.document);
};
const correction = (id: string, version: number) =>
  ({ storyId: id, version, kind: "CORRECTION", note: "The fare was wrong." }) as const;

describe("a correction while a colleague works on the story", () => {
  test("a correction publishes the editor's own change and leaves the colleague's in the copy", async () => {
    const { editor, id, version } = await liveWithWork();
    const { status } = await correctStory(editor, correction(id, version));
    const live = await readersGet(id);
    expect(live).toContain("340");
    expect(live).not.toContain("source");
    expect(textOf(await readDocument(id))).toEqual(["The fare is 340.", "It sails at nine.", "A source says more."]);
    expect(status).toMatchObject({ publication: "LIVE", version, publishedVersion: null });
    const filters = storyFiltersSchema.parse({ publication: "LIVE" });
    const { stories } = await listStories(editor, filters);
    expect(stories.find((row) => row.id === id)?.changed).toBe(true);
  });

  test("lists who made each change, even after a correction that left some out", async () => {
    const { reporter, editor, id, version } = await liveWithWork();
    const by = async () => {
      const changes = await getChanges(editor, id);
      return Object.fromEntries(
        Object.entries(changes?.changedBy ?? {}).map(([name, people]) => [name, people.map((one) => one?.id)]),
      );
    };
    expect(await by()).toEqual({ [key("fare")]: [editor.id], [key("secret")]: [reporter.id] });
    await correctStory(editor, correction(id, version));
    expect(await by()).toEqual({ [key("secret")]: [reporter.id] });
    await write(editor, id, { fare: "The fare is 350.", time: wrong.time, secret: "A source says more." });
    expect(await by()).toEqual({ [key("fare")]: [editor.id], [key("secret")]: [reporter.id] });
  });

  test("a correction publishes exactly the chosen changes", async () => {
    const { editor, id, version } = await liveWithWork();
    await correctStory(editor, { ...correction(id, version), changes: [key("secret")] });
    expect(await readersGet(id)).toContain("source");
    expect(await readersGet(id)).toContain("240");
  });

  test("a correction without chosen changes adds only the note", async () => {
    const { editor, id, version } = await liveWithWork();
    const { status } = await correctStory(editor, { ...correction(id, version), changes: [] });
    expect(await readersGet(id)).toContain("240");
    expect(status.publishedVersion).toBe(0);
  });

  test("a correction with all changes chosen leaves no unpublished changes", async () => {
    const { editor, id, version } = await liveWithWork();
    const { status } = await correctStory(editor, {
      ...correction(id, version),
      changes: [key("fare"), key("secret")],
    });
    expect(status.publishedVersion).toBe(version);
    expect(await readersGet(id)).toContain("source");
  });

  test("rejects a correction when the published text has changed since it was compared", async () => {
    const { editor, id, version } = await liveWithWork();
    const changes = await getChanges(editor, id);
    await correctStory(editor, { ...correction(id, version), changes: [] });
    await expect(
      correctStory(editor, { ...correction(id, version), published: changes?.published, changes: [] }),
    ).rejects.toMatchObject({ code: "CHANGED_MEANWHILE" });
  });

  test("publishes what the editor saw while the colleague goes on writing", async () => {
    const { reporter, editor, id, version } = await liveWithWork();
    const changes = [key("fare"), key("secret")];
    const { published } = (await getChanges(editor, id)) ?? {};
    const later = await write(reporter, id, {
      fare: "The fare is 3",
      time: "",
      secret: "A source says more, and worse.",
    });
    const { status } = await correctStory(editor, { ...correction(id, version), published, changes });
    const live = await readersGet(id);
    expect(live).toContain("The fare is 340.");
    expect(live).toContain("A source says more.");
    expect(live).not.toContain("worse");
    expect(status).toMatchObject({ version: later, publishedVersion: version });
    expect(textOf(await readDocument(id))).toContain("A source says more, and worse.");
    expect((await checkStory(id))?.broken).toBeNull();
    await correctStory(editor, { ...correction(id, version), changes: [] });
    expect((await getStatus(editor, id)).publishedVersion).toBe(version);
    expect(await readersGet(id)).toBe(live);
  });

  test("is refused when it names a version that the story does not have yet", async () => {
    const { editor, id, version } = await liveWithWork();
    await expect(correctStory(editor, { ...correction(id, version + 1), changes: [] })).rejects.toMatchObject({
      code: "CHANGED_MEANWHILE",
    });
  });

  test("rejects a correction with the reason when the chosen changes leave nothing to read", async () => {
    const { reporter, editor, id } = await liveWithWork();
    const version = await write(reporter, id, { new: "All of it is new." });
    await expect(
      correctStory(editor, { ...correction(id, version), changes: [key("fare"), key("time")] }),
    ).rejects.toMatchObject({ code: "NOT_READY", detail: { missing: ["TEXT"] } });
    expect(await readersGet(id)).toContain("240");
  });

  test("a correction leaves filed and approved work filed and approved", async () => {
    const { reporter, editor, id, version } = await liveWithWork();
    await fileStory(reporter, { storyId: id });
    await approveStory(editor, { storyId: id, version });
    const { status } = await correctStory(editor, correction(id, version));
    expect([status.copy, status.approvedBy?.id]).toEqual(["READY", editor.id]);
    const after = await publishStory(editor, { storyId: id, version, showUpdated: true });
    expect(after.status).toMatchObject({ copy: "DRAFT", publishedVersion: version });
    expect(await readersGet(id)).toContain("source");
  });
});

describe("after a correction that left changes out", () => {
  test("after a partial correction the history verifies and the copy can be frozen, restored and attributed", async () => {
    const { reporter, editor, id, version } = await liveWithWork();
    await correctStory(editor, correction(id, version));
    expect((await checkStory(id))?.broken).toBeNull();
    const { pieces } = await whoWrote(editor, { storyId: id, version, from: 0, to: 1_000 });
    expect(new Set(pieces.map(({ person }) => person?.id))).toEqual(new Set([reporter.id, editor.id]));
    await checkpointStories(new Date(Date.now() + 10 * 60_000));
    const { revisions } = await listRevisions(editor, { storyId: id, before: null });
    expect(revisions.slice(0, 2).map((row) => [row.kind, row.version])).toEqual([
      ["CHECKPOINT", version],
      ["CORRECTED", null],
    ]);
    await restoreRevision(editor, { storyId: id, number: revisions[1]?.number ?? 0, version });
    expect(textOf(await readDocument(id))).toEqual(["The fare is 340.", "It sails at nine."]);
    expect((await checkStory(id))?.broken).toBeNull();
  });

  test("“What changed” shows readers only what was published", async () => {
    const { editor, id, version } = await liveWithWork();
    await correctStory(editor, { ...correction(id, version), showReplaced: true });
    const shown = JSON.stringify(
      await readerClient().liveVersion.findMany({ where: { storyId: id }, select: { change: true } }),
    );
    expect(shown).toContain("340");
    expect(shown).not.toContain("source");
  });

  test("taking down and reinstating brings back the corrected text, and an update publishes the rest", async () => {
    const { editor, id, version } = await liveWithWork();
    await correctStory(editor, correction(id, version));
    await takeDownStory(editor, { storyId: id, reason: "A check." });
    await reinstateStory(editor, { storyId: id });
    expect(await readersGet(id)).toContain("340");
    expect(await readersGet(id)).not.toContain("source");
    expect((await getStatus(editor, id)).publishedVersion).toBeNull();
    await publishStory(editor, { storyId: id, version, showUpdated: true });
    expect(await readersGet(id)).toContain("source");
    expect((await getStatus(editor, id)).publishedVersion).toBe(version);
    expect((await checkStory(id))?.broken).toBeNull();
  });
});

test("a person who cannot see a story cannot list its changes", async () => {
  const { id } = await liveWithWork();
  const stranger = await createPerson("CONTRIBUTOR");
  await expect(getChanges(stranger, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
});
