import type { CSSProperties } from "react";
import type { CropBox } from "#lib/pictures/crops.ts";
import type { PictureFacts } from "#lib/pictures/types.ts";
import classes from "./crop.module.css";
import { type PicturePlace, placeRatios, shownBox } from "./shown-box.ts";

const names: Readonly<Record<PicturePlace, string>> = { card: "Card", lead: "Lead story", link: "Link preview" };

type Props = {
  facts: PictureFacts;
  /** Address of the whole picture. */
  src: string;
  /** The crop of the figure. */
  use?: string | null;
};

/** The picture as readers will see it on a card, above the lead story of a front, and with a link. */
export function CropPreviews({ facts, src, use = null }: Props) {
  return (
    <ul className={classes.previews} aria-label="Previews">
      {(Object.keys(names) as PicturePlace[]).map((place) => (
        <li key={place}>
          <CutImage facts={facts} src={src} box={shownBox(facts, place, use)} ratio={placeRatios[place]} />
          {names[place]}
        </li>
      ))}
    </ul>
  );
}

type CutProps = { facts: Pick<PictureFacts, "width" | "height">; src: string; box: CropBox; ratio?: number };

/** A part of a picture, cut by the browser, so that it follows a change at once. */
export function CutImage({ facts, src, box, ratio = box.width / box.height }: CutProps) {
  const place: CSSProperties = {
    width: `${(facts.width / box.width) * 100}%`,
    height: `${(facts.height / box.height) * 100}%`,
    left: `${(-box.left / box.width) * 100}%`,
    top: `${(-box.top / box.height) * 100}%`,
  };
  return (
    <div className={classes.cut} style={{ aspectRatio: ratio }}>
      {/* biome-ignore lint/performance/noImgElement: a rendition of our own, which needs no optimizer */}
      <img src={src} alt="" style={place} />
    </div>
  );
}
