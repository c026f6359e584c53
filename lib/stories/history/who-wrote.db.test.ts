import type { Node } from "@tiptap/pm/model";
import pg from "pg";
import { describe, expect, test } from "vitest";
import { paragraph, storyDocument } from "#lib/document/build.ts";
import { stepsTo } from "#lib/document/restore.ts";
import { createPerson, createSection } from "#prisma/factories.ts";
import { readDocument, typeInHeadline } from "#prisma/story-factories.ts";
import type { Person } from "../../actor.ts";
import { appClient } from "../../postgres/app.ts";
import { connections } from "../../process.ts";
import { packLog } from "../../steps/mutations.ts";
import { copyStory, createStory } from "../creating/mutations.ts";
import { importStory } from "../importing/mutations.ts";
import { publishStory } from "../publishing/mutations.ts";
import { saveSteps } from "../saving/mutations.ts";
import type { Batch } from "../schema.ts";
import { nameVersion } from "../verbs/mutations.ts";
import { whoWrote } from "./data.ts";
import { restoreRevision } from "./mutations.ts";

const versionOf = async (id: string): Promise<number> =>
  (await appClient().story.findUniqueOrThrow({ where: { id }, select: { version: true } })).version;

async function write(actor: Person, id: string, target: Node, given: Partial<Batch> = {}): Promise<void> {
  const doc = await readDocument(id);
  const steps = stepsTo(doc, target).map((step) => step.toJSON());
  await saveSteps(actor, typeInHeadline(id, doc, await versionOf(id), "", { steps, emptying: true, ...given }));
}
/** What is added at the end of the headline. */
async function type(actor: Person, id: string, text: string, given: Partial<Batch> = {}): Promise<void> {
  await saveSteps(actor, typeInHeadline(id, await readDocument(id), await versionOf(id), text, given));
}
/** "Anna TYPED Night ferry" for each piece of the headline. */
async function writersOf(actor: Person, id: string): Promise<string[]> {
  const doc = await readDocument(id);
  const { pieces } = await whoWrote(actor, {
    storyId: id,
    version: await versionOf(id),
    from: 0,
    to: doc.child(0).nodeSize,
  });
  return pieces.map(({ from, to, person, kind }) => `${person?.name ?? "Galley"} ${kind} ${doc.textBetween(from, to)}`);
}

/** Two people, and a story that one of them began. */
async function newsroom() {
  const anna = await createPerson("EDITOR", { name: "Anna" });
  const ben = await createPerson("EDITOR", { name: "Ben" });
  const { id } = await createStory(anna);
  const section = (await createSection()).id;
  const body = [paragraph("Some text.")];
  await write(anna, id, storyDocument({ headline: "Night", body, fields: { section } }));
  return { anna, ben, id, section, body };
}

/** As the owner: only the owner can make the log older than it is, or take from a revision what it knew. */
async function asOwner(sql: string, values: unknown[]): Promise<void> {
  const client = new pg.Client({ connectionString: connections().owner });
  await client.connect();
  try {
    await client.query(sql, values);
  } finally {
    await client.end();
  }
}

describe("authorship of a text", () => {
  test("authorship distinguishes several people, and typed from pasted text, across revisions", async () => {
    const { anna, ben, id } = await newsroom();
    await type(ben, id, " ferry");
    await nameVersion(ben, { storyId: id, note: "With ferry" });
    await type(anna, id, " returns", { pasted: [0] });
    expect(await writersOf(anna, id)).toEqual(["Anna TYPED Night", "Ben TYPED  ferry", "Anna PASTED  returns"]);
    await nameVersion(anna, { storyId: id, note: "With all" });
    await type(ben, id, "!");
    expect(await writersOf(ben, id)).toEqual([
      "Anna TYPED Night",
      "Ben TYPED  ferry",
      "Anna PASTED  returns",
      "Ben TYPED !",
    ]);
  });

  test("undo gives words back to their author, and restored words are marked as restored", async () => {
    const { anna, ben, id, section, body } = await newsroom();
    const headline = (text: string) => storyDocument({ headline: text, body, fields: { section } });
    await nameVersion(anna, { storyId: id, note: "First" });
    await write(ben, id, headline(""));
    await write(ben, id, headline("Night"), { restored: [0] });
    expect(await writersOf(ben, id)).toEqual(["Anna TYPED Night"]);

    await write(ben, id, headline("Something"));
    await nameVersion(ben, { storyId: id, note: "Second" });
    await restoreRevision(ben, { storyId: id, number: 2, version: await versionOf(id) });
    expect(await writersOf(anna, id)).toEqual(["Ben RESTORED Night"]);
  });

  test("authorship marks imported and copied text as such", async () => {
    const anna = await createPerson("ADMIN", { name: "Anna" });
    const section = (await createSection()).id;
    const doc = storyDocument({ headline: "From the wire", body: [paragraph("Text.")], fields: { section } });
    const from = { key: `wire ${section}`, doc, path: `/wire/${section}`, movable: true, aliases: [], note: "wire.md" };
    const { id } = await importStory(anna, { ...from, live: null });
    await type(anna, id, ", again");
    expect(await writersOf(anna, id)).toEqual(["Anna IMPORTED From the wire", "Anna TYPED , again"]);
    expect(await writersOf(anna, (await copyStory(anna, { storyId: id })).id)).toEqual([
      "Anna COPIED From the wire, again",
    ]);
  });

  test("authorship is available to people who may read the story, for the version that they have", async () => {
    const { anna, id } = await newsroom();
    const contributor = await createPerson("CONTRIBUTOR");
    await expect(whoWrote(contributor, { storyId: id, version: 0, from: 0, to: 9 })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    const version = await versionOf(id);
    await type(anna, id, " and more");
    const earlier = await whoWrote(anna, { storyId: id, version, from: 0, to: 7 });
    expect(earlier.pieces[0]).toMatchObject({ from: 1, to: 6, person: { name: "Anna" } });
    await expect(whoWrote(anna, { storyId: id, version: version + 9, from: 0, to: 9 })).rejects.toMatchObject({
      code: "CHANGED_MEANWHILE",
    });
  });
});

/** Six hundred letters that Ben typed into the headline, published a hundred days ago; what the log says of five hundred is gone. */
async function longAgo() {
  const all = await newsroom();
  const batch = typeInHeadline(all.id, await readDocument(all.id), await versionOf(all.id), "", {
    steps: letters(600),
  });
  await saveSteps(all.ben, batch);
  await publishStory(all.anna, { storyId: all.id, version: await versionOf(all.id), showUpdated: true });
  await asOwner("update story_step set at = now() - interval '100 days' where story_id = $1", [all.id]);
  return all;
}

describe("authorship after old steps were dropped", () => {
  test("authorship that a revision has stored survives the loss of old steps", async () => {
    const { anna, id } = await longAgo();
    await packLog();
    await type(anna, id, " today");
    const [first, last] = await writersOf(anna, id);
    expect([first?.slice(0, 12), last]).toEqual(["Ben TYPED xx", "Anna TYPED Night today"]);
  });

  test("authorship without steps or a stored revision is unknown before that day", async () => {
    const { anna, ben, id } = await longAgo();
    await asOwner("update revision set authorship = null where story_id = $1", [id]);
    await packLog();
    expect((await writersOf(anna, id))[0]?.slice(0, 17)).toBe("Galley UNKNOWN xx");
    await nameVersion(anna, { storyId: id, note: "From here on it is known" });
    await type(ben, id, " today");
    expect((await writersOf(anna, id)).at(-1)).toBe("Ben TYPED  today");
  });
});

/** Letters at the start of the headline, one a step. */
const letters = (count: number) =>
  Array.from({ length: count }, () => ({
    stepType: "replace",
    from: 1,
    to: 1,
    slice: { content: [{ type: "text", text: "x" }] },
  }));
