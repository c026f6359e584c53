import type { Actor } from "../actor.ts";
import { jpegAddress } from "../pictures/addresses.ts";
import { factsOf } from "../pictures/data.ts";
import { canSeePictures } from "../pictures/policy.ts";
import { appClient } from "../postgres/app.ts";

/** `isHidden`: readers do not see it now, because of its rights. */
export type FallbackChoice = { id: string; src: string; isHidden: boolean };

const width = 320;

/** The chosen fallback pictures by place: a section id, or `paperPlace`. */
export async function listFallbacks(actor: Actor): Promise<Map<string, FallbackChoice>> {
  if (!canSeePictures(actor)) return new Map();
  const rows = await appClient().fallbackPicture.findMany({ select: { place: true, pictureId: true, facts: true } });
  const known = await factsOf(rows.map(({ pictureId }) => pictureId));
  return new Map(
    rows.flatMap(({ place, pictureId: id, facts }) => {
      const own = known.get(id);
      return own ? [[place, { id, src: jpegAddress(own, id, width), isHidden: facts === null }]] : [];
    }),
  );
}
