"use client";
import { Button } from "@mantine/core";
import { useRef, useState } from "react";
import { LazyPicker } from "../pictures/picker/lazy-picker.tsx";
import { type ChosenPicture, uploadPicture } from "../pictures/upload-picture.ts";
import { Problem } from "../problem.tsx";
import { useServerAction } from "../use-server-action.ts";
import classes from "./picture-field.module.css";

type Props = {
  /** What the picture is, in the middle of a sentence: "portrait". */
  noun: string;
  title: string;
  about: string;
  isRound?: boolean;
  picture: ChosenPicture | null;
  onChange: (picture: ChosenPicture | null) => void;
};

/** A picture from the library or from a file, which is uploaded at once. Readers see it when the form around it is saved. */
export function PictureField({ noun, title, about, isRound = false, picture, onChange }: Props) {
  const upload = useServerAction(uploadPicture);
  const choose = useRef<HTMLButtonElement>(null);
  const [isChoosing, setChoosing] = useState(false);
  return (
    <fieldset className={classes.field}>
      <legend>{title}</legend>
      <div className={classes.row} data-round={isRound || undefined}>
        {picture ? (
          // biome-ignore lint/performance/noImgElement: a rendition of about the size that is shown is there already
          <img src={picture.src} alt={title} width={64} height={64} />
        ) : (
          <span className={classes.none}>None</span>
        )}
        <div className={classes.acts}>
          <Button ref={choose} variant="default" onClick={() => setChoosing(true)}>
            {upload.pending ? "Uploading …" : picture ? `Replace ${noun}` : `Choose ${noun}`}
          </Button>
          {picture && (
            <Button
              variant="default"
              onClick={() => {
                choose.current?.focus(); // this button is about to go
                onChange(null);
              }}
            >
              Remove {noun}
            </Button>
          )}
        </div>
      </div>
      <p className="dim">{about}</p>
      <Problem failure={upload.failure} />
      {isChoosing && (
        <LazyPicker
          isMultiple={false}
          close={() => setChoosing(false)}
          choose={(chosen) => {
            setChoosing(false);
            const [file] = "files" in chosen ? chosen.files : [];
            const [found] = "pictures" in chosen ? chosen.pictures : [];
            if (file) upload.send(file, ({ id, src }) => onChange({ id, src }));
            else if (found) onChange({ id: found.id, src: found.src });
          }}
        />
      )}
    </fieldset>
  );
}
