import { describe, expect, test } from "vitest";
import { factBox } from "#lib/document/blocks/fact-box/block.ts";
import { paragraph, storyDocument } from "#lib/document/build.ts";
import { noDates } from "#lib/document/field-rules.ts";
import { projectLive } from "#lib/document/project-live.ts";
import { pageRow, storyRow } from "#lib/document/published-row.ts";
import { createPerson, createSection } from "#prisma/factories.ts";
import { createReadyPage, createReadyStory, readDocument, typeInHeadline } from "#prisma/story-factories.ts";
import { asOwner } from "#prisma/testing/owner.ts";
import type { Person } from "../../actor.ts";
import { appClient } from "../../postgres/app.ts";
import { createStoryFrom } from "../creating/mutations.ts";
import { publishStory, takeDownStory } from "../publishing/mutations.ts";
import { saveSteps } from "../saving/mutations.ts";
import { nameVersion } from "../verbs/mutations.ts";
import { allStoryIds, checkStory, countAllStories, findStoryId } from "./verify-data.ts";

async function type(actor: Person, id: string, text: string): Promise<number> {
  const { version } = await appClient().story.findUniqueOrThrow({ where: { id }, select: { version: true } });
  await saveSteps(actor, typeInHeadline(id, await readDocument(id), version, text));
  return version + 1;
}

/** Published at version 1 (revision 2), named at 2 (revision 3), and one step after that. */
async function storyWithPast() {
  const editor = await createPerson("EDITOR");
  const section = await createSection();
  const doc = storyDocument({
    headline: "Ferry",
    body: [paragraph("It sails at nine."), paragraph("The end.")],
    fields: { section: section.id },
  });
  const { id } = await createStoryFrom(editor, doc);
  const { path } = await publishStory(editor, {
    storyId: id,
    version: await type(editor, id, " back"),
    showUpdated: true,
  });
  await type(editor, id, " again");
  await nameVersion(editor, { storyId: id, note: "Before the harbour master called" });
  await type(editor, id, " tonight");
  return { editor, id, path };
}
const broken = async (id: string) => (await checkStory(id))?.broken;

describe("a story that nobody has tampered with", () => {
  test("an untampered story verifies when it is live, changed since, packed or taken down", async () => {
    const { editor, id } = await storyWithPast();
    expect(await checkStory(id)).toMatchObject({ revisions: 3, broken: null });
    await takeDownStory(editor, { storyId: id, reason: "Wrong boat" });
    expect(await checkStory(id)).toMatchObject({ revisions: 4, broken: null });
  });

  test("a story with a fact box verifies when it is live", async () => {
    const editor = await createPerson("EDITOR");
    const section = await createSection();
    const doc = storyDocument({
      headline: "Ferry",
      body: [paragraph("It sails at nine."), factBox("The ship", [paragraph("Built in Leith.")])],
      fields: { section: section.id },
    });
    const { id } = await createStoryFrom(editor, doc);
    await publishStory(editor, { storyId: id, version: await type(editor, id, " back"), showUpdated: true });
    expect(await checkStory(id)).toMatchObject({ revisions: 2, broken: null });
  });

  test("a story to verify is found by its id, its path, its full URL and an old address", async () => {
    const { id, path } = await storyWithPast();
    await appClient().address.create({
      data: { path: `${path}-old`, kind: "REDIRECT", target: path },
      select: { path: true },
    });
    for (const name of [id, path, `https://paper.example${path}`, `${path}/`, `${path}-old`])
      expect(await findStoryId(name), name).toBe(id);
    expect(await findStoryId("/no/such/story")).toBeNull();
  });

  test("verifying all stories covers each story once", async () => {
    const { id } = await storyWithPast();
    const ids: string[] = [];
    for await (const one of allStoryIds()) ids.push(one);
    expect(ids).toContain(id);
    expect([new Set(ids).size, ids.length]).toEqual([ids.length, await countAllStories()]);
  });
});

describe("the first break is named", () => {
  const ofRevision = "where story_id = $1 and number = 2";
  const tampered: [string, string, string | RegExp][] = [
    [
      "a word in a paragraph",
      `update revision set blocks[4] = replace(blocks[4], 'nine', 'noon') ${ofRevision}`,
      "Revision 2: the text of block 3 (paragraph) is not what was frozen.",
    ],
    [
      "a field",
      `update revision set blocks[1] = replace(blocks[1], '"place":""', '"place":"X"') ${ofRevision}`,
      "Revision 2: the text of the story's fields is not what was frozen.",
    ],
    [
      "a salt",
      `update revision set salts[2] = '' ${ofRevision}`,
      "Revision 2: the salts are not those of its 5 blocks.",
    ],
    [
      "a hash of a block",
      `update revision set block_hashes = block_hashes[1:4] ${ofRevision}`,
      "Revision 2: it has 4 block hashes for 5 blocks.",
    ],
    [
      "the content hash",
      `update revision set content_hash = 'x' ${ofRevision}`,
      "Revision 2: the content hash does not fit its blocks.",
    ],
    [
      "the order of blocks with their salts and hashes",
      `update revision set blocks[4:5] = array[blocks[5], blocks[4]], salts[4:5] = array[salts[5], salts[4]],
         block_hashes[4:5] = array[block_hashes[5], block_hashes[4]] ${ofRevision}`,
      "Revision 2: the content hash does not fit its blocks.",
    ],
    [
      "a note",
      `update revision set note = 'Nothing to see' ${ofRevision}`,
      "Revision 2: the revision hash does not fit its kind, person, time, note and content.",
    ],
    [
      "a time",
      `update revision set at = at + interval '1 ms' ${ofRevision}`,
      "Revision 2: the revision hash does not fit its kind, person, time, note and content.",
    ],
    [
      "the link to the one before",
      `update revision set previous_hash = 'x' ${ofRevision}`,
      "Revision 2: the previous hash is not that of revision 1.",
    ],
    ["a revision that is gone", `delete from revision ${ofRevision}`, "Revision 2 is missing."],
    [
      "the newest revision that is gone",
      "delete from revision where story_id = $1 and number = 3",
      "Revision 3 is missing: the audit log names it.",
    ],
    ["all revisions gone", "delete from revision where story_id = $1", "The story has no revision at all."],
    [
      "the working document",
      "update story_document set document = replace(document::text, 'nine', 'noon')::jsonb where story_id = $1",
      "The working document is not what revision 3 and the steps after it make.",
    ],
    [
      "a step that is gone",
      "delete from story_step where story_id = $1 and version = 3",
      "Step 3 is missing from the log.",
    ],
    [
      "a step that never fitted",
      `update story_step set step = '{"stepType":"replace","from":900,"to":900}' where story_id = $1 and version = 3`,
      /^(?:Step 3 of the log does not fit|It cannot be read)/,
    ],
    [
      "what readers get",
      "update live_story set document = replace(document::text, 'nine', 'noon')::jsonb where story_id = $1",
      "What readers get is not what revision 2 yields: the text differs.",
    ],
    [
      "the headline of lists",
      "update live_story set headline = 'Ferry sinks' where story_id = $1",
      "What readers get is not what revision 2 yields: headline differs.",
    ],
    [
      "a story that readers miss",
      "delete from live_story where story_id = $1",
      "It is live, but readers do not get it.",
    ],
    [
      "a story that readers get unpublished",
      "update story set publication = 'TAKEN_DOWN' where id = $1",
      "Readers get it, though it is not live.",
    ],
    [
      "the seal that readers see",
      `insert into live_version (story_id, number, kind, note, at, revision_hash, words)
        values ($1, 2, 'PUBLISHED', '', now(), 'x', 'COMPARED')`,
      "What readers get of version 2 is not what revision 2 is, or is not for them.",
    ],
    [
      "words that readers are not to see",
      `with r as (select * from revision ${ofRevision}), hidden as (update reader_version set words = 'NONE' where story_id = $1)
        insert into live_version (story_id, number, kind, note, at, revision_hash, words, change)
        select story_id, number, kind, '', at, revision_hash, 'COMPARED', '{}' from r`,
      "What readers get of version 2 is not what revision 2 is, or is not for them.",
    ],
    [
      "a document that is no story",
      `update story_document set document = '{"type":"doc"}' where story_id = $1`,
      /^It cannot be read: /,
    ],
  ];
  test.each(tampered)("verify names the break after tampering with %s", async (_what, sql, sentence) => {
    const { id } = await storyWithPast();
    await asOwner(sql, [id]);
    if (typeof sentence === "string") expect(await broken(id)).toBe(sentence);
    else expect(await broken(id)).toMatch(sentence);
  });

  test("one broken story does not hide the state of another", async () => {
    const [one, other] = [await storyWithPast(), await storyWithPast()];
    await asOwner("update revision set note = 'x' where story_id = $1", [one.id]);
    expect([await broken(one.id), await broken(other.id)]).toEqual([expect.stringContaining("Revision 1"), null]);
  });
});

/** SQL that gives a column another value, by the type of the column. */
const otherValue: Record<string, (column: string) => string> = {
  text: (column) => `${column} || 'x'`,
  boolean: (column) => `not ${column}`,
  integer: (column) => `${column} + 1`,
  jsonb: (column) => `jsonb_set(${column}, '{attrs,place}', '"x"')`,
  "timestamp with time zone": () => "now()",
  ARRAY: (column) => `array_append(${column}, gen_random_uuid())`,
  uuid: (column) =>
    column === "section_id" ? "(select id from section where id <> section_id limit 1)" : "gen_random_uuid()",
};

test.each([
  ["live_story", "STORY"],
  ["live_page", "PAGE"],
] as const)("a changed value in any column of %s that follows the document is found", async (table, kind) => {
  const editor = await createPerson("EDITOR");
  await createSection(); // the other one
  const ready = kind === "STORY" ? await createReadyStory(editor) : await createReadyPage(editor);
  await publishStory(editor, { storyId: ready.id, version: 0, showUpdated: true });
  expect(await broken(ready.id)).toBeNull();
  const projected = projectLive(await readDocument(ready.id));
  const frozen = { path: "", revisionNumber: 0 };
  const row =
    kind === "STORY"
      ? storyRow(projected, { ...frozen, dates: noDates(kind) })
      : pageRow(projected, { ...frozen, dates: noDates(kind) });
  const types = await appClient().$queryRaw<{ name: string; type: string }[]>`
    select column_name as name, data_type as type from information_schema.columns where table_name = ${table}`;
  const [kept] = await appClient().$queryRawUnsafe<{ row: object }[]>(
    `select to_jsonb(t) as row from ${table} t where story_id = $1::uuid`,
    ready.id,
  );
  for (const name of Object.keys(row)) {
    const column = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const other = otherValue[types.find((one) => one.name === column)?.type ?? ""];
    await asOwner(`update ${table} set ${column} = ${other?.(column)} where story_id = $1`, [ready.id]);
    expect(await broken(ready.id)).toBe(
      `What readers get is not what revision 2 yields: ${name === "document" ? "the text" : name} differs.`,
    );
    const before = `(jsonb_populate_record(null::${table}, $2)).${column}`;
    await asOwner(`update ${table} set ${column} = ${before} where story_id = $1`, [ready.id, kept?.row]);
  }
  expect(await broken(ready.id)).toBeNull();
});
