import { type Node, Slice } from "@tiptap/pm/model";
import { AddNodeMarkStep, AttrStep, ReplaceStep, type Step } from "@tiptap/pm/transform";
import { beforeAll, describe, expect, test } from "vitest";
import { series } from "#lib/document/blocks/series/block.ts";
import { newBlockId } from "#lib/document/ids.ts";
import { documentSchema, SCHEMA_NUMBER } from "#lib/document/schema.ts";
import { FieldStep, SetStep } from "#lib/document/steps.ts";
import { newId } from "#lib/ids.ts";
import { createPerson, createPicture, createSection, unique } from "#prisma/factories.ts";
import { createReadyPage, createReadyStory, readDocument, setDocument } from "#prisma/story-factories.ts";
import type { Person, Role } from "../../actor.ts";
import { getFrontView } from "../../fronts/desk-data.ts";
import { appClient } from "../../postgres/app.ts";
import { copyStory, translateStory } from "../creating/mutations.ts";
import { getOpenStory } from "../data.ts";
import { getRevision, listRevisions } from "../history/data.ts";
import { restoreRevision } from "../history/mutations.ts";
import { publishStory } from "../publishing/mutations.ts";
import { nameVersion } from "../verbs/mutations.ts";
import { saveSteps } from "./mutations.ts";

const send = async (actor: Person, storyId: string, make: (doc: Node) => Step[]) => {
  const doc = await readDocument(storyId);
  const { version } = await appClient().story.findUniqueOrThrow({ where: { id: storyId }, select: { version: true } });
  return saveSteps(actor, {
    storyId,
    clientId: newBlockId(),
    batchId: newBlockId(),
    version,
    schemaNumber: SCHEMA_NUMBER,
    steps: make(doc).map((step) => JSON.parse(JSON.stringify(step.toJSON()))),
  });
};

const cardOf = (story: string | null, id = newBlockId()) => documentSchema.node("relatedStory", { id, story });
const insertAtEnd = (doc: Node, node: Node): Step => {
  let end = 0;
  doc.descendants((child, pos) => {
    if (child.type.name === "paragraph") end = pos + child.nodeSize;
    return true;
  });
  return new ReplaceStep(end, end, documentSchema.topNodeType.create(null, node, undefined).slice(0, node.nodeSize));
};
const positionOf = (doc: Node, id: string): number => {
  let found = -1;
  doc.descendants((node, pos) => {
    if (node.attrs.id === id) found = pos;
  });
  return found;
};

/** Each way in which a document can name a story; a card without a story is there already. */
const ways: Record<string, (story: string, card: string, actor: Person, doc: Node) => Step[]> = {
  "related story": (story) => [new SetStep("related", story, true)],
  "story that it translates": (story) => [new FieldStep(null, "translationOf", null, story)],
  "new card": (story, _card, _actor, doc) => [insertAtEnd(doc, cardOf(story))],
  "story of a card": (story, card) => [new FieldStep(card, "story", null, story)],
  "attribute of a card": (story, card, _actor, doc) => [new AttrStep(positionOf(doc, card), "story", story)],
  "value in a suggestion": (story, card, actor, doc) => [
    new AddNodeMarkStep(
      positionOf(doc, card),
      documentSchema.mark("modification", {
        id: "s1",
        person: actor.id,
        at: new Date().toISOString(),
        type: "attr",
        attrName: "story",
        previousValue: story,
        newValue: null,
      }),
    ),
  ],
};

const roles: Role[] = ["CONTRIBUTOR", "REPORTER", "EDITOR", "ADMIN"];
const targets: Record<string, { seenBy: Role[]; headline: string }> = {
  "draft of somebody else": { seenBy: ["REPORTER", "EDITOR", "ADMIN"], headline: "Working headline" },
  "draft of a page": { seenBy: ["EDITOR", "ADMIN"], headline: "Working page" },
  "live story": { seenBy: roles, headline: "Published headline" },
  "live page": { seenBy: roles, headline: "Published page" },
  "story that does not exist": { seenBy: [], headline: "" },
};
const ids = new Map<string, string>();

beforeAll(async () => {
  const editor = await createPerson("EDITOR");
  const rename = (id: string, headline: string) =>
    send(editor, id, (doc) => [
      new ReplaceStep(
        1,
        (doc.firstChild?.nodeSize ?? 2) - 1,
        documentSchema.node("headline", null, documentSchema.text(headline)).slice(0),
      ),
    ]);
  ids.set("draft of somebody else", (await createReadyStory(editor, { headline: "Working headline" })).id);
  ids.set("draft of a page", (await createReadyPage(editor, { headline: "Working page" })).id);
  const live = await createReadyStory(editor, { headline: "Published headline" });
  await publishStory(editor, { storyId: live.id, version: 0, showUpdated: false });
  await rename(live.id, "Working headline of a live story");
  ids.set("live story", live.id);
  const page = await createReadyPage(editor, { headline: "Published page" });
  await publishStory(editor, { storyId: page.id, version: 0, showUpdated: false });
  await rename(page.id, "Working headline of a live page");
  ids.set("live page", page.id);
  ids.set("story that does not exist", newId());
});

/** A draft of this person with an empty card. */
async function ownDraft(actor: Person) {
  const { id } = await createReadyStory(actor);
  const doc = await readDocument(id);
  const card = cardOf(null);
  const { doc: withCard } = insertAtEnd(doc, card).apply(doc);
  if (!withCard) throw new Error("the card does not fit");
  await setDocument(id, withCard);
  return { id, card: String(card.attrs.id) };
}
const headlinesOf = async (actor: Person, id: string) =>
  (await getOpenStory(actor, id)).names.stories.map(({ headline }) => headline);

describe.each(roles)("a %s", (role) => {
  test.each(
    Object.entries(targets).flatMap(([target, rule]) =>
      Object.entries(ways).map(([way, make]) => ({ target, rule, way, make })),
    ),
  )("names a $target as the $way only where that may be seen", async ({ target, rule, make }) => {
    const actor = await createPerson(role);
    const story = ids.get(target) ?? "";
    const { id, card } = await ownDraft(actor);
    const saving = send(actor, id, (doc) => make(story, card, actor, doc));
    if (!rule.seenBy.includes(role)) {
      await expect(saving).rejects.toMatchObject({
        code: "DOCUMENT_REFUSED",
        detail: { reason: "MISSING_REFERENCE", kind: "stories" },
      });
      expect(await headlinesOf(actor, id)).toEqual([]);
      return;
    }
    await saving;
    const [shown] = await headlinesOf(actor, id);
    // What readers get, where the working copy is not open to the actor.
    const seesCopy = role === "EDITOR" || role === "ADMIN" || (role === "REPORTER" && !target.includes("page"));
    expect(shown).toBe(
      seesCopy && target === "live story"
        ? "Working headline of a live story"
        : seesCopy && target === "live page"
          ? "Working headline of a live page"
          : rule.headline,
    );
  });

  test(`rejects a story where a picture belongs, for ${role}`, async () => {
    const actor = await createPerson(role);
    const { id } = await ownDraft(actor);
    const figure = documentSchema.nodes.figure?.createAndFill({
      id: newBlockId(),
      picture: ids.get("draft of somebody else"),
    });
    if (!figure) throw new Error("a figure does not fit");
    await expect(send(actor, id, (doc) => [insertAtEnd(doc, figure)])).rejects.toMatchObject({
      detail: { reason: "MISSING_REFERENCE", kind: "pictures" },
    });
  });

  test(`accepts a series box with a collection that exists, and no other, for ${role}`, async () => {
    const actor = await createPerson(role);
    const { id } = await ownDraft(actor);
    const { title, ...kept } = await appClient().collection.create({
      data: { id: newId(), kind: "SERIES", title: unique("Strike"), slug: unique("strike"), isPublished: true },
      select: { id: true, title: true },
    });
    const box = (collection: string) => documentSchema.nodeFromJSON(series("", [], collection));
    await expect(send(actor, id, (doc) => [insertAtEnd(doc, box(newId()))])).rejects.toMatchObject({
      detail: { reason: "MISSING_REFERENCE", kind: "collections" },
    });
    await send(actor, id, (doc) => [insertAtEnd(doc, box(kept.id))]);
    expect((await getOpenStory(actor, id)).names.collections).toEqual([{ id: kept.id, name: title }]);
    await send(actor, id, (doc) => [
      new ReplaceStep(doc.content.size - (doc.lastChild?.nodeSize ?? 0), doc.content.size, Slice.empty),
    ]);
    await appClient().collection.delete({ where: { id: kept.id }, select: { id: true } });
    await send(actor, id, (doc) => [insertAtEnd(doc, box(kept.id))]);
  });

  test(`accepts every picture of the newsroom, for ${role}`, async () => {
    const actor = await createPerson(role);
    const { id } = await ownDraft(actor);
    const picture = await createPicture();
    const figure = documentSchema.nodes.figure?.createAndFill({ id: newBlockId(), picture: picture.id });
    if (!figure) throw new Error("a figure does not fit");
    await send(actor, id, (doc) => [insertAtEnd(doc, figure)]);
    expect(Object.keys((await getOpenStory(actor, id)).names.pictures)).toEqual([picture.id]);
  });
});

describe("a contributor whose story names a draft that they cannot open", () => {
  const begin = async () => {
    const writer = await createPerson("CONTRIBUTOR");
    const editor = await createPerson("EDITOR");
    const { id } = await ownDraft(writer);
    const hidden = ids.get("draft of somebody else") ?? "";
    const card = cardOf(hidden);
    await send(editor, id, (doc) => [
      new SetStep("related", hidden, true),
      new FieldStep(null, "translationOf", null, hidden),
      insertAtEnd(doc, card),
    ]);
    return { writer, editor, id, hidden, cardId: String(card.attrs.id) };
  };
  const insertWord = (doc: Node) => [
    new ReplaceStep(
      1,
      1,
      documentSchema.topNodeType
        .create(null, documentSchema.node("headline", null, documentSchema.text("New ")))
        .slice(1, 5),
    ),
    ...(doc ? [] : []),
  ];

  test("a contributor whose story names a hidden draft can go on writing and saving", async () => {
    const { writer, id } = await begin();
    await expect(send(writer, id, insertWord)).resolves.toMatchObject({ kind: "saved" });
  });

  test("a contributor cannot read a hidden draft's headline in the story, its revisions, copies or translations", async () => {
    const { writer, editor, id } = await begin();
    await nameVersion(editor, { storyId: id, note: "With a card" });
    expect(await headlinesOf(writer, id)).toEqual([]);
    const { revisions } = await listRevisions(writer, { storyId: id, before: null });
    const revision = await getRevision(writer, { storyId: id, number: revisions[0]?.number ?? 0 });
    expect(JSON.stringify(revision)).not.toContain("Working headline");
    for (const made of [
      await copyStory(writer, { storyId: id }),
      await translateStory(writer, { storyId: id, language: "de" }),
    ])
      expect(JSON.stringify(await getOpenStory(writer, made.id))).not.toContain("Working headline");
    expect(await headlinesOf(editor, id)).toContain("Working headline");
  });

  test("a contributor can remove the card of a hidden draft and undo that", async () => {
    const { writer, id, hidden, cardId } = await begin();
    const before = await readDocument(id);
    const pos = positionOf(before, cardId);
    const out = new ReplaceStep(pos, pos + 1, documentSchema.topNodeType.create().slice(0));
    await send(writer, id, () => [
      out,
      new SetStep("related", hidden, false),
      new FieldStep(null, "translationOf", hidden, null),
    ]);
    await send(writer, id, () => [
      new FieldStep(null, "translationOf", null, hidden),
      new SetStep("related", hidden, true),
      out.invert(before),
    ]);
    expect((await readDocument(id)).eq(before)).toBe(true);
  });

  test("a contributor can restore a revision that names a hidden draft", async () => {
    const { writer, editor, id, hidden, cardId } = await begin();
    await nameVersion(editor, { storyId: id, note: "With a card" });
    const before = await readDocument(id);
    const pos = positionOf(before, cardId);
    await send(writer, id, () => [
      new ReplaceStep(pos, pos + 1, documentSchema.topNodeType.create().slice(0)),
      new SetStep("related", hidden, false),
    ]);
    const { revisions } = await listRevisions(writer, { storyId: id, before: null });
    const { version } = await appClient().story.findUniqueOrThrow({ where: { id }, select: { version: true } });
    await restoreRevision(writer, { storyId: id, number: revisions[0]?.number ?? 0, version });
    expect((await readDocument(id)).attrs.related).toEqual([hidden]);
  });

  test("a contributor cannot add a hidden draft by writing its id into the text first", async () => {
    const { writer, id } = await begin();
    const other = (await createReadyStory(await createPerson("EDITOR"))).id;
    await send(writer, id, () => [
      new ReplaceStep(
        1,
        1,
        documentSchema.topNodeType
          .create(null, documentSchema.node("headline", null, documentSchema.text(other)))
          .slice(1, 1 + other.length),
      ),
    ]);
    await expect(send(writer, id, () => [new SetStep("related", other, true)])).rejects.toMatchObject({
      detail: { reason: "MISSING_REFERENCE", kind: "stories" },
    });
  });
});

test("a front names a published story by its published headline, for every role", async () => {
  const section = await createSection();
  const story = ids.get("live story") ?? "";
  await appClient().pin.create({ data: { front: section.id, slot: 0, storyId: story }, select: { slot: true } });
  const headline = async (role: Role) =>
    (await getFrontView(await createPerson(role), section.id)).stories[story]?.headline;
  expect(await headline("CONTRIBUTOR")).toBe("Published headline");
  expect(await headline("EDITOR")).toBe("Published headline");
});
