import { describe, expect, test } from "vitest";
import { findAddress } from "#lib/addresses/data.ts";
import { hrefOf } from "#lib/addresses/paths.ts";
import { appClient } from "#lib/postgres/app.ts";
import { readerClient } from "#lib/postgres/reader.ts";
import { createPerson, createSection } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import { moveAddressSchema } from "../schema.ts";
import { moveStoryAddress } from "./address-mutations.ts";
import { publishStory, takeDownStory } from "./mutations.ts";

const livePath = async (storyId: string) =>
  (await readerClient().liveStory.findUnique({ where: { storyId }, select: { path: true } }))?.path;

describe("moving the address of a published story", () => {
  test("moving a story redirects every former address to the same text at the new one", async () => {
    const editor = await createPerson("EDITOR");
    const other = await createSection();
    const story = await createReadyStory(editor, { headline: "Night ferry" });
    const { path: first } = await publishStory(editor, { storyId: story.id, version: 0, showUpdated: true });
    const before = await readerClient().liveStory.findUniqueOrThrow({ where: { storyId: story.id } });

    const { path: second, status } = await moveStoryAddress(
      editor,
      moveAddressSchema.parse({ storyId: story.id, sectionId: other.id, day: "2026-03-29", slug: "Größe zählt" }),
    );
    expect(second).toBe(`${other.path}/2026/03/29/groesse-zaehlt`);
    expect(status.path).toBe(second);
    expect(await findAddress(first)).toEqual({ kind: "REDIRECT", to: second });
    expect(await readerClient().liveStory.findUniqueOrThrow({ where: { storyId: story.id } })).toEqual({
      ...before,
      path: second,
      changedAt: expect.any(Date), // feeds of partners carry the new address
    });

    const { path: third } = await moveStoryAddress(
      editor,
      moveAddressSchema.parse({ storyId: story.id, sectionId: other.id, day: "2026-03-30", slug: "夜の船" }),
    );
    for (const old of [first, second]) expect(await findAddress(old)).toEqual({ kind: "REDIRECT", to: hrefOf(third) });
    expect(await livePath(story.id)).toBe(third);

    await moveStoryAddress(
      editor,
      moveAddressSchema.parse({ storyId: story.id, sectionId: other.id, day: "2026-03-29", slug: "groesse-zaehlt" }),
    );
    expect(await findAddress(third)).toEqual({ kind: "REDIRECT", to: second });
    expect(await livePath(story.id)).toBe(second);
    expect(await appClient().auditEvent.count({ where: { subjectId: story.id, action: "story.address_moved" } })).toBe(
      3,
    );
  });

  test("rejects a move by a reporter, of an unpublished story, or to an address that is taken", async () => {
    const editor = await createPerson("EDITOR");
    const section = await createSection();
    const story = await createReadyStory(editor);
    const to = { storyId: story.id, sectionId: section.id, day: "2026-03-29", slug: "one" };
    await expect(moveStoryAddress(editor, to)).rejects.toMatchObject({ code: "WRONG_STATE" });
    await publishStory(editor, { storyId: story.id, version: 0, showUpdated: true });
    await expect(moveStoryAddress(await createPerson("REPORTER"), to)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
    const { path } = await moveStoryAddress(editor, to);
    const second = await createReadyStory(editor);
    await publishStory(editor, { storyId: second.id, version: 0, showUpdated: true });
    await expect(moveStoryAddress(editor, { ...to, storyId: second.id })).rejects.toMatchObject({
      code: "TAKEN",
      detail: { path },
    });
    await takeDownStory(editor, { storyId: story.id, reason: "A court order." });
    await expect(moveStoryAddress(editor, { ...to, slug: "two" })).rejects.toMatchObject({ code: "WRONG_STATE" });
  });
});
