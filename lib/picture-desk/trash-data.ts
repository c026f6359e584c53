import type { Actor } from "../actor.ts";
import { DomainError } from "../errors.ts";
import { jpegAddress } from "../pictures/addresses.ts";
import { factsOf } from "../pictures/data.ts";
import { canSeePictures } from "../pictures/policy.ts";
import { appClient } from "../postgres/app.ts";
import { canTrash } from "../rights/policy.ts";
import { hiddenFiles } from "../roles/file-data.ts";

/** Days that a picture stays in the trash. */
export const trashDays = 30;

const maxListed = 500;
const thumbnailWidth = 320;

/** A picture in the trash. Times are instants. */
export type TrashedPicture = {
  id: string;
  fileName: string;
  src: string;
  by: string | null;
  trashedAt: string;
  deletedAt: string;
  mayRestore: boolean;
};

/** The pictures in the trash, those that were moved there last first. @throws NOT_ALLOWED */
export async function listTrash(actor: Actor): Promise<TrashedPicture[]> {
  if (!canSeePictures(actor)) throw new DomainError("NOT_ALLOWED");
  const rows = await appClient().picture.findMany({
    where: { trashedAt: { not: null }, id: { notIn: await hiddenFiles(actor, appClient(), "picture") } },
    orderBy: [{ trashedAt: "desc" }, { id: "desc" }],
    take: maxListed,
    select: { id: true, fileName: true, trashedAt: true, trashedById: true, uploaderId: true },
  });
  const facts = await factsOf(rows.map(({ id }) => id));
  const people = await appClient().person.findMany({
    where: { id: { in: rows.flatMap(({ trashedById }) => trashedById ?? []) } },
    select: { id: true, name: true },
  });
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return rows.flatMap(({ id, fileName, trashedAt, trashedById, uploaderId }) => {
    const known = facts.get(id);
    if (!known || !trashedAt) return [];
    return [
      {
        id,
        fileName,
        src: jpegAddress(known, id, thumbnailWidth),
        by: (trashedById && names.get(trashedById)) ?? null,
        trashedAt: trashedAt.toISOString(),
        deletedAt: new Date(trashedAt.getTime() + trashDays * 86_400_000).toISOString(),
        mayRestore: canTrash(actor, { uploaderId, isUsed: false }),
      },
    ];
  });
}
