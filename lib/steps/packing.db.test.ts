import { describe, expect, test } from "vitest";
import { newBlockId } from "#lib/document/ids.ts";
import { createPerson } from "#prisma/factories.ts";
import { createReadyStory, readDocument, typeInHeadline } from "#prisma/story-factories.ts";
import { asOwner } from "#prisma/testing/owner.ts";
import { appClient } from "../postgres/app.ts";
import { getLog } from "../stories/data.ts";
import { publishStory } from "../stories/publishing/mutations.ts";
import { saveSteps } from "../stories/saving/mutations.ts";
import { rooms } from "../stories/saving/rooms.ts";
import { packLog } from "./mutations.ts";

/** A story with this many steps, one character each, made `days` ago. */
async function storyWithSteps(count: number, days: number) {
  const editor = await createPerson("EDITOR");
  const { id } = await createReadyStory(editor, { headline: "" });
  const doc = await readDocument(id);
  const steps = Array.from({ length: count }, (_, n) => ({
    stepType: "replace",
    from: 1 + n,
    to: 1 + n,
    slice: { content: [{ type: "text", text: "a" }] },
  }));
  await saveSteps(editor, typeInHeadline(id, doc, 0, "", { steps }));
  await asOwner(`update story_step set at = now() - make_interval(days => $2) where story_id = $1`, [id, days]);
  return { editor, id };
}
const rowsOf = (storyId: string) => appClient().storyStep.count({ where: { storyId } });
const packsOf = (storyId: string) => appClient().storyStepPack.count({ where: { storyId } });

describe("the log", () => {
  test("steps older than seven days move into packs of 500, and reading gives the same as before", async () => {
    const { editor, id } = await storyWithSteps(1_234, 8);
    const before = await getLog(editor, id, 0);
    await packLog();
    expect([await packsOf(id), await rowsOf(id)]).toEqual([2, 234]);
    expect(await getLog(editor, id, 0)).toEqual(before);
    for (const from of [1, 499, 500, 501, 999, 1_000, 1_233]) {
      const log = await getLog(editor, id, from);
      expect([log.steps, log.version]).toEqual([before.steps.slice(from), 1_234]);
    }
    expect((await getLog(editor, id, 1_234)).steps).toEqual([]);
    await packLog();
    expect([await packsOf(id), await rowsOf(id)]).toEqual([2, 234]);
  });

  test("newer steps stay, and the app cannot remove a step that is in no pack", async () => {
    const { id } = await storyWithSteps(600, 6);
    await packLog();
    expect([await packsOf(id), await rowsOf(id)]).toEqual([0, 600]);
    await appClient().storyStepPack.create({
      data: { storyId: id, fromVersion: 1, toVersion: 600, lastAt: new Date(), steps: new Uint8Array([1]) },
      select: { storyId: true },
    });
    await appClient().$queryRaw`select drop_packed_steps(${id}::uuid, 1)`;
    await appClient().$queryRaw`select drop_packed_steps(${id}::uuid, 2)`;
    expect(await rowsOf(id)).toBe(600);
    await expect(appClient().storyStep.deleteMany({ where: { storyId: id } })).rejects.toThrow();
  });

  test("packs are deleted 90 days after their last step once published, and an older tab gets LOG_GONE", async () => {
    const kept = await storyWithSteps(500, 100);
    const { editor, id } = await storyWithSteps(510, 100);
    await publishStory(editor, { storyId: id, version: 510, showUpdated: true });
    await packLog();
    expect([await packsOf(kept.id), await packsOf(id)]).toEqual([1, 0]);
    await expect(getLog(editor, id, 499)).rejects.toMatchObject({ code: "LOG_GONE" });
    expect((await getLog(editor, id, 500)).version).toBe(510);
    const stale = typeInHeadline(id, await readDocument(id), 3, "late", { clientId: newBlockId() });
    await expect(saveSteps(editor, stale)).rejects.toMatchObject({ code: "LOG_GONE" });
  });

  test("a tab that is too old gets LOG_GONE, while others keep receiving steps", async () => {
    const { editor, id } = await storyWithSteps(510, 100);
    await publishStory(editor, { storyId: id, version: 510, showUpdated: true });
    await packLog();
    const heard: string[] = [];
    const watch = (name: string, have: number) =>
      new Promise<() => void>((resolve) => {
        const leave = rooms().join(id, {
          actor: editor,
          have,
          send: (event, data) => {
            heard.push(`${name} ${event} ${event === "gone" ? JSON.stringify(data) : ""}`.trim());
            resolve(leave);
          },
        });
      });
    const leave = await Promise.all([watch("old", 3), watch("new", 505)]);
    expect(heard.sort()).toEqual(["new steps", 'old gone {"code":"LOG_GONE"}']);
    for (const one of leave) one();
  });

  test("after the whole log was dropped an old tab gets LOG_GONE, and a current tab gets nothing", async () => {
    const { editor, id } = await storyWithSteps(500, 100);
    await publishStory(editor, { storyId: id, version: 500, showUpdated: true });
    await packLog();
    await expect(getLog(editor, id, 20)).rejects.toMatchObject({ code: "LOG_GONE" });
    expect((await getLog(editor, id, 500)).steps).toEqual([]);
  });
});
