import type { Node } from "@tiptap/pm/model";
import { type Step, Transform } from "@tiptap/pm/transform";
import { describe, expect, test } from "vitest";
import { newBlockId } from "#lib/document/ids.ts";
import { documentSchema, SCHEMA_NUMBER } from "#lib/document/schema.ts";
import { createPerson } from "#prisma/factories.ts";
import { createReadyStory, readDocument } from "#prisma/story-factories.ts";
import type { Person } from "../../actor.ts";
import { appClient } from "../../postgres/app.ts";
import { createStory } from "../creating/mutations.ts";
import { getLog, getOpenStory } from "../data.ts";
import { whoWrote } from "../history/data.ts";
import { restoreRevision } from "../history/mutations.ts";
import type { Batch } from "../schema.ts";
import { nameVersion } from "../verbs/mutations.ts";
import { saveSteps } from "./mutations.ts";

const versionOf = async (id: string): Promise<number> =>
  (await appClient().story.findUniqueOrThrow({ where: { id }, select: { version: true } })).version;

async function save(actor: Person, id: string, make: (tr: Transform) => void, given: Partial<Batch> = {}) {
  const tr = new Transform(await readDocument(id));
  make(tr);
  const steps: readonly Step[] = tr.steps;
  return saveSteps(actor, {
    storyId: id,
    clientId: newBlockId(),
    batchId: newBlockId(),
    version: await versionOf(id),
    schemaNumber: SCHEMA_NUMBER,
    steps: steps.map((step) => JSON.parse(JSON.stringify(step.toJSON()))),
    ...given,
  });
}
const attrsOf = (person: Person, at = new Date(), id = newBlockId()) => ({
  id,
  person: person.id,
  at: at.toISOString(),
});
const proposed = (text: string, attrs: Record<string, unknown>) =>
  documentSchema.text(text, [documentSchema.mark("insertion", attrs)]);
const headEnd = (doc: Node): number => (doc.firstChild?.nodeSize ?? 2) - 1;

/** "Anna: words" for each suggestion of the headline. */
async function suggestions(id: string, people: Record<string, Person>): Promise<string[]> {
  const lines: string[] = [];
  (await readDocument(id)).firstChild?.forEach((node) => {
    for (const { attrs } of node.marks)
      lines.push(`${Object.keys(people).find((name) => people[name]?.id === attrs.person)}: ${node.text}`);
  });
  return lines;
}
async function written(actor: Person, id: string): Promise<string[]> {
  const doc = await readDocument(id);
  const { pieces } = await whoWrote(actor, { storyId: id, version: await versionOf(id), from: 0, to: headEnd(doc) });
  return pieces.map(({ from, to, person, kind }) => `${person?.name} ${kind} ${doc.textBetween(from, to)}`);
}
async function newsroom() {
  const anna = await createPerson("EDITOR", { name: "Anna" });
  const ben = await createPerson("EDITOR", { name: "Ben" });
  const { id } = await createStory(anna);
  await save(anna, id, (tr) => tr.insert(1, documentSchema.text("Night")));
  await nameVersion(anna, { storyId: id, note: "Begun" });
  return { anna, ben, id, people: { Anna: anna, Ben: ben } };
}

describe("a suggestion", () => {
  test("a suggestion sent in a colleague's name is stored in the sender's name", async () => {
    const { anna, ben, id, people } = await newsroom();
    const saved = await save(anna, id, (tr) => tr.insert(headEnd(tr.doc), proposed(" ferry", attrsOf(ben))));
    expect(await suggestions(id, people)).toEqual(["Anna:  ferry"]);
    expect(await written(ben, id)).toEqual(["Anna TYPED Night", "Anna SUGGESTED  ferry"]);
    // The sender's tab takes its own step for confirmed, and gets the server's like one of a colleague.
    expect(saved).toMatchObject({ kind: "saved", version: 2, status: { version: 4 } });
    const log = await getLog(anna, id, 1);
    expect(log.clientIds.map((client) => client.startsWith("signing."))).toEqual([false, true, true]);
  });

  test("a forged suggestion is signed again each time, even when the log contains the forgery", async () => {
    const { anna, ben, id, people } = await newsroom();
    const forged = attrsOf(ben);
    for (const _ of [1, 2]) {
      await save(anna, id, (tr) => tr.insert(headEnd(tr.doc), proposed(" ferry", forged)));
      expect((await suggestions(id, people)).filter((one) => one.startsWith("Ben"))).toEqual([]);
      await save(anna, id, (tr) => tr.delete(6, headEnd(tr.doc)));
    }
  });

  test("a colleague's suggestion stays theirs when undo or a revision brings it back", async () => {
    const { anna, ben, id, people } = await newsroom();
    const bens = attrsOf(ben);
    await save(ben, id, (tr) => tr.insert(headEnd(tr.doc), proposed(" ferry", bens)));
    await save(anna, id, (tr) => tr.delete(6, headEnd(tr.doc)));
    await save(anna, id, (tr) => tr.insert(headEnd(tr.doc), proposed(" ferry", bens)), { restored: [0] });
    expect(await suggestions(id, people)).toEqual(["Ben:  ferry"]);

    await nameVersion(anna, { storyId: id, note: "With ferry" });
    const { number } = await appClient().revision.findFirstOrThrow({
      where: { storyId: id },
      orderBy: { number: "desc" },
    });
    await save(anna, id, (tr) => tr.delete(6, headEnd(tr.doc)));
    await nameVersion(anna, { storyId: id, note: "Without" });
    await save(anna, id, (tr) => tr.insert(headEnd(tr.doc), proposed(" ferry", bens)), { restored: [0] });
    expect(await suggestions(id, people)).toEqual(["Ben:  ferry"]);
    await save(anna, id, (tr) => tr.delete(6, headEnd(tr.doc)));
    await restoreRevision(anna, { storyId: id, number, version: await versionOf(id) });
    expect(await suggestions(id, people)).toEqual(["Ben:  ferry"]);
  });

  test("a suggestion that claims another time gets the time of its arrival", async () => {
    const { anna, id } = await newsroom();
    const [before, claimed] = [Date.now(), new Date("2020-01-01T00:00:00Z")];
    await save(anna, id, (tr) => tr.insert(headEnd(tr.doc), proposed(" ferry", attrsOf(anna, claimed))));
    const [mark] = (await readDocument(id)).firstChild?.lastChild?.marks ?? [];
    expect(Date.parse(String(mark?.attrs.at))).toBeGreaterThanOrEqual(before);
  });

  test("a suggestion never reveals the name of a person unconnected with the story", async () => {
    const anna = await createPerson("CONTRIBUTOR");
    const stranger = await createPerson("ADMIN");
    const { id } = await createReadyStory(anna);
    await save(anna, id, (tr) => tr.insert(headEnd(tr.doc), proposed("x", attrsOf(stranger))));
    expect((await getOpenStory(anna, id)).names.people.map((person) => person.id)).toEqual([anna.id]);
  });
});

describe("words that are said to be put back", () => {
  test("words marked as restored count as typed when the story never had them", async () => {
    const { anna, ben, id } = await newsroom();
    await save(ben, id, (tr) => tr.insert(headEnd(tr.doc), documentSchema.text(" ferry")), { restored: [0] });
    expect(await written(anna, id)).toEqual(["Anna TYPED Night", "Ben TYPED  ferry"]);
    expect(
      await appClient().storyStep.findFirst({ where: { storyId: id, version: 2 }, select: { origin: true } }),
    ).toEqual({
      origin: "TYPED",
    });
  });

  test("restored words keep their author, even when they were removed before the newest revision", async () => {
    const { anna, ben, id } = await newsroom();
    await save(ben, id, (tr) => tr.delete(3, 6));
    await save(ben, id, (tr) => tr.insert(3, documentSchema.text("ght")), { restored: [0] });
    expect(await written(anna, id)).toEqual(["Anna TYPED Night"]);
    await save(ben, id, (tr) => tr.delete(3, 6));
    await nameVersion(ben, { storyId: id, note: "Shorter" });
    await save(ben, id, (tr) => tr.insert(3, documentSchema.text("ght")), { restored: [0] });
    expect(await written(anna, id)).toEqual(["Anna TYPED Ni", "Ben RESTORED ght"]);
  });
});

test("a tab cannot take the client id of the server", async () => {
  const { batchSchema } = await import("../schema.ts");
  expect(batchSchema.shape.clientId.safeParse("signing.abcdefgh").success).toBe(false);
  expect(batchSchema.shape.clientId.safeParse(newBlockId()).success).toBe(true);
});
