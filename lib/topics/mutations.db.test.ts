import { describe, expect, test } from "vitest";
import { createPerson, createTopic as makeTopic, unique } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import { findAddress } from "../addresses/data.ts";
import { appClient } from "../postgres/app.ts";
import { listTopics, searchTopics } from "./data.ts";
import { changeTopic, createTopic, deleteTopic, mergeTopics } from "./mutations.ts";

const fields = (name: string, slug = "") => ({ name, slug, description: "" });

describe("a topic", () => {
  test("a topic gets an address from its name, and a second one with that address is rejected", async () => {
    const editor = await createPerson("EDITOR");
    const name = unique("Harbour");
    const { id } = await createTopic(editor, fields(name));
    expect(await findAddress(`/topics/${name.toLowerCase()}`)).toMatchObject({ kind: "TOPIC", target: id });
    await expect(createTopic(editor, fields(name))).rejects.toMatchObject({ code: "TAKEN" });
    await expect(createTopic(editor, fields("!!!"))).rejects.toMatchObject({ code: "INVALID", detail: { slug: "" } });
  });

  test("a topic has an address in its own script, distinct from one that differs only in punctuation", async () => {
    const editor = await createPerson("EDITOR");
    const made = async (name: string) => {
      const { id } = await createTopic(editor, fields(name));
      return (await appClient().topic.findUniqueOrThrow({ where: { id }, select: { slug: true } })).slug;
    };
    expect(await made("上海")).toBe("上海");
    expect(await made("C++")).toBe("c");
    expect(await made("C#")).toBe("c-2");
    await expect(createTopic(editor, fields("c#"))).rejects.toMatchObject({ code: "TAKEN" });
    await expect(createTopic(editor, fields("🎉"))).rejects.toMatchObject({ code: "INVALID", detail: { slug: "" } });
  });

  test("a moved topic redirects from every former address and can move back", async () => {
    const editor = await createPerson("EDITOR");
    const topic = await makeTopic();
    const [second, third] = [unique("second"), unique("third")];
    const change = (slug: string) => changeTopic(editor, { topicId: topic.id, ...fields("T", slug) });
    await change(second);
    await change(third);
    expect(await findAddress(`/topics/${topic.slug}`)).toEqual({ kind: "REDIRECT", to: `/topics/${third}` });
    await change(topic.slug);
    expect(await findAddress(`/topics/${second}`)).toEqual({ kind: "REDIRECT", to: `/topics/${topic.slug}` });
  });

  test("editors can create, change and merge topics, but reporters cannot", async () => {
    const reporter = await createPerson("REPORTER");
    const [one, two] = [await makeTopic(), await makeTopic()];
    const refused = { code: "NOT_ALLOWED" };
    await expect(createTopic(reporter, fields("X"))).rejects.toMatchObject(refused);
    await expect(changeTopic(reporter, { topicId: one.id, ...fields("X") })).rejects.toMatchObject(refused);
    await expect(mergeTopics(reporter, { topicId: one.id, into: two.id })).rejects.toMatchObject(refused);
  });
});

describe("a deleted topic", () => {
  test("is gone with its address, which is free again", async () => {
    const editor = await createPerson("EDITOR");
    const topic = await makeTopic();
    await deleteTopic(editor, { topicId: topic.id });
    expect(await findAddress(`/topics/${topic.slug}`)).toEqual({ kind: "UNKNOWN" });
    expect(await searchTopics(editor, topic.name)).toEqual([]);
    await expect(createTopic(editor, fields("Again", topic.slug))).resolves.toBeDefined();
    await expect(deleteTopic(editor, { topicId: topic.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("was never a draft's topic, had no other merged into it, and was deleted by an editor", async () => {
    const editor = await createPerson("EDITOR");
    const [written, kept, old, free] = [await makeTopic(), await makeTopic(), await makeTopic(), await makeTopic()];
    await createReadyStory(editor, { fields: { topics: [written.id] } });
    await mergeTopics(editor, { topicId: old.id, into: kept.id });
    for (const { id } of [written, kept])
      await expect(deleteTopic(editor, { topicId: id })).rejects.toMatchObject({ code: "IN_USE" });
    const reporter = await createPerson("REPORTER");
    await expect(deleteTopic(reporter, { topicId: free.id })).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  });
});

describe("a merge of topics", () => {
  test("a merged topic becomes an alias that is found by its old name and redirects to the survivor", async () => {
    const editor = await createPerson("EDITOR");
    const [old, kept] = [await makeTopic(), await makeTopic()];
    await mergeTopics(editor, { topicId: old.id, into: kept.id });
    expect(await findAddress(`/topics/${old.slug}`)).toEqual({ kind: "REDIRECT", to: `/topics/${kept.slug}` });
    expect(await searchTopics(editor, old.name)).toEqual([{ id: kept.id, name: kept.name }]);
    const { rows } = await listTopics(editor, { q: old.name, after: undefined });
    expect(rows).toMatchObject([{ id: kept.id, aliases: [{ id: old.id }] }]);
  });

  test("merging a topic moves its aliases to the survivor", async () => {
    const editor = await createPerson("EDITOR");
    const [a, b, c] = [await makeTopic(), await makeTopic(), await makeTopic()];
    await mergeTopics(editor, { topicId: a.id, into: b.id });
    await mergeTopics(editor, { topicId: b.id, into: c.id });
    const rows = await appClient().topic.findMany({
      where: { id: { in: [a.id, b.id] } },
      select: { aliasOfId: true },
    });
    expect(rows).toEqual([{ aliasOfId: c.id }, { aliasOfId: c.id }]);
    expect(await findAddress(`/topics/${a.slug}`)).toEqual({ kind: "REDIRECT", to: `/topics/${c.slug}` });
    await expect(mergeTopics(editor, { topicId: a.id, into: c.id })).rejects.toMatchObject({ code: "WRONG_STATE" });
    await expect(mergeTopics(editor, { topicId: c.id, into: c.id })).rejects.toMatchObject({ code: "INVALID" });
  });

  test("of two opposite merges at once exactly one succeeds", async () => {
    const editor = await createPerson("EDITOR");
    const [a, b] = [await makeTopic(), await makeTopic()];
    const results = await Promise.allSettled([
      mergeTopics(editor, { topicId: a.id, into: b.id }),
      mergeTopics(editor, { topicId: b.id, into: a.id }),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});

test("the list of topics goes on where the page before ended", async () => {
  const editor = await createPerson("EDITOR");
  const word = unique("page");
  for (const letter of ["c", "a", "b"]) await makeTopic({ name: `${word} ${letter}` });
  const first = await listTopics(editor, { q: word, after: undefined }, 2);
  const second = await listTopics(editor, { q: word, after: first.next ?? undefined }, 2);
  expect(first.total).toBe(3);
  expect([...first.rows, ...second.rows].map(({ name }) => name)).toEqual(
    ["a", "b", "c"].map((one) => `${word} ${one}`),
  );
  expect(second.next).toBeNull();
});
