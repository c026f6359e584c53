"use client";
import { Button, TextInput } from "@mantine/core";
import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import type { UseCropProps } from "#components/editor/pictures/use-crop-dialog.tsx";
import { readCardPictures } from "#lib/fronts/actions.ts";
import type { StoryPictureChoice } from "#lib/fronts/desk-data.ts";
import { type FrontCard, maxPictureAlt } from "#lib/fronts/layout-schema.ts";
import { keepReading } from "../keep-reading.ts";
import { LazyPicker } from "../pictures/picker/lazy-picker.tsx";
import type { ChosenPictures } from "../pictures/picker/picture-picker.tsx";
import { uploadPicture } from "../pictures/upload-picture.ts";
import { usePictureLook } from "../pictures/use-picture-look.ts";
import { Problem } from "../problem.tsx";
import { useServerAction } from "../use-server-action.ts";
import classes from "./compose.module.css";

const CropDialog = dynamic<UseCropProps>(() => import("#components/editor/pictures/use-crop-dialog.tsx"), {
  ssr: false,
});

type Chosen = Pick<FrontCard, "picture" | "pictureAlt" | "pictureCrop">;
const ofStory: Chosen = { picture: "", pictureAlt: "", pictureCrop: "" };
type Props = {
  story: string;
  chosen: Chosen;
  onChange: (chosen: Chosen) => void;
  /** Whether a dialog of the field is open over the one that holds it. */
  onDialog: (isOpen: boolean) => void;
};

/** The picture of a card: one of the story, or any other of the library with a crop for this front. */
export function CardPictureField({ story, chosen, onChange, onDialog }: Props) {
  const [pictures, setPictures] = useState<StoryPictureChoice[]>([]);
  const [dialog, setDialog] = useState<"picker" | "crop" | null>(null);
  const upload = useServerAction(uploadPicture);
  const { picture } = chosen;
  const look = usePictureLook(picture || null, null);
  useEffect(() => keepReading(() => readCardPictures({ story }), setPictures), [story]);
  const open = (which: typeof dialog) => {
    setDialog(which);
    onDialog(which !== null);
  };
  const choose = (found: ChosenPictures) => {
    open(null);
    const [file] = "files" in found ? found.files : [];
    const [known] = "pictures" in found ? found.pictures : [];
    if (file) upload.send(file, ({ id }) => onChange({ ...ofStory, picture: id }));
    else if (known) onChange({ ...ofStory, picture: known.id, pictureAlt: known.alt });
  };
  const isOther = picture !== "" && !pictures.some(({ id }) => id === picture);
  return (
    <fieldset className={classes.field}>
      <legend>Picture</legend>
      <div className={classes.pictures}>
        {pictures.map(({ id, alt, src, isOwn }, index) => (
          <Tile
            key={id}
            name={alt || `Picture ${index + 1}`}
            src={src}
            caption={isOwn ? "Story" : ""}
            isChosen={picture === "" ? isOwn : id === picture}
            onChoose={() => onChange(isOwn ? ofStory : { ...ofStory, picture: id, pictureAlt: alt })}
          />
        ))}
        {isOther && (
          <Tile
            name={chosen.pictureAlt || "Picture of the library"}
            src={look?.src ?? ""}
            caption="Library"
            isChosen
            onChoose={() => undefined}
          />
        )}
      </div>
      <div className={classes.pictureActs}>
        <Button size="compact-sm" onClick={() => open("picker")}>
          {upload.pending ? "Uploading …" : "Choose from library"}
        </Button>
        {picture !== "" && (
          <>
            <Button size="compact-sm" disabled={!look} onClick={() => open("crop")}>
              {chosen.pictureCrop === "" ? "Crop" : "Change crop"}
            </Button>
            <Button size="compact-sm" onClick={() => onChange(ofStory)}>
              Use the picture of the story
            </Button>
          </>
        )}
      </div>
      <Problem failure={upload.failure} />
      {picture !== "" && (
        <TextInput
          label="Alt text"
          description="What the picture shows, for readers who cannot see it. For this front only."
          maxLength={maxPictureAlt}
          value={chosen.pictureAlt}
          onChange={(event) => onChange({ ...chosen, pictureAlt: event.currentTarget.value })}
        />
      )}
      {dialog === "picker" && <LazyPicker isMultiple={false} close={() => open(null)} choose={choose} />}
      {dialog === "crop" && look && (
        <CropDialog
          name="Card"
          look={look}
          crop={chosen.pictureCrop || null}
          set={(crop) => onChange({ ...chosen, pictureCrop: crop ?? "" })}
          close={() => open(null)}
          note="For this front only."
        />
      )}
    </fieldset>
  );
}

type TileProps = { name: string; src: string; caption: string; isChosen: boolean; onChoose: () => void };
const Tile = ({ name, src, caption, isChosen, onChoose }: TileProps) => (
  <label>
    <input type="radio" name="picture" aria-label={name} checked={isChosen} onChange={onChoose} />
    {/* biome-ignore lint/performance/noImgElement: a rendition of about the size that is shown is there already */}
    <img src={src || undefined} alt="" width={96} height={64} decoding="async" />
    {caption && <span>{caption}</span>}
  </label>
);
