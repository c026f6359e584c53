import type { Transaction } from "../../postgres/app.ts";

/**
 * Notifies every node that a story has new steps, a new state or new comments. Names and numbers only: a notification of 8,000 bytes
 * would roll the transaction back. PostgreSQL delivers it after the commit, to the sender too.
 */
export async function notifyStoryChanged(
  tx: Transaction,
  storyId: string,
  what: "steps" | "status" | "comments",
): Promise<void> {
  await tx.$executeRaw`select pg_notify('galley_story', ${`${what}:${storyId}`})`;
}
