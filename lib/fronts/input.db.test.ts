// Not every caller of a mutation is a server action that has checked its input.
import { beforeAll, describe, expect, test } from "vitest";
import { createPerson, createSection, unique } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import type { Person } from "../actor.ts";
import * as collections from "../collections/mutations.ts";
import { newId } from "../ids.ts";
import { appClient } from "../postgres/app.ts";
import * as drafts from "./draft-mutations.ts";
import { endHeadlineTest, startHeadlineTest } from "./headline-mutations.ts";
import { containerSchema, type FrontEdit } from "./layout-schema.ts";
import { chooseLaunchers, removeFrontLock, setFrontLock } from "./lock-mutations.ts";
import { placeOnFront } from "./place-mutations.ts";
import { cancelScheduledLaunch, moveScheduledLaunch, scheduleLaunch } from "./schedule-mutations.ts";

let editor: Person;
let front: string;
beforeAll(async () => {
  editor = await createPerson("ADMIN");
  ({ id: front } = await createSection());
});
const edit = (change: unknown) => drafts.editFront(editor, { front, edit: change as FrontEdit });
const container = (given: object = {}) => ({ ...containerSchema.parse({ id: newId(), arrangement: "row" }), ...given });
const draftOf = async (id: string) => (await appClient().front.findUnique({ where: { id } }))?.draft ?? null;

describe("a mutation refuses input that its schema refuses", () => {
  const version = 0;
  const bad = "nowhere";
  const calls: [string, () => Promise<unknown>][] = [
    ["editing", () => edit({ kind: "add container", container: container({ title: "x".repeat(101) }), before: null })],
    ["editing with an unknown kind", () => edit({ kind: "empty" })],
    ["discarding", () => drafts.discardDraft(editor, { front: bad, version })],
    ["launching", () => drafts.launchFront(editor, { front, version: -1, accepted: false })],
    ["restoring", () => drafts.restoreLaunch(editor, { front, number: 0, version })],
    ["scheduling", () => scheduleLaunch(editor, { front, version, dueAt: "tomorrow" })],
    ["moving a launch", () => moveScheduledLaunch(editor, { id: bad, dueAt: "2030-01-01T00:00:00Z" })],
    ["cancelling a launch", () => cancelScheduledLaunch(editor, { id: bad })],
    ["placing", () => placeOnFront(editor, { front, story: bad, container: newId(), position: "first" })],
    ["locking", () => setFrontLock(editor, { front, note: "x".repeat(301), until: null })],
    ["unlocking", () => removeFrontLock(editor, { front: bad })],
    ["choosing who launches", () => chooseLaunchers(editor, { front, people: [bad] })],
    [
      "starting a test",
      () => startHeadlineTest(editor, { front, story: newId(), second: " ", hours: 1, maxViews: 100 }),
    ],
    ["ending a test", () => endHeadlineTest(editor, { front, story: bad })],
    ["creating a collection", () => collections.createCollection(editor, { kind: "SERIES", title: " ", slug: "" })],
    ["publishing a collection", () => collections.publishCollection(editor, { collectionId: bad })],
    ["withdrawing a collection", () => collections.withdrawCollection(editor, { collectionId: bad })],
    ["deleting a collection", () => collections.deleteCollection(editor, { collectionId: bad })],
  ];
  test.each(calls)("when %s", async (_name, call) => {
    await expect(call()).rejects.toMatchObject({ code: "INVALID" });
    expect(await draftOf(front)).toBeNull();
  });

  test("when saving a collection", async () => {
    const kind = "SERIES" as const;
    const { id } = await collections.createCollection(editor, { kind, title: unique("Quay"), slug: "" });
    const { title, slug } = await appClient().collection.findUniqueOrThrow({ where: { id } });
    const base = { kind, title, slug, intro: "", cover: null, storyIds: [] };
    const saving = collections.saveCollection(editor, { collectionId: id, ...base, storyIds: ["nowhere"], base });
    await expect(saving).rejects.toMatchObject({ code: "INVALID", detail: { field: "storyIds.0" } });
  });
});

test("no change brings a story onto a front that does not exist, in a card, below one or in a container", async () => {
  const { id: section } = await createSection();
  const { id: story } = await createReadyStory(editor, { fields: { section } });
  const first = container();
  const change = (given: unknown) => drafts.editFront(editor, { front: section, edit: given as FrontEdit });
  await change({ kind: "add container", container: first, before: null });
  await change({ kind: "place", story, container: first.id, before: null });
  const before = await draftOf(section);
  const unknown = newId();
  for (const given of [
    { kind: "place", story: unknown, container: first.id, before: null },
    { kind: "change card", story, fields: { links: [unknown] } },
    { kind: "add container", container: container({ cards: [{ story: unknown }] }), before: null },
    { kind: "add container", container: container({ cards: [{ story, links: [unknown] }] }), before: null },
  ])
    await expect(change(given)).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await draftOf(section)).toEqual(before);
});
