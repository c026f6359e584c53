import type { Actor } from "../../actor.ts";
import { appClient } from "../../postgres/app.ts";
import { hiddenFiles } from "../../roles/file-data.ts";
import { maxSimilarDistance } from "../perceptual-hash.ts";
import { canSeePictures } from "../policy.ts";
import { listAlike } from "../upload-data.ts";
import { librarySelect, presentInLibrary } from "./search-data.ts";
import type { LibraryPicture } from "./types.ts";

/** Pictures of the library that look like this one, as far as the actor may see them: the nearest first, at most twelve. */
export async function listSimilar(actor: Actor, pictureId: string): Promise<LibraryPicture[]> {
  if (!canSeePictures(actor)) return [];
  const ids = await listAlike(pictureId, { maxDistance: maxSimilarDistance, maxCount: 12 });
  if (ids.length === 0) return [];
  const hidden = await hiddenFiles(actor, appClient(), "picture", ids);
  const rows = await appClient().picture.findMany({
    where: { id: { in: ids.filter((id) => !hidden.includes(id)) } },
    select: librarySelect,
  });
  return ids.flatMap((id) => rows.filter((row) => row.id === id).map(presentInLibrary));
}
