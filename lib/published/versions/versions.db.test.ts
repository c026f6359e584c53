import type { Node } from "@tiptap/pm/model";
import { describe, expect, test } from "vitest";
import type { Person } from "#lib/actor.ts";
import { paragraph, storyDocument } from "#lib/document/build.ts";
import { stepsTo } from "#lib/document/restore.ts";
import { createPerson, createSection } from "#prisma/factories.ts";
import { createReadyStory, readDocument, typeInHeadline } from "#prisma/story-factories.ts";
import { appClient } from "../../postgres/app.ts";
import { readerClient } from "../../postgres/reader.ts";
import { newRenderContext, renderContexts } from "../../press/context.ts";
import { changeSiteSettings } from "../../site/mutations.ts";
import { parseSiteSettings } from "../../site/schema.ts";
import { blankStory } from "../../stories/blanking/mutations.ts";
import { listRevisions } from "../../stories/history/data.ts";
import { hideWords } from "../../stories/history/version-mutations.ts";
import { correctStory, publishStory, reinstateStory, takeDownStory } from "../../stories/publishing/mutations.ts";
import { saveSteps } from "../../stories/saving/mutations.ts";
import { getLiveStory } from "../data.ts";
import { type LiveVersion, listVersions } from "./data.ts";

const versionOf = async (id: string): Promise<number> =>
  (await appClient().story.findUniqueOrThrow({ where: { id }, select: { version: true } })).version;

/** Makes the copy say this, in the same paragraph, by ordinary steps. */
async function rewrite(actor: Person, id: string, text: string): Promise<number> {
  const doc = await readDocument(id);
  const section = String(doc.attrs.section);
  const block = doc.children.find((node) => node.type.name === "paragraph");
  const target: Node = storyDocument({
    headline: "Night ferry",
    standfirst: "It is back.",
    body: [{ ...paragraph(text), attrs: { id: block?.attrs.id } }],
    fields: { section },
  });
  const steps = stepsTo(doc, target).map((step) => step.toJSON());
  await saveSteps(actor, typeInHeadline(id, doc, await versionOf(id), "", { steps }));
  return versionOf(id);
}
type Shows = { showReplaced?: boolean };
const update = async (actor: Person, id: string, text: string, shows: Shows = {}) =>
  publishStory(actor, { storyId: id, version: await rewrite(actor, id, text), showUpdated: true, ...shows });
const correct = async (actor: Person, id: string, text: string, shows: Shows = {}) =>
  correctStory(actor, {
    storyId: id,
    version: await rewrite(actor, id, text),
    kind: "CORRECTION",
    note: "It was wrong.",
    ...shows,
  });

async function published(text = "Smith took the boat.") {
  const editor = await createPerson("EDITOR");
  const section = await createSection();
  const { id } = await createReadyStory(editor, {
    headline: "Night ferry",
    standfirst: "It is back.",
    body: [paragraph(text)],
    fields: { section: section.id },
  });
  await publishStory(editor, { storyId: id, version: 0, showUpdated: true });
  return { editor, id };
}

const versions = async (id: string): Promise<LiveVersion[]> => {
  const story = await getLiveStory(id);
  return story ? (await listVersions(story, 1)).versions : [];
};
/** The versions on its history page, newest first. */
const shownVersions = async (id: string): Promise<string[]> =>
  (await versions(id)).map(({ kind, words, change }) => {
    const pieces = change?.blocks.flatMap(({ lines }) => lines.flat()) ?? [];
    const text = pieces.map((piece) => ({ same: "", in: `+${piece.text}`, out: `-${piece.text}` })[piece.kind]);
    return `${kind} ${words} ${text.join("")}`.trim();
  });
/** Everything that the reader role can read of the versions of a story. */
const readable = async (storyId: string): Promise<string> =>
  JSON.stringify(await readerClient().liveVersion.findMany({ where: { storyId } }));
const erased = (tag: string) => appClient().pressPurge.count({ where: { tags: { has: tag }, erase: true } });

describe("what readers see of changes", () => {
  test("the public history starts at the second version, with time, hash and changed words of each", async () => {
    const { editor, id } = await published();
    expect([(await getLiveStory(id))?.versions, await versions(id)]).toEqual([0, []]);
    await update(editor, id, "A man took the boat.");
    expect(await shownVersions(id)).toEqual(["PUBLISHED COMPARED -Smith+A man", "PUBLISHED COMPARED"]);
    const revisions = await appClient().revision.findMany({
      where: { storyId: id, kind: "PUBLISHED" },
      orderBy: { number: "desc" },
      select: { number: true, at: true, revisionHash: true },
    });
    const counted = revisions.map(({ number, ...rest }, index) => ({ ...rest, revision: number, number: 2 - index }));
    expect(await versions(id)).toMatchObject(counted);
    expect((await versions(id)).map(({ isFirst }) => isFirst)).toEqual([false, true]);
    const page = newRenderContext();
    await renderContexts().run(page, () => listVersions({ id, versions: 2 }, 1));
    expect([...page.tags]).toEqual([`story:${id}`, `history:${id}`, "histories"]);
  });

  test("the public history has nothing unpublished: no draft, version name or internal reason", async () => {
    const { editor, id } = await published();
    await rewrite(editor, id, "A DRAFT that nobody had.");
    await update(editor, id, "She took the boat.");
    await rewrite(editor, id, "A later DRAFT.");
    expect(await shownVersions(id)).toEqual(["PUBLISHED COMPARED -Smith+She", "PUBLISHED COMPARED"]);
    expect(await readable(id)).not.toContain("DRAFT");
  });

  test("the public history of a correction shows its note and new words, and replaced words only on request", async () => {
    const { editor, id } = await published();
    await correct(editor, id, "A man took the boat.");
    expect(await shownVersions(id)).toEqual(["CORRECTED NEW +A man", "PUBLISHED NONE"]);
    expect((await versions(id))[0]?.note).toBe("It was wrong.");
    expect(await readable(id)).not.toContain("Smith");
    await correct(editor, id, "A woman took the boat.", { showReplaced: true });
    expect((await shownVersions(id))[0]).toBe("CORRECTED COMPARED -man+woman");
  });

  test("a correction that hides replaced words also hides them in earlier changes", async () => {
    const { editor, id } = await published("The boat was taken.");
    await update(editor, id, "Smith took the boat.");
    await update(editor, id, "Smith took the boat at nine.");
    expect(await readable(id)).toContain("Smith");
    const before = await erased(`history:${id}`);
    await correct(editor, id, "A man took the boat at nine.");
    expect(await shownVersions(id)).toEqual([
      "CORRECTED NEW +A man",
      "PUBLISHED NONE",
      "PUBLISHED NONE",
      "PUBLISHED NONE",
    ]);
    expect(await readable(id)).not.toContain("Smith");
    expect(await erased(`history:${id}`)).toBeGreaterThan(before);
  });

  test("an update leaves out the replaced words when its editor asks for it", async () => {
    const { editor, id } = await published();
    await update(editor, id, "A man took the boat.", { showReplaced: false });
    expect(await shownVersions(id)).toEqual(["PUBLISHED NEW +A man", "PUBLISHED NONE"]);
  });

  test("an editor can hide a version and all before it later, on the record and only once", async () => {
    const { editor, id } = await published();
    await update(editor, id, "A man took the boat.");
    await update(editor, id, "A woman took the boat.");
    const reporter = await createPerson("REPORTER");
    const [, second] = await versions(id);
    const number = second?.revision ?? 0;
    await expect(hideWords(reporter, { storyId: id, number })).rejects.toMatchObject({ code: "NOT_ALLOWED" });
    const shown = async () =>
      (await listRevisions(editor, { storyId: id, before: null })).revisions.map((revision) => revision.shown);
    expect((await shown()).slice(0, 2)).toEqual(["COMPARED", "COMPARED"]);
    const before = await erased(`history:${id}`);
    await hideWords(editor, { storyId: id, number });
    await hideWords(editor, { storyId: id, number });
    expect(await shownVersions(id)).toEqual(["PUBLISHED COMPARED -man+woman", "PUBLISHED NONE", "PUBLISHED NONE"]);
    expect(await readable(id)).not.toContain("Smith");
    expect(await erased(`history:${id}`)).toBe(before + 1);
    expect((await shown()).slice(0, 3)).toEqual(["COMPARED", "NONE", null]);
    const events = await appClient().auditEvent.findMany({
      where: { subjectId: id, action: "story.words_hidden" },
      select: { actorId: true, detail: true },
    });
    expect(events).toEqual([{ actorId: editor.id, detail: { revision: number } }]);
  });

  test("taking down removes the public history, and reinstating brings it back with hidden words hidden", async () => {
    const { editor, id } = await published();
    await update(editor, id, "A man took the boat.");
    await update(editor, id, "A woman took the boat.");
    const [, second] = await versions(id);
    await hideWords(editor, { storyId: id, number: second?.revision ?? 0 });
    const had = await versions(id);
    await takeDownStory(editor, { storyId: id, reason: "Asked for" });
    expect(await readable(id)).toBe("[]");
    await reinstateStory(editor, { storyId: id });
    expect(await versions(id)).toEqual(had);
    expect((await getLiveStory(id))?.versions).toBe(3);
  });

  test("a story that is published anew after a takedown shows no earlier history", async () => {
    const { editor, id } = await published();
    await update(editor, id, "Smith stole the boat.");
    await takeDownStory(editor, { storyId: id, reason: "A lawyer" });
    await update(editor, id, "A man took the boat.");
    expect(await shownVersions(id)).toEqual(["PUBLISHED NEW +A man took", "PUBLISHED NONE", "PUBLISHED NONE"]);
    expect(await readable(id)).not.toMatch(/Smith|stole/);
  });

  test("the public history of a story from an older Galley starts with the version that readers had then", async () => {
    const { editor, id } = await published();
    await appClient().readerVersion.deleteMany({ where: { storyId: id } });
    await update(editor, id, "A man took the boat.");
    expect(await shownVersions(id)).toEqual(["PUBLISHED COMPARED -Smith+A man", "PUBLISHED NONE"]);
  });

  test("a blanked version is marked as blanked in the public history and has none of its words", async () => {
    const { editor, id } = await published();
    await update(editor, id, "A man took the boat.");
    await update(editor, id, "A woman took the boat.");
    const day = new Date("2026-11-24T09:15:00.000Z");
    await blankStory({ storyId: id, blocks: [], text: "Smith", reason: "Court, 7 O 12/26" }, day);
    expect(await readable(id)).not.toContain("Smith");
    expect((await versions(id)).map(({ blankedAt }) => blankedAt)).toEqual([null, null, day]);
    expect((await shownVersions(id))[0]).toBe("PUBLISHED COMPARED -man+woman");
  });

  test("versions published at the same moment have one order", async () => {
    const { editor, id } = await published();
    const version = await rewrite(editor, id, "A man took the boat.");
    await Promise.all(
      [1, 2, 3].map(() => publishStory(editor, { storyId: id, version, showUpdated: false }).catch(() => null)),
    );
    const numbers = (await versions(id)).map(({ number }) => number);
    expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));
    expect((await getLiveStory(id))?.versions).toBe(numbers.length);
    expect((await shownVersions(id)).filter((line) => line.includes("Smith"))).toHaveLength(1);
  });

  test("switching the public history off purges it from every cache once", async () => {
    const admin = await createPerson("ADMIN");
    const before = await erased("histories");
    for (const showsHistory of [false, false, true])
      await changeSiteSettings(admin, { ...parseSiteSettings(null), showsHistory });
    expect(await erased("histories")).toBe(before + 1);
  });
});
