"use client";
import { Button, TextInput } from "@mantine/core";
import dynamic from "next/dynamic";
import { useState } from "react";
import type { UseCropProps } from "#components/editor/pictures/use-crop-dialog.tsx";
import type { CoverLook } from "#lib/collections/data.ts";
import { maxCoverAlt } from "#lib/collections/schema.ts";
import type { Cover } from "#lib/collections/types.ts";
import { PictureField } from "../admin/picture-field.tsx";
import { usePictureLook } from "../pictures/use-picture-look.ts";
import classes from "./collections.module.css";

const CropDialog = dynamic<UseCropProps>(() => import("#components/editor/pictures/use-crop-dialog.tsx"), {
  ssr: false,
});

type Props = {
  cover: Cover | null;
  look: CoverLook | null;
  onChange: (cover: Cover | null) => void;
  error: string | undefined;
};

/** The picture of a collection with its alt text and crop. */
export function CoverField({ cover, look, onChange, error }: Props) {
  const [isCropping, setCropping] = useState(false);
  const shown = usePictureLook(cover?.id ?? null, cover && look ? { id: cover.id, look } : null);
  return (
    <div className={classes.cover}>
      <PictureField
        noun="cover"
        title="Cover"
        about="Optional. Shown at the top of the page and by social networks."
        picture={cover && { id: cover.id, src: shown?.src ?? "" }}
        onChange={(picture) => {
          onChange(picture && { id: picture.id, alt: picture.id === cover?.id ? cover.alt : "", crop: null });
        }}
      />
      {cover && (
        <>
          <TextInput
            label="Alt text of the cover"
            description="What it shows, for readers who cannot see it. Leave empty if it is only decoration."
            maxLength={maxCoverAlt}
            value={cover.alt}
            onChange={(event) => onChange({ ...cover, alt: event.currentTarget.value })}
          />
          <div>
            <Button disabled={shown === null} onClick={() => setCropping(true)}>
              {cover.crop === null ? "Crop cover" : "Change crop"}
            </Button>
          </div>
        </>
      )}
      {error && <p role="alert">{error}</p>}
      {isCropping && cover && shown && (
        <CropDialog
          name="Cover"
          look={shown}
          crop={cover.crop}
          set={(crop) => onChange({ ...cover, crop })}
          close={() => setCropping(false)}
          note="For this collection only."
        />
      )}
    </div>
  );
}
