import { type CropBox, factsOfCut, factsOfShape, parseCrop, shiftOf } from "#lib/pictures/crops.ts";
import type { PictureFacts } from "#lib/pictures/types.ts";

/** Where readers see a picture. */
export type PicturePlace = "card" | "lead" | "link";

/** Width divided by height, as the style sheet of the site and the networks cut it. */
export const placeRatios: Readonly<Record<PicturePlace, number>> = { card: 3 / 2, lead: 16 / 10, link: 1.91 };

/** The part of the picture that readers see in a place, in pixels of the picture. @param use the crop of the figure */
export function shownBox(facts: PictureFacts, place: PicturePlace, use: string | null = null): CropBox {
  const whole = { left: 0, top: 0, width: facts.width, height: facts.height };
  const boxOf = (crop: string | undefined) => (crop === undefined ? null : parseCrop(crop)) ?? whole;
  if (place === "link") return boxOf(factsOfShape(facts, "1.91:1", use).crop);
  // As `object-fit: cover` with the position that the classes of the image give.
  const card = factsOfCut(facts, "3:2", use);
  const shift = shiftOf(facts, card, "3:2");
  const within = boxOf(card.crop);
  const ratio = placeRatios[place];
  const width = Math.min(within.width, within.height * ratio);
  const height = Math.min(within.height, within.width / ratio);
  return {
    left: within.left + (within.width - width) * (shift ? shift.x / 5 : 0.5),
    top: within.top + (within.height - height) * (shift ? shift.y / 5 : 0.35),
    width,
    height,
  };
}
