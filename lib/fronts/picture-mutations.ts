// Pictures of the library on cards of fronts.
import type { Actor } from "../actor.ts";
import { DomainError } from "../errors.ts";
import { canSeePictures } from "../pictures/policy.ts";
import { Prisma, type Transaction } from "../postgres/app.ts";
import { jsonValueOrNull } from "../postgres/json.ts";
import { factsForReaders, findRightsProblems } from "../rights/data.ts";
import { assertSeesFiles } from "../roles/file-data.ts";
import { picturesOfLayout } from "./layout-policy.ts";
import type { FrontLayout } from "./layout-schema.ts";

/** @throws NOT_FOUND for a picture that the person may not know of */
export async function assertPictures(tx: Transaction, actor: Actor, ids: readonly string[]): Promise<void> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return;
  if (!canSeePictures(actor)) throw new DomainError("NOT_FOUND");
  if ((await tx.picture.count({ where: { id: { in: wanted } } })) < wanted.length) throw new DomainError("NOT_FOUND");
  await assertSeesFiles(actor, tx, "picture", wanted);
}

/**
 * Checks the rights of pictures that a launch shows and the live front does not.
 * @param at when readers get them
 * @throws PICTURE_RIGHTS
 */
export async function assertMayShow(
  tx: Transaction,
  live: FrontLayout | null,
  layout: FrontLayout,
  at: Date,
): Promise<void> {
  const known = new Set((live ? picturesOfLayout(live) : []).map(({ picture }) => picture));
  const added = new Set(picturesOfLayout(layout).flatMap(({ picture }) => (known.has(picture) ? [] : [picture])));
  if (added.size === 0) return;
  const problems = await findRightsProblems(tx, { storyId: null, pictures: added, at }, "key");
  const pictures = problems.filter(({ rule }) => rule === "block");
  if (pictures.length > 0) throw new DomainError("PICTURE_RIGHTS", { pictures });
}

/** Makes the rows for readers those of a launch. The caller has locked the front. */
export async function writeFrontPictures(
  tx: Transaction,
  front: string,
  { from, to }: { from: FrontLayout | null; to: FrontLayout },
): Promise<void> {
  const shown = picturesOfLayout(to);
  if (shown.length === 0 && (from === null || picturesOfLayout(from).length === 0)) return;
  const ids = [...new Set(shown.map(({ picture }) => picture))];
  const cropsOf = (id: string) => shown.flatMap(({ picture, crop }) => (picture === id && crop !== "" ? [crop] : []));
  // First, as in every publication: a withdrawal of a picture locks it before the rows for readers.
  const crops = shown.filter(({ crop }) => crop !== "");
  const facts = await factsForReaders(tx, { pictures: ids, crops });
  const rows = await tx.liveFrontPicture.findMany({
    where: { front, pictureId: { in: ids } },
    select: { pictureId: true, crops: true },
  });
  await tx.liveFrontPicture.updateMany({
    where: { front, isShown: true, pictureId: { notIn: ids } },
    data: { isShown: false, facts: Prisma.DbNull },
  });
  for (const [pictureId, found] of facts) {
    const before = rows.find((row) => row.pictureId === pictureId)?.crops ?? [];
    const row = {
      isShown: true,
      crops: [...new Set([...before, ...cropsOf(pictureId)])],
      facts: jsonValueOrNull(found),
    };
    await tx.liveFrontPicture.upsert({
      where: { front_pictureId: { front, pictureId } },
      create: { front, pictureId, ...row },
      update: row,
      select: { front: true },
    });
  }
}
