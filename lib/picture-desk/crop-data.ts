import type { Actor } from "../actor.ts";
import { DomainError } from "../errors.ts";
import { isId } from "../ids.ts";
import { pictureAddress } from "../pictures/addresses.ts";
import { readCropParts } from "../pictures/crops.ts";
import { canEditPicture, canSeePictures } from "../pictures/policy.ts";
import type { FocalPoint, NamedCrops, Rendition } from "../pictures/types.ts";
import { appClient, type Transaction } from "../postgres/app.ts";
import { canSeeFile } from "../roles/file-data.ts";

/** What is needed to set the crops of a picture. */
export type PictureCrops = {
  id: string;
  width: number;
  height: number;
  /** Address of the whole picture. */
  src: string;
  focal: FocalPoint | null;
  crops: NamedCrops;
  mayEdit: boolean;
};

/** @throws NOT_FOUND */
export async function getPictureCrops(
  actor: Actor,
  id: string,
  client: Transaction = appClient(),
): Promise<PictureCrops> {
  if (!canSeePictures(actor) || !isId(id)) throw new DomainError("NOT_FOUND");
  const row = await client.picture.findUnique({
    where: { id },
    select: {
      width: true,
      height: true,
      renditions: true,
      focalX: true,
      focalY: true,
      crops: true,
      uploaderId: true,
    },
  });
  if (!row || !(await canSeeFile(actor, client, "picture", id))) throw new DomainError("NOT_FOUND");
  const { focal = null, crops = {} } = readCropParts({ focal: { x: row.focalX, y: row.focalY }, crops: row.crops });
  const jpegs = (row.renditions as Rendition[]).filter(({ format }) => format === "jpeg");
  const widths = jpegs.map(({ width }) => width).sort((a, b) => a - b);
  const width = widths.find((each) => each >= 1280) ?? widths.at(-1) ?? row.width;
  return {
    id,
    width: row.width,
    height: row.height,
    src: pictureAddress(id, width, "jpeg"),
    focal,
    crops,
    mayEdit: canEditPicture(actor, row),
  };
}
