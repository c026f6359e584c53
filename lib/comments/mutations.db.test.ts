import { describe, expect, test } from "vitest";
import { blockIdAt, quoteOf } from "#lib/document/anchors.ts";
import { paragraph } from "#lib/document/build.ts";
import { newBlockId } from "#lib/document/ids.ts";
import { SCHEMA_NUMBER } from "#lib/document/schema.ts";
import { createAuthor, createPerson, createSection } from "#prisma/factories.ts";
import { createReadyStory, readDocument, setStates } from "#prisma/story-factories.ts";
import type { Person } from "../actor.ts";
import { newId } from "../ids.ts";
import { setWatching } from "../inbox/watch-mutations.ts";
import { appClient } from "../postgres/app.ts";
import { saveSteps } from "../stories/saving/mutations.ts";
import { nameVersion } from "../stories/verbs/mutations.ts";
import { listMentionable, listThreads } from "./data.ts";
import { mentionOf } from "./mention-schema.ts";
import { beginThread, editComment, reopenThread, replyToThread, resolveThread } from "./mutations.ts";
import { aboutSchema, beginSchema, maxThreads } from "./schema.ts";

const words = "when it comes";
const newStory = (actor: Person) =>
  createReadyStory(actor, {
    body: [paragraph(`The bus takes 41 minutes, ${words}.`), paragraph("The ferry takes 16.")],
  });

async function placeOf(storyId: string, text = words): Promise<{ from: number; to: number }> {
  let from = -1;
  (await readDocument(storyId)).descendants((node, pos) => {
    const at = node.text?.indexOf(text) ?? -1;
    if (at >= 0 && from < 0) from = pos + at;
  });
  return { from, to: from + text.length };
}
/** Begins a thread on words as they stand at a version. */
async function begin(actor: Person, storyId: string, text = "Two sources?", version = 0) {
  const ids = { threadId: newId(), commentId: newId() };
  await beginThread(actor, { storyId, ...ids, about: { version, ...(await placeOf(storyId)), quote: words }, text });
  return ids;
}
const save = (actor: Person, storyId: string, version: number, steps: object[]) =>
  saveSteps(actor, {
    storyId,
    clientId: newBlockId(),
    batchId: newBlockId(),
    version,
    schemaNumber: SCHEMA_NUMBER,
    steps,
  });
const insert = (at: number, text: string) => ({
  stepType: "replace",
  from: at,
  to: at,
  slice: { content: [{ type: "text", text }] },
});
/** The words under the first thread, as they are now. */
async function shown(actor: Person, storyId: string): Promise<string> {
  const { threads } = await listThreads(actor, storyId);
  const place = threads[0]?.place;
  return place ? quoteOf(await readDocument(storyId), place.from, place.to) : "";
}
const notices = async (person: Person) =>
  (await appClient().notice.findMany({ where: { personId: person.id }, orderBy: { at: "asc" } })).map(
    ({ kind, actorId, commentId }) => ({ kind, by: actorId, commentId }),
  );

describe("a thread", () => {
  test("a thread has its text, its author and its replies in order", async () => {
    const [anna, ben] = [await createPerson("REPORTER"), await createPerson("EDITOR")];
    const { id } = await newStory(anna);
    const { threadId } = await begin(ben, id);
    await replyToThread(anna, { threadId, commentId: newId(), text: "The board and the union." });
    const { version, threads } = await listThreads(ben, id);
    expect(version).toBe(0);
    expect(threads).toMatchObject([
      {
        id: threadId,
        place: await placeOf(id),
        quote: words,
        resolved: null,
        comments: [
          { person: { name: ben.name }, text: "Two sources?", editedAt: null },
          { person: { name: anna.name }, text: "The board and the union." },
        ],
      },
    ]);
  });

  test("a thread follows its quoted words while others write around and inside them", async () => {
    const anna = await createPerson("REPORTER");
    const { id } = await newStory(anna);
    await begin(anna, id);
    const { from, to } = await placeOf(id);
    await save(anna, id, 0, [insert(to, " at all"), insert(from + 4, " or if"), insert(from, "perhaps ")]);
    expect(await shown(anna, id)).toBe("when or if it comes");
    await save(anna, id, 3, [insert(1, "Longer headline: ")]);
    expect(await shown(anna, id)).toBe("when or if it comes");
  });

  test("a thread begun on an older version is mapped through the steps since", async () => {
    const [anna, ben] = [await createPerson("REPORTER"), await createPerson("EDITOR")];
    const { id } = await newStory(anna);
    const seen = await placeOf(id);
    await save(anna, id, 0, [insert(1, "Longer headline: ")]);
    const about = { version: 0, ...seen, quote: words };
    await beginThread(ben, { storyId: id, threadId: newId(), commentId: newId(), about, text: "Hm." });
    expect(await shown(ben, id)).toBe(words);
  });

  test("a thread keeps its quote when the words are deleted, and finds them again after undo", async () => {
    const anna = await createPerson("REPORTER");
    const { id } = await newStory(anna);
    const seen = await placeOf(id);
    await begin(anna, id);
    await save(anna, id, 0, [{ stepType: "replace", from: seen.from - 2, to: seen.to }]);
    await beginThread(anna, {
      storyId: id,
      threadId: newId(),
      commentId: newId(),
      about: { version: 0, ...seen, quote: words },
      text: "Gone already.",
    });
    for (const thread of (await listThreads(anna, id)).threads) {
      expect(thread.quote).toBe(words);
      expect(thread.place?.from).toBe(thread.place?.to);
    }
    await save(anna, id, 1, [insert(seen.from - 2, `, ${words}`)]);
    for (const { place } of (await listThreads(anna, id)).threads)
      expect(quoteOf(await readDocument(id), place?.from ?? 0, place?.to ?? 0)).toBe(words);
  });

  test("a thread with an invented quote is stored without one", async () => {
    const anna = await createPerson("REPORTER");
    const { id } = await newStory(anna);
    const seen = await placeOf(id);
    await nameVersion(anna, { storyId: id, note: "Begun" });
    await save(anna, id, 0, [{ stepType: "replace", from: seen.from - 2, to: seen.to }]);
    const about = { version: 0, ...seen, quote: "What nobody wrote" };
    await beginThread(anna, { storyId: id, threadId: newId(), commentId: newId(), about, text: "Look." });
    expect((await listThreads(anna, id)).threads[0]?.quote).toBe("");
  });

  test("a thread can be about a block or the whole story", async () => {
    const anna = await createPerson("REPORTER");
    const { id } = await newStory(anna);
    const blockId = blockIdAt(await readDocument(id), (await placeOf(id)).from);
    const given = { storyId: id, text: "Too long." };
    await beginThread(anna, { ...given, threadId: newId(), commentId: newId(), about: { blockId } });
    await beginThread(anna, { ...given, threadId: newId(), commentId: newId(), about: {} });
    expect((await listThreads(anna, id)).threads).toMatchObject([
      { blockId, place: null, quote: `The bus takes 41 minutes, ${words}.` },
      { blockId: "", place: null, quote: "" },
    ]);
    await expect(
      beginThread(anna, { ...given, threadId: newId(), commentId: newId(), about: { blockId: newBlockId() } }),
    ).rejects.toMatchObject({ code: "CHANGED_MEANWHILE" });
  });

  test("a thread or reply that is sent twice is stored once", async () => {
    const anna = await createPerson("REPORTER");
    const { id } = await newStory(anna);
    const again = {
      storyId: id,
      threadId: newId(),
      commentId: newId(),
      about: aboutSchema.parse({}),
      text: "Once.",
    };
    await Promise.all([beginThread(anna, again), beginThread(anna, again)]);
    const reply = { threadId: again.threadId, commentId: newId(), text: "Twice." };
    await Promise.all([replyToThread(anna, reply), replyToThread(anna, reply)]);
    const { threads } = await listThreads(anna, id);
    expect(threads.map(({ comments }) => comments.map(({ text }) => text))).toEqual([["Once.", "Twice."]]);
  });

  test("anyone who may comment can resolve and reopen a thread, and a late reply reopens it", async () => {
    const [anna, ben] = [await createPerson("REPORTER"), await createPerson("EDITOR")];
    const { id } = await newStory(anna);
    const { threadId } = await begin(ben, id);
    await resolveThread(anna, { threadId });
    await resolveThread(anna, { threadId });
    expect((await listThreads(ben, id)).threads[0]?.resolved?.by.name).toBe(anna.name);
    await reopenThread(ben, { threadId });
    await resolveThread(anna, { threadId });
    await replyToThread(ben, { threadId, commentId: newId(), text: "Not yet." });
    expect((await listThreads(ben, id)).threads[0]?.resolved).toBeNull();
    const events = await appClient().auditEvent.findMany({
      where: { subjectId: id, action: { startsWith: "story.comments_" } },
      orderBy: { at: "asc" },
    });
    expect(events.map(({ action }) => action)).toEqual([
      "story.comments_resolved",
      "story.comments_reopened",
      "story.comments_resolved",
    ]);
  });

  test("a comment adds no step, keeps the approval and leaves the document unchanged", async () => {
    const anna = await createPerson("REPORTER");
    const { id } = await newStory(anna);
    const before = JSON.stringify(await readDocument(id));
    await begin(anna, id, "A secret remark");
    expect(JSON.stringify(await readDocument(id))).toBe(before);
    expect(await appClient().storyStep.count({ where: { storyId: id } })).toBe(0);
  });
});

describe("who may", () => {
  test("anyone who may read a story can comment on it in every state", async () => {
    const [editor, reader] = [await createPerson("EDITOR"), await createPerson("REPORTER")];
    const [own, other] = [await createPerson("CONTRIBUTOR"), await createPerson("CONTRIBUTOR")];
    const { id } = await newStory(own);
    await setStates(id, "SPIKED", "LIVE");
    const { threadId, commentId } = await begin(editor, id);
    for (const person of [own, reader]) await replyToThread(person, { threadId, commentId: newId(), text: "Yes." });
    expect((await listThreads(own, id)).threads[0]?.comments).toHaveLength(3);
    const refused = { code: "NOT_FOUND" };
    await expect(listThreads(other, id)).rejects.toMatchObject(refused);
    await expect(listMentionable(other, id)).rejects.toMatchObject(refused);
    await expect(begin(other, id)).rejects.toMatchObject(refused);
    await expect(replyToThread(other, { threadId, commentId: newId(), text: "x" })).rejects.toMatchObject(refused);
    await expect(resolveThread(other, { threadId })).rejects.toMatchObject(refused);
    await expect(reopenThread(other, { threadId })).rejects.toMatchObject(refused);
    await expect(editComment(other, { commentId, text: "x" })).rejects.toMatchObject(refused);
  });

  test("only the author can edit a comment, and the edit is marked and recorded", async () => {
    const [anna, editor] = [await createPerson("REPORTER"), await createPerson("ADMIN")];
    const { id } = await newStory(anna);
    const { threadId, commentId } = await begin(anna, id);
    await expect(editComment(editor, { commentId, text: "Other" })).rejects.toMatchObject({ code: "NOT_ALLOWED" });
    await expect(replyToThread(editor, { threadId, commentId, text: "Other" })).rejects.toMatchObject({
      code: "NOT_ALLOWED",
    });
    await editComment(anna, { commentId, text: "Three sources?" });
    expect((await listThreads(editor, id)).threads[0]?.comments).toMatchObject([
      { text: "Three sources?", editedAt: expect.any(String) },
    ]);
    expect(await appClient().auditEvent.count({ where: { subjectId: id, action: "story.comment_edited" } })).toBe(1);
  });

  test("a comment has 1 to 5,000 characters, a story at most 500 open threads", async () => {
    const anna = await createPerson("REPORTER");
    const { id } = await newStory(anna);
    const given = { storyId: id, threadId: newId(), commentId: newId(), about: {} };
    for (const text of ["  ", "x".repeat(5_001), "\u0000"])
      expect(beginSchema.safeParse({ ...given, text }).success).toBe(false);
    expect(beginSchema.parse({ ...given, text: "a\bb" }).text).toBe("ab"); // nobody sees it, so nobody could take it out
    await appClient().commentThread.createMany({
      data: Array.from({ length: maxThreads }, () => ({
        id: newId(),
        storyId: id,
        blockId: "",
        quote: "",
        createdAt: new Date(),
        createdById: anna.id,
      })),
    });
    await expect(begin(anna, id)).rejects.toMatchObject({ code: "TOO_LARGE", detail: { threads: maxThreads } });
  });
});

describe("notifications of comments", () => {
  test("notifies mentioned people, people in the thread and the story's author once each, but not the writer", async () => {
    const [creator, assignee, first, mentioned] = [
      await createPerson("REPORTER"),
      await createPerson("REPORTER"),
      await createPerson("EDITOR"),
      await createPerson("REPORTER"),
    ];
    const { id } = await newStory(creator);
    await appClient().story.update({ where: { id }, data: { assigneeId: assignee.id } });
    const { threadId, commentId } = await begin(first, id);
    const second = newId();
    await replyToThread(creator, {
      threadId,
      commentId: second,
      text: `${mentionOf(mentioned)}, ${mentionOf(assignee)}: who said it? ${mentionOf(creator)}`,
    });
    expect(await notices(creator)).toEqual([{ kind: "COMMENTED", by: first.id, commentId }]);
    expect(await notices(first)).toEqual([{ kind: "REPLIED", by: creator.id, commentId: second }]);
    expect(await notices(mentioned)).toEqual([{ kind: "MENTIONED", by: creator.id, commentId: second }]);
    expect(await notices(assignee)).toEqual([
      { kind: "COMMENTED", by: first.id, commentId },
      { kind: "MENTIONED", by: creator.id, commentId: second },
    ]);
  });

  test("notifies people who watch the story's section or writer and the story's authors, except where it is muted", async () => {
    const [editor, writer, bySection, byWriter, muted] = [
      await createPerson("EDITOR"),
      await createPerson("REPORTER"),
      await createPerson("REPORTER"),
      await createPerson("REPORTER"),
      await createPerson("REPORTER"),
    ];
    const author = await createAuthor({ personId: writer.id });
    const section = await createSection();
    const { id } = await createReadyStory(editor, {
      body: [paragraph(`The bus takes 41 minutes, ${words}.`)],
      fields: { section: section.id, authors: [author.id] },
    });
    await setWatching(bySection, { kind: "SECTION", subjectId: section.id, how: "WATCH" });
    await setWatching(byWriter, { kind: "PERSON", subjectId: writer.id, how: "WATCH" });
    await setWatching(muted, { kind: "STORY", subjectId: id, how: "WATCH" });
    await setWatching(muted, { kind: "SECTION", subjectId: section.id, how: "MUTE" });
    const { threadId, commentId } = await begin(editor, id);
    const commented = { kind: "COMMENTED", by: editor.id, commentId };
    for (const person of [writer, bySection, byWriter]) expect(await notices(person)).toEqual([commented]);
    await replyToThread(editor, { threadId, commentId: newId(), text: mentionOf(muted) });
    expect((await notices(muted)).map(({ kind }) => kind)).toEqual(["MENTIONED"]);
  });

  test("rejects a mention of a person who may not read the story or is suspended, with their name", async () => {
    const anna = await createPerson("REPORTER");
    const { id } = await newStory(anna);
    const [stranger, gone] = [await createPerson("CONTRIBUTOR"), await createPerson("EDITOR")];
    await appClient().person.update({ where: { id: gone.id }, data: { state: "SUSPENDED" } });
    for (const person of [stranger, gone, { id: newId(), name: "Nobody" }])
      await expect(begin(anna, id, `Hello ${mentionOf(person)}`)).rejects.toMatchObject({
        code: "INVALID",
        detail: { mention: person.name },
      });
    const names = (await listMentionable(anna, id)).map(({ name }) => name);
    for (const { name } of [stranger, gone, anna]) expect(names).not.toContain(name);
  });

  test("a mention shows the person's real name instead of the one that was sent", async () => {
    const [anna, ben] = [await createPerson("REPORTER"), await createPerson("REPORTER")];
    const { id } = await newStory(anna);
    await begin(anna, id, mentionOf({ id: ben.id, name: "The Editor" }));
    expect((await listThreads(anna, id)).threads[0]?.comments[0]?.text).toBe(mentionOf(ben));
  });

  test("an edit notifies only people that it newly mentions", async () => {
    const [anna, ben, eve] = [
      await createPerson("REPORTER"),
      await createPerson("REPORTER"),
      await createPerson("REPORTER"),
    ];
    const { id } = await newStory(anna);
    const { commentId } = await begin(anna, id, `${mentionOf(ben)}?`);
    await editComment(anna, { commentId, text: `${mentionOf(ben)} or ${mentionOf(eve)}?` });
    expect(await notices(ben)).toHaveLength(1);
    expect(await notices(eve)).toEqual([{ kind: "MENTIONED", by: anna.id, commentId }]);
  });
});

describe("mentions of a desk", () => {
  const kinds = async (...people: Person[]) =>
    Promise.all(people.map(async (person) => (await notices(person)).map(({ kind }) => kind)));
  const watch = (
    person: Person,
    subjectId: string,
    how: "WATCH" | "MUTE" = "WATCH",
    kind: "SECTION" | "STORY" = "SECTION",
  ) => setWatching(person, { kind, subjectId, how });

  test("notifies each editor who watches the section, but not the writer or anybody who has muted the story", async () => {
    const section = await createSection();
    const [anna, reporter] = [await createPerson("REPORTER"), await createPerson("REPORTER")];
    const [editor, admin, quiet, elsewhere, left] = [
      await createPerson("EDITOR"),
      await createPerson("ADMIN"),
      await createPerson("EDITOR"),
      await createPerson("EDITOR"),
      await createPerson("EDITOR"),
    ];
    const { id } = await newStory(anna);
    for (const person of [editor, admin, quiet, reporter, left]) await watch(person, section.id);
    await watch(quiet, id, "MUTE", "STORY");
    await appClient().person.update({ where: { id: left.id }, data: { state: "SUSPENDED" } });
    const desk = (await listMentionable(anna, id)).find((one) => one.id === section.id);
    expect(desk).toEqual({ id: section.id, name: `${section.name} desk`, isDesk: true });
    await begin(admin, id, `Who can read this, ${mentionOf({ ...section, isDesk: true })}?`);
    expect(await kinds(editor, admin, quiet, elsewhere, reporter, left)).toEqual([["MENTIONED"], [], [], [], [], []]);
    expect((await listThreads(anna, id)).threads[0]?.comments[0]?.text).toContain(`@[${section.name} desk](desk:`);
  });

  test("notifies all editors who have not muted the section where no editor watches it", async () => {
    const section = await createSection();
    const [anna, editor, quiet] = [
      await createPerson("REPORTER"),
      await createPerson("EDITOR"),
      await createPerson("EDITOR"),
    ];
    const { id } = await newStory(anna);
    await watch(quiet, section.id, "MUTE");
    await watch(anna, section.id);
    const { commentId } = await begin(anna, id, "Two sources?");
    const asked = mentionOf({ ...section, isDesk: true });
    for (let i = 0; i < 2; i++) await editComment(anna, { commentId, text: `Two sources, ${asked}${"?".repeat(i)}` });
    expect(await kinds(editor, quiet)).toEqual([["MENTIONED"], []]);
  });

  test("rejects a desk whose section is deleted, and tells sections of one name apart", async () => {
    const [anna, above] = [await createPerson("REPORTER"), await createSection()];
    const below = await createSection({ name: above.name });
    await appClient().section.update({ where: { id: below.id }, data: { parentId: above.id } });
    const { id } = await newStory(anna);
    const names = (await listMentionable(anna, id)).filter(({ isDesk }) => isDesk).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining([`${above.name} desk`, `${above.name} ${below.name} desk`]));
    await expect(begin(anna, id, mentionOf({ id: newId(), name: "Old desk", isDesk: true }))).rejects.toMatchObject({
      code: "INVALID",
      detail: { desk: "Old desk" },
    });
  });
});
