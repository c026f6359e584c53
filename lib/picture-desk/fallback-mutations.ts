import type { Actor } from "../actor.ts";
import { recordEvent } from "../audit/mutations.ts";
import { DomainError } from "../errors.ts";
import { type Transaction, transaction } from "../postgres/app.ts";
import { jsonValueOrNull } from "../postgres/json.ts";
import { purge } from "../press/mutations.ts";
import { fallbackTag, paperPlace } from "../published/fallback-data.ts";
import { factsForReaders, findRightsProblems } from "../rights/data.ts";
import { hiddenFiles } from "../roles/file-data.ts";
import { canManageSite } from "../site/policy.ts";

/**
 * Makes a picture the fallback of a section or of the paper, or null for none. Alt text and credit are copied from the library.
 * The caller has checked the actor and records the change.
 * @param place a section id, or `paperPlace`
 * @returns whether anything changed
 * @throws INVALID (there is no such picture), PICTURE_RIGHTS (it may not be published)
 */
export async function setFallback(
  tx: Transaction,
  actor: Actor,
  place: string,
  pictureId: string | null,
): Promise<boolean> {
  const before = await tx.fallbackPicture.findUnique({ where: { place }, select: { pictureId: true } });
  if ((before?.pictureId ?? null) === pictureId) return false;
  if (pictureId === null) await tx.fallbackPicture.delete({ where: { place }, select: { place: true } });
  else {
    // Before any row for readers is locked: a withdrawal locks the picture first.
    const facts = (await factsForReaders(tx, { pictures: [pictureId], crops: [] })).get(pictureId);
    const hidden = await hiddenFiles(actor, tx, "picture", [pictureId]);
    if (facts === undefined || hidden.length > 0) throw new DomainError("INVALID", { field: "picture" });
    const use = { storyId: null, pictures: [pictureId], at: new Date() };
    const pictures = (await findRightsProblems(tx, use, "key")).filter(({ rule }) => rule === "block");
    const { alt, credit, rights, usesAllowed } = await tx.picture.findUniqueOrThrow({
      where: { id: pictureId },
      select: { alt: true, credit: true, rights: true, usesAllowed: true },
    });
    // Nobody can say in how many stories a fallback will be shown.
    const isCounted = rights === "PAY_PER_USE" && usesAllowed !== null;
    if (pictures.length > 0 || isCounted) throw new DomainError("PICTURE_RIGHTS", { pictures });
    const row = { pictureId, alt, credit, facts: jsonValueOrNull(facts) };
    await tx.fallbackPicture.upsert({
      where: { place },
      create: { place, ...row },
      update: row,
      select: { place: true },
    });
  }
  await purge(tx, [fallbackTag]);
  return true;
}

/** Chooses the picture that readers see where neither a story's section nor its parent has one. @throws NOT_ALLOWED, and as `setFallback` */
export async function setPaperFallback(actor: Actor, { pictureId }: { pictureId: string | null }): Promise<void> {
  if (!canManageSite(actor)) throw new DomainError("NOT_ALLOWED");
  await transaction(async (tx) => {
    if (!(await setFallback(tx, actor, paperPlace, pictureId))) return;
    const subject = { kind: "setting", id: null, name: "Fallback picture" } as const;
    await recordEvent(tx, actor, "setting.changed", subject, { fields: ["fallbackPicture"], picture: pictureId });
  });
}
