"use client";
import { Button, TextInput } from "@mantine/core";
import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import type { UseCropProps } from "#components/editor/pictures/use-crop-dialog.tsx";
import { readCoverLook } from "#lib/collections/actions.ts";
import type { CoverLook } from "#lib/collections/data.ts";
import { maxCoverAlt } from "#lib/collections/schema.ts";
import type { Cover } from "#lib/collections/types.ts";
import { PictureField } from "../admin/picture-field.tsx";
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
  const [known, setKnown] = useState<{ id: string; look: CoverLook } | null>(
    cover && look ? { id: cover.id, look } : null,
  );
  const [isCropping, setCropping] = useState(false);
  const id = cover?.id ?? null;
  const shown = known?.id === id ? known : null;
  useEffect(() => {
    if (id === null || known?.id === id) return;
    let isOld = false;
    readCoverLook({ picture: id }).then(
      (result) => !isOld && result.ok && result.data && setKnown({ id, look: result.data }),
      () => undefined, // it can be cropped after the page is reloaded
    );
    return () => {
      isOld = true;
    };
  }, [id, known?.id]);
  return (
    <div className={classes.cover}>
      <PictureField
        noun="cover"
        title="Cover"
        about="Optional. Shown at the top of the page and by social networks."
        picture={cover && { id: cover.id, src: shown?.look.src ?? "" }}
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
          look={shown.look}
          crop={cover.crop}
          set={(crop) => onChange({ ...cover, crop })}
          close={() => setCropping(false)}
          note="For this collection only."
        />
      )}
    </div>
  );
}
