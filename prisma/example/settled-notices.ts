import { appClient } from "#lib/postgres/app.ts";

/**
 * An inbox of the example begins with the stories that wait for an editor, and not with those that were published long ago.
 * Nobody gets mail about what the example makes up.
 */
export async function removeSettledNotices(): Promise<void> {
  const waiting = await appClient().story.findMany({ where: { copy: "FILED" }, select: { id: true } });
  await appClient().notice.deleteMany({ where: { kind: "FILED", storyId: { notIn: waiting.map(({ id }) => id) } } });
  await appClient().mail.deleteMany({ where: { state: "QUEUED" } });
}
