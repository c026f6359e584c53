import type { Person } from "../actor.ts";
import { appClient } from "../postgres/app.ts";
import { hiddenFiles } from "../roles/file-data.ts";
import { getPicture, type StoredPicture } from "./data.ts";
import { storeUpload } from "./mutations.ts";
import type { PictureSource } from "./types.ts";
import { listAlike } from "./upload-data.ts";
import type { TakePicture } from "./upload-schema.ts";

/** What became of an uploaded picture. */
export type UploadedPicture = {
  picture: StoredPicture;
  /** False: the same bytes were in the library before, and `picture` is that one. */
  isNew: boolean;
  /** Pictures of the library that look like a new one, the nearest first. */
  alike: StoredPicture[];
};

/**
 * Stores a picture whose upload has arrived, and looks for its like in the library.
 * @throws as storePicture
 */
export async function takePicture(
  actor: Person,
  { timeZone, ...upload }: PictureSource & { fileName: string; timeZone: string },
  { presetId, storyId }: TakePicture,
): Promise<UploadedPicture> {
  const { picture, isNew } = await storeUpload(actor, { ...upload, presetId, storyId }, { timeZone });
  const like = isNew ? await listAlike(picture.id) : [];
  const hidden = await hiddenFiles(actor, appClient(), "picture", like);
  const ids = like.filter((id) => !hidden.includes(id));
  return { picture, isNew, alike: await Promise.all(ids.map((id) => getPicture(actor, id))) };
}
