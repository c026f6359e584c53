import pg from "pg";
import { describe, expect, test } from "vitest";
import { paragraph, storyDocument } from "#lib/document/build.ts";
import { newBlockId } from "#lib/document/ids.ts";
import { createPerson, createSection, unique } from "#prisma/factories.ts";
import { readDocument, typeInHeadline } from "#prisma/story-factories.ts";
import { asOwner } from "#prisma/testing/owner.ts";
import type { Person } from "../../actor.ts";
import { sealEvents } from "../../audit/seal-mutations.ts";
import { checkAuditChain } from "../../audit/verify-data.ts";
import { beginThread } from "../../comments/mutations.ts";
import { newId } from "../../ids.ts";
import { appClient } from "../../postgres/app.ts";
import { connections } from "../../process.ts";
import { getLiveStory } from "../../published/data.ts";
import { saveSnippet } from "../../snippets/mutations.ts";
import { saveTemplate } from "../../templates/mutations.ts";
import { createStoryFrom } from "../creating/mutations.ts";
import { getLog } from "../data.ts";
import { getRevision } from "../history/data.ts";
import { restoreRevision } from "../history/mutations.ts";
import { checkStory } from "../history/verify-data.ts";
import { publishStory } from "../publishing/mutations.ts";
import { saveSteps } from "../saving/mutations.ts";
import { nameVersion } from "../verbs/mutations.ts";
import { previewBlank } from "./data.ts";
import { blankStory } from "./mutations.ts";

const day = new Date("2026-11-24T09:15:00.000Z");
const reason = "Court of Ropewalk, 7 O 12/26";

const versionOf = async (id: string): Promise<number> =>
  (await appClient().story.findUniqueOrThrow({ where: { id }, select: { version: true } })).version;
async function type(actor: Person, id: string, text: string): Promise<number> {
  const version = await versionOf(id);
  await saveSteps(actor, typeInHeadline(id, await readDocument(id), version, text));
  return version + 1;
}

/** The tables that hold a text anywhere. */
async function tablesWith(text: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: connections().owner });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      "select tablename as name from pg_tables where schemaname = 'public'",
    );
    const holding: string[] = [];
    for (const { name } of rows) {
      const found = await client.query(`select 1 from ${name} t where t::text like $1`, [`%${text}%`]);
      if (found.rowCount) holding.push(name);
    }
    return holding.sort();
  } finally {
    await client.end();
  }
}

/** Live with the words, changed since; they stand in a paragraph, in a field and in the headline of a first revision. */
async function storyToBlank() {
  const secret = unique("Zanzibar");
  const editor = await createPerson("EDITOR");
  const section = await createSection();
  const bad = paragraph(`It was ${secret} who took the boat.`);
  const doc = storyDocument({
    headline: `${secret} at sea`,
    body: [paragraph("It sails at nine."), bad, paragraph("The end.")],
    fields: { section: section.id, seoDescription: `How ${secret} did it` },
  });
  const { id } = await createStoryFrom(editor, doc);
  const { path } = await publishStory(editor, { storyId: id, version: await type(editor, id, "!"), showUpdated: true });
  await type(editor, id, "!");
  await nameVersion(editor, { storyId: id, note: "Before the letter came" });
  await type(editor, id, "!");
  return { editor, id, path, secret, badId: String(bad.attrs?.id) };
}

describe("words that are blanked by law", () => {
  test("blanked words are nowhere in the database any more, and the chain still verifies", async () => {
    const { editor, id, secret } = await storyToBlank();
    // On the headline, which is quoted: it begins at 1.
    await beginThread(editor, {
      storyId: id,
      threadId: newId(),
      commentId: newId(),
      about: { version: await versionOf(id), from: 1, to: 1 + secret.length, quote: secret },
      text: "Is that so?",
    });
    expect(await tablesWith(secret)).toEqual([
      "audit_event",
      "comment_thread",
      "live_search",
      "live_story",
      "revision",
      "story",
      "story_document",
    ]);
    while ((await sealEvents()) > 0);
    const done = await blankStory({ storyId: id, blocks: [], text: secret.toUpperCase(), reason }, day);
    expect(done).toEqual({ blocks: 3, revisions: 3, at: day });
    expect(await tablesWith(secret)).toEqual([]);
    expect(await checkStory(id)).toMatchObject({ broken: null, blanked: [{ at: day, reason, blocks: 3 }] });
    const log = await checkAuditChain();
    expect(log.broken).toBeNull();
    expect(log.blanked).toBeGreaterThan(0);
  });

  test("blanked words are replaced by the date on the public page and in every revision", async () => {
    const { editor, id, path, badId } = await storyToBlank();
    await blankStory({ storyId: id, blocks: [badId], text: null, reason }, day);
    const live = JSON.stringify(await getLiveStory(id));
    expect(live).toContain("Blanked by law on 24 November 2026");
    expect(live).not.toContain("took the boat");
    const purges = await appClient().pressPurge.findMany({ where: { tags: { has: `address:${path}` }, erase: true } });
    expect(purges.length).toBeGreaterThan(0);
    const revision = JSON.stringify((await getRevision(editor, { storyId: id, number: 2 })).document);
    expect(revision).toContain("Blanked by law on 24 November 2026");
    expect(revision).toContain("It sails at nine.");
  });

  test("blanked words are removed from a standing page and from the footers that name it", async () => {
    const secret = unique("Zanzibar");
    const editor = await createPerson("EDITOR");
    const doc = storyDocument({
      headline: `About ${secret}`,
      body: [paragraph("Text.")],
      fields: { slug: unique("p") },
    });
    const { id } = await createStoryFrom(editor, doc, { of: "PAGE" });
    await publishStory(editor, { storyId: id, version: 0, showUpdated: true });
    expect(await tablesWith(secret)).toEqual(expect.arrayContaining(["live_page", "setting"]));
    await blankStory({ storyId: id, blocks: [], text: secret, reason }, day);
    expect(await tablesWith(secret)).toEqual([]);
    expect(await checkStory(id)).toMatchObject({ broken: null });
  });

  test("blanking is a step that an open tab follows, and an older tab gets LOG_GONE", async () => {
    const { editor, id, badId } = await storyToBlank();
    const before = await versionOf(id);
    await blankStory({ storyId: id, blocks: [badId], text: null, reason }, day);
    const log = await getLog(editor, id, before);
    expect([log.steps.length, log.personIds, log.version]).toEqual([1, [null], before + 1]);
    expect((await readDocument(id)).textContent).not.toContain("took the boat");
    await expect(getLog(editor, id, before - 1)).rejects.toMatchObject({ code: "LOG_GONE" });
    await type(editor, id, "and on");
    expect(await checkStory(id)).toMatchObject({ broken: null });
  });

  test("restoring a revision brings back the date, not the blanked words", async () => {
    const { editor, id, badId } = await storyToBlank();
    await blankStory({ storyId: id, blocks: [badId], text: null, reason }, day);
    await restoreRevision(editor, { storyId: id, number: 3, version: await versionOf(id) });
    expect((await readDocument(id)).textContent).toContain("Blanked by law on 24 November 2026");
    expect(await checkStory(id)).toMatchObject({ broken: null });
  });

  test("blanking the headline, the standfirst and the only block leaves a valid story", async () => {
    const secret = unique("Zanzibar");
    const editor = await createPerson("EDITOR");
    const doc = storyDocument({ headline: secret, standfirst: secret, kicker: secret, body: [paragraph(secret)] });
    const { id } = await createStoryFrom(editor, doc);
    await blankStory({ storyId: id, blocks: [], text: secret, reason }, day);
    const left = await readDocument(id);
    expect([left.textContent, left.childCount]).toEqual(["", 3]);
    expect(await tablesWith(secret)).toEqual([]);
    expect(await checkStory(id)).toMatchObject({ broken: null, blanked: [{ blocks: 4 }] });
  });

  test("blanking twice is harmless, and blanking missing words changes nothing", async () => {
    const { id, badId } = await storyToBlank();
    await blankStory({ storyId: id, blocks: [badId], text: null, reason }, day);
    const { version } = await appClient().story.findUniqueOrThrow({ where: { id }, select: { version: true } });
    expect(await blankStory({ storyId: id, blocks: [badId, newBlockId()], text: "no such words", reason })).toBeNull();
    expect(await versionOf(id)).toBe(version);
  });

  test("a preview lists the words to blank and where else they appear", async () => {
    const { id, secret, path } = await storyToBlank();
    const preview = await previewBlank(id, { blocks: [], text: secret });
    expect(preview).toMatchObject({ live: true, revisions: 3, elsewhere: [`its address ${path}`] });
    expect([...(preview?.blocks.keys() ?? [])].sort()).toEqual(expect.arrayContaining(["fields", "headline"]));
  });

  test("a preview names the templates and snippets that hold the words", async () => {
    const { id, secret } = await storyToBlank();
    const editor = await createPerson("EDITOR");
    const [template, series] = [unique("Report"), unique("Series")];
    await saveTemplate(editor, { storyId: id, templateId: null, name: template, checklist: [] });
    const blocks = JSON.stringify([paragraph(`About ${secret}.`)]);
    await saveSnippet(editor, { snippetId: null, name: series, isBound: true, blocks });
    const preview = await previewBlank(id, { blocks: [], text: secret });
    expect(preview?.elsewhere).toEqual(
      expect.arrayContaining([`the template “${template}”`, `the snippet “${series}”`]),
    );
  });

  test("rejects a reason that contains the blanked words", async () => {
    const { id, secret } = await storyToBlank();
    const repeated = blankStory({ storyId: id, blocks: [], text: secret, reason: `About ${secret}` });
    await expect(repeated).rejects.toMatchObject({ code: "INVALID" });
  });

  test("the chain check finds words that were put back into a blanked block", async () => {
    const { id, badId } = await storyToBlank();
    await blankStory({ storyId: id, blocks: [badId], text: null, reason }, day);
    await asOwner(
      "update revision set blocks[5] = replace(blocks[5], 'Blanked', 'Praised') where story_id = $1 and number = 2",
      [id],
    );
    expect(await checkStory(id)).toMatchObject({
      broken: "Revision 2: the text of block 4 (paragraph) is not what was frozen.",
    });
  });
});
