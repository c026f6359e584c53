import { expect, test } from "vitest";
import { appClient } from "#lib/postgres/app.ts";
import { approveStory, fileStory } from "#lib/stories/verbs/mutations.ts";
import { createPerson } from "../factories.ts";
import { createReadyStory } from "../story-factories.ts";
import { removeSettledNotices } from "./settled-notices.ts";

test("an inbox of the example holds what waits, and no filed story that was approved since", async () => {
  const [reporter, editor, admin] = [
    await createPerson("REPORTER"),
    await createPerson("EDITOR"),
    await createPerson("ADMIN"),
  ];
  const [approved, waiting] = [await createReadyStory(reporter), await createReadyStory(reporter)];
  for (const { id } of [approved, waiting]) await fileStory(reporter, { storyId: id });
  await approveStory(editor, { storyId: approved.id, version: 0 });
  await removeSettledNotices();
  const inboxOf = (personId: string) =>
    appClient().notice.findMany({ where: { personId }, select: { kind: true, storyId: true } });
  expect(await inboxOf(admin.id)).toEqual([{ kind: "FILED", storyId: waiting.id }]);
  expect(await inboxOf(reporter.id)).toEqual([{ kind: "APPROVED", storyId: approved.id }]);
});
