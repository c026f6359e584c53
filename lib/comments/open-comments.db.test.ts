import { expect, test } from "vitest";
import { createPerson } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import { appClient } from "../postgres/app.ts";
import { listOpenComments } from "./data.ts";

const now = new Date("2026-11-24T09:15:00Z");
const block = "paragraph001";

test("open comments are listed with their first words, and not those that were resolved", async () => {
  const [editor, colleague] = [await createPerson("EDITOR"), await createPerson("REPORTER")];
  const { id: storyId } = await createReadyStory(editor);
  const ids = ["0190a6c0-0000-7000-8000-0000000000a1", "0190a6c0-0000-7000-8000-0000000000a2"] as const;
  for (const [index, id] of ids.entries()) {
    const resolved = index === 1 ? { resolvedAt: now, resolvedById: editor.id } : {};
    await appClient().commentThread.create({
      data: { id, storyId, blockId: block, quote: "", createdAt: now, createdById: colleague.id, ...resolved },
    });
    await appClient().comment.create({
      data: {
        id: id.replace("a", "b"),
        threadId: id,
        personId: colleague.id,
        at: now,
        text: `Do we have this from two places? @[Edie](${editor.id}) ${"and ".repeat(60)}`,
      },
    });
  }
  const comments = await listOpenComments(editor, storyId);
  expect(comments).toEqual([
    { id: ids[0], by: colleague.name, block, text: expect.stringMatching(/^Do we .*@Edie.*…$/) },
  ]);
  expect(comments[0]?.text.length).toBeLessThanOrEqual(120);
});
