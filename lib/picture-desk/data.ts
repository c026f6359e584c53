// The rights of a picture as the picture desk sees them.
import type { Actor } from "../actor.ts";
import { DomainError } from "../errors.ts";
import { isId } from "../ids.ts";
import { canSeePictures } from "../pictures/policy.ts";
import { appClient } from "../postgres/app.ts";
import { presentTerms, termsSelect } from "../rights/data.ts";
import { canManageRights, canTrash } from "../rights/policy.ts";
import type { RightsTerms } from "../rights/schema.ts";
import { canSeeFile } from "../roles/file-data.ts";

/** The rights of a picture for its page. Times are instants. */
export type PictureRightsState = {
  terms: RightsTerms;
  /** The rights statement in the metadata of the file, word for word. */
  fileTerms: string;
  withdrawn: { at: string; by: string | null; reason: string } | null;
  trashedAt: string | null;
  /** Whether readers may see it now. */
  isHidden: boolean;
  mayManage: boolean;
  mayTrash: boolean;
};

/** @throws NOT_FOUND */
export async function getRightsState(actor: Actor, pictureId: string): Promise<PictureRightsState> {
  if (!canSeePictures(actor) || !isId(pictureId)) throw new DomainError("NOT_FOUND");
  const row = await appClient().picture.findUnique({
    where: { id: pictureId },
    select: {
      ...termsSelect,
      fileTerms: true,
      withdrawnAt: true,
      withdrawnById: true,
      withdrawalReason: true,
      trashedAt: true,
      hiddenAt: true,
      uploaderId: true,
    },
  });
  if (!row || !(await canSeeFile(actor, appClient(), "picture", pictureId))) throw new DomainError("NOT_FOUND");
  const { fileTerms, withdrawnAt, withdrawnById, withdrawalReason, trashedAt, hiddenAt, uploaderId, ...terms } = row;
  const by = withdrawnById
    ? await appClient().person.findUnique({ where: { id: withdrawnById }, select: { name: true } })
    : null;
  return {
    terms: presentTerms(terms),
    fileTerms,
    withdrawn: withdrawnAt && { at: withdrawnAt.toISOString(), by: by?.name ?? null, reason: withdrawalReason },
    trashedAt: trashedAt?.toISOString() ?? null,
    isHidden: hiddenAt !== null,
    mayManage: canManageRights(actor),
    // Whether others use it is checked when it is moved.
    mayTrash: canTrash(actor, { uploaderId, isUsed: false }),
  };
}
