import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { createPerson, unique } from "#prisma/factories.ts";
import { createReadyStory, readDocument } from "#prisma/story-factories.ts";
import type { Person } from "../actor.ts";
import { plainText } from "../document/text.ts";
import { originsIn } from "../document/wire-origin.ts";
import { appClient } from "../postgres/app.ts";
import { copyStory } from "../stories/creating/mutations.ts";
import { listWire } from "./data.ts";
import { saveSource } from "./mutations.ts";
import { getOrigins } from "./origin-data.ts";
import { pollWires } from "./poll-mutations.ts";
import { addToStory, takeBlocks, takeItem } from "./take-mutations.ts";

let admin: Person;
let reporter: Person;
let folder: string;
const now = new Date("2026-03-10T12:00:00Z");
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

beforeAll(async () => {
  admin = await createPerson("ADMIN");
  reporter = await createPerson("REPORTER");
});
beforeEach(async () => {
  await appClient().wireSource.deleteMany();
  folder = await mkdtemp(path.join(tmpdir(), "galley-wire-words-"));
  const given = { sourceId: null, name: unique("Wire"), address: folder, sectionId: null, isOn: true, keptDays: 14 };
  await saveSource(admin, given, now);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const send = async (more: object = {}, at = now): Promise<string> => {
  await writeFile(
    path.join(folder, `${unique("item")}.json`),
    JSON.stringify({
      ...{ uri: "urn:agency:1", type: "text", version: "1", versioncreated: now.toISOString(), language: "en" },
      ...{ headline: "Ferry sinks", body_xhtml: "<p>The ferry sank.</p><ul><li>Nobody was hurt.</li></ul>" },
      ...{ copyrightholder: "Sea Press", pubstatus: "usable" },
      ...more,
    }),
  );
  await pollWires(at);
  return (await listWire(reporter, {})).rows[0]?.id ?? "";
};
const wordsOf = async (storyId: string) => {
  const doc = await readDocument(storyId);
  return originsIn(doc).map(({ pos, item, number, source }) => [doc.nodeAt(pos)?.textContent, item, number, source]);
};
const noticesOf = (storyId: string) =>
  appClient().notice.findMany({ where: { storyId }, orderBy: { id: "asc" }, select: { personId: true, kind: true } });

test("an item whose agency and copyright hold control characters can be taken", async () => {
  const itemId = await send({ copyrightholder: "Sea\u0001 Press", copyrightnotice: "Sea\u0085 Press\u007f 2026" });
  const { storyId } = await takeItem(reporter, { itemId }, now);
  expect((await wordsOf(storyId)).at(-1)).toEqual(["Source: Sea Press. Sea Press 2026.", itemId, 1, "Sea Press"]);
});

test("each block that was taken knows its item, version and agency, in a new story and at the end of an existing one", async () => {
  const itemId = await send();
  const { storyId } = await takeItem(reporter, { itemId }, now);
  const taken = [
    ["The ferry sank.", itemId, 1, "Sea Press"],
    ["Nobody was hurt.", itemId, 1, "Sea Press"],
    ["Source: Sea Press.", itemId, 1, "Sea Press"],
  ];
  expect(await wordsOf(storyId)).toEqual(taken);

  const own = await createReadyStory(reporter);
  const before = plainText(await readDocument(own.id));
  await addToStory(reporter, { itemId, storyId: own.id }, now);
  expect(plainText(await readDocument(own.id))).toBe(
    `${before}\nThe ferry sank.\nNobody was hurt.\nSource: Sea Press.`,
  );
  expect(await wordsOf(own.id)).toEqual(taken);
  await send({ version: "2", body_xhtml: "<p>The ferry ran aground.</p>" }, later(2));
  await addToStory(reporter, { itemId, storyId: own.id }, later(3));
  expect((await wordsOf(own.id)).map(([words, , number]) => [words, number]).slice(3)).toEqual([
    ["The ferry ran aground.", 2],
    ["Source: Sea Press.", 2],
  ]);
});

test("a story into which words were copied is notified of the kill of their item, and its blocks show it", async () => {
  const itemId = await send();
  const { storyId } = await takeItem(reporter, { itemId }, now);
  const editor = await createPerson("EDITOR");
  const copy = await copyStory(editor, { storyId });
  await send({ version: "2", pubstatus: "canceled", body_xhtml: "" }, later(2));
  expect(await noticesOf(copy.id)).toContainEqual({ personId: editor.id, kind: "WIRE_WITHDRAWN" });
  expect(await noticesOf(storyId)).toContainEqual({ personId: reporter.id, kind: "WIRE_WITHDRAWN" });
  expect(await getOrigins(reporter, { itemIds: [itemId] })).toMatchObject([
    { item: itemId, status: "canceled", number: 2 },
  ]);
  await expect(addToStory(reporter, { itemId, storyId }, later(3))).rejects.toMatchObject({ code: "WRONG_STATE" });
});

test("the embargo of an item is kept by the story that its words are added to, and never shortens a longer one", async () => {
  const ends = new Date(new Date(Date.now() + 86_400_000).setUTCMilliseconds(0));
  const itemId = await send({ embargoed: ends.toISOString() });
  const story = await createReadyStory(reporter);
  const embargoOf = async () =>
    (await appClient().story.findUniqueOrThrow({ where: { id: story.id } })).embargoUntil?.toISOString();
  const { blocks } = await takeBlocks(reporter, { itemId, storyId: story.id });
  expect(blocks).toHaveLength(3);
  expect(await embargoOf()).toBe(ends.toISOString());
  const longer = new Date(ends.getTime() + 86_400_000);
  await appClient().story.update({ where: { id: story.id }, data: { embargoUntil: longer }, select: { id: true } });
  await addToStory(reporter, { itemId, storyId: story.id });
  expect(await embargoOf()).toBe(longer.toISOString());
  await expect(takeBlocks(reporter, { itemId, storyId: crypto.randomUUID() })).rejects.toMatchObject({
    code: "WRONG_STATE",
    detail: { why: "embargoed" },
  });
});

test("nobody adds words of the wire to a story that they may not change", async () => {
  const itemId = await send();
  const story = await createReadyStory(admin);
  const contributor = await createPerson("CONTRIBUTOR");
  await expect(addToStory(contributor, { itemId, storyId: story.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
});
