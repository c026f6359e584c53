import { type Actor, personId } from "../../actor.ts";
import { recordEvent } from "../../audit/mutations.ts";
import { appClient, transaction } from "../../postgres/app.ts";

/**
 * Records in the audit log that a person read a confidential story, or one under embargo: once per person, story and day in
 * UTC. The caller has checked that they may, and calls this before the text leaves the server.
 */
export async function recordRead(actor: Actor, storyId: string, now = new Date()): Promise<void> {
  const reader = personId(actor);
  if (reader === null) return;
  const story = await appClient().story.findFirst({
    where: { id: storyId, OR: [{ isConfidential: true }, { embargoUntil: { gt: now } }] },
    select: { headline: true, isConfidential: true },
  });
  if (!story) return;
  const since = new Date(now);
  since.setUTCHours(0, 0, 0, 0);
  const read = { action: "story.read", actorId: reader, subjectId: storyId, at: { gte: since } };
  const { headline: name, isConfidential } = story;
  await transaction(async (tx) => {
    // Two pages that open at once count as one read.
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`read ${reader} ${storyId}`}, 0))`;
    if ((await tx.auditEvent.count({ where: read })) > 0) return;
    const detail = { because: isConfidential ? "confidential" : "embargoed" };
    await recordEvent(tx, actor, "story.read", { kind: "story", id: storyId, name }, detail, now);
  });
}

/** A read of the text of a story that is recorded in this way. */
export const recorded =
  <Input extends { storyId: string }, Output>(read: (actor: Actor, input: Input) => Promise<Output>) =>
  async (actor: Actor, input: Input): Promise<Output> => {
    const found = await read(actor, input);
    await recordRead(actor, input.storyId);
    return found;
  };
