import { expect, test } from "vitest";
import { createPerson, unique } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import type { Person } from "../../actor.ts";
import { assignStory } from "../../assignments/mutations.ts";
import { listEvents } from "../../audit/data.ts";
import { eventsQuerySchema } from "../../audit/schema.ts";
import { listMentionable } from "../../comments/data.ts";
import { DomainError } from "../../errors.ts";
import { findFrontStories, getStoredFront } from "../../fronts/desk-data.ts";
import { editFront } from "../../fronts/draft-mutations.ts";
import { countUnread, listNotices } from "../../inbox/data.ts";
import { inboxSchema } from "../../inbox/schema.ts";
import { appClient } from "../../postgres/app.ts";
import { getStatus, listNameable, listVisible } from "../data.ts";
import { countStories, listStories } from "../list-data.ts";
import { storyFiltersSchema } from "../schema.ts";
import { fileStory } from "../verbs/mutations.ts";
import { getReaders } from "./data.ts";
import { nameReaders } from "./mutations.ts";

const code = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "OK",
    (error) => (error instanceof DomainError ? error.code : String(error)),
  );
const none = { isConfidential: false, people: [] };
const eventsOf = async (actor: Person, q: string) =>
  (await listEvents(actor, eventsQuerySchema.parse({ q }), "UTC")).rows;

test("a confidential story is seen by nobody but those who have it and those who are named, admins included", async () => {
  const [owner, editor, admin, colleague] = await Promise.all([
    createPerson("REPORTER"),
    createPerson("EDITOR"),
    createPerson("ADMIN"),
    createPerson("CONTRIBUTOR"),
  ]);
  const headline = unique("Slush fund");
  const { id, sectionId } = await createReadyStory(owner, { headline });
  await fileStory(owner, { storyId: id, note: "" });
  await nameReaders(owner, { storyId: id, isConfidential: true, people: [colleague.id], seen: none });

  const filters = storyFiltersSchema.parse({ q: headline });
  for (const [actor, sees] of [
    [owner, true],
    [colleague, true],
    [editor, false],
    [admin, false],
  ] as const) {
    expect(await code(getStatus(actor, id)), "status").toBe(sees ? "OK" : "NOT_FOUND");
    expect(await countStories(actor, filters), "count").toBe(sees ? 1 : 0);
    expect((await listStories(actor, filters)).stories.length, "list").toBe(sees ? 1 : 0);
    expect(await listVisible(actor, [id]), "events and presence").toEqual(sees ? [id] : []);
    expect(await listNameable(appClient(), actor, [id]), "names").toHaveLength(sees ? 1 : 0);
    const found = await findFrontStories(actor, { query: headline, state: "all", section: null });
    expect(found, "search of fronts").toHaveLength(sees ? 1 : 0);
    const notices = await listNotices(actor, inboxSchema.parse({}));
    if (!sees)
      expect(
        notices.rows.filter((notice) => notice.story.id === id),
        "inbox",
      ).toEqual([]);
    if (!sees) expect(await countUnread(actor), "unread").toBe(0);
  }
  expect(await eventsOf(admin, headline)).toEqual([]);
  const mentionable = (await listMentionable(owner, id)).filter(({ isDesk }) => !isDesk);
  expect(mentionable.map((person) => person.id)).toEqual([colleague.id]);
  const container = (await getStoredFront(sectionId)).layout.containers[0]?.id ?? "";
  const place = { front: sectionId, edit: { kind: "place", story: id, container, before: null } } as const;
  expect(await code(editFront(editor, place))).toBe("NOT_FOUND");

  await nameReaders(owner, { storyId: id, ...none, seen: { isConfidential: true, people: [colleague.id] } });
  expect(await code(getStatus(editor, id))).toBe("OK");
  expect(await code(getStatus(colleague, id))).toBe("NOT_FOUND");
  expect((await eventsOf(admin, headline)).map(({ action }) => action)).toContain("story.readers_changed");
});

test("a story is shared with a contributor, who then reads it and comments on it but does not change it", async () => {
  const [owner, colleague] = await Promise.all([createPerson("REPORTER"), createPerson("CONTRIBUTOR")]);
  const { id } = await createReadyStory(owner);
  await nameReaders(owner, { storyId: id, isConfidential: false, people: [colleague.id], seen: none });
  expect((await getStatus(colleague, id)).may).toMatchObject({ edit: false, comment: true, verbs: [] });
  expect(await getReaders(owner, id)).toMatchObject({ people: [{ id: colleague.id }], owners: [{ id: owner.id }] });
});

test("an editor who makes a story confidential still sees it, and one who saw an older list changes nothing", async () => {
  const [owner, editor, other] = await Promise.all([
    createPerson("REPORTER"),
    createPerson("EDITOR"),
    createPerson("REPORTER"),
  ]);
  const { id } = await createReadyStory(owner);
  const confidential = { storyId: id, isConfidential: true, people: [] };
  expect((await nameReaders(editor, { ...confidential, seen: none })).people).toMatchObject([{ id: editor.id }]);
  expect(await code(nameReaders(owner, { ...confidential, seen: none }))).toBe("CHANGED_MEANWHILE");
  expect(await code(nameReaders(other, { ...confidential, seen: none }))).toBe("NOT_FOUND");
  await assignStory(editor, { storyId: id, personId: other.id });
  expect(await code(getStatus(other, id))).toBe("OK");
});
