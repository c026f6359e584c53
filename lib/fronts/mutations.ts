import type { Actor } from "../actor.ts";
import { recordEvent } from "../audit/mutations.ts";
import { DomainError } from "../errors.ts";
import { type Transaction, transaction } from "../postgres/app.ts";
import { purge } from "../press/mutations.ts";
import { canArrangeFronts } from "./policy.ts";
import type { ClearPin, SetPin } from "./schema.ts";

/**
 * Holds a live story in a place of a front. A story that stood in another place of the same front moves; whatever stood
 * in this one is let go. Throws NOT_ALLOWED, NOT_FOUND (front or story), WRONG_STATE (story is not live), INVALID (`until` is past).
 */
export async function setPin(actor: Actor, { front, slot, story, until }: SetPin): Promise<void> {
  if (!canArrangeFronts(actor)) throw new DomainError("NOT_ALLOWED");
  const ends = until === null ? null : new Date(until);
  if (ends && ends.getTime() <= Date.now()) throw new DomainError("INVALID", { field: "until" });
  await transaction(async (tx) => {
    const name = await lockFront(tx, front);
    const found = await tx.story.findUnique({
      where: { id: story },
      select: { kind: true, headline: true, publication: true },
    });
    if (found?.kind !== "STORY") throw new DomainError("NOT_FOUND");
    if (found.publication !== "LIVE") throw new DomainError("WRONG_STATE");
    await tx.pin.deleteMany({ where: { front, OR: [{ slot }, { storyId: story }] } });
    await tx.pin.create({ data: { front, slot, storyId: story, until: ends }, select: { slot: true } });
    await recordEvent(
      tx,
      actor,
      "front.pinned",
      { kind: "front", id: front, name },
      {
        slot,
        story,
        headline: found.headline,
        until,
      },
    );
    await purge(tx, [`front:${front}`]);
  });
}

/** Lets a place of a front fill itself again. An empty place stays as it is. Throws NOT_ALLOWED, NOT_FOUND. */
export async function clearPin(actor: Actor, { front, slot }: ClearPin): Promise<void> {
  if (!canArrangeFronts(actor)) throw new DomainError("NOT_ALLOWED");
  await transaction(async (tx) => {
    const name = await lockFront(tx, front);
    const pin = await tx.pin.findUnique({ where: { front_slot: { front, slot } }, select: { storyId: true } });
    if (!pin) return;
    await tx.pin.delete({ where: { front_slot: { front, slot } }, select: { slot: true } });
    await recordEvent(tx, actor, "front.unpinned", { kind: "front", id: front, name }, { slot, story: pin.storyId });
    await purge(tx, [`front:${front}`]);
  });
}

/** One editor at a time on a front: two who pin the same story would clash on its only place. */
async function lockFront(tx: Transaction, front: string): Promise<string> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`front:${front}`}, 0))`;
  if (front === "front") return "Front page";
  const section = await tx.section.findUnique({ where: { id: front }, select: { name: true } });
  if (!section) throw new DomainError("NOT_FOUND");
  return section.name;
}
