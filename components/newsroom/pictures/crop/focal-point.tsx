"use client";
import type { KeyboardEvent, PointerEvent } from "react";
import type { FocalPoint } from "#lib/pictures/types.ts";
import classes from "./crop.module.css";

/** Steps of the arrow keys, as fractions; the large one with Shift. */
const step = 0.01;
const largeStep = 0.1;

const clamp = (value: number): number => Math.min(1, Math.max(0, Math.round(value * 1000) / 1000));
const percent = (value: number): string => `${Math.round(value * 100)} %`;

const moves: Readonly<Record<string, [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

type Props = {
  src: string;
  width: number;
  height: number;
  focal: FocalPoint | null;
  onChange: (focal: FocalPoint) => void;
};

/** Sets the point that every automatic crop keeps: by a click on the picture, by dragging, or with the arrow keys. */
export function FocalPointField({ src, width, height, focal, onChange }: Props) {
  const { x, y } = focal ?? { x: 0.5, y: 0.5 };
  const point = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    onChange({
      x: clamp((event.clientX - box.left) / box.width),
      y: clamp((event.clientY - box.top) / box.height),
    });
  };
  const press = (event: KeyboardEvent<HTMLButtonElement>) => {
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    const by = event.shiftKey ? largeStep : step;
    onChange({ x: clamp(x + move[0] * by), y: clamp(y + move[1] * by) });
  };
  return (
    <div
      className={classes.focal}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        point(event);
      }}
      onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && point(event)}
    >
      {/* biome-ignore lint/performance/noImgElement: a rendition of our own, which needs no optimizer */}
      <img src={src} alt="" width={width} height={height} draggable={false} />
      <button
        type="button"
        className={classes.point}
        data-unset={focal === null || undefined}
        style={{ left: `${x * 100}%`, top: `${y * 100}%` }}
        aria-label={
          focal
            ? `Focal point, ${percent(x)} from the left and ${percent(y)} from the top`
            : "Focal point, not set. Move it with the arrow keys"
        }
        onKeyDown={press}
      />
    </div>
  );
}
