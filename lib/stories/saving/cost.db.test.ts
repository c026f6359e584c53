import pg from "pg";
import { expect, test, vi } from "vitest";
import { createAuthor, createPerson } from "#prisma/factories.ts";
import { createReadyStory, readDocument, typeInHeadline } from "#prisma/story-factories.ts";
import { publishStory } from "../publishing/mutations.ts";
import type { Batch } from "../schema.ts";
import { saveSteps } from "./mutations.ts";

/** The statements that a piece of work sends to the database, the borders of its transaction included. */
async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const sent = vi.spyOn(pg.Client.prototype, "query");
  try {
    await work();
    return sent.mock.calls.map(([query]) => {
      const given = query as string | { text: string };
      return (typeof given === "string" ? given : given.text).replace(/\s+/g, " ").trim();
    });
  } finally {
    sent.mockRestore();
  }
}

/** Each is a way to the database and back: the time of a save is mostly theirs. */
test("a save takes ten statements for any number of steps and any length of the log", async () => {
  const editor = await createPerson("EDITOR");
  const { id } = await createReadyStory(editor, { fields: { authors: [(await createAuthor()).id] } });
  const save = async (version: number, steps: Batch["steps"]) => {
    const batch = typeInHeadline(id, await readDocument(id), version, "", { steps });
    return statementsOf(() => saveSteps(editor, batch));
  };
  const doc = await readDocument(id);
  const typed = (count: number) =>
    Array.from({ length: count }, (_, n) => ({
      stepType: "replace",
      from: doc.content.size - 1 + n,
      to: doc.content.size - 1 + n,
      slice: { content: [{ type: "text", text: "x" }] },
    }));
  const first = await save(0, typed(1));
  expect(first, first.join("\n")).toHaveLength(10);
  expect(await save(1, typed(300))).toHaveLength(10);
  expect(await save(301, typed(1))).toHaveLength(10);
});

test("a save that changes the headline takes one more statement, for the names of its authors", async () => {
  const editor = await createPerson("EDITOR");
  const { id } = await createReadyStory(editor);
  const batch = typeInHeadline(id, await readDocument(id), 0, "New");
  expect(await statementsOf(() => saveSteps(editor, batch))).toHaveLength(11);
});

test("a first publication takes 27 statements, including those for the time zone, checks, webhooks, the seal of the audit log and the recipients of notices", async () => {
  const editor = await createPerson("EDITOR");
  const { id, version } = await createReadyStory(editor, { fields: { authors: [(await createAuthor()).id] } });
  const sent = await statementsOf(() => publishStory(editor, { storyId: id, version, showUpdated: true }));
  expect(sent, sent.join("\n")).toHaveLength(27);
});
