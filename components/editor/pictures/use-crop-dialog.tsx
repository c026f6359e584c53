"use client";
import { Button, SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { Dialog, DialogFoot } from "#components/newsroom/dialog.tsx";
import cropClasses from "#components/newsroom/pictures/crop/crop.module.css";
import CropFrame from "#components/newsroom/pictures/crop/crop-frame.tsx";
import { CropPreviews } from "#components/newsroom/pictures/crop/crop-previews.tsx";
import {
  type CropBox,
  cropText,
  factsOfShape,
  factsOfUse,
  parseCrop,
  ratioNames,
  ratios,
} from "#lib/pictures/crops.ts";
import type { RatioName } from "#lib/pictures/types.ts";
import type { PictureLook } from "../lookup.ts";

export type UseCropProps = {
  /** What the panel calls the picture: "Main picture". */
  name: string;
  look: Omit<PictureLook, "hidden">;
  crop: string | null;
  set: (crop: string | null) => void;
  close: () => void;
  /** Where the crop counts. */
  note?: string;
};

const whole = "Whole picture";
const free = "Free";
type Shape = typeof whole | typeof free | RatioName;

/** The named shape that a crop has, to within rounding. */
const shapeOf = ({ width, height }: CropBox): Shape =>
  ratioNames.find((ratio) => Math.abs(width - height * ratios[ratio]) <= 1.5) ?? free;

/** Cuts a picture for one story or collection. The library and other stories keep theirs. */
export default function UseCropDialog({ name, look, crop, set, close, note = "For this story only." }: UseCropProps) {
  const facts = { ...look, key: "", renditions: [] };
  const stored = factsOfUse(facts, crop).crop;
  const [box, setBox] = useState(stored === undefined ? null : parseCrop(stored));
  const [shape, setShape] = useState<Shape>(box ? shapeOf(box) : whole);
  const choose = (next: Shape) => {
    setShape(next);
    if (next === whole) setBox(null);
    else if (next === free) setBox(box ?? inset(look));
    else setBox(parseCrop(factsOfShape(facts, next).crop ?? "") ?? { left: 0, top: 0, ...sizeOf(look) });
  };
  return (
    <Dialog opened onClose={close} title={`Crop: ${name.toLowerCase()}`} size={860}>
      <SegmentedControl
        aria-label="Shape"
        className={cropClasses.tabs ?? ""}
        data={[whole, ...ratioNames, free]}
        value={shape}
        onChange={(value) => choose(value as Shape)}
      />
      <div className={cropClasses.stage}>
        {box ? (
          <CropFrame
            key={shape}
            src={look.src}
            width={look.width}
            height={look.height}
            box={box}
            ratio={shape === free || shape === whole ? undefined : ratios[shape]}
            onChange={setBox}
          />
        ) : (
          // biome-ignore lint/performance/noImgElement: a rendition of our own, which needs no optimizer
          <img src={look.src} alt="" width={look.width} height={look.height} />
        )}
      </div>
      <CropPreviews facts={facts} src={look.src} use={box && cropText(box)} />
      <DialogFoot note={note}>
        <Button variant="default" onClick={close}>
          Cancel
        </Button>
        <Button
          variant="filled"
          onClick={() => {
            set(box && cropText(box));
            close();
          }}
        >
          Use this crop
        </Button>
      </DialogFoot>
    </Dialog>
  );
}

const sizeOf = ({ width, height }: UseCropProps["look"]) => ({ width, height });

/** Most of the picture, so that every corner of the frame can be seen. */
const inset = ({ width, height }: { width: number; height: number }): CropBox => ({
  left: Math.round(width * 0.1),
  top: Math.round(height * 0.1),
  width: Math.round(width * 0.8),
  height: Math.round(height * 0.8),
});
