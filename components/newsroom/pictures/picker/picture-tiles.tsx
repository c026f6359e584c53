"use client";
import { IconCheck } from "@tabler/icons-react";
import { type CSSProperties, type KeyboardEvent, useRef, useState } from "react";
import type { LibraryPicture } from "#lib/pictures/library/types.ts";
import { pictureName } from "../picture-grid.tsx";
import classes from "./picker.module.css";
import { tileAt } from "./tile-keys.ts";

type Props = {
  pictures: readonly LibraryPicture[];
  chosen: ReadonlySet<string>;
  isMultiple: boolean;
  toggle: (picture: LibraryPicture) => void;
  /** Ends the choice, by a double click or by Enter on a picture that is chosen. */
  finish: (picture: LibraryPicture) => void;
};

/** Pictures to choose from. One of them is in the order of the Tab key; the arrow keys move among them. */
export function PictureTiles({ pictures, chosen, isMultiple, toggle, finish }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(0);
  const reached = Math.min(current, pictures.length - 1);
  const onKeyDown = (event: KeyboardEvent) => {
    const tiles = [...(list.current?.querySelectorAll<HTMLElement>("[role=option]") ?? [])];
    const to = tileAt(
      event.key,
      reached,
      tiles.map((tile) => tile.getBoundingClientRect()),
    );
    const picture = pictures[reached];
    if (to !== null) {
      setCurrent(to);
      tiles[to]?.focus();
    } else if ((event.key === " " || event.key === "Enter") && picture) {
      if (event.key === "Enter" && chosen.has(picture.id)) finish(picture);
      else toggle(picture);
    } else return;
    event.preventDefault();
  };
  return (
    <div ref={list} className={classes.tiles} role="listbox" aria-label="Pictures" aria-multiselectable={isMultiple}>
      {pictures.map((picture, index) => {
        const isWithdrawn = picture.withdrawnAt !== null;
        const name = pictureName(picture);
        return (
          <div
            key={picture.id}
            role="option"
            tabIndex={index === reached ? 0 : -1}
            className={classes.tile}
            style={{ "--color": picture.color } as CSSProperties}
            aria-selected={chosen.has(picture.id)}
            aria-disabled={isWithdrawn}
            aria-label={isWithdrawn ? `${name} (withdrawn)` : name}
            title={name}
            onFocus={() => setCurrent(index)}
            onClick={() => toggle(picture)}
            onDoubleClick={() => finish(picture)}
            onKeyDown={onKeyDown}
          >
            {/* biome-ignore lint/performance/noImgElement: a rendition of about the size that is shown is there already */}
            <img
              src={picture.src}
              alt=""
              width={picture.width}
              height={picture.height}
              loading="lazy"
              decoding="async"
            />
            {chosen.has(picture.id) && <IconCheck size={18} stroke={2.4} aria-hidden="true" />}
            {isWithdrawn && <span>Withdrawn</span>}
          </div>
        );
      })}
    </div>
  );
}
