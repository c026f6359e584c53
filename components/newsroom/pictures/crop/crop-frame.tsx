"use client";
import { ReactCrop } from "react-image-crop";
import "react-image-crop/dist/ReactCrop.css";
import { type CropBox, minCropPixels } from "#lib/pictures/crops.ts";
import classes from "./crop.module.css";

const labels = {
  cropArea: "Crop. Move it with the arrow keys",
  nwDragHandle: "Top left corner. Move it with the arrow keys",
  nDragHandle: "Top edge. Move it with the up and down keys",
  neDragHandle: "Top right corner. Move it with the arrow keys",
  eDragHandle: "Right edge. Move it with the left and right keys",
  seDragHandle: "Bottom right corner. Move it with the arrow keys",
  sDragHandle: "Bottom edge. Move it with the up and down keys",
  swDragHandle: "Bottom left corner. Move it with the arrow keys",
  wDragHandle: "Left edge. Move it with the left and right keys",
};

type Props = {
  src: string;
  /** Size of the picture in pixels. */
  width: number;
  height: number;
  box: CropBox;
  /** Width divided by height; undefined for any shape. */
  ratio: number | undefined;
  disabled?: boolean;
  onChange: (box: CropBox) => void;
};

/** A frame on a picture that is moved and resized by pointer and keys. */
export default function CropFrame({ src, width, height, box, ratio, disabled = false, onChange }: Props) {
  return (
    <ReactCrop
      className={`ReactCrop--no-animate ${classes.frame}`}
      {...(ratio === undefined ? {} : { aspect: ratio })}
      crop={{
        unit: "%",
        x: (box.left / width) * 100,
        y: (box.top / height) * 100,
        width: (box.width / width) * 100,
        height: (box.height / height) * 100,
      }}
      disabled={disabled}
      keepSelection
      ruleOfThirds
      ariaLabels={labels}
      onChange={(_, { x, y, width: wide, height: high }) => {
        const left = Math.round((x / 100) * width);
        const top = Math.round((y / 100) * height);
        const next = {
          left,
          top,
          width: Math.min(width - left, Math.round((wide / 100) * width)),
          height: Math.min(height - top, Math.round((high / 100) * height)),
        };
        if (next.width >= minCropPixels && next.height >= minCropPixels) onChange(next);
      }}
    >
      {/* biome-ignore lint/performance/noImgElement: a rendition of our own, which needs no optimizer */}
      <img src={src} alt="" width={width} height={height} draggable={false} />
    </ReactCrop>
  );
}
