import { describe, expect, test } from "vitest";
import { paragraph } from "#lib/document/build.ts";
import { createAuthor, createPerson, createSection, createTopic } from "#prisma/factories.ts";
import { createReadyPage, createReadyStory, readDocument, typeInHeadline } from "#prisma/story-factories.ts";
import { appClient } from "../../postgres/app.ts";
import { readerClient } from "../../postgres/reader.ts";
import { readerTables } from "../../postgres/roles.ts";
import { hashBlock, hashContent, hashRevision } from "../../revisions/mutations.ts";
import { copyStory, createStory } from "../creating/mutations.ts";
import { saveSteps } from "../saving/mutations.ts";
import { approveStory, fileStory, sendBackStory } from "../verbs/mutations.ts";
import { findTakenDown } from "./data.ts";
import { correctStory, publishStory, reinstateStory, takeDownStory } from "./mutations.ts";

const live = (storyId: string) =>
  readerClient().liveStory.findUnique({
    where: { storyId },
    select: {
      headline: true,
      path: true,
      updatedAt: true,
      corrections: true,
      revisionNumber: true,
      topics: { select: { topicId: true } },
      authors: { select: { authorId: true } },
    },
  });
const addressKind = async (path: string) =>
  (await readerClient().address.findUnique({ where: { path }, select: { kind: true } }))?.kind;
const purges = async () =>
  await appClient().pressPurge.findMany({ orderBy: { id: "desc" }, take: 3, select: { tags: true, erase: true } });

describe("publishing", () => {
  test("publishing puts the story at its address and purges every page that shows it", async () => {
    const editor = await createPerson("EDITOR");
    const [section, topic, author] = [await createSection({ slug: "city" }), await createTopic(), await createAuthor()];
    const story = await createReadyStory(editor, {
      headline: "Night ferry returns",
      fields: { section: section.id, topics: [topic.id], authors: [author.id] },
    });
    const receipt = await publishStory(editor, { storyId: story.id, version: 0, showUpdated: true });
    expect(receipt.path).toMatch(/^\/city\/\d{4}\/\d\d\/\d\d\/night-ferry-returns$/);
    expect(receipt.status).toMatchObject({ copy: "DRAFT", publication: "LIVE", updatedAt: null });
    expect(await live(story.id)).toMatchObject({
      headline: "Night ferry returns",
      updatedAt: null,
      topics: [{ topicId: topic.id }],
      authors: [{ authorId: author.id }],
    });
    expect(await addressKind(receipt.path)).toBe("STORY");
    const [purge] = await purges();
    expect(purge?.tags).toEqual(
      expect.arrayContaining([
        `story:${story.id}`,
        `section:${section.id}`,
        `topic:${topic.id}`,
        `author:${author.id}`,
        "latest",
        `address:${receipt.path}`,
      ]),
    );
  });

  test("publishing an incomplete story lists what is missing and changes nothing", async () => {
    const editor = await createPerson("EDITOR");
    const { id } = await createStory(editor);
    await expect(publishStory(editor, { storyId: id, version: 0, showUpdated: true })).rejects.toMatchObject({
      code: "NOT_READY",
      detail: { missing: ["HEADLINE", "TEXT", "SECTION"] },
    });
    expect(await live(id)).toBeNull();
  });

  test("publishing an approved story publishes the approved revision", async () => {
    const reporter = await createPerson("REPORTER");
    const editor = await createPerson("EDITOR");
    const story = await createReadyStory(reporter, { headline: "As approved" });
    await fileStory(reporter, { storyId: story.id });
    await approveStory(editor, { storyId: story.id, version: 0 });
    await publishStory(editor, { storyId: story.id, version: 0, showUpdated: true });
    expect((await live(story.id))?.headline).toBe("As approved");
  });

  test("edits after publication stay out of the public page until the next publication", async () => {
    const editor = await createPerson("EDITOR");
    const story = await createReadyStory(editor, { headline: "First" });
    const { path } = await publishStory(editor, { storyId: story.id, version: 0, showUpdated: true });
    await saveSteps(editor, typeInHeadline(story.id, await readDocument(story.id), 0, " and second"));
    expect((await live(story.id))?.headline).toBe("First");
    await expect(publishStory(editor, { storyId: story.id, version: 0, showUpdated: true })).rejects.toMatchObject({
      code: "CHANGED_MEANWHILE",
      detail: { version: 1 },
    });
    const again = await publishStory(editor, { storyId: story.id, version: 1, showUpdated: true });
    expect(again.path).toBe(path);
    const now = await live(story.id);
    expect(now?.headline).toBe("First and second");
    expect(now?.updatedAt).not.toBeNull();
  });

  test("two stories with the same headline and day get two addresses, even at the same moment", async () => {
    const editor = await createPerson("EDITOR");
    const section = await createSection();
    const stories = await Promise.all(
      Array.from({ length: 4 }, () =>
        createReadyStory(editor, { headline: "Same headline", fields: { section: section.id } }),
      ),
    );
    const paths = await Promise.all(
      stories.map(async ({ id }) => (await publishStory(editor, { storyId: id, version: 0, showUpdated: true })).path),
    );
    expect(new Set(paths).size).toBe(4);
  });
});

test("a correction is shown to readers, counted, and erases the wrong text", async () => {
  const editor = await createPerson("EDITOR");
  const story = await createReadyStory(editor);
  await publishStory(editor, { storyId: story.id, version: 0, showUpdated: true });
  await correctStory(editor, { storyId: story.id, version: 0, kind: "CORRECTION", note: "The vote was 31 to 22." });
  await correctStory(editor, { storyId: story.id, version: 0, kind: "CLARIFICATION", note: "The council’s figure." });
  expect((await live(story.id))?.corrections).toMatchObject([
    { number: 1, kind: "CORRECTION", note: "The vote was 31 to 22." },
    { number: 2, kind: "CLARIFICATION", note: "The council’s figure." },
  ]);
  expect((await purges())[0]?.erase).toBe(true);
});

test("taking down removes every public row and answers 410; reinstating brings back the same words", async () => {
  const editor = await createPerson("EDITOR");
  const story = await createReadyStory(editor, { headline: "Up and down" });
  const { path } = await publishStory(editor, { storyId: story.id, version: 0, showUpdated: true });
  await saveSteps(editor, typeInHeadline(story.id, await readDocument(story.id), 0, ", changed"));
  await takeDownStory(editor, { storyId: story.id, reason: "A court order." });
  expect(await live(story.id)).toBeNull();
  expect(await findTakenDown(editor, story.id)).toMatchObject({ reason: "A court order.", by: editor.name });
  expect(await addressKind(path)).toBe("GONE");
  expect(await readerClient().liveStoryTopic.count({ where: { storyId: story.id } })).toBe(0);
  await reinstateStory(editor, { storyId: story.id });
  expect(await live(story.id)).toMatchObject({ headline: "Up and down", path });
  expect(await findTakenDown(editor, story.id)).toBeNull();
  expect(await addressKind(path)).toBe("STORY");
});

test("each revision is chained to the one before and has the hashes of its stored content", async () => {
  const editor = await createPerson("EDITOR");
  const story = await createReadyStory(editor);
  await fileStory(editor, { storyId: story.id });
  await approveStory(editor, { storyId: story.id, version: 0 });
  await sendBackStory(editor, { storyId: story.id, note: "More on the fares." });
  await publishStory(editor, { storyId: story.id, version: 0, showUpdated: true });
  const rows = await appClient().revision.findMany({ where: { storyId: story.id }, orderBy: { number: "asc" } });
  expect(rows.map((row) => row.kind)).toEqual(["CREATED", "HANDED_OVER", "APPROVED", "HANDED_OVER", "PUBLISHED"]);
  let previousHash: string | null = null;
  for (const row of rows) {
    expect(row.blocks.map((block, index) => hashBlock(row.salts[index] ?? "", block))).toEqual(row.blockHashes);
    expect(hashContent(row.blockHashes)).toBe(row.contentHash);
    expect(row.previousHash).toBe(previousHash);
    expect(hashRevision(row)).toBe(row.revisionHash);
    previousHash = row.revisionHash;
  }
});

test("copying a story copies the text, but not the address or the dates", async () => {
  const editor = await createPerson("EDITOR");
  const story = await createReadyStory(editor, {
    headline: "The original",
    fields: { slug: "the-original" },
    body: [paragraph("Its text.")],
  });
  await publishStory(editor, { storyId: story.id, version: 0, showUpdated: true });
  const { id } = await copyStory(editor, { storyId: story.id });
  const doc = await readDocument(id);
  expect(doc.attrs.slug).toBe("");
  expect(doc.textContent).toContain("Its text.");
  const row = await appClient().story.findUniqueOrThrow({
    where: { id },
    select: { path: true, publication: true, creatorId: true },
  });
  expect(row).toEqual({ path: null, publication: "NEVER", creatorId: editor.id });
});

test("unpublished work is in no table that the reader role may read", async () => {
  const editor = await createPerson("EDITOR");
  const secret = "Zwetschgenwasser";
  const draft = await createReadyStory(editor, { headline: `${secret} draft`, body: [paragraph(`${secret} text`)] });
  const out = await createReadyStory(editor, { headline: "Out" });
  await publishStory(editor, { storyId: out.id, version: 0, showUpdated: true });
  await saveSteps(editor, typeInHeadline(out.id, await readDocument(out.id), 0, ` ${secret} in the copy`));
  const gone = await createReadyStory(editor, { headline: `${secret} gone`, fields: { slug: "gone" } });
  await publishStory(editor, { storyId: gone.id, version: 0, showUpdated: true });
  await takeDownStory(editor, { storyId: gone.id, reason: `${secret} reason` });
  await createReadyPage(editor, { headline: `${secret} page` });
  const page = await createReadyPage(editor, { headline: `${secret} page that was`, fields: { slug: "gone-page" } });
  await publishStory(editor, { storyId: page.id, version: 0, showUpdated: true });
  await takeDownStory(editor, { storyId: page.id, reason: `${secret} reason` });
  for (const [table, columns] of Object.entries(readerTables)) {
    const list = columns === "all" ? "t.*" : columns.map((column) => `t.${column}`).join(", ");
    const rows = await readerClient().$queryRawUnsafe<unknown[]>(
      `select row_to_json(r)::text as row from (select ${list} from ${table} t) r`,
    );
    const text = JSON.stringify(rows);
    expect(text, table).not.toContain(secret);
    expect(text, table).not.toContain(draft.id);
  }
});
