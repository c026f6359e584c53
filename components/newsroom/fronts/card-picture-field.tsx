"use client";
import { useEffect, useState } from "react";
import { readCardPictures } from "#lib/fronts/actions.ts";
import type { StoryPictureChoice } from "#lib/fronts/desk-data.ts";
import classes from "./compose.module.css";

type Props = { story: string; chosen: string; onChoose: (picture: string, alt: string) => void };

/** Which picture of the story a card shows; nothing while the story has one picture or none. */
export function CardPictureField({ story, chosen, onChoose }: Props) {
  const [pictures, setPictures] = useState<StoryPictureChoice[]>([]);
  useEffect(() => {
    let isOld = false;
    readCardPictures({ story }).then(
      (result) => !isOld && result.ok && setPictures(result.data),
      () => undefined, // the card keeps its picture
    );
    return () => {
      isOld = true;
    };
  }, [story]);
  if (pictures.length < 2) return null;
  const shown = pictures.some(({ id }) => id === chosen) ? chosen : "";
  return (
    <fieldset className={classes.field}>
      <legend>Picture</legend>
      <div className={classes.pictures}>
        {pictures.map(({ id, alt, src, isOwn }, index) => (
          <label key={id}>
            <input
              type="radio"
              name="picture"
              aria-label={alt || `Picture ${index + 1}`}
              checked={shown === "" ? isOwn : id === shown}
              onChange={() => onChoose(isOwn ? "" : id, isOwn ? "" : alt)}
            />
            {/* biome-ignore lint/performance/noImgElement: a rendition of the size that is shown is there already */}
            <img src={src} alt="" width={96} height={64} decoding="async" />
          </label>
        ))}
      </div>
    </fieldset>
  );
}
